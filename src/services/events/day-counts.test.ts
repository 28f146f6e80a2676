import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addToCounts, type CountQuery, listCounts } from '#stores/event-counts.ts';
import type { Db } from '#stores/schema.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { CountedDays } from './counted-days.ts';
import { DayCounts } from './day-counts.ts';

const hourMs = 3_600_000;
const firstDay = 20_000;
const cameras = new Set(Array.from({ length: 30 }, (_, index) => 2 * index + 1));

async function count(db: Db, day: number, times: number): Promise<void> {
  const counted = Array.from({ length: times }, (_, index) => ({
    camera: 1 + (index % 60),
    organizationId: null,
    atMs: (day * 24 + (index % 24)) * hourMs,
    kind: 1 + (index % 3),
  }));
  await db.transaction().execute((trx) => addToCounts(trx, counted));
}

forEachEngine((open) => {
  test('days that are kept add up to what is counted', async () => {
    await using store = await open();
    const { db } = store;
    const days = new CountedDays();
    const clock = { ms: 0, monotonicMs: () => clock.ms };
    const counts = new DayCounts({ db, clock, days });
    for (let day = firstDay; day < firstDay + 20; day += 3) await count(db, day, 500);
    const queries: Omit<CountQuery, 'cameras'>[] = [
      { interval: 'hour', from: firstDay * 24 + 5, to: (firstDay + 4) * 24 + 7, kinds: [1, 3] },
      { interval: 'hour', from: (firstDay + 2) * 24, to: (firstDay + 18) * 24, kinds: null },
      { interval: 'day', from: firstDay + 1, to: firstDay + 19, kinds: [2] },
      { interval: 'day', from: firstDay - 500, to: firstDay + 500, kinds: [1, 2, 3] },
    ];
    for (const query of [...queries, ...queries]) {
      const expected = await listCounts(db, { ...query, cameras: [...cameras] });
      assert.ok(expected.length > 0);
      assert.deepEqual(await counts.list(cameras, query), expected);
    }
  });

  test('a day is read again when something was counted on it, and after a minute', async () => {
    await using store = await open();
    const { db } = store;
    const days = new CountedDays();
    const clock = { ms: 0, monotonicMs: () => clock.ms };
    const counts = new DayCounts({ db, clock, days });
    const total = async () => {
      const query = { interval: 'day', from: firstDay, to: firstDay + 2, kinds: null } as const;
      return (await counts.list(cameras, query)).reduce((sum, row) => sum + row.count, 0);
    };
    await count(db, firstDay, 60);
    assert.equal(await total(), 30);
    await count(db, firstDay + 1, 60);
    days.counted([firstDay + 1]);
    assert.equal(await total(), 60);
    // By another server, which this one does not hear of.
    await count(db, firstDay, 60);
    assert.equal(await total(), 60);
    clock.ms += 61_000;
    assert.equal(await total(), 90);
  });

  test('what is counted while a day is read is not missed', async () => {
    await using store = await open();
    const { db } = store;
    const days = new CountedDays();
    const counts = new DayCounts({ db, clock: { monotonicMs: () => 0 }, days });
    const query = { interval: 'day', from: firstDay, to: firstDay, kinds: [1] } as const;
    const reading = counts.list(cameras, query);
    await count(db, firstDay, 60);
    days.counted([firstDay]);
    await reading;
    const expected = await listCounts(db, { ...query, cameras: [...cameras] });
    assert.deepEqual(await counts.list(cameras, query), expected);
  });
});
