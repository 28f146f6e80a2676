/**
 * What is counted while events are stored: how many there were of each type per camera and hour or day, the counters of lines, and
 * heat maps. Statistics read these tables and never the events.
 */
import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './columns.ts';
import { isOneOfNumbers } from './event-lists.ts';
import type { Db, Trx } from './schema.ts';

type HourColumn = `h${number}`;

export interface EventCountTables {
  /**
   * A row per day (since 1970, UTC), camera and kind, with a column for each hour of the day. Camera 0: the whole installation; below 0:
   * all cameras of the organisation with that number. `kind`: a type, or from 100 on the priority of a match.
   */
  event_counts: { day: number; camera: number; kind: number; count: number } & Record<HourColumn, number>;
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
  for (const [hour, ofHour] of Map.groupBy(counted, ({ atMs }) => Math.floor(atMs / hourMs) % 24)) {
    const column = sql.ref(`h${hour}`);
    await sql`insert into event_counts (day, camera, kind, count, ${column})
      ${selectSums(trx, sums(ofHour))}
      on conflict (day, camera, kind) do update set
        count = event_counts.count + excluded.count,
        ${column} = ${sql.ref(`event_counts.h${hour}`)} + ${sql.ref(`excluded.h${hour}`)}`.execute(trx);
  }
}

type Sum = [day: number, camera: number, kind: number, count: number];

/** One text for any number of rows, so that the statement is kept ready. */
function selectSums(db: Db, rows: readonly Sum[]): RawBuilder<unknown> {
  if (engineOf(db) === 'sqlite')
    return sql`select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 3
      from json_each(${JSON.stringify(rows)}) where true`;
  const [days, cameras, kinds, counts] = [0, 1, 2, 3].map((at) => rows.map((row) => row[at]));
  return sql`select day, camera, kind, count, count
    from unnest(${days}::int[], ${cameras}::int[], ${kinds}::int[], ${counts}::int[]) as sums (day, camera, kind, count)`;
}

