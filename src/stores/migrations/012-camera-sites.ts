/** The cameras of an organisation with their sites: which of them somebody sees is asked of this alone. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('cameras_organization_site')
    .on('cameras')
    .columns(['organization_id', 'site_id', 'id'])
    .execute();
}
