/** Users: making one, listing them, changing a password. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  dropPasswordForms,
  findUserById,
  findUserByName,
  insertUser,
  listPermissions,
  listUsers,
  nameKey,
  storePasswordForms,
  type UserRow,
} from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { AccessService } from './access-service.ts';
import { checkNewPassword, type PasswordFormMaker } from './password-forms.ts';
import type { PasswordHasher } from './passwords.ts';
import { requireNotAbove, requirePermission, requireSuperuser } from './rights.ts';

export interface PeopleOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly access: Pick<AccessService, 'endLogins' | 'forget'>;
  readonly hasher: PasswordHasher;
  readonly forms: PasswordFormMaker;
}

export interface UserOrder {
  readonly email: string;
  /** Without it the part of the e-mail before the @, with a number when it is taken. */
  readonly login?: string;
  readonly password: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly roleId: number;
  readonly superuser?: boolean;
}

/** A user as others see it. */
export interface User {
  readonly id: number;
  readonly email: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly organizationId: number;
  readonly roleId: number;
  readonly superuser: boolean;
  readonly blocked: boolean;
}

export class PeopleService {
  readonly #options: PeopleOptions;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  async createUser(by: Principal, order: UserOrder): Promise<User> {
    requirePermission(by, 'user_create');
    if (order.superuser === true) requireSuperuser(by);
    checkNames(order);
    checkNewPassword(order.password);
    const { db, forms, audit } = this.#options;
    requireNotAbove(by, await listPermissions(db, order.roleId));
    const login = order.login ?? (await this.#freeLogin(order.email));
    const made = await forms.make({ email: order.email.trim(), login }, order.password);
    return await db.transaction().execute(async (trx) => {
      const row = await insertUser(trx, {
        email: order.email,
        login,
        firstName: order.firstName ?? '',
        lastName: order.lastName ?? '',
        organizationId: by.organizationId,
        roleId: order.roleId,
        superuser: order.superuser ?? false,
        passwordHash: made.password_hash,
        md5Hash: made.md5_hash,
        rtspHa1: made.rtsp_ha1,
        nowMs: Math.trunc(this.#options.clock.utcMs()),
      }).catch(nameTaken);
      const user = toUser(row);
      await audit.record(trx, { action: 'user_create', by, meta: { ...user } });
      return user;
    });
  }

  async listUsers(by: Principal): Promise<User[]> {
    requirePermission(by, 'user_read');
    const rows = await listUsers(this.#options.db, by.superuser ? undefined : by.organizationId);
    return rows.map(toUser);
  }

  /** Oneself; everybody may. */
  async getSelf(by: Principal): Promise<User> {
    const row = await findUserById(this.#options.db, by.userId);
    if (row === undefined)
      throw new VidetteError('unauthenticated', 'this user is gone', { reason: 'user_gone' });
    return toUser(row);
  }

  /** One's own; needs the old one. All other logins end; `keepSession` names the one that asked. */
  async changeOwnPassword(
    by: Principal,
    oldPassword: string,
    newPassword: string,
    keepSession?: string,
  ): Promise<void> {
    requirePermission(by, 'user_me_update');
    const user = await findUserById(this.#options.db, by.userId);
    if (!(await this.#options.hasher.verify(user?.password_hash ?? null, oldPassword)))
      throw new VidetteError('invalid', 'the old password is wrong', {
        field: ['old_password'],
        reason: 'wrong_password',
      });
    await this.#setPassword(by, user!, newPassword, keepSession);
  }

  /** Another's. All logins of that user end. */
  async setPassword(by: Principal, userId: number, newPassword: string): Promise<void> {
    requirePermission(by, 'user_update');
    const user = await findUserById(this.#options.db, userId);
    if (user === undefined || (!by.superuser && user.organization_id !== by.organizationId))
      throw new VidetteError('not_found', `there is no user ${userId}`);
    if (user.superuser === 1) requireSuperuser(by);
    requireNotAbove(by, await listPermissions(this.#options.db, user.role_id));
    await this.#setPassword(by, user, newPassword);
  }

  /** Forgets forms of passwords that nothing needs any more; to be called at start. */
  async dropUnusedForms(): Promise<void> {
    const { db, forms, access } = this.#options;
    await dropPasswordForms(db, { md5: !forms.md5Needed, rtsp: !forms.digestNeeded });
    access.forget();
  }

  async #setPassword(by: Principal, user: UserRow, password: string, keepSession?: string): Promise<void> {
    checkNewPassword(password);
    const { db, clock, forms, access, audit } = this.#options;
    const made = await forms.make(user, password);
    await db.transaction().execute(async (trx) => {
      await storePasswordForms(trx, user.id, made, Math.trunc(clock.utcMs()));
      await access.endLogins(trx, user.id, keepSession);
      await audit.record(trx, {
        action: 'user_update',
        by,
        meta: { id: user.id, email: user.email, changed: 'password' },
      });
    });
    access.forget(user.id);
  }

  async #freeLogin(email: string): Promise<string> {
    const base =
      email
        .trim()
        .split('@')[0]!
        .replaceAll(/[\s:/]/g, '')
        .slice(0, 60) || 'user';
    for (let number = 1; ; number++) {
      const login = number === 1 ? base : `${base}${number}`;
      if ((await findUserByName(this.#options.db, login)) === undefined) return login;
    }
  }
}

/** A login name is no e-mail address, so that the two never name different people. */
function checkNames({ email, login }: UserOrder): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email.trim()) || email.length > 254)
    throw new VidetteError('invalid', `${email} is no e-mail address`, { field: ['email'], reason: 'email' });
  if (login !== undefined && (!/^[^\s:@/]{1,64}$/.test(login) || nameKey(login) === ''))
    throw new VidetteError(
      'invalid',
      'a login name has 1 to 64 characters, no blanks, colons, @ or slashes',
      {
        field: ['login'],
        reason: 'login',
      },
    );
}

function nameTaken(error: unknown): never {
  if (error instanceof VidetteError && error.reason === 'unique')
    throw new VidetteError('conflict', 'this e-mail address or login name is taken', {
      cause: error,
      reason: 'name_taken',
    });
  if (error instanceof VidetteError && error.reason === 'reference')
    throw new VidetteError('invalid', 'there is no such role', {
      cause: error,
      field: ['role_id'],
      reason: 'no_role',
    });
  throw error;
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    login: row.login,
    firstName: row.first_name,
    lastName: row.last_name,
    organizationId: row.organization_id,
    roleId: row.role_id,
    superuser: row.superuser === 1,
    blocked: row.blocked === 1,
  };
}
