import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Blob } from '../motion/motion-picture.ts';
import { LeftObjects } from './left-objects.ts';
import { startMs } from './object.fixture.ts';

const bag: Blob = {
  box: [0.4, 0.6, 0.45, 0.68],
  centroid: [0.42, 0.64],
  area: 0.003,
  moving: 0,
  difference: 40,
  presence: 0.5,
  travel: 0,
  seenMs: 5000,
};
const settings = { zones: [], afterSeconds: 10 };

function run(rule: LeftObjects, blobsAt: (second: number) => readonly Blob[], seconds: number) {
  const sightings = [];
  for (let ms = 0; ms <= seconds * 1000; ms += 200)
    sightings.push(...rule.apply(blobsAt(ms / 1000), startMs + ms));
  return sightings.map(({ utcMs, facts }) => ({ atMs: utcMs - startMs, name: facts.name, ...facts.details }));
}

test('something that stays is told of once, after its time', () => {
  assert.deepEqual(
    run(new LeftObjects(settings), () => [bag], 60),
    [{ atMs: 10_000, name: null, change: 'abandoned' }],
  );
});

test('where something is gone, the outline is in the background', () => {
  assert.deepEqual(
    run(new LeftObjects(settings), () => [{ ...bag, presence: -0.4 }], 20),
    [{ atMs: 10_000, name: null, change: 'removed' }],
  );
});

test('people who pass in front of it do not start the time anew', () => {
  const blobs = (second: number) =>
    second > 4 && second < 9 ? [{ ...bag, box: [0.2, 0.2, 0.6, 0.9] as const, moving: 0.8 }] : [bag];
  assert.equal(run(new LeftObjects(settings), blobs, 20)[0]?.atMs, 10_000);
});

test('what moves, what cannot be told, and what is outside the zones is not told of', () => {
  assert.deepEqual(
    run(new LeftObjects(settings), () => [{ ...bag, moving: 0.5 }], 30),
    [],
  );
  assert.deepEqual(
    run(new LeftObjects(settings), () => [{ ...bag, presence: 0.02 }], 30),
    [],
  );
  const zones = [{ name: 'hall', points: [[0, 0], [0.2, 0], [0.2, 0.2]] as const }]; // biome-ignore format: points
  assert.deepEqual(
    run(new LeftObjects({ ...settings, zones }), () => [bag], 30),
    [],
  );
});

test('a thing that is taken away in time is none', () => {
  assert.deepEqual(
    run(new LeftObjects(settings), (second) => (second < 8 ? [bag] : []), 60),
    [],
  );
});
