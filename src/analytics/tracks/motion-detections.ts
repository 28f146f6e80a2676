/**
 * Regions of motion as detections. The box of a region reaches as far as its faintest shadow and a stretched arm; here it is
 * drawn where nearly all of the difference from the background lies, so that its middle is near the middle of the thing.
 */
import type { Box } from '#domain/event.ts';
import type { Blob, MotionPicture } from '../motion/motion-picture.ts';
import { type Detection, motionDetection, strong } from './detection.ts';

/** Share of the difference that is left out on each side. */
const trimmed = 0.04;
/** Rain, snow, a flock of birds: only the largest are looked at. */
const maxRegions = 48;

export function motionDetections(motion: MotionPicture): readonly Detection[] {
  return motion.blobs
    .slice(0, maxRegions)
    .map((blob, index) =>
      motionDetection(coreBox(motion, blob, index + 1), beginsAnObject(blob) ? 1 : strong / 2),
    );
}

/** What does not move, or was left behind by something that is gone, may be where a known object stands, but is no new one. */
function beginsAnObject({ moving, presence }: Blob): boolean {
  return moving >= 0.2 && presence > -0.6;
}

function coreBox(
  { columns, rows, luma, background, labels }: MotionPicture,
  { box }: Blob,
  label: number,
): Box {
  const left = Math.round(box[0] * columns);
  const top = Math.round(box[1] * rows);
  const right = Math.min(columns, Math.round(box[2] * columns));
  const bottom = Math.min(rows, Math.round(box[3] * rows));
  const across = new Float64Array(Math.max(0, right - left));
  const down = new Float64Array(Math.max(0, bottom - top));
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const at = row * columns + column;
      if (labels[at] !== label) continue;
      const difference = Math.abs(luma[at]! - background[at]! / 256);
      across[column - left]! += difference;
      down[row - top]! += difference;
    }
  }
  const [x0, x1] = core(across, left === 0, right === columns);
  const [y0, y1] = core(down, top === 0, bottom === rows);
  return [(left + x0) / columns, (top + y0) / rows, (left + x1) / columns, (top + y1) / rows];
}

/** The span that holds all but the trimmed weight; nothing is trimmed where the thing goes on beyond the edge of the picture. */
function core(weights: Float64Array, keepFirst: boolean, keepLast: boolean): readonly [number, number] {
  const spare = weights.reduce((sum, weight) => sum + weight, 0) * trimmed;
  let first = 0;
  for (let sum = 0; !keepFirst && first < weights.length - 1; first += 1) {
    sum += weights[first]!;
    if (sum > spare) break;
  }
  let last = weights.length;
  for (let sum = 0; !keepLast && last > first + 1; last -= 1) {
    sum += weights[last - 1]!;
    if (sum > spare) break;
  }
  return [first, last];
}
