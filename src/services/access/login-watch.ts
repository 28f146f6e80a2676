/** Tells about logins: counts for metrics, a line in the log for refused ones, entries in the audit log. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { WrongPassword } from './credentials.ts';

export interface LoginWatchOptions {
  readonly db: Db;
  readonly audit: AuditService;
  readonly log: (message: string, details: object) => void;
}

export class LoginWatch {
  readonly results = new Map<string, number>();
  readonly #options: LoginWatchOptions;

  constructor({ db, audit, log }: LoginWatchOptions) {
    this.#options = { db, audit, log };
  }

  /** Counts how a proof ends. Wrong passwords of users that exist are audited; guesses at names that do not would only fill the log. */
  async proof<T>(proof: Promise<T>, address: string, via: Principal['via']): Promise<T> {
    try {
      const proved = await proof;
      this.#count('good');
      return proved;
    } catch (error) {
      if (!(error instanceof VidetteError)) throw error;
      const reason = error.reason ?? error.code;
      this.#count(reason);
      const user = error instanceof WrongPassword ? error.user : undefined;
      this.#options.log('login refused', { reason, address, via, user: user?.login });
      if (error instanceof WrongPassword && user !== undefined) {
        const by = { userId: user.id, organizationId: user.organization_id, address, via };
        await this.#record('user_login', by, { success: false, locked: error.locked });
      }
      throw error;
    }
  }

  async loggedIn(principal: Principal): Promise<void> {
    await this.#record('user_login', principal, { success: true });
  }

  async loggedOut(principal: Principal): Promise<void> {
    await this.#record('user_logout', principal, {});
  }

  async #record(
    action: 'user_login' | 'user_logout',
    by: Pick<Principal, 'userId' | 'organizationId' | 'address' | 'via'>,
    meta: Record<string, unknown>,
  ): Promise<void> {
    await this.#options.audit.record(this.#options.db, { action, by, meta });
  }

  #count(result: string): void {
    this.results.set(result, (this.results.get(result) ?? 0) + 1);
  }
}
