/** Whether an organisation is armed: a profile that scenarios ask for. Every change is audited and kept. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import { findArming, insertArming } from '#stores/arming.ts';
import { toFlag } from '#stores/columns.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';

export interface Arming {
  readonly armed: boolean;
  /** Null while it was never changed: then it is disarmed. */
  readonly changedMs: number | null;
  /** E-mail address, as it was. */
  readonly changedBy: string | null;
}

export interface ArmingServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
}

export class ArmingService {
  readonly #options: ArmingServiceOptions;

  constructor(options: ArmingServiceOptions) {
    this.#options = options;
  }

  /** Of the caller's organisation. */
  async get(principal: Principal): Promise<Arming> {
    requirePermission(principal, 'event_read');
    const nowMs = this.#nowMs();
    return await armingAt(this.#options.db, principal.organizationId, nowMs, nowMs);
  }

  /** What it is already is no change. */
  async set(principal: Principal, armed: boolean): Promise<Arming> {
    requirePermission(principal, 'camera_update');
    const { db, audit } = this.#options;
    const { organizationId } = principal;
    return await db.transaction().execute(async (trx) => {
      const nowMs = this.#nowMs();
      const before = await armingAt(trx, organizationId, nowMs, nowMs);
      if (before.armed === armed && before.changedMs !== null) return before;
      await insertArming(trx, {
        organization_id: organizationId,
        armed: toFlag(armed),
        changed_ms: nowMs,
        changed_by: principal.email,
      });
      await audit.record(trx, {
        action: 'organization_update',
        by: principal,
        meta: { id: organizationId, subject: 'arming' },
        change: { before: { armed: before.armed }, after: { armed } },
      });
      return { armed, changedMs: nowMs, changedBy: principal.email };
    });
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

/** As it was at a moment. */
export async function armingAt(
  db: Db,
  organizationId: number,
  utcMs: number,
  nowMs: number,
): Promise<Arming> {
  const row = await findArming(db, organizationId, Math.trunc(utcMs), nowMs);
  return row === undefined
    ? { armed: false, changedMs: null, changedBy: null }
    : { armed: row.armed === 1, changedMs: row.changed_ms, changedBy: row.changed_by };
}
