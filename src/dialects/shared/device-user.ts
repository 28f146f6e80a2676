/** The user whom a device API stands for: the one that its settings name, else the administrator. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { LoginGuard } from '#services/access/login-guard.ts';

/** What is asked of the access service. */
export interface DeviceAccess {
  /** Present rights of a user by login name, of the administrator for null. */
  principalNamed(login: string | null, address: string): Promise<Principal>;
  /** At the full cost of a login. `guard` replaces the usual lock-out rules. */
  checkPassword(login: string, password: string, address: string, guard?: LoginGuard): Promise<Principal>;
  /** For passwords that come with every request. */
  authenticateBasic(login: string, password: string, address: string): Promise<Principal>;
}

/**
 * All throw `unauthenticated` for a wrong name or password, for a blocked user and (with `retryAfterMs`, reason `locked_out`)
 * while the account is locked; `exhausted` while the address has failed too often.
 */
export class DeviceUser {
  readonly #access: DeviceAccess;
  readonly #login: string | null;

  constructor(access: DeviceAccess, login: string | null) {
    this.#access = access;
    this.#login = login;
  }

  /** Present rights, without a proof. */
  async principal(address: string): Promise<Principal> {
    return this.#access.principalNamed(this.#login, address);
  }

  async checkPassword(password: string, address: string, guard?: LoginGuard): Promise<Principal> {
    const { login } = await this.principal(address);
    return this.#access.checkPassword(login, password, address, guard);
  }

  /** Name and password. Another user's are refused like wrong ones, at the same cost. */
  async login(name: string, password: string, address: string): Promise<Principal> {
    return this.#onlyOwn(await this.#access.checkPassword(name, password, address));
  }

  /** The same for credentials that come with every request. */
  async authenticate(name: string, password: string, address: string): Promise<Principal> {
    return this.#onlyOwn(await this.#access.authenticateBasic(name, password, address));
  }

  async #onlyOwn(proved: Principal): Promise<Principal> {
    const own = await this.principal(proved.address);
    if (proved.userId === own.userId) return proved;
    throw new VidetteError('unauthenticated', 'wrong name or password', { reason: 'wrong_password' });
  }
}
