import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { listCounts } from '#stores/event-counts.ts';
import { firstEventIdAt } from '#stores/event-keys.ts';
import { listEventIds } from '#stores/event-lists.ts';
import { listEventDays } from '#stores/event-retention.ts';
import { testClock } from '../../../test/harness/access.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import { addCamera } from '../../../test/harness/event-log.ts';
import { EventLog } from './event-log.ts';
import { entries, report } from './reports.fixture.ts';
import { type EventLimits, EventRetention } from './retention.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2027, 0, 15, 12);
const noLimits: EventLimits = { keepDays: 1_000, maxCount: 0, statisticsDays: 1_000 };

/** Ten events on each of ten days, the last of them today until noon. */
async function openTenDays(open: OpenDatabase) {
  const store = await open();
  const { db } = store;
  const log = new EventLog({ db, log: () => {} });
  await log.start();
  const camera = await addCamera(db);
  const times = Array.from({ length: 100 }, (_, index) => nowMs - (99 - index) * (dayMs / 10));
  await log.store(
    randomUUID(),
    entries(times.map((beginMs) => report({ type: 'plate_recognition', cameraId: camera.id, beginMs }))),
  );
  const kept = async () =>
    await listEventIds(
      db,
      { types: null, series: null },
      { fromId: firstEventIdAt(0), belowId: firstEventIdAt(2 ** 48), limit: 1_000 },
    );
  const apply = async (limits: Partial<EventLimits>) => {
    const clock = testClock(nowMs);
    const options = { db, clock, log: () => {}, dropped: () => log.daysChanged(), stepRows: 7 };
    await using retention = new EventRetention({ ...options, ...noLimits, ...limits });
    await retention.run();
  };
  return { db, log, kept, apply, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}

forEachEngine((open, engine) => {
  test('events older than the limit go, to the millisecond', async () => {
    await using one = await openTenDays(open);
    const ids = await one.kept();
    await one.apply({ keepDays: 3 });
    const expected = ids.filter((id) => id >= firstEventIdAt(nowMs - 3 * dayMs));
    assert.deepEqual(await one.kept(), expected);
    const counted = (await listEventDays(one.db)).reduce((sum, { count }) => sum + count, 0);
    assert.equal(counted, expected.length);
  });

  test('the oldest above the number go', async () => {
    await using one = await openTenDays(open);
    const ids = await one.kept();
    await one.apply({ maxCount: 33 });
    assert.deepEqual(await one.kept(), ids.slice(0, 33));
    await one.apply({ maxCount: 33 });
    assert.equal((await one.kept()).length, 33);
  });

  test('statistics stay longer than events', async () => {
    await using one = await openTenDays(open);
    const days = async () =>
      await listCounts(one.db, { interval: 'day', from: 0, to: 100_000, kinds: [9], cameras: null });
    const all = await days();
    await one.apply({ keepDays: 2, statisticsDays: 5 });
    const firstDay = Math.floor(nowMs / dayMs) - 5;
    assert.deepEqual(
      await days(),
      all.filter(({ span }) => span >= firstDay),
    );
  });

  test('events come and go on after a day was let go of', async () => {
    await using one = await openTenDays(open);
    await one.apply({ keepDays: 1 });
    const camera = await addCamera(one.db);
    // From an outbox that was away for a week.
    await one.log.store(randomUUID(), entries([report({ cameraId: camera.id, beginMs: nowMs - 7 * dayMs })]));
    assert.ok((await one.kept()).at(-1)! < firstEventIdAt(nowMs - 6 * dayMs));
    await one.apply({ keepDays: 1 });
    assert.ok((await one.kept()).at(-1)! >= firstEventIdAt(nowMs - dayMs));
  });

  if (engine === 'postgres')
    test('a day that a killed server had only half dropped is dropped, or taken back into use', async () => {
      await using one = await open();
      const { db } = one;
      const log = new EventLog({ db, log: () => {} });
      await log.start();
      const camera = await addCamera(db);
      const oldMs = nowMs - 5 * dayMs;
      const name = `events_${new Date(oldMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
      const store = () => log.store(randomUUID(), entries([report({ cameraId: camera.id, beginMs: oldMs })]));
      await store();
      await sql`alter table events detach partition ${sql.table(name)}`.execute(db);
      log.daysChanged();
      await store();
      await sql`alter table events detach partition ${sql.table(name)}`.execute(db);
      const options = { db, clock: testClock(nowMs), log: () => {} };
      await using retention = new EventRetention({ ...options, ...noLimits, keepDays: 2 });
      await retention.run();
      const { rows } = await sql<{ gone: boolean }>`select to_regclass(${name}) is null as gone`.execute(db);
      assert.deepEqual(rows, [{ gone: true }]);
    });
});
