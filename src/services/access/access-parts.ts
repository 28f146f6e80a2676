/** The parts of the access service, put together. */
import type { Clock } from '#domain/clock.ts';
import type { Db } from '#stores/schema.ts';
import type { InstallationKeys } from '../secrets/installation-keys.ts';
import type { Vault } from '../secrets/vault.ts';
import { Credentials } from './credentials.ts';
import { type GuardLimits, LoginGuard } from './login-guard.ts';
import { PasswordDesk } from './password-desk.ts';
import { type FormSettings, PasswordFormMaker } from './password-forms.ts';
import type { PasswordHasher } from './passwords.ts';
import { Principals } from './principals.ts';
import { Sessions } from './sessions.ts';
import { SignedTokens } from './signed-tokens.ts';
import { type TokenLives, Tokens } from './tokens.ts';

export interface AccessSettings extends FormSettings {
  readonly tokens: TokenLives & { readonly sessionHours: number; readonly mediaSeconds: number };
  readonly login: GuardLimits;
}

export interface AccessPartOptions {
  readonly db: Db;
  readonly settings: AccessSettings;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly keys: Pick<InstallationKeys, 'uuid' | 'tokens'>;
  readonly hasher: PasswordHasher;
}

export interface AccessParts {
  readonly principals: Principals;
  readonly credentials: Credentials;
  readonly forms: PasswordFormMaker;
  readonly passwords: PasswordDesk;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly signed: SignedTokens;
}

export function makeAccessParts({
  db,
  settings,
  clock,
  vault,
  keys,
  hasher,
}: AccessPartOptions): AccessParts {
  const forms = new PasswordFormMaker(hasher, vault, settings);
  const principals = new Principals(db, clock);
  const guard = new LoginGuard(settings.login, clock);
  const signed = new SignedTokens(keys.tokens, keys.uuid, clock);
  return {
    principals,
    forms,
    passwords: new PasswordDesk(hasher, forms, guard),
    signed,
    credentials: new Credentials({ db, clock, hasher, forms, principals, guard }),
    tokens: new Tokens(db, clock, signed, settings.tokens),
    sessions: new Sessions(db, clock, signed, settings.tokens.sessionHours),
  };
}
