/** Indexes for the size of a city: the audit log by action and by user. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('audit_log_action')
    .on('audit_log')
    .columns(['organization_id', 'action', 'at_ms', 'id'])
    .execute();
  await db.schema.dropIndex('audit_log_user').execute();
  // With all that is filtered by, so that no entry is read that is not shown.
  await db.schema
    .createIndex('audit_log_user')
    .on('audit_log')
    .columns(['user_id', 'at_ms', 'id', 'action', 'organization_id'])
    .execute();
}
