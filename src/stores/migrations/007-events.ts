/** The event log with what is counted of it: series, hours and days, counters, heat maps, hits on watchlists, plates and faces. */
import { type Kysely, sql } from 'kysely';
import { createNumberedTable, engineOf } from '../columns.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createEvents(db);
  await createCounts(db);
  await createRecognition(db);
}

const keyType = (db: Kysely<unknown>) => (engineOf(db) === 'sqlite' ? ('blob' as const) : ('uuid' as const));
const bytesType = (db: Kysely<unknown>) =>
  engineOf(db) === 'sqlite' ? ('blob' as const) : ('bytea' as const);
/** SQLite keeps such a table in the order of its key; in PostgreSQL tables have no order. */
const byKey = (db: Kysely<unknown>) => (engineOf(db) === 'sqlite' ? sql`without rowid` : sql``);
/** Compared byte by byte, so that a range of an index is a prefix. */
const bytewise = sql`text collate ${sql.raw('"C"')}`;

async function createEvents(db: Kysely<unknown>): Promise<void> {
  const isSqlite = engineOf(db) === 'sqlite';
  await createNumberedTable(db, 'event_series')
    .addColumn('camera', 'integer', (c) => c.notNull())
    .addColumn('camera_uuid', 'text')
    .addColumn('organization_id', 'integer', (c) => c.notNull())
    .addColumn('type', 'smallint', (c) => c.notNull())
    .addColumn('class', 'smallint', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addUniqueConstraint('event_series_key', ['camera', 'organization_id', 'type', 'class', 'name'])
    .execute();

  await db.schema
    .createTable('events')
    .addColumn('id', keyType(db), (c) => c.notNull().primaryKey())
    .addColumn('change', 'bigint', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('series', 'integer', (c) => c.notNull())
    .addColumn('type', 'smallint', (c) => c.notNull())
    .addColumn('action', 'smallint', (c) => c.notNull())
    .addColumn('end_ms', 'bigint')
    .addColumn('flags', 'smallint', (c) => c.notNull())
    .addColumn('object_id', 'text')
    .addColumn('plate', isSqlite ? 'text' : bytewise)
    .addColumn('facts', 'text', (c) => c.notNull())
    .modifyEnd(isSqlite ? sql`without rowid` : sql`partition by range (id)`)
    .execute();
  await db.schema.createIndex('events_change').on('events').column('change').execute();
  await db.schema.createIndex('events_series').on('events').columns(['series', 'id']).execute();
  // With the series, so that rows of cameras that somebody does not see are passed over within the index.
  await db.schema.createIndex('events_type').on('events').columns(['type', 'id', 'series']).execute();
  await db.schema
    .createIndex('events_plate')
    .on('events')
    .columns(['plate', 'id', 'series'])
    .where(sql.ref('plate'), 'is not', null)
    .execute();

  await db.schema
    .createTable('event_sequence')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('change', 'bigint', (c) => c.notNull())
    .execute();
  await sql`insert into event_sequence (id, change) values (1, 0)`.execute(db);
  await db.schema
    .createTable('outbox_positions')
    .addColumn('outbox', 'text', (c) => c.primaryKey())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('event_days')
    .addColumn('day', 'integer', (c) => c.primaryKey())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .execute();
}

async function createCounts(db: Kysely<unknown>): Promise<void> {
  for (const [table, span] of [
    ['event_hour_counts', 'hour'],
    ['event_day_counts', 'day'],
  ] as const)
    await db.schema
      .createTable(table)
      .addColumn('camera', 'integer', (c) => c.notNull())
      .addColumn(span, 'integer', (c) => c.notNull())
      .addColumn('kind', 'smallint', (c) => c.notNull())
      .addColumn('count', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ['camera', span, 'kind'])
      .modifyEnd(byKey(db))
      .execute();
  await db.schema
    .createTable('event_counters')
    .addColumn('camera', 'integer', (c) => c.notNull())
    .addColumn('line', 'text', (c) => c.notNull())
    .addColumn('count_in', 'bigint', (c) => c.notNull())
    .addColumn('count_out', 'bigint', (c) => c.notNull())
    .addColumn('since_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('event_counters_key', ['camera', 'line'])
    .modifyEnd(byKey(db))
    .execute();
  await db.schema
    .createTable('event_heat_maps')
    .addColumn('camera', 'integer', (c) => c.notNull())
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('columns', 'smallint', (c) => c.notNull())
    .addColumn('rows', 'smallint', (c) => c.notNull())
    .addColumn('counts', bytesType(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('event_heat_maps_key', ['camera', 'hour', 'columns', 'rows'])
    .execute();
}

async function createRecognition(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('event_matches')
    .addColumn('event_id', keyType(db), (c) => c.notNull())
    .addColumn('list_id', 'integer', (c) => c.notNull())
    .addColumn('entry_id', 'integer', (c) => c.notNull())
    .addColumn('series', 'integer', (c) => c.notNull())
    .addColumn('similarity', 'double precision')
    .addColumn('priority', 'smallint', (c) => c.notNull())
    .addColumn('list_name', 'text', (c) => c.notNull())
    .addColumn('entry_name', 'text')
    .addPrimaryKeyConstraint('event_matches_key', ['event_id', 'list_id', 'entry_id'])
    .modifyEnd(byKey(db))
    .execute();
  await db.schema
    .createIndex('event_matches_series')
    .on('event_matches')
    .columns(['series', 'event_id'])
    .execute();

  const isSqlite = engineOf(db) === 'sqlite';
  await db.schema
    .createTable('event_plates')
    .addColumn('plate', isSqlite ? 'text' : bytewise, (c) => c.notNull().primaryKey())
    .addColumn('reversed', isSqlite ? 'text' : bytewise, (c) => c.notNull())
    .addColumn('last_day', 'integer', (c) => c.notNull())
    .modifyEnd(byKey(db))
    .execute();
  await db.schema.createIndex('event_plates_reversed').on('event_plates').column('reversed').execute();
  await db.schema.createIndex('event_plates_day').on('event_plates').column('last_day').execute();

  await db.schema
    .createTable('event_faces')
    .addColumn('event_id', keyType(db), (c) => c.notNull().primaryKey())
    .addColumn('series', 'integer', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('descriptor', bytesType(db), (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('event_faces_version')
    .on('event_faces')
    .columns(['version', 'event_id', 'series'])
    .execute();
}
