import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sighting } from '#domain/event.ts';
import { matchTimes, scoreClip, trueBegins } from './scores.ts';
import { type Truth, wayOf } from './truth.ts';

const truth: Truth = {
  file: 'x.mp4',
  durationSeconds: 20,
  timeAccuracy: 0.5,
  motion: { first: 2, quiet: [[0, 1.8], [8, 12], [18, 20]] }, // biome-ignore format: pairs
  presence: [[2, 8], [12.4, 18]], // biome-ignore format: pairs
  lines: [
    {
      name: 'door',
      points: [[0.5, 0], [0.5, 1]], // biome-ignore format: points
      counts: { a_to_b: 0, b_to_a: 2 },
      tolerance: 0,
      crossings: [5, 15].map((seconds) => ({ seconds, way: 'b_to_a', object: 'person' })),
    },
  ],
};

const motion = (seconds: number, phase: 'begin' | 'end'): Sighting => ({
  key: 'motion',
  phase,
  utcMs: 1000 * seconds,
  facts: {
    type: 'motion_detection',
    name: null,
    objectId: null,
    objectClass: 'unknown',
    box: null,
    details: { area: 0.1, zoneBox: [0, 0, 1, 1] },
  },
  picture: false,
});

const crossing = (seconds: number, direction: 'a_to_b' | 'b_to_a'): Sighting => ({
  key: 'line',
  phase: 'once',
  utcMs: 1000 * seconds,
  facts: {
    type: 'line_crossing',
    name: 'door',
    objectId: '1',
    objectClass: 'unknown',
    box: null,
    details: { line: [[0.5, 0], [0.5, 1]], direction }, // biome-ignore format: points
  },
  picture: false,
});

test('to the right over a line that is drawn downwards is from its right to its left', () => {
  const down = [[0.5, 0], [0.5, 1]] as const; // biome-ignore format: points
  const across = [[0, 0.5], [1, 0.5]] as const; // biome-ignore format: points
  assert.equal(wayOf(down, 'right'), 'b_to_a');
  assert.equal(wayOf(down, 'left'), 'a_to_b');
  assert.equal(wayOf(across, 'down'), 'a_to_b');
  assert.equal(wayOf(across, 'up'), 'b_to_a');
});

test('motion begins first and after each still part but the last, with who comes then', () => {
  assert.deepEqual(trueBegins(truth), [2, 12.4]);
});

test('what is right scores nothing wrong', () => {
  const sightings = [
    motion(2.1, 'begin'),
    crossing(5.3, 'b_to_a'),
    motion(8, 'end'),
    motion(12.2, 'begin'),
    crossing(14.8, 'b_to_a'),
  ];
  const score = scoreClip(truth, sightings, 0);
  assert.deepEqual(score.begins, [{ truth: 2, accuracy: 0.5, found: 2.1 }, { truth: 12.4, accuracy: 0.5, found: 12.2 }]); // biome-ignore format: pairs
  assert.deepEqual(score.falseEvents, []);
  assert.equal(score.lines.length, 1);
  assert.equal(score.lines[0]?.wrong, 0);
});

test('the wrong direction is missed and false, an event in a still part is false, no begin is missed', () => {
  const score = scoreClip(truth, [motion(10, 'begin'), motion(11, 'end'), crossing(5, 'a_to_b')], 0);
  assert.deepEqual(score.begins, [{ truth: 2, accuracy: 0.5, found: null }, { truth: 12.4, accuracy: 0.5, found: 10 }]); // biome-ignore format: pairs
  assert.deepEqual(score.falseEvents, [{ seconds: 10, type: 'motion_detection' }]);
  assert.equal(
    score.lines.reduce((sum, { wrong }) => sum + wrong, 0),
    3,
  );
});

test('times are paired one to one, nearest first', () => {
  assert.deepEqual(matchTimes([1, 2], [1.9, 2.1], 1.5), { missed: [], extra: [], errors: [-0.10000000000000009, 1.1] }); // biome-ignore format: one line
  assert.deepEqual(matchTimes([1], [1.2, 1.4], 1).extra, [1.4]);
});
