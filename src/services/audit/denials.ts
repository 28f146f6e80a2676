/**
 * Attempts that were refused for want of a right, in the audit log: an entry of the action that was tried, whose meta says
 * `denied: true`, `needs`, `operation` and `target`. The same attempt of the same user is told once a minute, so that nobody fills
 * the log by asking again. Reading has no action, so refused reading is not told.
 */
import type { Clock } from '#domain/clock.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import { Recent } from '../access/recent.ts';
import type { AuditAction } from './actions.ts';
import type { AuditService } from './audit-service.ts';

export interface Denial {
  readonly action: AuditAction;
  /** Name of the operation in the API that was asked. */
  readonly operation: string;
  /** Ids in the address of the request. */
  readonly target: object;
  readonly error: VidetteError;
}

const quietMs = 60_000;

export class Denials {
  readonly #db: Db;
  readonly #audit: Pick<AuditService, 'record'>;
  readonly #told: Recent<true>;

  constructor(db: Db, audit: Pick<AuditService, 'record'>, clock: Clock) {
    this.#db = db;
    this.#audit = audit;
    this.#told = new Recent({ lifeMs: quietMs, max: 10_000 }, clock);
  }

  async record(by: Principal, { action, operation, target, error }: Denial): Promise<void> {
    const needs = error.reason ?? error.code;
    const key = JSON.stringify([by.userId, operation, needs, target]);
    if (this.#told.find(key)) return;
    this.#told.keep(key, true, this.#told.mark());
    const meta = { denied: true, needs, operation, target };
    await this.#audit.record(this.#db, { action, by, meta });
  }
}
