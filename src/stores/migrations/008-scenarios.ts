/** Scenarios and what they made happen: firings, alarms, actions in their queue; and when organisations were armed. */
import type { Kysely } from 'kysely';
import { createNumberedTable } from '../columns.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createScenarios(db);
  await createAlarms(db);
  await createActions(db);
  await ofOrganization(createNumberedTable(db, 'arming_changes'))
    .addColumn('armed', 'smallint', (c) => c.notNull())
    .addColumn('changed_ms', 'bigint', (c) => c.notNull())
    .addColumn('changed_by', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('arming_changes_time')
    .on('arming_changes')
    .columns(['organization_id', 'changed_ms', 'id'])
    .execute();
}

async function createScenarios(db: Kysely<unknown>): Promise<void> {
  await ofOrganization(createNumberedTable(db, 'scenarios'))
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('enabled', 'smallint', (c) => c.notNull())
    .addColumn('conditions', 'text', (c) => c.notNull())
    .addColumn('actions', 'text', (c) => c.notNull())
    .addColumn('repeat_seconds', 'integer', (c) => c.notNull())
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('scenarios_organization')
    .on('scenarios')
    .columns(['organization_id', 'id'])
    .execute();

  await db.schema
    .createTable('scenario_firings')
    .addColumn('scenario_id', 'integer', (c) => c.notNull().references('scenarios.id').onDelete('cascade'))
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('camera_id', 'text', (c) => c.notNull())
    .addColumn('at_ms', 'bigint', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('scenario_firings_key', ['scenario_id', 'event_id', 'phase'])
    .execute();
  await db.schema
    .createIndex('scenario_firings_time')
    .on('scenario_firings')
    .columns(['scenario_id', 'outcome', 'camera_id', 'at_ms'])
    .execute();
  await db.schema.createIndex('scenario_firings_age').on('scenario_firings').column('at_ms').execute();
}

async function createAlarms(db: Kysely<unknown>): Promise<void> {
  await ofOrganization(createNumberedTable(db, 'alarms'))
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('scenario_id', 'integer', (c) => c.references('scenarios.id').onDelete('set null'))
    .addColumn('scenario_name', 'text', (c) => c.notNull())
    .addColumn('site_id', 'integer', (c) => c.references('sites.id').onDelete('set null'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('opened_ms', 'bigint', (c) => c.notNull())
    .addColumn('last_event_ms', 'bigint', (c) => c.notNull())
    .addColumn('event_count', 'integer', (c) => c.notNull())
    .addColumn('acknowledged_by', 'text')
    .addColumn('acknowledged_ms', 'bigint')
    .addColumn('closed_by', 'text')
    .addColumn('closed_ms', 'bigint')
    .addColumn('note', 'text')
    .execute();
  await db.schema
    .createIndex('alarms_organization')
    .on('alarms')
    .columns(['organization_id', 'id'])
    .execute();
  await db.schema.createIndex('alarms_state').on('alarms').columns(['state', 'id']).execute();
  await db.schema.createIndex('alarms_scenario').on('alarms').columns(['scenario_id', 'state']).execute();
  await db.schema.createIndex('alarms_site').on('alarms').column('site_id').execute();

  await db.schema
    .createTable('alarm_events')
    .addColumn('alarm_id', 'integer', (c) => c.notNull().references('alarms.id').onDelete('cascade'))
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('camera_id', 'text')
    .addColumn('at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('alarm_events_key', ['alarm_id', 'event_id'])
    .execute();
  await db.schema
    .createIndex('alarm_events_time')
    .on('alarm_events')
    .columns(['alarm_id', 'at_ms'])
    .execute();

  await db.schema.createIndex('alarm_events_event').on('alarm_events').column('event_id').execute();

  await db.schema
    .createTable('alarm_cameras')
    .addColumn('alarm_id', 'integer', (c) => c.notNull().references('alarms.id').onDelete('cascade'))
    .addColumn('camera_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('alarm_cameras_key', ['alarm_id', 'camera_id'])
    .execute();
  await db.schema
    .createIndex('alarm_cameras_camera')
    .on('alarm_cameras')
    .columns(['camera_id', 'alarm_id'])
    .execute();
}

async function createActions(db: Kysely<unknown>): Promise<void> {
  await ofOrganization(createNumberedTable(db, 'actions'))
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('scenario_id', 'integer', (c) => c.references('scenarios.id').onDelete('set null'))
    .addColumn('event_id', 'text', (c) => c.notNull())
    .addColumn('camera_id', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('occasion', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('next_ms', 'bigint', (c) => c.notNull())
    .addColumn('expires_ms', 'bigint', (c) => c.notNull())
    .addColumn('finished_ms', 'bigint')
    .addColumn('message', 'text')
    .execute();
  await db.schema.createIndex('actions_target').on('actions').columns(['state', 'target', 'id']).execute();
  await db.schema
    .createIndex('actions_organization')
    .on('actions')
    .columns(['organization_id', 'id'])
    .execute();
  await db.schema.createIndex('actions_state').on('actions').columns(['state', 'id']).execute();
  await db.schema.createIndex('actions_scenario').on('actions').columns(['scenario_id', 'id']).execute();
  await db.schema.createIndex('actions_finished').on('actions').columns(['finished_ms']).execute();
}

type Table = ReturnType<typeof createNumberedTable<string>>;

function ofOrganization(table: Table) {
  return table.addColumn('organization_id', 'integer', (c) =>
    c.notNull().references('organizations.id').onDelete('cascade'),
  );
}
