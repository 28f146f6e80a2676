/**
 * Pages of the event log, newest first. What somebody sees is a set of series, each of them a list of its own in an index; a page is
 * the merge of their heads. For more than a few series the log itself is read backwards, past what is not in the set; where that
 * meets little it is given up for the merge. Neither way reads more than a bounded number of rows, however large the log is.
 */
import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './columns.ts';
import {
  firstEventIdAt,
  fromEventKey,
  fromHex,
  fromKeyText,
  keyText,
  timeOfEventId,
  toEventKey,
} from './event-keys.ts';
import type { EventRow } from './events.ts';
import type { Db } from './schema.ts';

export interface EventSelection {
  /** Codes; null: all types. */
  readonly types: readonly number[] | null;
  /** Null: all of them. */
  readonly series: SeriesSelection | null;
}

export interface SeriesSelection {
  /** Their numbers, where they are few or were listed already. */
  readonly known: readonly number[] | null;
  has(series: number): boolean;
  /** Their numbers; with a code those of this type alone. */
  list(type?: number): readonly number[];
}

export interface EventSpan {
  /** The lowest id that may come. */
  readonly fromId: string;
  /** Ids are lower than this. */
  readonly belowId: string;
  readonly limit: number;
}

/** As many series are merged without trying to read the log backwards first. */
const fewSeries = 500;
/** Rows that are read backwards: some first, then more in steps, and at most so many. */
const stepRows = 2_000;
const mostRows = 12_000;

export async function listEventRows(db: Db, selection: EventSelection, span: EventSpan): Promise<EventRow[]> {
  return await readEvents(db, await listEventIds(db, selection, span));
}

/** Ids, the highest first. */
export async function listEventIds(db: Db, selection: EventSelection, span: EventSpan): Promise<string[]> {
  const { types, series } = selection;
  if (series === null)
    return types === null
      ? (await step(db, null, span, span.limit)).map(({ id }) => id)
      : await merge(db, 'type', types, span);
  if (series.known !== null && series.known.length <= fewSeries)
    return await merge(db, 'series', series.known, span);
  if (types === null) return await readPast(db, null, series, span);
  let found: string[] = [];
  for (const type of types) {
    const fromId = found[span.limit - 1] ?? span.fromId;
    const ofType = await readPast(db, type, series, { ...span, fromId });
    found = [...new Set([...found, ...ofType])].sort(newestFirst).slice(0, span.limit);
  }
  return found;
}

/** Backwards past what is not in the set; where too little of it is met, by merging the series. */
async function readPast(
  db: Db,
  type: number | null,
  series: SeriesSelection,
  span: EventSpan,
): Promise<string[]> {
  const found: string[] = [];
  let { belowId } = span;
  for (let read = 0; read < mostRows; ) {
    const rows = Math.min(stepRows, read === 0 ? 2 * span.limit : stepRows);
    const passed = await step(db, type, { ...span, belowId }, rows);
    for (const row of passed) if (series.has(row.series)) found.push(row.id);
    if (found.length >= span.limit) return found.slice(0, span.limit);
    if (passed.length < rows) return found;
    belowId = passed.at(-1)!.id;
    read += rows;
    // At this rate the page would not be full in time.
    if (read > stepRows && found.length * mostRows < span.limit * read) break;
  }
  const rest = { ...span, belowId, limit: span.limit - found.length };
  return [...found, ...(await merge(db, 'series', series.list(type ?? undefined), rest))];
}

interface Passed {
  readonly id: string;
  readonly series: number;
}

/** The log backwards, or its index of one type. */
async function step(
  db: Db,
  type: number | null,
  { fromId, belowId }: EventSpan,
  limit: number,
): Promise<Passed[]> {
  let query = db
    .selectFrom('events')
    .select([keyText(db, 'id').as('key'), 'series'])
    .where('id', '>=', toEventKey(db, fromId))
    .where('id', '<', toEventKey(db, belowId));
  if (type !== null) query = query.where('type', '=', type);
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ key, series }) => ({ id: fromKeyText(key), series }));
}

/**
 * PostgreSQL would look into the partition of every day for each list, so the last day is merged first, then what lies before it in
 * ever longer stretches, until the page is full.
 */
async function merge(
  db: Db,
  by: 'series' | 'type',
  values: readonly number[],
  span: EventSpan,
): Promise<string[]> {
  if (engineOf(db) === 'sqlite') return await mergeStretch(db, by, values, span);
  const [newest] = values.length === 0 ? [] : await step(db, null, span, 1);
  if (newest === undefined) return [];
  const found: string[] = [];
  const newestMs = timeOfEventId(newest.id);
  let { belowId } = span;
  for (let days = 1; found.length < span.limit && belowId > span.fromId; days *= 8) {
    const beginId = firstEventIdAt(newestMs - days * dayMs);
    const fromId = days > mostDays || beginId < span.fromId ? span.fromId : beginId;
    const limit = span.limit - found.length;
    found.push(...(await mergeStretch(db, by, values, { fromId, belowId, limit })));
    belowId = fromId;
  }
  return found;
}

