/** Pages of the event log, read in each of its ways, hold what a look at all events finds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachEngine } from '../../test/harness/database.ts';
import { dayMs, firstEventIdAt, makeEventId, toEventKey } from './event-keys.ts';
import { listEventIds, type SeriesSelection } from './event-lists.ts';
import { listMatchedEventIds } from './event-recognition.ts';
import { makeEventDays } from './event-retention.ts';
import type { Db } from './schema.ts';

const firstDay = 20_000;
const seriesCount = 400;
/** Of a series, so that each type has a share of all. */
const typeOf = (series: number) => 1 + (series % 2);

interface Stored {
  readonly id: string;
  readonly series: number;
}

/** 3,000 events of four days, the third of which has none. Series 1 to 9 are rare. */
async function fill(db: Db): Promise<Stored[]> {
  const days = [0, 1, 3];
  await makeEventDays(
    db,
    days.map((day) => firstDay + day),
  );
  const stored = Array.from({ length: 3_000 }, (_, index) => {
    const day = firstDay + days[index % days.length]!;
    const series = index % 250 === 0 ? 1 + ((index / 250) % 9) : 10 + (index % (seriesCount - 10));
    return { id: makeEventId(day * dayMs + index * 7), series };
  });
  for (let at = 0; at < stored.length; at += 500)
    await db
      .insertInto('events')
      .values(
        stored.slice(at, at + 500).map(({ id, series }, index) => ({
          id: toEventKey(db, id),
          change: at + index + 1,
          revision: 1,
          series,
          type: typeOf(series),
          action: 3,
          end_ms: null,
          flags: 0,
          object_id: null,
          plate: null,
          facts: '{}',
        })),
      )
      .execute();
  await db
    .insertInto('event_days')
    .values(days.map((day) => ({ day: firstDay + day, count: 1_000 })))
    .execute();
  return stored;
}

function selectionOf(numbers: readonly number[]): SeriesSelection {
  const mask = new Uint8Array(Math.max(...numbers) + 1);
  for (const number of numbers) mask[number] = 1;
  return {
    count: numbers.length,
    mask,
    list: (type) => numbers.filter((number) => type === undefined || typeOf(number) === type),
  };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const selections = {
  everything: null,
  few: selectionOf([3, 50, 51]),
  many: selectionOf(numbers(100, 380)),
  // More than are merged at once, and most of them never seen: read backwards first, then merged.
  'many that are rare': selectionOf([...numbers(1, 9), ...numbers(1_000, 1_300)]),
  'none that is there': selectionOf(numbers(2_000, 2_300)),
};

forEachEngine((open) => {
  test('pages of all series, of few, of many and of rare ones are complete and in order', async () => {
    await using store = await open();
    const { db } = store;
    const stored = await fill(db);
    for (const [name, series] of Object.entries(selections)) {
      for (const types of [null, [1], [1, 2]]) {
        const wanted =
          series === null ? null : selectionOf(series.list(types?.length === 1 ? types[0] : undefined));
        const expected = stored
          .filter((one) => types === null || types.includes(typeOf(one.series)))
          .filter((one) => series === null || series.mask[one.series] === 1)
          .map(({ id }) => id)
          .sort()
          .reverse();
        const read: string[] = [];
        let belowId = firstEventIdAt((firstDay + 10) * dayMs);
        for (let pages = 0; ; pages++) {
          const span = { fromId: firstEventIdAt(0), belowId, limit: 400 };
          const page = await listEventIds(db, { types, series: wanted }, span);
          read.push(...page);
          if (page.length < span.limit) break;
          belowId = page.at(-1)!;
          // What comes meanwhile is newer than the page.
          if (pages === 0) await makeEventDays(db, [firstDay + 4]);
        }
        assert.deepEqual(read, expected, `${name}, types ${types}`);
      }
    }
  });

  test('a page ends where its period does, also within a day', async () => {
    await using store = await open();
    const { db } = store;
    const stored = await fill(db);
    const [from, below] = [firstDay * dayMs + 5_000, (firstDay + 3) * dayMs + 9_000];
    const span = { fromId: firstEventIdAt(from), belowId: firstEventIdAt(below), limit: 5_000 };
    for (const series of [null, selections.few, selections.many]) {
      const ids = await listEventIds(db, { types: null, series }, span);
      const expected = stored.filter(
        ({ id, series: one }) =>
          id >= span.fromId && id < span.belowId && (series === null || series.mask[one] === 1),
      );
      assert.deepEqual(
        ids,
        expected
          .map(({ id }) => id)
          .sort()
          .reverse(),
      );
    }
  });

  test('hits of few and of many series are each listed once', async () => {
    await using store = await open();
    const { db } = store;
    const events = numbers(1, 200).map((series) => ({ id: makeEventId(firstDay * dayMs + series), series }));
    await db
      .insertInto('event_matches')
      .values(
        events.flatMap(({ id, series }) =>
          [1, 2].map((list_id) => ({
            event_id: toEventKey(db, id),
            list_id,
            entry_id: 1,
            series,
            similarity: null,
            priority: 0,
            list_name: 'List',
            entry_name: null,
          })),
        ),
      )
      .execute();
    const span = { fromId: firstEventIdAt(0), belowId: firstEventIdAt((firstDay + 1) * dayMs), limit: 150 };
    for (const wanted of [[3, 7, 150], numbers(20, 180)]) {
      const ids = await listMatchedEventIds(db, selectionOf(wanted), span);
      const expected = events.filter(({ series }) => wanted.includes(series)).map(({ id }) => id);
      assert.deepEqual(ids, expected.reverse().slice(0, span.limit));
    }
  });
});
