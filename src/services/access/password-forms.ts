/**
 * The stored forms of a password. argon2id always; the two weaker ones only while something needs them (docs/security.md):
 * argon2id over the MD5 hex that eocortex clients send, and the HA1 of RTSP digest (RFC 2617, 3.2.2.2), sealed.
 */
import { createHash } from 'node:crypto';
import { VidetteError } from '#domain/errors.ts';
import type { PasswordForms, UserRow } from '#stores/people.ts';
import type { Vault } from '../secrets/vault.ts';
import type { PasswordHasher } from './passwords.ts';

export const rtspRealm = 'vidette';

export interface FormSettings {
  readonly eocortex: { readonly port: number };
  readonly rtsp: { readonly port: number; readonly digest: boolean };
}

/** The anpr API allows six. */
const passwordLength = { min: 6, max: 128 } as const;

/** Throws `invalid` with the field that is named. */
export function checkNewPassword(password: string, field = 'password'): void {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max)
    throw new VidetteError('invalid', `a password has ${min} to ${max} characters`, {
      field: [field],
      reason: 'password_length',
    });
  if (!password.isWellFormed())
    throw new VidetteError('invalid', 'the password is not well-formed Unicode', { field: [field] });
}

export class PasswordFormMaker {
  readonly #hasher: PasswordHasher;
  readonly #vault: Vault;
  readonly md5Needed: boolean;
  readonly digestNeeded: boolean;

  constructor(hasher: PasswordHasher, vault: Vault, settings: FormSettings) {
    this.#hasher = hasher;
    this.#vault = vault;
    this.md5Needed = settings.eocortex.port !== 0;
    this.digestNeeded = settings.rtsp.port !== 0 && settings.rtsp.digest;
  }

  async make(names: Pick<UserRow, 'email' | 'login'>, password: string): Promise<PasswordForms> {
    return {
      password_hash: await this.#hasher.hash(password),
      md5_hash: this.md5Needed ? await this.#hasher.hash(md5(password)) : null,
      rtsp_ha1: this.digestNeeded ? this.#sealHa1(names, password) : null,
    };
  }

  /** The forms that a login in the clear allows to make up for, or null when none is missing or outdated. */
  async renew(user: UserRow, password: string): Promise<PasswordForms | null> {
    const missing = (this.md5Needed && user.md5_hash === null) || (this.digestNeeded && !this.#fits(user));
    return missing || this.#hasher.isOld(user.password_hash) ? await this.make(user, password) : null;
  }

  /** HA1 by the name that the client used: login name or e-mail address, spelled as stored. */
  ha1Of(sealed: string, username: string): string | undefined {
    const names = JSON.parse(this.#vault.open(sealed, ha1Context)) as Record<string, string>;
    return Object.hasOwn(names, username) ? names[username] : undefined;
  }

  #fits(user: UserRow): boolean {
    return (
      user.rtsp_ha1 !== null &&
      !this.#vault.isOld(user.rtsp_ha1) &&
      this.ha1Of(user.rtsp_ha1, user.email) !== undefined
    );
  }

  #sealHa1(names: Pick<UserRow, 'email' | 'login'>, password: string): string {
    const forms = [names.login, names.email].map((name) => [name, md5(`${name}:${rtspRealm}:${password}`)]);
    return this.#vault.seal(JSON.stringify(Object.fromEntries(forms)), ha1Context);
  }
}

const ha1Context = 'user:rtsp-ha1';

/** Hex. */
export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}
