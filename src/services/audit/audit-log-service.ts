/** Reading the audit log: of the own organisation; superusers of all. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Actor } from '#stores/actors.ts';
import { type AuditRow, findAuditRow, listAuditRows } from '#stores/audit.ts';
import type { Db } from '#stores/schema.ts';
import { organizationScope, requirePermission } from '../access/rights.ts';
import { type Cursors, defaultPageSize, type Page, type PageRequest } from '../paging/cursors.ts';
import { isNumber } from '../sites/checks.ts';
import type { AuditAction } from './actions.ts';

export interface AuditLogServiceOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly cursors: Cursors;
}

export interface AuditLogFilter {
  readonly userIds?: readonly number[] | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  /** Both included. Without either: the last 24 hours. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly oldestFirst: boolean;
  readonly organizationId?: number | undefined;
}

export interface AuditView {
  readonly id: string;
  readonly action: AuditAction;
  readonly atMs: number;
  readonly userId: number;
  readonly organizationId: number;
  /** As it was then; of an organisation that is gone, too. */
  readonly organizationName: string;
  readonly address: string | null;
  readonly actor: Actor;
  readonly meta: Readonly<Record<string, unknown>>;
}

const defaultPeriodMs = 24 * 3_600_000;

export class AuditLogService {
  readonly #options: AuditLogServiceOptions;

  constructor(options: AuditLogServiceOptions) {
    this.#options = options;
  }

  /** By time. What is written while somebody pages shifts nothing. */
  async list(by: Principal, filter: AuditLogFilter, page: PageRequest): Promise<Page<AuditView>> {
    requirePermission(by, 'auditlog_read');
    const { db, cursors } = this.#options;
    const scope = organizationScope(by, filter.organizationId);
    const { userIds, actions, oldestFirst } = filter;
    const key = ['auditlogs', by.userId, { scope, ...filter }] as const;
    const after = page.cursor === undefined ? null : fromPosition(cursors.openAt(key, page.cursor));
    const period = after?.period ?? this.#period(filter);
    const limit = page.limit ?? defaultPageSize;
    const found = await listAuditRows(db, {
      organizationId: scope,
      ...period,
      ...(userIds === undefined ? {} : { userIds: userIds.filter(isNumber) }),
      ...(actions === undefined ? {} : { actions }),
      oldestFirst,
      ...(after === null ? {} : { after: after.row }),
      limit: limit + 1,
    });
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const more = found.length > limit && last !== undefined;
    return {
      items: rows.map(toView),
      cursor: more ? cursors.makeAt(key, toPosition(period, last)) : undefined,
    };
  }

  async get(by: Principal, id: string, organizationId?: number): Promise<AuditView> {
    requirePermission(by, 'auditlog_read');
    const row = await findAuditRow(this.#options.db, organizationScope(by, organizationId), id);
    if (row === undefined) throw new VidetteError('not_found', 'no such entry');
    return toView(row);
  }

  /** Set at the first page and kept for those that follow. */
  #period({ fromMs, toMs }: AuditLogFilter): Period {
    if (fromMs !== undefined || toMs !== undefined) return { fromMs: fromMs ?? null, toMs: toMs ?? null };
    return { fromMs: Math.trunc(this.#options.clock.utcMs()) - defaultPeriodMs, toMs: null };
  }
}

interface Period {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

/** `<from>_<to>_<time>_<id>`, times in base 36, nothing for an open end. */
function toPosition({ fromMs, toMs }: Period, last: AuditRow): string {
  const text = (ms: number | null) => (ms === null ? '' : ms.toString(36));
  return [text(fromMs), text(toMs), last.at_ms.toString(36), last.id].join('_');
}

function fromPosition(position: string): { period: Period; row: { atMs: number; id: string } } {
  const [from = '', to = '', at = '', id = ''] = position.split('_');
  const time = (text: string) => (text === '' ? null : Number.parseInt(text, 36));
  return {
    period: { fromMs: time(from), toMs: time(to) },
    row: { atMs: Number.parseInt(at, 36), id },
  };
}

function toView(row: AuditRow): AuditView {
  const actor = JSON.parse(row.actor) as Actor;
  return {
    id: row.id,
    action: row.action as AuditAction,
    atMs: row.at_ms,
    userId: row.user_id,
    organizationId: row.organization_id,
    organizationName: actor.organizationName,
    address: row.client_ip,
    actor,
    meta: JSON.parse(row.meta) as Record<string, unknown>,
  };
}