/** Per camera, and for its organisation and the whole installation. */
function sums(counted: readonly Counted[]): Sum[] {
  const all = new Map<string, Sum>();
  const add = (camera: number, day: number, kind: number) => {
    const key = `${camera} ${day} ${kind}`;
    const sum = all.get(key);
    if (sum === undefined) all.set(key, [day, camera, kind, 1]);
    else sum[3] += 1;
  };
  for (const { camera, organizationId, atMs, kind } of counted) {
    const day = Math.floor(atMs / (24 * hourMs));
    if (camera !== wholeInstallation) add(camera, day, kind);
    if (organizationId !== null) add(wholeOrganization(organizationId), day, kind);
    add(wholeInstallation, day, kind);
  }
  // In the order of the key: neighbours are written together, and two writers never wait for each other in a circle.
  return [...all.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
}

/** What a camera has counted leaves the sums of the one organisation and comes to those of the other; null: it is deleted. */
export async function moveCounts(trx: Trx, camera: number, from: number, to: number | null): Promise<void> {
  const { first, last } = await trx
    .selectFrom('event_counts')
    .select((eb) => [eb.fn.min('day').as('first'), eb.fn.max('day').as('last')])
    .executeTakeFirstOrThrow();
  if (first === null) return;
  const ofCamera = counted(trx, { from: first, to: last, kinds: null, cameras: [camera] });
  const columns = ['count', ...hours.map((hour) => `h${hour}`)];
  const names = sql.join(columns.map((name) => sql.ref(name)));
  const add = (organizationId: number, sign: 1 | -1) =>
    sql`insert into event_counts (day, camera, kind, ${names})
      select day, ${sql.lit(wholeOrganization(organizationId))}, kind,
        ${sql.join(columns.map((name) => sql`${sql.lit(sign)} * ${sql.ref(name)}`))} from ${ofCamera}
      on conflict (day, camera, kind) do update set ${sql.join(
        columns.map(
          (name) =>
            sql`${sql.ref(name)} = ${sql.ref(`event_counts.${name}`)} + ${sql.ref(`excluded.${name}`)}`,
        ),
      )}`.execute(trx);
  await add(from, -1);
  if (to !== null) await add(to, 1);
}

export type Interval = 'hour' | 'day';

export interface CountQuery {
  readonly interval: Interval;
  /** First and last hour or day since 1970, both included. */
  readonly from: number;
  readonly to: number;
  /** Null: all. */
  readonly kinds: readonly number[] | null;
  /** Null: the whole installation. */
  readonly cameras: readonly number[] | null;
}

export interface CountRow {
  readonly span: number;
  readonly kind: number;
  readonly count: number;
}

/** By hour or day, then kind. Without rows where nothing was counted. */
export async function listCounts(db: Db, query: CountQuery): Promise<CountRow[]> {
  const { interval, from, to, kinds } = query;
  const cameras = query.cameras ?? [wholeInstallation];
  if (cameras.length === 0 || kinds?.length === 0 || to < from) return [];
  if (interval === 'day') return await countsByDay(db, { from, to, kinds, cameras });
  const days = { from: Math.floor(from / 24), to: Math.floor(to / 24), kinds, cameras };
  const rows = await countsByHour(db, days);
  const found = rows.flatMap((row) =>
    hours.map((hour) => ({ span: row.span * 24 + hour, kind: row.kind, count: row[`h${hour}`] ?? 0 })),
  );
  return found
    .filter(({ span, count }) => count > 0 && span >= from && span <= to)
    .sort((a, b) => a.span - b.span || a.kind - b.kind);
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const hourSums = sql.join(hours.map((hour) => sql`sum(${sql.ref(`h${hour}`)}) as ${sql.ref(`h${hour}`)}`));

interface DaysQuery {
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly number[] | null;
  readonly cameras: readonly number[];
}

async function countsByDay(db: Db, query: DaysQuery): Promise<CountRow[]> {
  const { rows } =
    await sql<CountRow>`select day as span, kind, sum(count) as count from ${counted(db, query)}
    group by day, kind having sum(count) > 0 order by day, kind`.execute(db);
  return rows;
}

type HoursRow = { span: number; kind: number } & Record<HourColumn, number>;

async function countsByHour(db: Db, query: DaysQuery): Promise<HoursRow[]> {
  const { rows } = await sql<HoursRow>`select day as span, kind, ${hourSums} from ${counted(db, query)}
    group by day, kind`.execute(db);
  return rows;
}

/** With more days of cameras than this PostgreSQL is faster when it reads all cameras of the days. */
const mostLookups = 1_000;

/** From the table on. The kind is kept out of the look-up, where it would multiply days and cameras. */
function counted(db: Db, { from, to, kinds, cameras }: DaysQuery): RawBuilder<unknown> {
  if (engineOf(db) === 'postgres' && (to - from + 1) * cameras.length > mostLookups)
    // It hashes a list that it is told when it plans, and compares one by one what comes as a value.
    return sql`event_counts where day >= ${sql.lit(from)} and day <= ${sql.lit(to)}
      and camera in (${literals(cameras)}) and ${isOneOfKinds(kinds)}`;
  // Every day with every camera, as the key begins with both.
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return sql`event_counts
    where ${isOneOfNumbers(db, 'day', days)} and ${isOneOfNumbers(db, 'camera', cameras)}
      and ${isOneOfKinds(kinds)}`;
}

function isOneOfKinds(kinds: readonly number[] | null): RawBuilder<boolean> {
  return kinds === null ? sql<boolean>`1 = 1` : sql<boolean>`kind + 0 in (${literals(kinds)})`;
}

function literals(numbers: readonly number[]): RawBuilder<unknown> {
  return sql.join(numbers.map((number) => sql.lit(number)));
}

export interface CounterRow {
  readonly camera: number;
  readonly line: string;
  readonly in: number;
  readonly out: number;
  readonly sinceMs: number;
}

/** Most cameras whose counters are looked up one by one. */
const camerasAtATime = 500;

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

/** Each of them once. */
export async function storeCounters(trx: Trx, counters: readonly CounterRow[]): Promise<void> {
  if (counters.length === 0) return;
  await trx
    .insertInto('event_counters')
    .values(
      counters.map((counter) => ({
        camera: counter.camera,
        line: counter.line,
        count_in: counter.in,
        count_out: counter.out,
        since_ms: Math.trunc(counter.sinceMs),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['camera', 'line']).doUpdateSet((eb) => ({
        count_in: eb.ref('excluded.count_in'),
        count_out: eb.ref('excluded.count_out'),
        since_ms: eb.ref('excluded.since_ms'),
      })),
    )
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
