/** Plates and faces of events, kept so that they can be searched, and the hits of events on watchlists. */
import { dayOf, type EventKey, fromEventKey, toEventKey } from './event-keys.ts';
import { isInSeries, isOneOf, isOneOfNumbers, type SeriesSelection } from './event-lists.ts';
import type { StoredEvent } from './events.ts';
import type { Db, Trx } from './schema.ts';
import { plateKey, type WatchlistPriority } from './watchlists.ts';

export interface EventRecognitionTables {
  event_matches: {
    event_id: EventKey;
    list_id: number;
    entry_id: number;
    /** Of the event, so that the hits of a camera are found in the order of time. */
    series: number;
    /** -1..1 */
    similarity: number | null;
    /** As in `priorityCodes`. */
    priority: number;
    /** As they were called when it was hit. */
    list_name: string;
    entry_name: string | null;
  };
  /** Every plate that was read, once, also backwards: see `listPlatesLike`. */
  event_plates: { plate: string; reversed: string; last_day: number };
  /** `descriptor`: float32, little-endian. */
  event_faces: { event_id: EventKey; series: number; version: number; descriptor: Uint8Array };
}

const priorities: readonly (WatchlistPriority | null)[] = [null, 'low', 'medium', 'high'];

export function priorityCode(priority: WatchlistPriority | null): number {
  return priorities.indexOf(priority);
}

export function priorityOf(code: number): WatchlistPriority | null {
  return priorities[code] ?? null;
}

/** One hit of an event on a watchlist. */
export interface EventMatch {
  readonly listId: number;
  readonly entryId: number;
  /** -1..1; null where nothing was compared by degree. */
  readonly similarity: number | null;
  readonly priority: WatchlistPriority | null;
  readonly listName: string;
  readonly entryName: string | null;
}

/** Gives those that were not there. */
export async function insertEventMatches(
  trx: Trx,
  event: { readonly id: string; readonly series: number },
  matches: readonly EventMatch[],
): Promise<EventMatch[]> {
  const known = new Set((await listEventMatches(trx, [event.id])).map(({ match }) => keyOf(match)));
  const fresh = matches.filter((match) => !known.has(keyOf(match)));
  if (fresh.length === 0) return [];
  await trx
    .insertInto('event_matches')
    .values(
      fresh.map((match) => ({
        event_id: toEventKey(trx, event.id),
        list_id: match.listId,
        entry_id: match.entryId,
        series: event.series,
        similarity: match.similarity,
        priority: priorityCode(match.priority),
        list_name: match.listName,
        entry_name: match.entryName,
      })),
    )
    .execute();
  return fresh;
}

function keyOf({ listId, entryId }: EventMatch): string {
  return `${listId} ${entryId}`;
}

export async function listEventMatches(
  db: Db,
  ids: readonly string[],
): Promise<{ readonly eventId: string; readonly match: EventMatch }[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('event_matches')
    .selectAll()
    .where(isOneOf(db, 'event_id', ids))
    .orderBy('event_id')
    .orderBy('list_id')
    .orderBy('entry_id')
    .execute();
  return rows.map((row) => ({
    eventId: fromEventKey(row.event_id),
    match: {
      listId: row.list_id,
      entryId: row.entry_id,
      similarity: row.similarity,
      priority: priorityOf(row.priority),
      listName: row.list_name,
      entryName: row.entry_name,
    },
  }));
}

/** As many series are looked for one by one among the hits; with more all hits of the span are read. */
const fewSeries = 100;

/** Ids of events with a match, the newest first. */
export async function listMatchedEventIds(
  db: Db,
  series: SeriesSelection,
  span: { readonly fromId: string; readonly belowId: string; readonly limit: number },
): Promise<string[]> {
  const query = db
    .selectFrom('event_matches')
    .select('event_id')
    .distinct()
    .where('event_id', '>=', toEventKey(db, span.fromId))
    .where('event_id', '<', toEventKey(db, span.belowId))
    .where(series.count <= fewSeries ? isOneOfNumbers(db, 'series', series.list()) : isInSeries(db, series));
  const rows = await query.orderBy('event_id', 'desc').limit(span.limit).execute();
  return rows.map((row) => fromEventKey(row.event_id));
}

