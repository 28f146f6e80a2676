/** Proves and makes passwords of users that are signed in already; guessing is slowed down as at the door. */
import { VidetteError } from '#domain/errors.ts';
import { nameKey, type PasswordForms, type UserRow } from '#stores/people.ts';
import type { LoginGuard } from './login-guard.ts';
import { checkNewPassword, type PasswordFormMaker } from './password-forms.ts';
import type { PasswordHasher } from './passwords.ts';

export class PasswordDesk {
  readonly #hasher: PasswordHasher;
  readonly #forms: PasswordFormMaker;
  readonly #guard: LoginGuard;

  constructor(hasher: PasswordHasher, forms: PasswordFormMaker, guard: LoginGuard) {
    this.#hasher = hasher;
    this.#forms = forms;
    this.#guard = guard;
  }

  /** Throws `invalid` at the field when it is not the user's password. */
  async prove(user: UserRow | undefined, password: string, address: string, field: string): Promise<void> {
    const account = nameKey(user?.email ?? '');
    this.#checkGuard(account, address);
    if (await this.#hasher.verify(user?.password_hash ?? null, password)) {
      this.#guard.succeeded(account);
      return;
    }
    this.#guard.failed(account, address);
    throw new VidetteError('invalid', `the ${field.replaceAll('_', ' ')} is wrong`, {
      field: [field],
      reason: 'wrong_password',
    });
  }

  /** Who is signed in already has to wait, not to sign in. */
  #checkGuard(account: string, address: string): void {
    try {
      this.#guard.check(account, address);
    } catch (error) {
      if (!(error instanceof VidetteError) || error.reason !== 'locked_out') throw error;
      const { message, reason, retryAfterMs = 0 } = error;
      throw new VidetteError('exhausted', message, { cause: error, reason, retryAfterMs });
    }
  }

  /** Throws `invalid` at the field when it is too short or too long. */
  async make(
    names: Pick<UserRow, 'email' | 'login'>,
    password: string,
    field?: string,
  ): Promise<PasswordForms> {
    checkNewPassword(password, field);
    return await this.#forms.make(names, password);
  }
}
