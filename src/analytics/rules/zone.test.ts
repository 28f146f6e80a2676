import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Point } from '#domain/event.ts';
import { contains } from './geometry.ts';
import { aspect, objectAt, startMs, straight, walk } from './object.fixture.ts';
import { Zone } from './zone.ts';

const square: Point[] = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.8], [0.4, 0.8]]; // biome-ignore format: points
const zone = { name: 'yard', points: square, loiterSeconds: null };

const told = (sightings: ReturnType<typeof walk>) =>
  sightings.map(({ phase, utcMs, facts }) => ({
    phase,
    atMs: utcMs - startMs,
    ...(facts.details as object),
  }));

test('tells of entering and leaving, with the time inside', () => {
  // The foot is 0.075 below the centre; x is in the zone from step 5 (0.45) to step 7 (0.55).
  const path = straight([0.2, 0.5], [0.9, 0.5], 14);
  assert.deepEqual(told(walk(new Zone(zone), path)), [
    { phase: 'begin', atMs: 800, dwellMs: 0, loitering: false },
    { phase: 'end', atMs: 1400, dwellMs: 600, loitering: false },
  ]);
});

test('staying longer than the limit is loitering, told once', () => {
  const path = Array.from({ length: 60 }, (): Point => [0.5, 0.5]);
  const sightings = told(walk(new Zone({ ...zone, loiterSeconds: 5 }), path));
  assert.deepEqual(
    sightings.map(({ phase }) => phase),
    ['begin', 'update', 'end'],
  );
  assert.deepEqual(sightings[1], { phase: 'update', atMs: 5000, dwellMs: 5000, loitering: true });
  assert.deepEqual(sightings[2], { phase: 'end', atMs: 11_800, dwellMs: 11_800, loitering: true });
});

test('who sways at the edge enters once and does not leave', () => {
  const path = Array.from({ length: 30 }, (_, index): Point => [index % 3 === 0 ? 0.39 : 0.41, 0.5]);
  assert.deepEqual(
    told(walk(new Zone(zone), path)).map(({ phase }) => phase),
    ['begin', 'end'],
  );
});

test('occupancy is the number of those inside now', () => {
  const rule = new Zone(zone);
  const objects = [
    objectAt([0.5, 0.5]),
    objectAt([0.45, 0.5], { id: '2' }),
    objectAt([0.1, 0.5], { id: '3' }),
  ];
  for (const step of [0, 1]) rule.apply({ utcMs: startMs + step * 200, aspect, objects, finished: [] });
  assert.equal(rule.occupancy, 2);
  assert.equal(rule.finish().length, 2);
  assert.equal(rule.occupancy, 0);
});

test('polygons without area, crossing themselves or outside neither throw nor hold what is not in them', () => {
  const inPicture = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(inPicture, (point) => {
      assert.equal(contains([], point), false);
      assert.equal(contains([[0.5, 0.5]], point), false);
      assert.equal(contains([[0, 0], [1, 1], [0, 0]], point), false); // biome-ignore format: points
      assert.equal(contains([[2, 2], [3, 2], [3, 3]], point), false); // biome-ignore format: points
      assert.equal(contains([[Number.NaN, 0], [1, 0], [Number.NaN, 1]], point), false); // biome-ignore format: points
    }),
  );
  const bowTie: Point[] = [[0, 0], [1, 1], [1, 0], [0, 1]]; // biome-ignore format: points
  assert.equal(contains(bowTie, [0.1, 0.5]), true);
  assert.equal(contains(bowTie, [0.5, 0.1]), false);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double(), fc.double()), { maxLength: 8 }),
      inPicture,
      (polygon, point) => {
        assert.equal(typeof contains(polygon, point), 'boolean');
      },
    ),
  );
});
