import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Point } from '#domain/event.ts';
import { aspect, objectAt, startMs } from './object.fixture.ts';
import { Queue } from './queue.ts';
import { MedianOverTime } from './smoothing.ts';

const points: Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]]; // biome-ignore format: points

/** As many people as `lengths` says, every 200 ms; the rest has left. */
function run(queue: Queue, lengths: readonly number[]) {
  let before = 0;
  return lengths.flatMap((length, step) => {
    const people = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from) }, (_, index) =>
        objectAt([0.1 + 0.1 * (from + index), 0.5], { id: `${from + index}` }),
      );
    const sightings = queue.apply({
      utcMs: startMs + step * 200,
      aspect,
      objects: people(0, length),
      finished: people(length, before),
    });
    before = length;
    return sightings.map(({ phase, facts, utcMs }) => ({
      phase,
      atMs: utcMs - startMs,
      ...(facts.details as object),
    }));
  });
}

const repeated = (length: number, times: number) => Array.from({ length: times }, () => length);

test('an event while more wait than the maximum, with the largest number', () => {
  const queue = new Queue({ name: 'till', points, max: 2 }, 0);
  const sightings = run(queue, [
    ...repeated(2, 5),
    ...repeated(3, 10),
    ...repeated(4, 10),
    ...repeated(1, 40),
  ]);
  assert.deepEqual(sightings, [
    { phase: 'begin', atMs: 1200, count: 3, max: 2 },
    { phase: 'update', atMs: 3200, count: 4, max: 2 },
    { phase: 'end', atMs: 4800, count: 4, max: 2 },
  ]);
});

test('a moment below the maximum does not end it', () => {
  const queue = new Queue({ name: 'till', points, max: 2 }, 0);
  const sightings = run(queue, [...repeated(3, 10), ...repeated(2, 10), ...repeated(3, 10)]);
  assert.deepEqual(
    sightings.map(({ phase }) => phase),
    ['begin'],
  );
});

test('smoothed, a group that walks through is no queue', () => {
  const queue = new Queue({ name: 'till', points, max: 2 }, 10);
  assert.deepEqual(run(queue, [...repeated(1, 60), ...repeated(5, 15), ...repeated(1, 60)]), []);
  assert.equal(queue.occupancy, 1);
});

test('without a maximum there is a length but no event', () => {
  const queue = new Queue({ name: 'till', points, max: null }, 0);
  assert.deepEqual(run(queue, repeated(6, 10)), []);
  assert.equal(queue.occupancy, 6);
});

test('the median follows a lasting change within the window, and starts anew when the clock goes back', () => {
  const median = new MedianOverTime(10);
  for (let step = 0; step < 50; step += 1) assert.equal(median.add(4, startMs + step * 200), 4);
  const followed = Array.from({ length: 50 }, (_, step) => median.add(8, startMs + 10_000 + step * 200));
  assert.equal(followed.at(0), 4);
  assert.equal(followed.at(-1), 8);
  assert.equal(median.add(1, startMs), 1);
});