/** Keeps the plates of these events where they are found again. */
export async function rememberPlates(trx: Trx, events: readonly StoredEvent[]): Promise<void> {
  const days = new Map<string, number>();
  for (const { report } of events) {
    if (report.facts.type !== 'plate_recognition') continue;
    const plate = plateKey(report.facts.details.plate);
    if (plate !== '') days.set(plate, Math.max(days.get(plate) ?? 0, dayOf(report.id)));
  }
  if (days.size === 0) return;
  await trx
    .insertInto('event_plates')
    .values([...days].sort().map(([plate, last_day]) => ({ plate, reversed: backwards(plate), last_day })))
    .onConflict((conflict) =>
      conflict
        .column('plate')
        .doUpdateSet((eb) => ({ last_day: eb.ref('excluded.last_day') }))
        .whereRef('event_plates.last_day', '<', 'excluded.last_day'),
    )
    .execute();
}

/**
 * Plates that begin or end as this one does: with its first or its last half. Whatever differs from it in one character is among
 * them, as that character is in one of the halves only.
 */
export async function listPlatesLike(db: Db, plate: string, limit: number): Promise<string[]> {
  const half = [...plate].slice(0, Math.max(1, Math.floor([...plate].length / 2))).join('');
  const rest = backwards(plate);
  const tail = [...rest].slice(0, Math.max(1, Math.floor([...rest].length / 2))).join('');
  const read = async (column: 'plate' | 'reversed', prefix: string) =>
    await db
      .selectFrom('event_plates')
      .select('plate')
      .where(column, '>=', prefix)
      .where(column, '<', afterPrefix(prefix))
      .limit(limit)
      .execute();
  const rows = [...(await read('plate', half)), ...(await read('reversed', tail))];
  return [...new Set(rows.map((row) => row.plate))];
}

function backwards(text: string): string {
  return [...text].reverse().join('');
}

/** Above every text that begins so, in the order of bytes. */
function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

/** Events of these plates, newest first for each plate. */
export async function listPlateEventIds(
  db: Db,
  plate: string,
  series: SeriesSelection,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .select('id')
    .where('plate', '=', plate)
    .where(isInSeries(db, series))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => fromEventKey(row.id));
}

export interface StoredFace {
  readonly eventId: string;
  readonly series: number;
  readonly descriptor: Uint8Array;
}

export async function rememberFaces(trx: Trx, events: readonly StoredEvent[]): Promise<void> {
  for (const { report, series } of events) {
    if (report.facts.type !== 'face_recognition') continue;
    const { descriptor, version } = report.facts.details;
    if (descriptor === undefined || version === undefined) continue;
    const values = { series: series.id, version, descriptor: Buffer.from(descriptor, 'base64') };
    await trx
      .insertInto('event_faces')
      .values({ event_id: toEventKey(trx, report.id), ...values })
      .onConflict((conflict) => conflict.column('event_id').doUpdateSet(values))
      .execute();
  }
}

/** The newest faces of a model below an id. */
export async function listFaces(
  db: Db,
  version: number,
  series: SeriesSelection,
  belowId: string,
  limit: number,
): Promise<StoredFace[]> {
  const rows = await db
    .selectFrom('event_faces')
    .select(['event_id', 'series', 'descriptor'])
    .where('version', '=', version)
    .where('event_id', '<', toEventKey(db, belowId))
    .where(isInSeries(db, series))
    .orderBy('event_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    eventId: fromEventKey(row.event_id),
    series: row.series,
    descriptor: row.descriptor,
  }));
}

export async function findFaceDescriptors(db: Db, ids: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('event_faces')
    .select(['event_id', 'descriptor'])
    .where(isOneOf(db, 'event_id', ids))
    .execute();
  return new Map(rows.map((row) => [fromEventKey(row.event_id), row.descriptor]));
}
