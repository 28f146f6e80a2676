import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counting, objectsIn } from './counting.ts';
import { straight, walk } from './object.fixture.ts';

const line = { name: 'gate', points: [[0.5, 0], [0.5, 1]], inverted: false } as const; // biome-ignore format: points
const single = { objectWidth: null, objectHeight: null };

function counts(rule: Counting, leftwards: boolean, box?: readonly [number, number, number, number]) {
  const path = leftwards ? straight([0.8, 0.5], [0.2, 0.5], 8) : straight([0.2, 0.5], [0.8, 0.5], 8);
  return walk(rule, path, box === undefined ? {} : { box }).map(({ facts }) => facts.details);
}

test('in is from the left of the line to its right; inverted, the other way', () => {
  assert.deepEqual(counts(new Counting(line, single), true), [{ in: 1, out: 0 }]);
  assert.deepEqual(counts(new Counting(line, single), false), [{ in: 0, out: 1 }]);
  assert.deepEqual(counts(new Counting({ ...line, inverted: true }, single), true), [{ in: 0, out: 1 }]);
});

test('a region as wide as three objects is three, each with a key of its own', () => {
  const rule = new Counting(line, { objectWidth: 0.1, objectHeight: 0.3 });
  const path = straight([0.8, 0.5], [0.2, 0.5], 8);
  const sightings = walk(rule, path, { box: [0.3, 0.3, 0.61, 0.6] });
  assert.equal(sightings.length, 3);
  assert.equal(new Set(sightings.map(({ key }) => key)).size, 3);
});

test('sizes that are none count as one, and no region is more than ten', () => {
  assert.equal(objectsIn([0, 0, 1, 1], { objectWidth: 0, objectHeight: -1 }), 1);
  assert.equal(objectsIn([0, 0, 1, 1], { objectWidth: 1e-9, objectHeight: null }), 10);
  assert.equal(objectsIn([0.2, 0.2, 0.25, 0.3], { objectWidth: 0.2, objectHeight: 0.4 }), 1);
});
