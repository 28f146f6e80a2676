/** Objects that move as a test says, and what is seen of them. */
import type { Box, Point } from '#domain/event.ts';
import { around, clipped, isUsable } from './box.ts';
import { type Detection, motionDetection } from './detection.ts';
import { Tracker, type TrackerUpdate } from './tracker.ts';

export const startMs = Date.UTC(2026, 0, 5, 8);
export const shape = { aspect: 16 / 9 };
export const stepMs = 200;

/** Where its centre is at a second, and how large it is; null while it is not there. */
export type Actor = (seconds: number) => Box | null;

export function walker(from: Point, velocity: Point, size: Point = [0.05, 0.18]): Actor {
  return (seconds) => around(from[0] + velocity[0] * seconds, from[1] + velocity[1] * seconds, ...size);
}

/** Numbers between -1 and 1 that are the same in every run (mulberry32). */
export function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** Each box wobbles by a share of its size; those that touch are one region, as motion has it. */
export function regions(boxes: readonly Box[], wobble: () => number, share = 0.08): Detection[] {
  const seen = boxes.map((box): Box => {
    const [w, h] = [(box[2] - box[0]) * share, (box[3] - box[1]) * share];
    return clipped([
      box[0] + w * wobble(),
      box[1] + h * wobble(),
      box[2] + w * wobble(),
      box[3] + h * wobble(),
    ]);
  });
  const merged: Box[] = [];
  for (const box of seen.filter(isUsable)) {
    let whole = box;
    for (let index = merged.length - 1; index >= 0; index -= 1) {
      const other = merged[index]!;
      if (whole[0] > other[2] || other[0] > whole[2] || whole[1] > other[3] || other[1] > whole[3]) continue;
      whole = [Math.min(whole[0], other[0]), Math.min(whole[1], other[1]), Math.max(whole[2], other[2]), Math.max(whole[3], other[3])]; // biome-ignore format: one line
      merged.splice(index, 1);
    }
    merged.push(whole);
  }
  return merged.map((box) => motionDetection(box));
}

export interface Seen extends TrackerUpdate {
  readonly seconds: number;
  readonly boxes: readonly (Box | null)[];
}

export function watch(actors: readonly Actor[], seconds: number, tracker = new Tracker(), seed = 1): Seen[] {
  const wobble = noise(seed);
  const updates: Seen[] = [];
  for (let ms = 0; ms <= seconds * 1000; ms += stepMs) {
    const boxes = actors.map((actor) => actor(ms / 1000));
    const there = boxes.filter((box): box is Box => box !== null && isUsable(box));
    const { objects, finished } = tracker.update(regions(there, wobble), startMs + ms, shape);
    updates.push({
      objects: objects.map((one) => ({ ...one, ...snapshot(one) })),
      finished,
      seconds: ms / 1000,
      boxes,
    });
  }
  return updates;
}

/** Objects of the tracker go on changing. */
function snapshot(one: Seen['objects'][number]): Seen['objects'][number] {
  const { id, state, proven, objectClass, box, centre, velocity, bornMs, partOf, seenMs, seenNow } = one;
  return { id, state, proven, objectClass, box, centre, velocity, bornMs, partOf, seenMs, seenNow };
}

/** Ids of proven objects, in order of appearance. */
export function provenIds(updates: readonly Seen[]): string[] {
  return [
    ...new Set(updates.flatMap(({ objects }) => objects.filter(({ proven }) => proven).map(({ id }) => id))),
  ];
}