const dayMs = 86_400_000;
const mostDays = 100;

/**
 * The merge of several lists: of each a few are read, which settles the order down to the highest id at which one of the lists may go
 * on; those that stop there are read on.
 */
async function mergeStretch(
  db: Db,
  by: 'series' | 'type',
  values: readonly number[],
  span: EventSpan,
): Promise<string[]> {
  const { limit } = span;
  const found: string[] = [];
  let open = values.map((value) => ({ value, belowId: span.belowId }));
  while (open.length > 0) {
    const perList = Math.min(limit, Math.max(2, Math.ceil((2 * limit) / open.length)));
    const next: typeof open = [];
    for (let at = 0; at < open.length; at += listsAtATime) {
      const some = open.slice(at, at + listsAtATime);
      // Below the last that can still come into the page nothing has to be read.
      const fromId = found.length < limit ? span.fromId : found.sort(newestFirst)[limit - 1]!;
      const heads = await readHeads(db, by, some, fromId, perList);
      for (const [index, ids] of heads.entries()) {
        found.push(...ids);
        if (ids.length === perList) next.push({ value: some[index]!.value, belowId: ids.at(-1)! });
      }
    }
    found.sort(newestFirst);
    const last = found[limit - 1];
    if (last !== undefined) found.length = limit;
    open = next.filter(({ belowId }) => last === undefined || belowId > last);
  }
  return found;
}

const listsAtATime = 200;

function newestFirst(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

interface OpenList {
  readonly value: number;
  readonly belowId: string;
}

/** The newest ids of each list, in one statement. */
async function readHeads(
  db: Db,
  by: 'series' | 'type',
  lists: readonly OpenList[],
  fromId: string,
  limit: number,
): Promise<string[][]> {
  const column = sql.ref(by);
  const from = toEventKey(db, fromId);
  if (engineOf(db) === 'sqlite') {
    const asked = JSON.stringify(lists.map(({ value, belowId }) => [value, belowId.replaceAll('-', '')]));
    const { rows } = await sql<{ ids: string | null }>`select (
        select group_concat(hex(id)) from (
          select id from events where ${column} = asked.value ->> 0
            and id >= ${from} and id < unhex(asked.value ->> 1)
          order by id desc limit ${limit}
        )
      ) as ids from json_each(${asked}) asked order by asked.key`.execute(db);
    return rows.map(({ ids }) => (ids === null ? [] : ids.split(',').map(fromHex).sort(newestFirst)));
  }
  const { rows } = await sql<{ place: number; id: string }>`select asked.place::int as place, head.id
    from unnest(${lists.map(({ value }) => value)}::int[], ${lists.map(({ belowId }) => belowId)}::uuid[])
      with ordinality as asked(value, below, place)
    cross join lateral (
      select id from events where ${column} = asked.value and id >= ${from} and id < asked.below
      order by id desc limit ${limit}
    ) head
    order by place, head.id desc`.execute(db);
  const heads = lists.map((): string[] => []);
  for (const { place, id } of rows) heads[place - 1]!.push(id);
  return heads;
}

/** In the order of the ids; what is gone meanwhile is left out. */
export async function readEvents(db: Db, ids: readonly string[]): Promise<EventRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('events').selectAll().where(isOneEvent(db, ids)).execute();
  const byId = new Map(rows.map((row) => [fromEventKey(row.id), row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function findEventRow(db: Db, id: string): Promise<EventRow | undefined> {
  return await db.selectFrom('events').selectAll().where('id', '=', toEventKey(db, id)).executeTakeFirst();
}

/** What was stored after this change, in the order of changes. */
export async function listChangedEvents(db: Db, change: number, limit: number): Promise<EventRow[]> {
  return await db
    .selectFrom('events')
    .selectAll()
    .where('change', '>', change)
    .orderBy('change')
    .limit(limit)
    .execute();
}

/** Of the events table; not for no ids. PostgreSQL looks into all partitions for a list of keys unless it is told where they begin and end. */
export function isOneEvent(db: Db, ids: readonly string[]): RawBuilder<boolean> {
  const isOne = isOneOf(db, 'id', ids);
  if (engineOf(db) === 'sqlite') return isOne;
  const sorted = ids.toSorted();
  return sql<boolean>`${isOne} and id >= ${sorted[0]} and id <= ${sorted.at(-1)}`;
}

/** One text for any number of ids, so that the statement is kept ready. */
export function isOneOf(db: Db, column: string, ids: readonly string[]): RawBuilder<boolean> {
  return engineOf(db) === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select unhex(replace(value, '-', '')) from json_each(${JSON.stringify(ids)}))`
    : sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;
}

export function isOneOfNumbers(db: Db, column: string, numbers: readonly number[]): RawBuilder<boolean> {
  return engineOf(db) === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(numbers)}))`
    : sql<boolean>`${sql.ref(column)} = any(${numbers}::int[])`;
}
