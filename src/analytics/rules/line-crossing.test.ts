import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CrossingLine } from '#domain/analytics.ts';
import type { Point, Sighting } from '#domain/event.ts';
import { bearing } from './geometry.ts';
import { LineCrossing } from './line-crossing.ts';
import { aspect, startMs, straight, walk } from './object.fixture.ts';

const vertical: CrossingLine = { name: 'door', points: [[0.5, 0], [0.5, 1]], direction: 'both' }; // biome-ignore format: points

function directions(sightings: readonly Sighting[]): string[] {
  return sightings.map(({ facts }) =>
    facts.type === 'line_crossing' ? facts.details.direction : facts.type,
  );
}

test('over a line that is drawn downwards, from right to left is from its left to its right', () => {
  assert.deepEqual(directions(walk(new LineCrossing(vertical), straight([0.7, 0.5], [0.3, 0.5], 10))), [
    'a_to_b',
  ]);
  assert.deepEqual(directions(walk(new LineCrossing(vertical), straight([0.3, 0.5], [0.7, 0.5], 10))), [
    'b_to_a',
  ]);
});

test('the time is that of the line, between two pictures', () => {
  const [crossing] = walk(new LineCrossing(vertical), straight([0.2, 0.5], [0.9, 0.5], 7));
  assert.equal(crossing?.utcMs, startMs + 600);
});

test('the wanted direction alone is told', () => {
  const line: CrossingLine = { ...vertical, direction: 'a_to_b' };
  const path = [...straight([0.3, 0.5], [0.7, 0.5], 8), ...straight([0.7, 0.5], [0.3, 0.5], 8)];
  assert.deepEqual(directions(walk(new LineCrossing(line), path)), ['a_to_b']);
});

test('who goes around the end of a line has not crossed it', () => {
  const line: CrossingLine = { ...vertical, points: [[0.5, 0.4], [0.5, 0.6]] }; // biome-ignore format: points
  const around: Point[] = [
    ...straight([0.3, 0.5], [0.4, 0.1], 5),
    ...straight([0.4, 0.1], [0.7, 0.2], 5),
    [0.7, 0.5],
  ];
  assert.deepEqual(directions(walk(new LineCrossing(line), around)), []);
  assert.deepEqual(directions(walk(new LineCrossing(line), straight([0.3, 0.5], [0.7, 0.5], 10))), [
    'b_to_a',
  ]);
});

test('an object that has not proven to be one is told when it has, with the time of then', () => {
  const rule = new LineCrossing(vertical);
  assert.deepEqual(walk(rule, straight([0.3, 0.5], [0.7, 0.5], 8), { proven: false }), []);
});

const place = fc.double({ min: 0.02, max: 0.98, noNaN: true });
const points = fc.tuple(place, place);
const pairs = fc.tuple(points, points).filter(([[ax, ay], [bx, by]]) => Math.hypot(bx - ax, by - ay) > 0.05);

test('the way back over any line is the other direction, and so is the line drawn the other way round', () => {
  fc.assert(
    fc.property(pairs, pairs, ([a, b], [from, to]) => {
      // A path exactly through the end of a line, or beginning exactly on it, is on either side of rounding.
      const near = (line: readonly [Point, Point], place: Point) =>
        Math.abs(bearing(line, place, aspect)?.across ?? 0) < 1e-6;
      fc.pre(![a, b].some((end) => near([from, to], end)) && ![from, to].some((end) => near([a, b], end)));
      const line = (ends: readonly [Point, Point]) =>
        new LineCrossing({ name: 'x', points: ends, direction: 'both' });
      const there = directions(walk(line([a, b]), straight(from, to, 9)));
      const back = directions(walk(line([a, b]), straight(to, from, 9)));
      const turned = directions(walk(line([b, a]), straight(from, to, 9)));
      const other = (direction: string) => (direction === 'a_to_b' ? 'b_to_a' : 'a_to_b');
      assert.ok(there.length <= 1, 'a straight path crosses a line once');
      assert.deepEqual(turned, there.map(other));
      if (there.length === 1 && back.length === 1) assert.deepEqual(back, there.map(other));
    }),
  );
});

test('whatever sways while it crosses has crossed once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -0.004, max: 0.004, noNaN: true }), { minLength: 5, maxLength: 60 }),
      fc.boolean(),
      (sway, toTheRight) => {
        const [from, to] = toTheRight ? [0.3, 0.7] : [0.7, 0.3];
        const path: Point[] = [[from, 0.5], ...sway.map((dx): Point => [0.5 + dx, 0.5]), [to, 0.5]];
        assert.deepEqual(directions(walk(new LineCrossing(vertical), path)), [
          toTheRight ? 'b_to_a' : 'a_to_b',
        ]);
      },
    ),
  );
});

test('who comes up to the line, sways there and turns back has not crossed', () => {
  const path: Point[] = [[0.3, 0.5], [0.497, 0.5], [0.503, 0.5], [0.498, 0.5], [0.502, 0.5], [0.3, 0.5]]; // biome-ignore format: points
  assert.deepEqual(walk(new LineCrossing(vertical), path), []);
});

test('lines that are none, and places that are none, do nothing', () => {
  const lines: (readonly [Point, Point])[] = [
    [[0.5, 0.5], [0.5, 0.5]], // biome-ignore format: points
    [[Number.NaN, 0], [0.5, 1]], // biome-ignore format: points
    [[0, Number.POSITIVE_INFINITY], [0.5, 1]], // biome-ignore format: points
    [[5, 0], [5, 1]], // biome-ignore format: points
  ];
  for (const ends of lines) {
    const rule = new LineCrossing({ name: 'x', points: ends, direction: 'both' });
    assert.deepEqual(walk(rule, straight([0.1, 0.5], [0.9, 0.5], 9)), []);
  }
  assert.deepEqual(walk(new LineCrossing(vertical), [[0.1, 0.5], [Number.NaN, 0.5], [0.2, 0.5]]), []); // biome-ignore format: points
});
