/** Uploaded pictures, watchlists with their entries, and the link of an organisation to an Orion service. */
import type { Kysely } from 'kysely';
import { createNumberedTable } from '../columns.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createUploads(db);
  await createWatchlists(db);
  await db.schema
    .createTable('orion_links')
    .addColumn('organization_id', 'integer', (c) =>
      c.primaryKey().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('wsdl_url', 'text', (c) => c.notNull())
    .addColumn('login', 'text')
    .addColumn('password', 'text')
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .execute();
}

async function createUploads(db: Kysely<unknown>): Promise<void> {
  await createNumberedTable(db, 'uploads')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('user_id', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('mime_type', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'bigint', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('width_px', 'integer', (c) => c.notNull())
    .addColumn('height_px', 'integer', (c) => c.notNull())
    .addColumn('meta', 'text')
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('touched_ms', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('uploads_organization')
    .on('uploads')
    .columns(['organization_id', 'size_bytes'])
    .execute();
  await db.schema.createIndex('uploads_touched').on('uploads').column('touched_ms').execute();
  // Which uploads are in use is asked from their side.
  await db.schema.createIndex('plans_image').on('plans').column('image_id').execute();
  await db.schema.createIndex('users_avatar').on('users').column('avatar_id').execute();
  await db.schema.createIndex('organizations_logo').on('organizations').column('logo_id').execute();
}

async function createWatchlists(db: Kysely<unknown>): Promise<void> {
  await createNumberedTable(db, 'watchlists')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('priority', 'text')
    .addColumn('external_id', 'text')
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('watchlists_name', ['organization_id', 'kind', 'name_key'])
    .execute();

  await createNumberedTable(db, 'watchlist_entries')
    .addColumn('uuid', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'integer', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('name_search', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text')
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text')
    .addColumn('created_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_ms', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('watchlist_entries_name', ['organization_id', 'kind', 'name_key'])
    .execute();
  await db.schema
    .createIndex('watchlist_entries_organization')
    .on('watchlist_entries')
    .columns(['organization_id', 'kind', 'id'])
    .execute();

  await db.schema
    .createTable('watchlist_members')
    .addColumn('list_id', 'integer', (c) => c.notNull().references('watchlists.id'))
    .addColumn('entry_id', 'integer', (c) =>
      c.notNull().references('watchlist_entries.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('watchlist_members_key', ['list_id', 'entry_id'])
    .execute();
  await db.schema.createIndex('watchlist_members_entry').on('watchlist_members').column('entry_id').execute();

  await db.schema
    .createTable('watchlist_images')
    .addColumn('entry_id', 'integer', (c) =>
      c.notNull().references('watchlist_entries.id').onDelete('cascade'),
    )
    .addColumn('upload_id', 'text', (c) => c.notNull().references('uploads.uuid'))
    .addPrimaryKeyConstraint('watchlist_images_key', ['entry_id', 'upload_id'])
    .execute();
  await db.schema.createIndex('watchlist_images_upload').on('watchlist_images').column('upload_id').execute();
}
