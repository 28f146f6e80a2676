/** The audit log. Rows are added, never changed. */
import type { Selectable } from 'kysely';
import type { Db } from './schema.ts';

export interface AuditTables {
  audit_log: {
    /** UUID. */
    id: string;
    at_ms: number;
    action: string;
    /** Who did it; stays when the user is deleted. */
    user_id: number;
    organization_id: number;
    client_ip: string | null;
    /** JSON: the actor as it was then. */
    actor: string;
    /** JSON: what was done. */
    meta: string;
  };
}

export type AuditRow = Selectable<AuditTables['audit_log']>;

export async function insertAuditRows(db: Db, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length > 0) await db.insertInto('audit_log').values(rows).execute();
}

/** Newest first. */
export async function listAuditRows(
  db: Db,
  range: { readonly fromMs: number; readonly toMs: number; readonly limit: number },
): Promise<AuditRow[]> {
  return await db
    .selectFrom('audit_log')
    .selectAll()
    .where('at_ms', '>=', range.fromMs)
    .where('at_ms', '<', range.toMs)
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(range.limit)
    .execute();
}
