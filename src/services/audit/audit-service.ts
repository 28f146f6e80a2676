/** Writes the audit log, inside the transaction of the change it tells about: no change without its entry, no entry without its change. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { plainAddress } from '#domain/ip-address.ts';
import type { Principal } from '#domain/principal.ts';
import { findActor } from '#stores/actors.ts';
import { insertAuditRows } from '#stores/audit.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditAction } from './actions.ts';
import { changedMembers, withoutSecrets } from './without-secrets.ts';

export interface AuditEntry {
  readonly action: AuditAction;
  /** Who did it and from where. */
  readonly by: Pick<Principal, 'userId' | 'organizationId' | 'address' | 'via'>;
  /** Whose the thing is, when that is not the actor's own organisation: what a superuser does is seen where it was done. */
  readonly organizationId?: number | null;
  /** Details: ids, names. Secrets in it are hidden. */
  readonly meta?: Readonly<Record<string, unknown>>;
  /** For an update: only what differs is kept. */
  readonly change?: { readonly before: object; readonly after: object };
}

export class AuditService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `trx` is the transaction of the change; the plain database only for what changes nothing, such as a login. */
  async record(trx: Db, entry: AuditEntry): Promise<void> {
    const { action, by, meta, change } = entry;
    const organizationId = entry.organizationId ?? by.organizationId;
    const told = {
      ...meta,
      via: by.via,
      ...(change === undefined ? {} : changedMembers(change.before, change.after)),
    };
    await insertAuditRows(trx, [
      {
        id: randomUUID(),
        at_ms: Math.trunc(this.#clock.utcMs()),
        action,
        user_id: by.userId,
        organization_id: organizationId,
        client_ip: by.address === '' ? null : plainAddress(by.address),
        actor: JSON.stringify(await findActor(trx, by.userId, organizationId)),
        meta: JSON.stringify(withoutSecrets(told)),
      },
    ]);
  }
}
