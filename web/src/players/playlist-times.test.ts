import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf, positionOf, utcAt } from './playlist-times.ts';

/** Two minutes, ten minutes of nothing, one minute. */
const pieces = [
  { start: 0, duration: 60, programDateTime: 1_000_000 },
  { start: 60, duration: 60, programDateTime: 1_060_000 },
  { start: 120, duration: 60, programDateTime: 1_720_000 },
];

test('a recorded moment has its place', () => {
  assert.deepEqual(positionOf(pieces, 1_075_500), { seconds: 75.5, utcMs: 1_075_500 });
});

test('a moment inside a gap leads to where recording goes on', () => {
  assert.deepEqual(positionOf(pieces, 1_300_000), { seconds: 120, utcMs: 1_720_000 });
});

test('after the last piece there is nothing', () => {
  assert.equal(positionOf(pieces, 1_780_000), null);
  assert.equal(positionOf([], 5), null);
});

test('a place leads back to its moment, also after a gap', () => {
  assert.equal(utcAt(pieces, 75.5), 1_075_500);
  assert.equal(utcAt(pieces, 130), 1_730_000);
  assert.equal(utcAt([], 1), null);
  assert.equal(endOf(pieces), 1_780_000);
});
