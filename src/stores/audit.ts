/** The audit log. Rows are added, never changed. */
import type { Selectable } from 'kysely';
import type { Db } from './schema.ts';
import type { OrganizationScope } from './users.ts';

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

export interface AuditRange {
  readonly organizationId: OrganizationScope;
  /** Both included; null: open. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly userIds?: readonly number[];
  readonly actions?: readonly string[];
  readonly oldestFirst: boolean;
  /** The last row of the page before. */
  readonly after?: { readonly atMs: number; readonly id: string };
  readonly limit: number;
}

export async function listAuditRows(db: Db, range: AuditRange): Promise<AuditRow[]> {
  const { organizationId, fromMs, toMs, userIds, actions, oldestFirst, after } = range;
  if (userIds?.length === 0 || actions?.length === 0) return [];
  let query = db.selectFrom('audit_log').selectAll();
  if (organizationId !== null) query = query.where('organization_id', '=', organizationId);
  if (fromMs !== null) query = query.where('at_ms', '>=', fromMs);
  if (toMs !== null) query = query.where('at_ms', '<=', toMs);
  if (userIds !== undefined) query = query.where('user_id', 'in', userIds);
  if (actions !== undefined) query = query.where('action', 'in', actions);
  if (after !== undefined) {
    const { atMs, id } = after;
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('at_ms', 'id'), oldestFirst ? '>' : '<', tuple(atMs, id)),
    );
  }
  const direction = oldestFirst ? 'asc' : 'desc';
  return await query.orderBy('at_ms', direction).orderBy('id', direction).limit(range.limit).execute();
}

export async function findAuditRow(
  db: Db,
  organizationId: OrganizationScope,
  id: string,
): Promise<AuditRow | undefined> {
  let query = db.selectFrom('audit_log').selectAll().where('id', '=', id.toLowerCase());
  if (organizationId !== null) query = query.where('organization_id', '=', organizationId);
  return await query.executeTakeFirst();
}
