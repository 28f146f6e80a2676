/** Writing the event log. One writer at a time: the sequence's row is held from the beginning of the transaction to its end. */
import { sql } from 'kysely';
import type { AnyEventFacts, Box, EventReport } from '#domain/event.ts';
import { engineOf } from './columns.ts';
import { dayOf, fromEventKey, hexOf, toEventKey } from './event-keys.ts';
import { isOneEvent } from './event-lists.ts';
import type { EventSeries } from './event-series.ts';
import {
  actionCodes,
  type EventRow,
  eventTypeCodes,
  hasCrop,
  hasSnapshot,
  type StoredEvent,
  type StoredFacts,
} from './events.ts';
import type { Db, Trx } from './schema.ts';
import { plateKey } from './watchlists.ts';

export interface Revision {
  readonly report: EventReport;
  readonly series: EventSeries;
}

export interface StoredRevisions {
  /** Those that are newer than what was there, in the order of their changes. */
  readonly stored: readonly StoredEvent[];
  /** The same, as they lie in the table. */
  readonly rows: readonly EventRow[];
  /** Of these, the events that were not known before. */
  readonly fresh: readonly StoredEvent[];
}

/** Call it first: whoever else writes waits until this transaction ends. */
export async function lockEventSequence(trx: Trx): Promise<number> {
  const query = trx.selectFrom('event_sequence').select('change').where('id', '=', 1);
  // SQLite's transactions hold the write lock from their beginning.
  const locked = engineOf(trx) === 'postgres' ? query.forUpdate() : query;
  return (await locked.executeTakeFirstOrThrow()).change;
}

export async function lastEventChange(db: Db): Promise<number> {
  const row = await db.selectFrom('event_sequence').select('change').where('id', '=', 1).executeTakeFirst();
  return row?.change ?? 0;
}

/** Stores each event's highest revision unless it is there. `lastChange` is what `lockEventSequence` gave. */
export async function storeRevisions(
  trx: Trx,
  lastChange: number,
  revisions: readonly Revision[],
): Promise<StoredRevisions> {
  const newest = new Map<string, Revision>();
  for (const one of revisions) {
    const before = newest.get(one.report.id);
    if (before === undefined || before.report.revision < one.report.revision) newest.set(one.report.id, one);
  }
  if (newest.size === 0) return { stored: [], rows: [], fresh: [] };
  const known = await knownRevisions(trx, [...newest.keys()]);
  const wanted = [...newest.values()].filter(({ report }) => (known.get(report.id) ?? 0) < report.revision);
  if (wanted.length === 0) return { stored: [], rows: [], fresh: [] };
  const stored = wanted.map(({ report, series }, index) => ({
    change: lastChange + 1 + index,
    report,
    series,
  }));
  const rows = stored.map((event) => toRow(trx, event));
  await upsertEvents(trx, rows);
  await trx
    .updateTable('event_sequence')
    .set({ change: lastChange + stored.length })
    .where('id', '=', 1)
    .execute();
  const fresh = stored.filter(({ report }) => !known.has(report.id));
  await countDays(trx, fresh);
  return { stored, rows, fresh };
}

async function knownRevisions(trx: Trx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('events')
    .select(['id', 'revision'])
    .where(isOneEvent(trx, ids))
    .execute();
  return new Map(rows.map(({ id, revision }) => [fromEventKey(id), revision]));
}

/** With its type on PostgreSQL. */
const eventColumns = {
  id: 'uuid',
  change: 'bigint',
  revision: 'int',
  series: 'int',
  type: 'smallint',
  action: 'smallint',
  end_ms: 'bigint',
  flags: 'smallint',
  object_id: 'text',
  plate: 'text',
  facts: 'text',
} as const satisfies Record<keyof EventRow, string>;

const columnNames = Object.keys(eventColumns) as (keyof EventRow)[];
const insertedColumns = sql.join(columnNames.map((name) => sql.ref(name)));
const changedColumns = sql.join(
  columnNames.slice(1).map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
);
const rowsOfSqlite = sql.join(
  columnNames.map((name) => (name === 'id' ? sql`unhex(value ->> 'id')` : sql`value ->> ${sql.lit(name)}`)),
);
const rowsOfPostgres = sql.join(
  Object.entries(eventColumns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
);

/** As one value, which goes from thread to thread and into the engine faster than thousands of them. */
async function upsertEvents(trx: Trx, rows: readonly EventRow[]): Promise<void> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, id: hexOf(fromEventKey(row.id)) })));
  const values =
    engineOf(trx) === 'sqlite'
      ? sql`select ${rowsOfSqlite} from json_each(${json}) where true`
      : sql`select ${insertedColumns} from json_to_recordset(${json}::json) as new (${rowsOfPostgres})`;
  await sql`insert into events (${insertedColumns}) ${values}
    on conflict (id) do update set ${changedColumns}`.execute(trx);
}

export function toRow(db: Db, { change, report, series }: StoredEvent): EventRow {
  const { id, revision, action, endMs, facts, snapshot, crop } = report;
  return {
    id: toEventKey(db, id),
    change,
    revision,
    series: series.id,
    type: eventTypeCodes[facts.type],
    action: actionCodes[action],
    end_ms: endMs === null ? null : Math.trunc(endMs),
    flags: (snapshot ? hasSnapshot : 0) | (crop ? hasCrop : 0),
    object_id: facts.objectId,
    plate: facts.type === 'plate_recognition' ? plateKey(facts.details.plate) : null,
    facts: JSON.stringify(storedFacts(report)),
  };
}

function storedFacts({ facts }: EventReport): StoredFacts {
  return {
    ...(facts.box === null ? {} : { box: facts.box.map(toFraction) as unknown as Box }),
    ...(facts.confidence === undefined ? {} : { confidence: facts.confidence }),
    details: withoutDescriptor(facts),
  };
}

/** A descriptor whose model is known is kept with the faces: see event-recognition.ts. */
function withoutDescriptor(facts: AnyEventFacts): object {
  if (facts.type !== 'face_recognition' || facts.details.version === undefined) return facts.details;
  const { descriptor, ...rest } = facts.details;
  return rest;
}

/** A hundred-thousandth of the picture is less than a tenth of a pixel. */
function toFraction(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}

async function countDays(trx: Trx, fresh: readonly StoredEvent[]): Promise<void> {
  const days = Map.groupBy(fresh, ({ report }) => dayOf(report.id));
  if (days.size === 0) return;
  await trx
    .insertInto('event_days')
    .values([...days].map(([day, { length }]) => ({ day, count: length })))
    .onConflict((conflict) =>
      conflict.column('day').doUpdateSet({ count: sql<number>`event_days.count + excluded.count` }),
    )
    .execute();
}

/** How far an outbox is stored; 0 for one that is not known. */
export async function outboxPosition(db: Db, outbox: string): Promise<number> {
  const row = await db
    .selectFrom('outbox_positions')
    .select('number')
    .where('outbox', '=', outbox)
    .executeTakeFirst();
  return row?.number ?? 0;
}

export async function moveOutboxPosition(trx: Trx, outbox: string, number: number): Promise<void> {
  await trx
    .insertInto('outbox_positions')
    .values({ outbox, number })
    .onConflict((conflict) => conflict.column('outbox').doUpdateSet({ number }))
    .execute();
}
