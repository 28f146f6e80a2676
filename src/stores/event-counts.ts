/**
 * What is counted while events are stored: how many there were of each type per camera and hour or day, the counters of lines, and
 * heat maps. Statistics read these tables and never the events.
 */
import { sql } from 'kysely';
import type { Db, Trx } from './schema.ts';

export interface EventCountTables {
  /**
   * Hours and days since 1970, UTC. Camera 0: the whole installation; below 0: all cameras of the organisation with that number.
   * `kind`: a type, or from 100 on the priority of a match.
   */
  event_hour_counts: { camera: number; hour: number; kind: number; count: number };
  event_day_counts: { camera: number; day: number; kind: number; count: number };
  event_counters: { camera: number; line: string; count_in: number; count_out: number; since_ms: number };
  /** `counts`: row by row, 32 bits each, little-endian. */
  event_heat_maps: { camera: number; hour: number; columns: number; rows: number; counts: Uint8Array };
}

export const wholeInstallation = 0;
export const matchKinds = 100;

/** What stands for the camera where all of an organisation are counted together. */
export function wholeOrganization(organizationId: number): number {
  return -organizationId;
}

export const hourMs = 3_600_000;

export interface Counted {
  readonly camera: number;
  /** The camera's; null when it is gone, or there was none. */
  readonly organizationId: number | null;
  readonly atMs: number;
  readonly kind: number;
}

export async function addToCounts(trx: Trx, counted: readonly Counted[]): Promise<void> {
  if (counted.length === 0) return;
  const hours = sums(counted, hourMs);
  const days = sums(counted, 24 * hourMs);
  await trx
    .insertInto('event_hour_counts')
    .values(hours.map(({ camera, span, kind, count }) => ({ camera, hour: span, kind, count })))
    .onConflict((conflict) =>
      conflict
        .columns(['camera', 'hour', 'kind'])
        .doUpdateSet({ count: sql<number>`event_hour_counts.count + excluded.count` }),
    )
    .execute();
  await trx
    .insertInto('event_day_counts')
    .values(days.map(({ camera, span, kind, count }) => ({ camera, day: span, kind, count })))
    .onConflict((conflict) =>
      conflict
        .columns(['camera', 'day', 'kind'])
        .doUpdateSet({ count: sql<number>`event_day_counts.count + excluded.count` }),
    )
    .execute();
}

interface Sum {
  readonly camera: number;
  readonly span: number;
  readonly kind: number;
  count: number;
}

/** Per camera, and for its organisation and the whole installation. */
function sums(counted: readonly Counted[], spanMs: number): Sum[] {
  const all = new Map<string, Sum>();
  const add = (camera: number, span: number, kind: number) => {
    const key = `${camera} ${span} ${kind}`;
    const sum = all.get(key);
    if (sum === undefined) all.set(key, { camera, span, kind, count: 1 });
    else sum.count += 1;
  };
  for (const { camera, organizationId, atMs, kind } of counted) {
    const span = Math.floor(atMs / spanMs);
    if (camera !== wholeInstallation) add(camera, span, kind);
    if (organizationId !== null) add(wholeOrganization(organizationId), span, kind);
    add(wholeInstallation, span, kind);
  }
  // In the order of the key: neighbours are written together, and two writers never wait for each other in a circle.
  return [...all.values()].sort((a, b) => a.camera - b.camera || a.span - b.span || a.kind - b.kind);
}

export type Interval = 'hour' | 'day';

export interface CountQuery {
  readonly interval: Interval;
  /** First and last hour or day since 1970, both included. */
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly number[];
  /** Null: the whole installation. */
  readonly cameras: readonly number[] | null;
}

export interface CountRow {
  readonly span: number;
  readonly kind: number;
  readonly count: number;
}

/** Cameras per statement. */
const camerasAtATime = 500;

/** By hour or day, then kind. Without rows where nothing was counted. */
export async function listCounts(db: Db, query: CountQuery): Promise<CountRow[]> {
  const { cameras, kinds } = query;
  if (cameras?.length === 0 || kinds.length === 0) return [];
  if (cameras === null) return await countsOf(db, query, [wholeInstallation]);
  const all = new Map<string, { span: number; kind: number; count: number }>();
  for (let at = 0; at < cameras.length; at += camerasAtATime) {
    const rows = await countsOf(db, query, cameras.slice(at, at + camerasAtATime));
    for (const row of rows) {
      const key = `${row.span} ${row.kind}`;
      const sum = all.get(key);
      if (sum === undefined) all.set(key, { ...row });
      else sum.count += row.count;
    }
  }
  return [...all.values()].sort((a, b) => a.span - b.span || a.kind - b.kind);
}

