/** Users: making one, changing a password. More of them is in services/users. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { findGroup, setGroupsOfUser } from '#stores/groups.ts';
import { findOrganization } from '#stores/organizations.ts';
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
import { lockPeople } from '#stores/people-lock.ts';
import { findRole } from '#stores/roles.ts';
import type { Db, Trx } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { checkLine, isNumber } from '../sites/checks.ts';
import { requireUpload } from '../uploads/require-upload.ts';
import type { AccessService } from './access-service.ts';
import type { PasswordDesk } from './password-desk.ts';
import type { PasswordFormMaker } from './password-forms.ts';
import { requireNotAbove, requirePermission, requireSuperuser } from './rights.ts';

export interface PeopleOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: AuditService;
  readonly access: Pick<AccessService, 'endLogins' | 'forget'>;
  readonly passwords: PasswordDesk;
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
  /** That of the caller when not given; only a superuser names one. */
  readonly organizationId?: number;
  readonly groupIds?: readonly number[];
  /** Upload, UUID; whoever calls has looked it up. */
  readonly avatarId?: string;
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
  /** Login names, as compared, that were found free and are not stored yet. */
  readonly #loginsBeingMade = new Set<string>();

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  async createUser(by: Principal, order: UserOrder): Promise<User> {
    requirePermission(by, 'user_create');
    if (order.superuser === true) requireSuperuser(by);
    if (order.organizationId !== undefined && !by.superuser)
      throw new VidetteError('conflict', 'only a superuser names the organization of a user');
    checkNames(order);
    const login = order.login ?? (await this.#freeLogin(order.email));
    try {
      return await this.#insertUser(by, order, login);
    } finally {
      this.#loginsBeingMade.delete(nameKey(login));
    }
  }

  async #insertUser(by: Principal, order: UserOrder, login: string): Promise<User> {
    const { db, audit, passwords } = this.#options;
    const organizationId = order.organizationId ?? by.organizationId;
    const made = await passwords.make({ email: order.email.trim(), login }, order.password);
    return await db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      await requireOrganization(trx, organizationId);
      await requireRole(trx, by, order.roleId, organizationId);
      await requireGroups(trx, organizationId, order.groupIds ?? []);
      const nowMs = Math.trunc(this.#options.clock.utcMs());
      const claim = { id: order.avatarId ?? null, kind: 'avatar', organizationId, nowMs } as const;
      const avatarId = await requireUpload(trx, by, claim, 'avatar_id');
      const row = await insertUser(trx, {
        email: order.email,
        login,
        firstName: order.firstName ?? '',
        lastName: order.lastName ?? '',
        avatarId,
        organizationId,
        roleId: order.roleId,
        superuser: order.superuser ?? false,
        passwordHash: made.password_hash,
        md5Hash: made.md5_hash,
        rtspHa1: made.rtsp_ha1,
        nowMs,
      }).catch(nameTaken);
      await setGroupsOfUser(trx, row.id, order.groupIds ?? []);
      const user = toUser(row);
      const meta = { ...user, avatarId: row.avatar_id, groupIds: order.groupIds ?? [] };
      await audit.record(trx, { action: 'user_create', by, organizationId, meta });
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
    await this.#options.passwords.prove(user, oldPassword, by.address, 'old_password');
    await this.#setPassword(by, user!, { password: newPassword, field: 'new_password' }, keepSession);
  }

  /** Another's. All logins of that user end. */
  async setPassword(by: Principal, userId: number, newPassword: string): Promise<void> {
    requirePermission(by, 'user_update');
    const user = await findUserById(this.#options.db, userId);
    if (user === undefined || (!by.superuser && user.organization_id !== by.organizationId))
      throw new VidetteError('not_found', `there is no user ${userId}`);
    if (user.superuser === 1) requireSuperuser(by);
    requireNotAbove(by, await listPermissions(this.#options.db, user.role_id));
    await this.#setPassword(by, user, { password: newPassword, field: 'password' });
  }

  /** Forgets forms of passwords that nothing needs any more; to be called at start. */
  async dropUnusedForms(): Promise<void> {
    const { db, forms, access } = this.#options;
    await dropPasswordForms(db, { md5: !forms.md5Needed, rtsp: !forms.digestNeeded });
    access.forget();
  }

  async #setPassword(
    by: Principal,
    user: UserRow,
    { password, field }: { password: string; field: string },
    keepSession?: string,
  ): Promise<void> {
    const { db, clock, passwords, access, audit } = this.#options;
    const made = await passwords.make(user, password, field);
    await db.transaction().execute(async (trx) => {
      await storePasswordForms(trx, user.id, made, Math.trunc(clock.utcMs()));
      await access.endLogins(trx, user.id, keepSession);
      await audit.record(trx, {
        action: 'user_update',
        by,
        organizationId: user.organization_id,
        meta: { id: user.id, email: user.email, changed: 'password' },
      });
    });
    access.forget(user.id);
  }

  /** Kept for the caller, who lets it go when the user is stored or refused. */
  async #freeLogin(email: string): Promise<string> {
    const base =
      email
        .trim()
        .split('@')[0]!
        .replaceAll(/[\s:/\p{Cc}]/gu, '')
        .slice(0, 60)
        .toWellFormed() || 'user';
    for (let number = 1; ; number++) {
      const login = number === 1 ? base : `${base}${number}`;
      const key = nameKey(login);
      if (this.#loginsBeingMade.has(key)) continue;
      this.#loginsBeingMade.add(key);
      if ((await findUserByName(this.#options.db, login)) === undefined) return login;
      this.#loginsBeingMade.delete(key);
    }
  }
}

/** A login name is no e-mail address, so that the two never name different people. */
function checkNames({ email, login, firstName, lastName }: UserOrder): void {
  checkPersonNames({ email, firstName: firstName ?? '', lastName: lastName ?? '' });
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

export function checkPersonNames(person: {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}): void {
  const { email, firstName, lastName } = person;
  if (!/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email.trim()) || email.length > 254 || !email.isWellFormed())
    throw new VidetteError('invalid', 'this is no e-mail address', { field: ['email'], reason: 'email' });
  checkLine(firstName, ['first_name']);
  checkLine(lastName, ['last_name']);
}

async function requireOrganization(trx: Trx, id: number): Promise<void> {
  if (isNumber(id) && (await findOrganization(trx, null, id)) !== undefined) return;
  throw new VidetteError('conflict', 'there is no such organization', { field: ['organization_id'] });
}

/** One of the organisation or of everybody, and none that may do more than the giver. */
export async function requireRole(
  trx: Trx,
  by: Principal,
  id: number,
  organizationId: number,
): Promise<void> {
  if (!isNumber(id) || (await findRole(trx, organizationId, id)) === undefined)
    throw new VidetteError('invalid', 'there is no such role', { field: ['role_id'], reason: 'no_role' });
  requireNotAbove(by, await listPermissions(trx, id));
}

/** A user is in one group at most. */
export async function requireGroups(
  trx: Trx,
  organizationId: number,
  groupIds: readonly number[],
): Promise<void> {
  if (groupIds.length > 1)
    throw new VidetteError('invalid', 'a user is in one group at most', {
      field: ['group_ids'],
      reason: 'maxItems',
    });
  for (const id of groupIds) {
    if (!isNumber(id) || (await findGroup(trx, organizationId, id)) === undefined)
      throw new VidetteError('conflict', 'there is no such group', { field: ['group_ids'] });
  }
}

export function nameTaken(error: unknown): never {
  if (error instanceof VidetteError && error.reason === 'unique')
    throw new VidetteError('conflict', 'this e-mail address or login name is taken', {
      cause: error,
      field: ['email'],
      reason: 'name_taken',
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
