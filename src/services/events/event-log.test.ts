import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { OutboxEntry } from '#cluster/protocol.ts';
import { listCounters, listCounts, listHeatMaps } from '#stores/event-counts.ts';
import { firstEventIdAt, makeEventId } from '#stores/event-keys.ts';
import { listEventRows } from '#stores/event-lists.ts';
import { listEventDays } from '#stores/event-retention.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import { addCamera } from '../../../test/harness/event-log.ts';
import { EventLog } from './event-log.ts';
import { entries, report } from './reports.fixture.ts';

const beginMs = Date.UTC(2027, 0, 15, 12, 30);
const hour = Math.floor(beginMs / 3_600_000);

async function openLog(open: OpenDatabase) {
  const store = await open();
  const said: string[] = [];
  const log = new EventLog({ db: store.db, log: (message) => void said.push(message) });
  await log.start();
  const all = async () =>
    log.toEvents(
      await listEventRows(
        store.db,
        { types: null, series: null },
        { fromId: firstEventIdAt(0), belowId: firstEventIdAt(2 ** 48), limit: 1_000 },
      ),
    );
  const counts = () =>
    listCounts(store.db, { interval: 'hour', from: 0, to: hour + 100, kinds: [1, 2, 4], cameras: null });
  return {
    store,
    db: store.db,
    log,
    all,
    counts,
    said,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

forEachEngine((open) => {
  test('what is stored comes back as it was reported', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const facts = {
      name: 'Gate',
      objectId: 'o-17',
      objectClass: 'person' as const,
      box: [0.1, 0.25, 0.333, 0.9] as const,
      confidence: 0.75,
    };
    const more = { revision: 3, endMs: null, action: 'updated' as const, snapshot: true, crop: true };
    const event = report({ type: 'line_crossing', cameraId: camera.id, beginMs, facts, report: more });
    assert.deepEqual(await one.log.store('a', entries([event])), { upTo: 1 });
    assert.deepEqual(
      (await one.all()).map((stored) => stored.report),
      [event],
    );
  });

  test('a batch that comes again is stored once and counted once', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const batch: OutboxEntry[] = [
      ...entries([
        report({ cameraId: camera.id, beginMs }),
        report({ cameraId: camera.id, beginMs: beginMs + 1 }),
      ]),
      {
        number: 3,
        event: report({ type: 'counting', cameraId: camera.id, beginMs, facts: { name: 'Door' } }),
      },
      {
        number: 4,
        heatMap: { cameraId: camera.id, hourMs: hour * 3_600_000, columns: 2, rows: 1, counts: [3, 4] },
      },
    ];
    await one.log.store('a', batch);
    assert.deepEqual(await one.log.store('a', batch), { upTo: 4 });
    // From another outbox, as after the loss of the first: heat maps have no ids, events do.
    await one.log.store('b', batch.slice(0, 3));
    assert.equal((await one.all()).length, 3);
    assert.deepEqual(await one.counts(), [
      { span: hour, kind: 1, count: 2 },
      { span: hour, kind: 4, count: 1 },
    ]);
    const counter = { camera: camera.number, line: 'Door', in: 1, out: 0, sinceMs: beginMs };
    assert.deepEqual(await listCounters(one.db, null), [counter]);
    const [map] = await listHeatMaps(one.db, camera.number, hour, hour);
    assert.deepEqual([...map!.counts], [3, 4]);
    assert.deepEqual(await listEventDays(one.db), [{ day: Math.floor(hour / 24), count: 3 }]);
  });

  test('heat maps of one hour add up', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const heatMap = {
      cameraId: camera.id,
      hourMs: hour * 3_600_000,
      columns: 1,
      rows: 2,
      counts: [1, 2 ** 32 - 2],
    };
    await one.log.store('a', [{ number: 1, heatMap }]);
    await one.log.store('a', [{ number: 2, heatMap }]);
    const [map] = await listHeatMaps(one.db, camera.number, hour, hour);
    assert.deepEqual([...map!.counts], [2, 2 ** 32 - 1]);
  });

  test('the highest revision stays, whatever the order they come in', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const id = makeEventId(beginMs);
    const at = (revision: number) =>
      report({
        cameraId: camera.id,
        beginMs,
        report: { id, revision },
        facts: { name: `zone ${revision}`, objectClass: revision === 2 ? 'person' : 'unknown' },
      });
    await one.log.store('a', entries([at(2)]));
    await one.log.store('a', entries([at(1)], 2));
    assert.deepEqual(
      (await one.all()).map((stored) => stored.report.facts.name),
      ['zone 2'],
    );
    await one.log.store('a', entries([at(4), at(3)], 3));
    const [last, ...others] = await one.all();
    assert.deepEqual([last?.report.facts.name, others], ['zone 4', []]);
    assert.deepEqual(await one.counts(), [{ span: hour, kind: 1, count: 1 }]);
  });

  test('followers read on from the change they know, each event as it is now', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const told: number[] = [];
    const leave = one.log.subscribe((change) => void told.push(change));
    const id = makeEventId(beginMs);
    const first = report({ cameraId: camera.id, beginMs, report: { id, revision: 1, action: 'appeared' } });
    const other = report({ cameraId: camera.id, beginMs: beginMs + 5 });
    await one.log.store('a', entries([first, other]));
    await one.log.store('a', entries([{ ...first, revision: 2, action: 'finished' }], 3));
    leave();
    await one.log.record(report({ type: 'system', cameraId: null, beginMs }), null);
    assert.deepEqual(told, [2, 3]);
    assert.equal(one.log.change, 4);
    const ids = async (after: number) =>
      (await one.log.since(after, 10)).map(({ change, report: { action } }) => [change, action]);
    assert.deepEqual(await ids(0), [
      [2, 'finished'],
      [3, 'finished'],
      [4, 'finished'],
    ]);
    assert.deepEqual(await ids(3), [[4, 'finished']]);
    const again = new EventLog({ db: one.db, log: () => {} });
    await again.start();
    assert.equal(again.change, 4);
    assert.equal((await again.since(0, 10)).length, 3);
  });

  test('what can never be stored is told and does not hold up the rest', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const good = report({ cameraId: camera.id, beginMs });
    const batch = entries([
      report({ cameraId: randomUUID(), beginMs }),
      report({ cameraId: camera.id, beginMs, report: { id: randomUUID() } }),
      good,
    ]);
    const odd = { cameraId: camera.id, hourMs: beginMs, columns: 3, rows: 3, counts: [1] };
    const upTo = await one.log.store('a', [...batch, { number: 4, heatMap: odd }]);
    assert.deepEqual(upTo, { upTo: 4 });
    assert.deepEqual(
      (await one.all()).map(({ report: { id } }) => id),
      [good.id],
    );
    assert.equal(one.said.length, 3);
  });

  test('names with characters that no engine takes are stored without them', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const facts = { name: 'A\0B\ud800', objectId: '\0' };
    await one.log.store('a', entries([report({ cameraId: camera.id, beginMs, facts })]));
    const [stored] = await one.all();
    assert.deepEqual([stored?.report.facts.name, stored?.report.facts.objectId], ['AB\ufffd', '']);
  });

  test('batches of many callers are stored one after the other, none lost', async () => {
    await using one = await openLog(open);
    const camera = await addCamera(one.db);
    const batches = Array.from({ length: 5 }, (_, outbox) =>
      entries(
        Array.from({ length: 300 }, (_, index) =>
          report({ cameraId: camera.id, beginMs: beginMs + index * 7 + outbox }),
        ),
      ),
    );
    await Promise.all(batches.map((batch, outbox) => one.log.store(`outbox ${outbox}`, batch)));
    assert.deepEqual(await one.counts(), [{ span: hour, kind: 1, count: 1_500 }]);
    assert.equal(one.log.change, 1_500);
    const changes = (await one.log.since(0, 2_000)).map(({ change }) => change);
    assert.deepEqual(
      changes,
      Array.from({ length: 1_500 }, (_, index) => index + 1),
    );
  });
});
