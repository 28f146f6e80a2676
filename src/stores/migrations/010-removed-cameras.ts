/** Cameras that were deleted, so that streamservers can be told whose recordings nobody wants any more. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('removed_cameras')
    .addColumn('uuid', 'text', (c) => c.primaryKey())
    .addColumn('removed_ms', 'bigint', (c) => c.notNull())
    .addColumn('limits', 'text', (c) => c.notNull())
    .execute();
  await takeFromAuditLog(db);
}

/** Deletions of before are in the audit log; what limits the cameras had is not. */
async function takeFromAuditLog(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ at_ms: number; meta: string }>`
    select at_ms, meta from audit_log where action = 'camera_delete'`.execute(db);
  for (const { at_ms, meta } of rows) {
    const { camera_id: uuid } = JSON.parse(meta) as { camera_id?: unknown };
    if (typeof uuid !== 'string') continue;
    await sql`insert into removed_cameras (uuid, removed_ms, limits) values (${uuid}, ${at_ms}, '{}')
      on conflict do nothing`.execute(db);
  }
}
