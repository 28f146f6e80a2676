/** Deletes entries of the audit log that are older than the settings say: the one thing that ever takes an entry away. */
import { setImmediate as giveWay } from 'node:timers/promises';
import type { Clock } from '#domain/clock.ts';
import { deleteOldAuditRows } from '#stores/audit.ts';
import type { Db } from '#stores/schema.ts';

const dayMs = 86_400_000;
/** At a time, so that nobody waits long for the database. */
const batch = 1_000;

export class AuditRetention {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #keepDays: number;

  /** `keepDays` 0: for ever. */
  constructor(db: Db, clock: Clock, keepDays: number) {
    this.#db = db;
    this.#clock = clock;
    this.#keepDays = keepDays;
  }

  /** Gives how many were deleted. */
  async apply(): Promise<number> {
    if (this.#keepDays === 0) return 0;
    const beforeMs = Math.trunc(this.#clock.utcMs()) - this.#keepDays * dayMs;
    let deleted = 0;
    for (;;) {
      const now = await deleteOldAuditRows(this.#db, beforeMs, batch);
      deleted += now;
      if (now < batch) return deleted;
      await giveWay();
    }
  }
}
