import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Box } from '#domain/event.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import { aspect, objectAt, startMs } from './object.fixture.ts';
import { SeenObjects } from './seen-objects.ts';

interface Moment {
  readonly box: Box;
  readonly velocity?: TrackedObject['velocity'];
}

/** Shows one object, 200 ms from one moment to the next; answers the indexes of those with a picture. */
function pictured(moments: readonly Moment[], everyMs = 200): number[] {
  const rule = new SeenObjects();
  return moments.flatMap(({ box, velocity = [0, 0] }, index) => {
    const object = objectAt([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], { box, velocity });
    const picture = { utcMs: startMs + index * everyMs, aspect, objects: [object], finished: [] };
    const told = rule.apply(picture);
    assert.deepEqual(
      told.map(({ phase }) => phase),
      told.length === 0 ? [] : [index === 0 ? 'begin' : 'update'],
    );
    return told.some((sighting) => sighting.picture) ? [index] : [];
  });
}

const around = (size: number, x = 0.5, y = 0.5): Box => [x - size, y - size, x + size, y + size];

test('what comes near and goes away again is shown when it is largest, a moment after at the latest', () => {
  const sizes = [4, 5, 6, 8, 10, 13, 16, 14, 10, 6, 4];
  assert.deepEqual(pictured(sizes.map((size) => ({ box: around(size / 100) }))), [0, 7]);
});

test('what grows until it leaves is shown while it is whole for the last time', () => {
  // Its lower edge goes from 0.58 by 0.1 a picture; then it is cut off by that of the picture.
  const moments = [0, 1, 2, 3, 4, 5, 6].map((step) => {
    const size = 0.08 + step * 0.03;
    const y = 0.5 + step * 0.07;
    return {
      box: [0.5 - size, y - size, 0.5 + size, Math.min(1, y + size)] as Box,
      velocity: [0, 0.35] as const,
    };
  });
  assert.deepEqual(pictured(moments), [0, 4]);
  assert.deepEqual(
    moments.map(({ box }) => box[3] === 1),
    [false, false, false, false, false, true, true],
  );
});

test('what goes on growing is shown after eight seconds', () => {
  const moments = Array.from({ length: 60 }, (_, index) => ({ box: around(0.03 + index * 0.002) }));
  const [first, second] = pictured(moments);
  assert.deepEqual([first, second], [0, 40]);
});

test('a picture that is hardly better costs no other one', () => {
  const sizes = [10, 11, 12, 13, 13, 12, 11, 10];
  assert.deepEqual(pictured(sizes.map((size) => ({ box: around(size / 100) }))), [0]);
});

test('with pictures far apart, who is about to leave is still shown', () => {
  const walk = [0.2, 0.4, 0.6, 0.8].map((x) => ({
    box: around(0.04 + x / 10, x),
    velocity: [0.1, 0] as const,
  }));
  assert.deepEqual(pictured(walk, 2000), [0, 3]);
});

test('a clock that was set back tells nothing twice', () => {
  const rule = new SeenObjects();
  const told = [startMs, startMs - 3_600_000, startMs - 3_599_800].map((utcMs) =>
    rule.apply({ utcMs, aspect, objects: [objectAt([0.5, 0.5])], finished: [] }),
  );
  assert.deepEqual(
    told.map((sightings) => sightings.length),
    [1, 0, 0],
  );
});
