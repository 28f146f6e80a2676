/** Tracked objects for tests of rules, and walks of them. */
import type { Box, Point, Sighting } from '#domain/event.ts';
import { around } from '../tracks/box.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import type { Rule } from './rule.ts';

export const startMs = Date.UTC(2026, 0, 5, 8);
export const aspect = 16 / 9;

export function objectAt(place: Point, change: Partial<TrackedObject> = {}): TrackedObject {
  const box: Box = change.box ?? around(place[0], place[1], 0.05, 0.15);
  return {
    id: '1',
    state: 'tracked',
    proven: true,
    objectClass: 'unknown',
    box,
    centre: place,
    velocity: [0, 0],
    bornMs: startMs,
    partOf: null,
    seenMs: startMs,
    seenNow: true,
    ...change,
  };
}

/** One object at one place after the other, 200 ms apart; then it is gone. */
export function walk(rule: Rule, path: readonly Point[], change: Partial<TrackedObject> = {}): Sighting[] {
  const sightings = path.flatMap((place, index) =>
    rule.apply({ utcMs: startMs + index * 200, aspect, objects: [objectAt(place, change)], finished: [] }),
  );
  const last = path.at(-1);
  if (last === undefined) return sightings;
  const finished = [objectAt(last, change)];
  return [...sightings, ...rule.apply({ utcMs: startMs + path.length * 200, aspect, objects: [], finished })];
}

export function straight(from: Point, to: Point, steps: number): Point[] {
  return Array.from({ length: steps + 1 }, (_, index) => [
    from[0] + ((to[0] - from[0]) * index) / steps,
    from[1] + ((to[1] - from[1]) * index) / steps,
  ]);
}
