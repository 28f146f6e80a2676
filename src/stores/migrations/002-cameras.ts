/** Sites with their plans, cameras, what groups see of them, and clips cut out of the archive. */
import type { Kysely } from 'kysely';
import { createNumberedTable } from '../columns.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createSites(db);
  await createCameras(db);
  await createGrants(db);
  await createClips(db);
}

async function createSites(db: Kysely<unknown>): Promise<void> {
  await createNumberedTable(db, 'sites')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) => c.notNull().references('organizations.id'))
    .addColumn('parent_id', 'integer', (c) => c.references('sites.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('latitude', 'double precision')
    .addColumn('longitude', 'double precision')
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('sites_organization').on('sites').column('organization_id').execute();
  await db.schema.createIndex('sites_parent').on('sites').column('parent_id').execute();

  await db.schema
    .createTable('site_ancestors')
    .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('ancestor_id', 'integer', (c) => c.notNull().references('sites.id'))
    .addPrimaryKeyConstraint('site_ancestors_key', ['site_id', 'ancestor_id'])
    .execute();
  await db.schema.createIndex('site_ancestors_ancestor').on('site_ancestors').column('ancestor_id').execute();

  await createNumberedTable(db, 'plans')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('image_id', 'text', (c) => c.notNull())
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('plans_site').on('plans').column('site_id').execute();
}

async function createCameras(db: Kysely<unknown>): Promise<void> {
  await createNumberedTable(db, 'cameras')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) => c.notNull().references('organizations.id'))
    .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id'))
    .addColumn('plan_id', 'integer', (c) => c.references('plans.id'))
    .addColumn('plan_x', 'double precision')
    .addColumn('plan_y', 'double precision')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('source_password', 'text')
    .addColumn('onvif_password', 'text')
    .addColumn('extras', 'text', (c) => c.notNull())
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('cameras_organization')
    .on('cameras')
    .columns(['organization_id', 'id'])
    .execute();
  await db.schema.createIndex('cameras_site').on('cameras').columns(['site_id', 'id']).execute();
  await db.schema.createIndex('cameras_plan').on('cameras').column('plan_id').execute();
}

async function createGrants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('group_sites')
    .addColumn('group_id', 'integer', (c) => c.notNull().references('groups.id').onDelete('cascade'))
    .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id').onDelete('cascade'))
    .addColumn('live', 'smallint', (c) => c.notNull())
    .addColumn('archive', 'smallint', (c) => c.notNull())
    .addPrimaryKeyConstraint('group_sites_key', ['site_id', 'group_id'])
    .execute();
  await db.schema.createIndex('group_sites_group').on('group_sites').column('group_id').execute();

  await db.schema
    .createTable('group_cameras')
    .addColumn('group_id', 'integer', (c) => c.notNull().references('groups.id').onDelete('cascade'))
    .addColumn('camera_id', 'integer', (c) => c.notNull().references('cameras.id').onDelete('cascade'))
    .addColumn('live', 'smallint', (c) => c.notNull())
    .addColumn('archive', 'smallint', (c) => c.notNull())
    .addPrimaryKeyConstraint('group_cameras_key', ['camera_id', 'group_id'])
    .execute();
  await db.schema.createIndex('group_cameras_group').on('group_cameras').column('group_id').execute();
}

async function createClips(db: Kysely<unknown>): Promise<void> {
  await createNumberedTable(db, 'clips')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) => c.notNull().references('organizations.id'))
    .addColumn('user_id', 'integer', (c) => c.notNull())
    .addColumn('camera_id', 'integer', (c) => c.references('cameras.id').onDelete('set null'))
    .addColumn('camera_uuid', 'text', (c) => c.notNull())
    .addColumn('camera_name', 'text', (c) => c.notNull())
    .addColumn('from_ms', 'bigint', (c) => c.notNull())
    .addColumn('to_ms', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('progress', 'double precision', (c) => c.notNull())
    .addColumn('message', 'text')
    .addColumn('size_bytes', 'bigint')
    .addColumn('duration_ms', 'bigint')
    .addColumn('sha256', 'text')
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('finished_ms', 'bigint')
    .addColumn('expires_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('clips_state').on('clips').columns(['state', 'id']).execute();
  await db.schema.createIndex('clips_user').on('clips').columns(['user_id', 'state']).execute();
  await db.schema.createIndex('clips_camera').on('clips').column('camera_uuid').execute();
  await db.schema.createIndex('clips_end').on('clips').column('expires_ms').execute();
}
