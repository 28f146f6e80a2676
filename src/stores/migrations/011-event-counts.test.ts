import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { listCounts } from '#stores/event-counts.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { migrations } from './index.ts';

const day = 20_000;

forEachEngine((open) => {
  test('what an older database has counted is read by hour and by day', async () => {
    await using store = await open();
    const { db } = store;
    const run = async (statement: string) => {
      await sql.raw(statement).execute(db);
    };
    // Back to what 007 left.
    await run('drop table event_counts');
    for (const span of ['hour', 'day'])
      await run(`create table event_${span}_counts (camera integer not null, ${span} integer not null,
        kind smallint not null, count bigint not null, primary key (camera, ${span}, kind))`);
    await run(`insert into event_hour_counts values (7, ${day * 24}, 1, 2), (7, ${day * 24 + 23}, 1, 3),
      (7, ${day * 24 + 23}, 9, 1), (0, ${day * 24 + 24}, 1, 4)`);
    // Of the day before only the sum is kept.
    await run(`insert into event_day_counts values (7, ${day - 1}, 1, 5), (7, ${day}, 1, 5), (7, ${day}, 9, 1),
      (0, ${day + 1}, 1, 4)`);

    await db.transaction().execute(async (trx) => await migrations['011-event-counts']!.up(trx));

    const query = { kinds: [1, 9], cameras: [7] };
    assert.deepEqual(
      (await listCounts(db, { ...query, interval: 'day', from: day - 1, to: day })).map((row) => ({
        ...row,
      })),
      [
        { span: day - 1, kind: 1, count: 5 },
        { span: day, kind: 1, count: 5 },
        { span: day, kind: 9, count: 1 },
      ],
    );
    assert.deepEqual(
      await listCounts(db, { ...query, interval: 'hour', from: (day - 1) * 24, to: day * 24 + 23 }),
      [
        { span: day * 24, kind: 1, count: 2 },
        { span: day * 24 + 23, kind: 1, count: 3 },
        { span: day * 24 + 23, kind: 9, count: 1 },
      ],
    );
    const all = { kinds: [1], cameras: null, interval: 'hour', from: day * 24, to: day * 24 + 47 } as const;
    assert.deepEqual(await listCounts(db, all), [{ span: day * 24 + 24, kind: 1, count: 4 }]);
  });
});
