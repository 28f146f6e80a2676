import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventSeries } from '#stores/event-series.ts';
import type { EventRow } from '#stores/events.ts';
import { RecentEvents, type StoredRow } from './recent-events.ts';

const series: EventSeries = {
  id: 1,
  camera: 1,
  cameraUuid: 'c',
  organizationId: 0,
  type: 'motion_detection',
  objectClass: 0,
  name: null,
};

function row(change: number, event = change, revision = 1): StoredRow {
  const id = Uint8Array.fromHex(event.toString(16).padStart(32, '0'));
  const facts = JSON.stringify({ details: {} });
  const none = { end_ms: null, object_id: null, plate: null };
  const values: EventRow = { id, change, revision, series: 1, type: 1, action: 3, flags: 0, ...none, facts };
  return { row: values, series };
}

const changes = (recent: RecentEvents, after: number, limit = 100_000) =>
  recent.since(after, limit)?.map(({ change }) => change) ?? null;

test('what came after a change is given in order, as far as it is known', () => {
  const recent = new RecentEvents();
  assert.equal(changes(recent, 0), null);
  recent.add([row(11), row(12)]);
  recent.add([row(13)]);
  assert.deepEqual(changes(recent, 10), [11, 12, 13]);
  assert.deepEqual(changes(recent, 10, 2), [11, 12]);
  assert.deepEqual(changes(recent, 12), [13]);
  assert.deepEqual(changes(recent, 13), []);
  assert.equal(changes(recent, 9), null);
});

test('an event that was changed again is given once, as it is now', () => {
  const recent = new RecentEvents();
  recent.add([row(1, 7), row(2, 8), row(3, 7, 2)]);
  assert.deepEqual(
    recent.since(0, 10)?.map(({ change, report }) => [change, report.revision]),
    [
      [2, 1],
      [3, 2],
    ],
  );
});

test('what another server wrote in between is not passed over', () => {
  const recent = new RecentEvents();
  recent.add([row(1), row(2)]);
  recent.add([row(5)]);
  assert.equal(changes(recent, 2), null);
  assert.deepEqual(changes(recent, 4), [5]);
});

test('a bounded number is kept', () => {
  const recent = new RecentEvents();
  for (let change = 1; change <= 30_000; change++) recent.add([row(change)]);
  assert.equal(changes(recent, 1_000), null);
  assert.equal(changes(recent, 29_000)?.length, 1_000);
});
