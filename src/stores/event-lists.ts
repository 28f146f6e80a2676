/**
 * Pages of the event log, newest first. What somebody sees is a set of series, each of them a list of its own in an index; a page is
 * the merge of their heads. For more than a few series the log itself is read backwards, past what is not in the set; where that
 * meets little it is given up for the merge. Neither way reads more than a bounded number of rows, however large the log is.
 */
import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './columns.ts';
import { fromEventKey, fromKeyText, keyText, toEventKey } from './event-keys.ts';
import { mergeLists, newestFirst } from './event-merge.ts';
import { type EventSpan, stretchesOf } from './event-spans.ts';
import type { EventRow } from './events.ts';
import type { Db } from './schema.ts';

export interface EventSelection {
  /** Codes; null: all types. */
  readonly types: readonly number[] | null;
  /** Null: all of them; else only such as are of these types. */
  readonly series: SeriesSelection | null;
}

export interface SeriesSelection {
  /** How many they are. */
  readonly count: number;
  /** A byte for each number from 0 on: 1 for those in the set. */
  readonly mask: Uint8Array;
  /** Their numbers; with a code those of this type alone. */
  list(type?: number): readonly number[];
}

/** As many series are merged without trying to read the log backwards first. */
const fewSeries = 100;
/** Rows that are read backwards at a time, and in all. One costs a third of a microsecond. */
const stepRows = 2_000;
const longStepRows = 8_000;
const mostRows = 24_000;

export async function listEventRows(db: Db, selection: EventSelection, span: EventSpan): Promise<EventRow[]> {
  return await readEvents(db, await listEventIds(db, selection, span));
}

/** Ids, the highest first. */
export async function listEventIds(db: Db, selection: EventSelection, span: EventSpan): Promise<string[]> {
  const { types, series } = selection;
  if (series === null)
    return types === null ? await listAll(db, span) : await mergeLists(db, 'type', types, span);
  if (series.count <= fewSeries) return await mergeLists(db, 'series', series.list(), span);
  if (types === null) return await readPast(db, null, series, span);
  let found: string[] = [];
  for (const type of types) {
    const fromId = found[span.limit - 1] ?? span.fromId;
    const ofType = await readPast(db, type, series, { ...span, fromId });
    found = [...new Set([...found, ...ofType])].sort(newestFirst).slice(0, span.limit);
  }
  return found;
}

async function listAll(db: Db, span: EventSpan): Promise<string[]> {
  const found: string[] = [];
  for (const { fromId, belowId } of await stretchesOf(db, span)) {
    const rows = await db
      .selectFrom('events')
      .select(keyText(db, 'id').as('key'))
      .where('id', '>=', toEventKey(db, fromId))
      .where('id', '<', toEventKey(db, belowId))
      .orderBy('id', 'desc')
      .limit(span.limit - found.length)
      .execute();
    for (const { key } of rows) found.push(fromKeyText(key));
    if (found.length >= span.limit) break;
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
  let read = 0;
  for (const { fromId, belowId } of await stretchesOf(db, span)) {
    for (let below = belowId; ; ) {
      const limit = nextStep(span.limit, found.length, read);
      if (limit === null) {
        const rest = { fromId: span.fromId, belowId: below, limit: span.limit - found.length };
        return [...found, ...(await mergeLists(db, 'series', series.list(type ?? undefined), rest))];
      }
      const { passed, lowestId, ids } = await step(db, type, series, { fromId, belowId: below, limit });
      found.push(...ids);
      if (found.length >= span.limit) return found.slice(0, span.limit);
      read += passed;
      if (passed < limit) break;
      below = lowestId;
    }
  }
  return found;
}

/** How many rows to read next; null where the page would not be full in time at the rate so far. */
function nextStep(wanted: number, found: number, read: number): number | null {
  if (read === 0) return Math.min(stepRows, 2 * wanted);
  if (read < stepRows) return stepRows;
  const missing = ((wanted - found) * read) / Math.max(1, found);
  return read + missing > mostRows ? null : Math.min(longStepRows, Math.ceil(1.25 * missing));
}

interface Passed {
  /** Rows that were read, and the id of the last of them. */
  readonly passed: number;
  readonly lowestId: string;
  /** Those in the set, the highest first. */
  readonly ids: string[];
}

interface PassedRow {
  readonly passed: number;
  readonly lowest: string | null;
  /** Separated by commas. */
  readonly hits: string | null;
}

/** The log backwards, or its index of one type. What is not in the set is passed over in the engine: most rows of a step are. */
async function step(
  db: Db,
  type: number | null,
  series: SeriesSelection,
  { fromId, belowId, limit }: EventSpan,
): Promise<Passed> {
  let query = db
    .selectFrom('events')
    .select(['id', 'series'])
    .where('id', '>=', toEventKey(db, fromId))
    .where('id', '<', toEventKey(db, belowId));
  if (type !== null) query = query.where('type', '=', type);
  const hit = sql`case when ${isInSeries(db, series)} then ${keyText(db, 'id')} end`;
  const { rows } = await sql<PassedRow>`select ${summary(db, hit)}
    from (${query.orderBy('id', 'desc').limit(limit)}) passed`.execute(db);
  const { passed, lowest, hits } = rows[0]!;
  const ids = hits === null ? [] : hits.split(',').map(fromKeyText).sort(newestFirst);
  return { passed, lowestId: fromKeyText(lowest ?? ''), ids };
}

/** As one row: from thread to thread, and over a connection, that is far less than many. */
function summary(db: Db, hit: RawBuilder<unknown>): RawBuilder<unknown> {
  return engineOf(db) === 'sqlite'
    ? sql`count(*) as passed, hex(min(id)) as lowest, group_concat(${hit}) as hits`
    : sql`count(*)::int as passed, (array_agg(id))[count(*)::int] as lowest, string_agg((${hit})::text, ',') as hits`;
}

/** Of a column `series`. */
export function isInSeries(db: Db, { mask }: SeriesSelection): RawBuilder<boolean> {
  return engineOf(db) === 'sqlite'
    ? sql<boolean>`substr(${mask}, series + 1, 1) = x'01'`
    : sql<boolean>`case when series < ${mask.length} then get_byte(${mask}, series) = 1 else false end`;
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
