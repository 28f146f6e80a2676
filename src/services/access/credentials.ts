/** Proofs by password, in each way that clients send one. All pass the login guard; the costly ones are remembered for a minute. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { DigestProof } from '#domain/viewer.ts';
import { findUserByName, nameKey, storePasswordForms, type UserRow } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import type { LoginGuard } from './login-guard.ts';
import { md5, type PasswordFormMaker, rtspRealm } from './password-forms.ts';
import type { PasswordHasher } from './passwords.ts';
import type { KnownUser, Principals } from './principals.ts';
import { Recent } from './recent.ts';

export interface CredentialParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly forms: PasswordFormMaker;
  readonly principals: Principals;
  readonly guard: LoginGuard;
}

export type Form = 'password' | 'md5';

const rememberedMs = 60_000;
const maxPasswordLength = 1_024;

export class Credentials {
  readonly #parts: CredentialParts;
  readonly #remembered: Recent<{ userId: number; stored: string }>;
  readonly #rememberKey = randomBytes(32);

  constructor(parts: CredentialParts) {
    this.#parts = parts;
    this.#remembered = new Recent({ lifeMs: rememberedMs, max: 1_000 }, parts.clock);
  }

  /** The user, at the full cost of a login. `guard` replaces the usual one where an API has lock-out rules of its own. */
  async prove(
    name: string,
    secret: string,
    address: string,
    form: Form = 'password',
    guard = this.#parts.guard,
  ): Promise<UserRow> {
    const account = nameKey(name);
    guard.check(account, address);
    const user = await findUserByName(this.#parts.db, name);
    const stored = user === undefined ? null : form === 'md5' ? user.md5_hash : user.password_hash;
    const right = await this.#parts.hasher.verify(stored, secret.slice(0, maxPasswordLength));
    if (!right || user === undefined || secret.length > maxPasswordLength) {
      const locks = guard.failed(account, address);
      throw wrongPassword(user, locks);
    }
    // Of many guesses at once none may count that comes after the lock.
    guard.check(account, address);
    refuseBlocked(user.blocked === 1);
    guard.succeeded(account);
    if (form === 'password') await this.#makeUpForms(user, secret);
    return user;
  }

  /** For proofs that come with every request: the costly part is done once a minute. */
  async proveOften(
    name: string,
    secret: string,
    address: string,
    form: Form = 'password',
  ): Promise<KnownUser> {
    const key = createHmac('sha256', this.#rememberKey)
      .update(JSON.stringify([form, name, secret]))
      .digest('base64');
    const remembered = this.#remembered.find(key);
    if (remembered !== undefined) {
      const known = await this.#parts.principals.find(remembered.userId);
      const stored = form === 'md5' ? known?.md5Hash : known?.passwordHash;
      if (known !== undefined && stored === remembered.stored) {
        refuseBlocked(known.blocked);
        return known;
      }
    }
    const mark = this.#remembered.mark();
    const user = await this.prove(name, secret, address, form);
    this.#parts.principals.forget(user.id);
    const known = await this.#parts.principals.find(user.id);
    if (known === undefined) throw wrongPassword(undefined, false);
    const stored = (form === 'md5' ? known.md5Hash : known.passwordHash) ?? '';
    this.#remembered.keep(key, { userId: user.id, stored }, mark);
    return known;
  }

  /** The freshness of the nonce is checked by the server that gave it. */
  async proveDigest(proof: DigestProof, address: string): Promise<KnownUser> {
    const account = nameKey(proof.username);
    this.#parts.guard.check(account, address);
    const user = await findUserByName(this.#parts.db, proof.username);
    const known = user === undefined ? undefined : await this.#parts.principals.find(user.id);
    const sealed = known?.rtspHa1 ?? null;
    const ha1 = sealed === null ? undefined : this.#parts.forms.ha1Of(sealed, proof.username);
    const usable = proof.realm === rtspRealm && (proof.algorithm ?? 'MD5').toUpperCase() === 'MD5';
    const right = sameText(digestResponse(ha1 ?? md5(''), proof), proof.response.toLowerCase());
    if (!usable || ha1 === undefined || known === undefined || !right) {
      const locks = this.#parts.guard.failed(account, address);
      throw wrongPassword(user, locks);
    }
    refuseBlocked(known.blocked);
    this.#parts.guard.succeeded(account);
    return known;
  }

  /** After a password in the clear, forms that are missing or of an old cost are made. */
  async #makeUpForms(user: UserRow, password: string): Promise<void> {
    const forms = await this.#parts.forms.renew(user, password);
    if (forms === null) return;
    await storePasswordForms(this.#parts.db, user.id, forms);
    this.#parts.principals.forget(user.id);
  }
}

/** `userId` tells the caller, not the client, whose password was guessed. */
export class WrongPassword extends VidetteError {
  readonly user: UserRow | undefined;
  readonly locked: boolean;

  constructor(user: UserRow | undefined, locked: boolean) {
    super('unauthenticated', 'wrong name or password', { reason: 'wrong_password' });
    this.user = user;
    this.locked = locked;
  }
}

function wrongPassword(user: UserRow | undefined, locked: boolean): WrongPassword {
  return new WrongPassword(user, locked);
}

/** Only after the right password: to others a blocked account is like any. */
export function refuseBlocked(blocked: boolean): void {
  if (blocked) throw new VidetteError('unauthenticated', 'this account is blocked', { reason: 'blocked' });
}

function digestResponse(ha1: string, proof: DigestProof): string {
  const ha2 = md5(`${proof.method}:${proof.uri}`);
  const middle =
    proof.qop === undefined
      ? proof.nonce
      : `${proof.nonce}:${proof.nc ?? ''}:${proof.cnonce ?? ''}:${proof.qop}`;
  return md5(`${ha1}:${middle}:${ha2}`);
}

/** In constant time, whatever the lengths. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
