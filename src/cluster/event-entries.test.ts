import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOutboxEntries } from './event-entries.ts';

const outbox = '5f0c4f4e-0000-4000-8000-00000000000a';
const event = {
  id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  revision: 1,
  cameraId: '5f0c4f4e-0000-4000-8000-000000000001',
  action: 'finished',
  beginMs: 5,
  endMs: 6,
  snapshot: false,
  crop: true,
  facts: {
    type: 'sound',
    name: null,
    objectId: null,
    objectClass: 'unknown',
    box: null,
    details: { peakDb: -3, rmsDb: -20, thresholdDb: -30 },
  },
};
const heatMap = { cameraId: event.cameraId, hourMs: 3_600_000, columns: 2, rows: 2, counts: [0, 1, 2, 3] };

test('reports and heat maps pass as they are', () => {
  const entries = [
    { number: 3, event },
    { number: 9, heatMap },
    { number: 10, event: { ...event, cameraId: null, action: 'appeared', endMs: null } },
  ];
  assert.deepEqual(readOutboxEntries({ outbox, entries }), { outbox, entries, wrong: [], upTo: 10 });
});

test('what makes no sense is named and left out', () => {
  const facts = (change: object) => ({ ...event, facts: { ...event.facts, ...change } });
  const broken: object[] = [
    { event: { ...event, id: '../../etc' } },
    { event: { ...event, revision: 0 } },
    { event: { ...event, cameraId: 'x' } },
    { event: { ...event, action: 'vanished' } },
    { event: { ...event, beginMs: 7 } },
    { event: { ...event, endMs: null } },
    { event: { ...event, beginMs: 1e300 } },
    { event: { ...event, facts: null } },
    { event: facts({ type: 'constructor' }) },
    { event: facts({ box: [0, 0, 1] }) },
    { event: facts({ box: [0, 0, 1, null] }) },
    { event: facts({ name: 'x'.repeat(1001) }) },
    { event: facts({ details: 'none' }) },
    { heatMap: { ...heatMap, counts: [1, 2, 3] } },
    { heatMap: { ...heatMap, counts: [1, 2, 3, -1] } },
    { heatMap: { ...heatMap, columns: 1e9, rows: 1e9 } },
    { somethingNew: 1 },
  ];
  const entries = broken.map((entry, index) => ({ number: index + 1, ...entry }));
  const batch = readOutboxEntries({ outbox, entries: [...entries, { number: 99, event }] });
  assert.deepEqual(
    batch.wrong,
    entries.map(({ number }) => number),
  );
  assert.deepEqual(batch.entries, [{ number: 99, event }]);
});

test('what is no batch at all is invalid', () => {
  const one = { number: 1, event };
  for (const payload of [
    null,
    [],
    { outbox, entries: [] },
    { outbox, entries: {} },
    { outbox: 'x', entries: [one] },
    { outbox, entries: [one, one] },
    { outbox, entries: [{ ...one, number: 1.5 }] },
    { outbox, entries: Array.from({ length: 1001 }, (_, index) => ({ number: index + 1, event })) },
  ]) {
    assert.throws(() => readOutboxEntries(payload), { code: 'invalid' });
  }
});
