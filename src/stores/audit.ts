/** The audit log. Rows are added, never changed; only age deletes them. */
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Database, Db } from './schema.ts';
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

/** Deletes up to `limit` of the oldest that are older than `beforeMs`. Gives how many. */
export async function deleteOldAuditRows(db: Db, beforeMs: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('audit_log')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('audit_log')
        .select('id')
        .where('at_ms', '<', beforeMs)
        .orderBy('at_ms')
        .orderBy('id')
        .limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
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
  const { organizationId, userIds, actions, oldestFirst } = range;
  if (userIds?.length === 0 || actions?.length === 0) return [];
  const byUser = userIds !== undefined && userIds.length <= mostMerged;
  const byAction = !byUser && userIds === undefined && actions !== undefined && organizationId !== null;
  const parts = byUser
    ? userIds.map((userId) => ({ ...range, userIds: [userId] }))
    : byAction
      ? actions.map((action) => ({ ...range, actions: [action] }))
      : [range];
  const direction = oldestFirst ? 'asc' : 'desc';
  const order = <Q extends AuditQuery>(query: Q) =>
    query.orderBy('at_ms', direction).orderBy('id', direction).limit(range.limit) as Q;
  if (!byUser && !byAction) return await order(entriesOf(db, range).selectAll()).execute();
  const heads = parts.map((part) => {
    const head = order(entriesOf(db, part).select(['audit_log.id', 'audit_log.at_ms']));
    return db.selectFrom(head.as('head')).select(['id', 'at_ms']);
  });
  const merged = heads.reduce((all, head) => all.unionAll(head));
  const found = db
    .selectFrom(merged.as('merged'))
    .select('id')
    .orderBy('at_ms', direction)
    .orderBy('id', direction)
    .limit(range.limit);
  return await db
    .selectFrom('audit_log')
    .selectAll()
    .where('id', 'in', found)
    .orderBy('at_ms', direction)
    .orderBy('id', direction)
    .execute();
}

/**
 * With a filter of users or actions each of them is a list of its own in an index, read from its end and merged: otherwise rare
 * ones are looked for through the whole period. More are not merged; SQLite joins at most 500 queries.
 */
const mostMerged = 100;

type AuditQuery = SelectQueryBuilder<Database, 'audit_log', unknown>;

function entriesOf(db: Db, range: AuditRange): AuditQuery {
  const { organizationId, fromMs, toMs, userIds, actions, oldestFirst, after } = range;
  let query: AuditQuery = db.selectFrom('audit_log');
  if (organizationId !== null)
    query =
      userIds?.length === 1
        ? // The plus keeps the organisation's index out of it: the user's one is shorter.
          query.where(sql<boolean>`+organization_id = ${organizationId}`)
        : query.where('organization_id', '=', organizationId);
  if (userIds?.length === 1) query = query.where('user_id', '=', userIds[0]!);
  else if (userIds !== undefined) query = query.where('user_id', 'in', userIds);
  if (actions?.length === 1) query = query.where('action', '=', actions[0]!);
  else if (actions !== undefined) query = query.where('action', 'in', actions);
  // The row that a page goes on after is within the period, and bounds it more tightly.
  const from = oldestFirst && after !== undefined ? after.atMs : fromMs;
  const to = !oldestFirst && after !== undefined ? after.atMs : toMs;
  if (from !== null) query = query.where('at_ms', '>=', from);
  if (to !== null) query = query.where('at_ms', '<=', to);
  if (after !== undefined) {
    const { atMs, id } = after;
    query = query.where(({ eb, or }) => or([eb('at_ms', '!=', atMs), eb('id', oldestFirst ? '>' : '<', id)]));
  }
  return query;
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
