import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareEvents, type Happening } from './compare.ts';

const at = (seconds: number, lasts: number, name: string | null = null): Happening => ({
  beginMs: seconds * 1000,
  endMs: (seconds + lasts) * 1000,
  facts: {
    ...{ type: 'motion_detection', name, objectId: null, objectClass: 'unknown', box: null },
    details: { area: 0.1, zoneBox: [0, 0, 1, 1] },
  },
});
const crossing = (seconds: number, direction: 'a_to_b' | 'b_to_a'): Happening => ({
  beginMs: seconds * 1000,
  endMs: seconds * 1000,
  facts: {
    ...{ type: 'line_crossing', name: 'gate', objectId: null, objectClass: 'unknown', box: null },
    details: {
      line: [
        [0, 0],
        [1, 1],
      ],
      direction,
    },
  },
});
const seconds = (events: readonly Happening[]) => events.map(({ beginMs }) => beginMs / 1000);

test('events of the same kind at about the same time are the same', () => {
  const { kept, wouldCome, wouldGo } = compareEvents([at(0, 10), at(30, 5)], [at(1, 8), at(60, 5)]);
  assert.deepEqual(
    kept.map(({ was, would }) => [was.beginMs, would.beginMs]),
    [[0, 1000]],
  );
  assert.deepEqual([seconds(wouldCome), seconds(wouldGo)], [[60], [30]]);
});

test('each has one counterpart, the nearest', () => {
  const { kept, wouldCome } = compareEvents([at(10, 1)], [at(8, 1), at(10.5, 1)]);
  assert.equal(kept[0]?.would.beginMs, 10_500);
  assert.deepEqual(seconds(wouldCome), [8]);
});

test('zones and directions are told apart; what has no end yet lasts', () => {
  const zones = compareEvents([at(0, 1, 'a')], [at(0, 1, 'b')]);
  assert.equal(zones.kept.length, 0);
  const ways = compareEvents([crossing(5, 'a_to_b')], [crossing(5, 'b_to_a'), crossing(6, 'a_to_b')]);
  assert.deepEqual(
    ways.kept.map(({ would }) => would.beginMs),
    [6000],
  );
  const open = compareEvents([{ ...at(0, 0), endMs: null }], [at(100, 1)]);
  assert.equal(open.kept.length, 1);
});

test('nothing against nothing', () => {
  assert.deepEqual(compareEvents([], []), { kept: [], wouldCome: [], wouldGo: [] });
});
