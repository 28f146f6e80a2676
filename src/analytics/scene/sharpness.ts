/**
 * How sharp a picture is: the steepest step between pixels at edges, against the contrast of those edges over some cells. Light
 * and exposure change both alike; defocus flattens the steps alone (Pertuz and others, 2013, compare such measures).
 */
import type { MotionPicture } from '../motion/motion-picture.ts';
import { cell } from '../motion/motion-picture.ts';
import type { LumaPicture } from '../picture.ts';

const edgeCount = 300;
const leastUsable = 60;
/** Weaker edges are texture and noise, luma levels over three cells. */
const leastContrast = 24;
/** A blurred edge is still an edge. */
const leastContrastNow = 8;

/** The cells of a view with the strongest edges, spread over the picture: at most one of four neighbours. */
export function edgeCells(usual: Float32Array, columns: number, rows: number): Uint32Array {
  const edges: { at: number; contrast: number }[] = [];
  for (let row = 1; row < rows - 1; row += 2) {
    for (let column = 1; column < columns - 1; column += 2) {
      const at = row * columns + column;
      const contrast = contrastAround(usual, at, columns);
      if (contrast >= leastContrast) edges.push({ at, contrast });
    }
  }
  edges.sort((a, b) => b.contrast - a.contrast);
  return Uint32Array.from(edges.slice(0, edgeCount), ({ at }) => at);
}

/** About 1 for crisp edges, 0.1 for a blurred picture; null where too few edges can be seen. */
export function sharpness(picture: LumaPicture, motion: MotionPicture, edges: Uint32Array): number | null {
  const { columns, luma, mask } = motion;
  const cellPx = Math.round(motion.cellWidth * picture.width);
  if (cellPx < 2) return null;
  let usable = 0;
  let steps = 0;
  let contrasts = 0;
  for (const at of edges) {
    const contrast = contrastAround(luma, at, columns);
    if (mask[at] !== cell.background || contrast < leastContrastNow) continue;
    usable++;
    contrasts += contrast;
    steps += steepestStep(picture, (at % columns) * cellPx, Math.floor(at / columns) * cellPx, cellPx);
  }
  return usable < leastUsable ? null : steps / contrasts;
}

function contrastAround(luma: Uint8Array | Float32Array, at: number, columns: number): number {
  const across = Math.abs(luma[at + 1]! - luma[at - 1]!);
  const down = Math.abs(luma[at + columns]! - luma[at - columns]!);
  return Math.max(across, down);
}

/** Within a cell and half a cell around it: the edge need not be in the middle. */
function steepestStep(
  { data, stride, width, height }: LumaPicture,
  x: number,
  y: number,
  cellPx: number,
): number {
  const around = cellPx >> 1;
  const right = Math.min(width - 1, x + cellPx + around);
  const bottom = Math.min(height - 1, y + cellPx + around);
  let steepest = 0;
  for (let row = Math.max(0, y - around); row < bottom; row++) {
    for (let i = row * stride + Math.max(0, x - around), end = row * stride + right; i < end; i++) {
      const here = data[i]!;
      const across = Math.abs(data[i + 1]! - here);
      const down = Math.abs(data[i + stride]! - here);
      steepest = Math.max(steepest, across, down);
    }
  }
  return steepest;
}