async function countsOf(db: Db, query: CountQuery, cameras: readonly number[]): Promise<CountRow[]> {
  const table = sql.table(query.interval === 'hour' ? 'event_hour_counts' : 'event_day_counts');
  const span = sql.ref(query.interval);
  const { rows } = await sql<CountRow>`select ${span} as span, kind, sum(count) as count from ${table}
    where camera in (${sql.join(cameras)}) and ${span} >= ${query.from} and ${span} <= ${query.to}
      and kind in (${sql.join(query.kinds)})
    group by ${span}, kind order by ${span}, kind`.execute(db);
  return rows;
}

export interface CounterRow {
  readonly camera: number;
  readonly line: string;
  readonly in: number;
  readonly out: number;
  readonly sinceMs: number;
}

/** Most cameras whose counters are read at a time. */
export async function listCounters(db: Db, cameras: readonly number[] | null): Promise<CounterRow[]> {
  if (cameras?.length === 0) return [];
  const query = db.selectFrom('event_counters').selectAll();
  const rows = await (cameras !== null && cameras.length <= camerasAtATime
    ? query.where('camera', 'in', cameras)
    : query
  )
    .orderBy('camera')
    .orderBy('line')
    .execute();
  const seen = cameras === null ? null : new Set(cameras);
  return rows
    .filter(({ camera }) => seen === null || seen.has(camera))
    .map((row) => ({
      camera: row.camera,
      line: row.line,
      in: row.count_in,
      out: row.count_out,
      sinceMs: row.since_ms,
    }));
}

export async function storeCounter(trx: Trx, counter: CounterRow): Promise<void> {
  const values = { count_in: counter.in, count_out: counter.out, since_ms: Math.trunc(counter.sinceMs) };
  await trx
    .insertInto('event_counters')
    .values({ camera: counter.camera, line: counter.line, ...values })
    .onConflict((conflict) => conflict.columns(['camera', 'line']).doUpdateSet(values))
    .execute();
}

export interface HeatMapRow {
  readonly camera: number;
  readonly hour: number;
  readonly columns: number;
  readonly rows: number;
  readonly counts: Uint32Array;
}

/** Adds to what is known of the hour on the same grid. */
export async function addToHeatMap(trx: Trx, map: HeatMapRow): Promise<void> {
  const { camera, hour, columns, rows } = map;
  const before = await trx
    .selectFrom('event_heat_maps')
    .select('counts')
    .where('camera', '=', camera)
    .where('hour', '=', hour)
    .where('columns', '=', columns)
    .where('rows', '=', rows)
    .executeTakeFirst();
  const counts = toBytes(before === undefined ? map.counts : addCounts(fromBytes(before.counts), map.counts));
  await trx
    .insertInto('event_heat_maps')
    .values({ camera, hour, columns, rows, counts })
    .onConflict((conflict) => conflict.columns(['camera', 'hour', 'columns', 'rows']).doUpdateSet({ counts }))
    .execute();
}

/** By hour, both ends included. */
export async function listHeatMaps(
  db: Db,
  camera: number,
  fromHour: number,
  toHour: number,
): Promise<HeatMapRow[]> {
  const rows = await db
    .selectFrom('event_heat_maps')
    .selectAll()
    .where('camera', '=', camera)
    .where('hour', '>=', fromHour)
    .where('hour', '<=', toHour)
    .orderBy('hour')
    .execute();
  return rows.map((row) => ({ ...row, counts: fromBytes(row.counts) }));
}

const largestCount = 2 ** 32 - 1;

function addCounts(to: Uint32Array, more: Uint32Array): Uint32Array {
  return to.map((count, index) => Math.min(largestCount, count + (more[index] ?? 0)));
}

function toBytes(counts: Uint32Array): Uint8Array {
  const bytes = Buffer.alloc(counts.length * 4);
  counts.forEach((count, index) => {
    bytes.writeUInt32LE(count, index * 4);
  });
  return bytes;
}

function fromBytes(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength >> 2 }, (_, index) => view.getUint32(index * 4, true));
}
