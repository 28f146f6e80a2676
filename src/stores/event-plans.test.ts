/** How the engines carry out what the event log asks: always along an index, whatever the size of the log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompiledQuery, Kysely, sql } from 'kysely';
import { forEachEngine, type OpenDatabase } from '../../test/harness/database.ts';
import { databaseFile } from './database.ts';
import { listCounts } from './event-counts.ts';
import { dayMs, firstEventIdAt, makeEventId } from './event-keys.ts';
import {
  type EventSelection,
  findEventRow,
  listChangedEvents,
  listEventRows,
  readEvents,
  type SeriesSelection,
} from './event-lists.ts';
import {
  findFaceDescriptors,
  listEventMatches,
  listFaces,
  listMatchedEventIds,
  listPlateEventIds,
  listPlatesLike,
} from './event-recognition.ts';
import { deleteOldCounts, deleteOldestEvents, deleteOldPlates, makeEventDays } from './event-retention.ts';
import { postgresDialect } from './postgres-dialect.ts';
import type { Database, Db } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

const nowMs = Date.UTC(2027, 0, 15);

/** The same database once more, with all that it is asked. */
async function openListening(open: OpenDatabase) {
  const store = await open();
  const { url } = store.options.database;
  // Small tables would be read whole, which says nothing of large ones.
  if (url !== null)
    await sql`alter database ${sql.ref(new URL(url).pathname.slice(1))} set enable_seqscan = off`.execute(
      store.db,
    );
  const asked: CompiledQuery[] = [];
  const dialect =
    url === null
      ? sqliteDialect({ file: databaseFile(store.options.data), busyMs: 1_000 })
      : postgresDialect(url);
  const db: Db = new Kysely<Database>({ dialect, log: ({ query }) => void asked.push(query) });
  return {
    db,
    asked,
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
      await store[Symbol.asyncDispose]();
    },
  };
}

async function planOf(db: Db, { sql: text, parameters }: CompiledQuery, engine: string): Promise<string[]> {
  const explain = engine === 'sqlite' ? 'explain query plan' : 'explain';
  const query = {
    sql: `${explain} ${text}`,
    parameters,
    query: { kind: 'RawNode' },
  } as unknown as CompiledQuery;
  const { rows } = await db.executeQuery<Record<string, string>>(query);
  return rows.map((row) => String(row.detail ?? row['QUERY PLAN']));
}

const large = /\b(SCAN|Seq Scan on) (events\w*|event_(matches|faces|plates|counts))\b/;

async function askEverything(db: Db): Promise<void> {
  const span = { fromId: firstEventIdAt(nowMs - dayMs), belowId: firstEventIdAt(nowMs), limit: 100 };
  const all = Array.from({ length: 300 }, (_, index) => index + 1);
  const series = (numbers: readonly number[]): SeriesSelection => ({
    count: numbers.length,
    mask: Uint8Array.from({ length: 400 }, (_, index) => Number(numbers.includes(index))),
    list: () => numbers,
  });
  const selections: EventSelection[] = [null, [1], [1, 2]].flatMap((types) =>
    [null, series([1, 2, 3]), series(all)].map((one) => ({ types, series: one })),
  );
  for (const selection of selections) await listEventRows(db, selection, span);
  const id = makeEventId(nowMs);
  await readEvents(db, [id]);
  await findEventRow(db, id);
  await listChangedEvents(db, 5, 100);
  await listEventMatches(db, [id]);
  for (const one of [series([1, 2, 3]), series(all)]) {
    await listMatchedEventIds(db, one, span);
    await listPlateEventIds(db, 'AB1', one, 10);
    await listFaces(db, 1, one, id, 10);
  }
  await listPlatesLike(db, 'ABCD', 10);
  await findFaceDescriptors(db, [id]);
  for (const interval of ['hour', 'day'] as const)
    for (const cameras of [null, all])
      await listCounts(db, { interval, from: 1, to: 1_000, kinds: [1, 2], cameras });
  await deleteOldestEvents(db, nowMs, 100);
  await deleteOldCounts(db, 1);
  await deleteOldPlates(db, 1, 100);
}

forEachEngine((open, engine) => {
  test('nothing reads a large table whole', async () => {
    await using one = await openListening(open);
    const { db, asked } = one;
    await makeEventDays(db, [Math.floor(nowMs / dayMs) - 1, Math.floor(nowMs / dayMs)]);
    const change = { revision: 1, series: 1, type: 1, action: 3, end_ms: null, flags: 0, object_id: null };
    const id =
      engine === 'sqlite'
        ? Buffer.from(makeEventId(nowMs - 5).replaceAll('-', ''), 'hex')
        : makeEventId(nowMs - 5);
    await db
      .insertInto('events')
      .values({ ...change, id, change: 1, plate: 'AB1', facts: '{}' })
      .execute();
    asked.length = 0;
    await askEverything(db);
    const questions = asked.splice(0).filter(({ sql: text }) => /^(select|with|delete)/.test(text));
    assert.ok(questions.length > 30);
    const known = new Map(questions.map((query) => [query.sql, query]));
    for (const query of known.values()) {
      const plan = await planOf(db, query, engine);
      assert.deepEqual(
        plan.filter((line) => large.test(line)),
        [],
        `${query.sql}\n${plan.join('\n')}`,
      );
    }
  });
});
