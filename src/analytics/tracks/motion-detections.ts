/**
 * Regions of motion as detections. The box of a region reaches as far as its faintest shadow and a stretched arm, and over the
 * place that a parked car has just left. Here it is drawn where nearly all of the difference lies: from the background; or, where
 * the outline says that something is gone, from the picture before, which is where the thing is that went.
 */
import type { Box } from '#domain/event.ts';
import type { Blob, MotionPicture } from '../motion/motion-picture.ts';
import { type Detection, motionDetection, strong } from './detection.ts';

/** Share of the difference that is left out on each side. */
const trimmed = 0.04;
/** Rain, snow, a flock of birds: only the largest are looked at. */
const maxRegions = 48;
/** Of `presence`: below, a part of the region is a place that something has left. */
const somethingGone = -0.05;
/** Levels of luma; less is noise between two pictures. */
const changeLevels = 8;
/** So many cells must have changed since the picture before to say where the thing is. */
const changedCells = 6;

export class MotionDetections {
  #before: Uint8Array = new Uint8Array(0);

  /** Of the next picture. */
  find(motion: MotionPicture): readonly Detection[] {
    const regions = motion.blobs.slice(0, maxRegions);
    const detections = regions.map((blob, index) => {
      const box = this.#coreBox(motion, blob, index + 1);
      return motionDetection(box, beginsAnObject(blob) ? 1 : strong / 2);
    });
    if (this.#before.length !== motion.luma.length) this.#before = new Uint8Array(motion.luma.length);
    this.#before.set(motion.luma);
    return detections;
  }

  #coreBox(motion: MotionPicture, { box, presence }: Blob, label: number): Box {
    const { luma, background } = motion;
    const before = this.#before;
    const place = cellsOf(box, motion);
    if (presence < somethingGone && before.length === luma.length) {
      const changed = weigh(motion, place, label, (at) => {
        const change = Math.abs(luma[at]! - before[at]!);
        return change > changeLevels ? change : 0;
      });
      if (changed.cells >= changedCells) return core(motion, place, changed);
    }
    return core(
      motion,
      place,
      weigh(motion, place, label, (at) => Math.abs(luma[at]! - background[at]! / 256)),
    );
  }
}

/** What does not move, or was left behind by something that is gone, may be where a known object stands, but is no new one. */
function beginsAnObject({ moving, presence }: Blob): boolean {
  return moving >= 0.2 && presence > -0.6;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function cellsOf([x0, y0, x1, y1]: Box, { columns, rows, cellWidth, cellHeight }: MotionPicture): Place {
  const [left, top] = [Math.round(x0 / cellWidth), Math.round(y0 / cellHeight)];
  return {
    left,
    top,
    right: Math.max(left + 1, Math.min(columns, Math.round(x1 / cellWidth))),
    bottom: Math.max(top + 1, Math.min(rows, Math.round(y1 / cellHeight))),
  };
}

interface Weights {
  readonly across: Float64Array;
  readonly down: Float64Array;
  /** How many have a weight. */
  readonly cells: number;
}

function weigh(
  { columns, labels }: MotionPicture,
  place: Place,
  label: number,
  weightOf: (at: number) => number,
): Weights {
  const { left, top, right, bottom } = place;
  const across = new Float64Array(right - left);
  const down = new Float64Array(bottom - top);
  let cells = 0;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const at = row * columns + column;
      const weight = labels[at] === label ? weightOf(at) : 0;
      if (weight === 0) continue;
      cells += 1;
      across[column - left]! += weight;
      down[row - top]! += weight;
    }
  }
  return { across, down, cells };
}

function core(motion: MotionPicture, { left, top, right, bottom }: Place, weights: Weights): Box {
  const { columns, rows, cellWidth, cellHeight } = motion;
  const [x0, x1] = span(weights.across, left === 0, right === columns);
  const [y0, y1] = span(weights.down, top === 0, bottom === rows);
  return [(left + x0) * cellWidth, (top + y0) * cellHeight, (left + x1) * cellWidth, (top + y1) * cellHeight];
}

/** Holds all but the trimmed weight; at the edge of the picture, beyond which the thing goes on, only what has no weight is cut. */
function span(weights: Float64Array, atFirst: boolean, atLast: boolean): readonly [number, number] {
  const spare = weights.reduce((sum, weight) => sum + weight, 0) * trimmed;
  let first = 0;
  for (let sum = 0; first < weights.length - 1; first += 1) {
    sum += weights[first]!;
    if (sum > (atFirst ? 0 : spare)) break;
  }
  let last = weights.length;
  for (let sum = 0; last > first + 1; last -= 1) {
    sum += weights[last - 1]!;
    if (sum > (atLast ? 0 : spare)) break;
  }
  return [first, last];
}
