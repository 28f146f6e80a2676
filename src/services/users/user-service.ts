/** Users: listing, reading, changing, deleting them, and what everybody may change of oneself. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { setGroupsOfUser } from '#stores/groups.ts';
import { findUserById, listPermissions, storePasswordForms, type UserRow } from '#stores/people.ts';
import { lockPeople } from '#stores/people-lock.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { touchUploads } from '#stores/uploads.ts';
import {
  countSuperusers,
  deleteUserRow,
  findUserWithGroups,
  groupsOfUsers,
  listUserRows,
  type OrganizationScope,
  type UserFields,
  type UserFilter,
  updateUserRow,
} from '#stores/users.ts';
import type { AccessService } from '../access/access-service.ts';
import type { PasswordDesk } from '../access/password-desk.ts';
import {
  checkPersonNames,
  nameTaken,
  type PeopleService,
  requireGroups,
  requireRole,
  type UserOrder,
} from '../access/people-service.ts';
import { organizationScope, requireNotAbove, requirePermission, requireSuperuser } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { isNumber } from '../sites/checks.ts';
import { requireUpload } from '../uploads/require-upload.ts';
import { toUserView, toUserViews, type UserView } from './user-view.ts';

export interface UserServiceOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'record'>;
  readonly access: Pick<AccessService, 'endLogins' | 'forget'>;
  readonly people: Pick<PeopleService, 'createUser' | 'changeOwnPassword'>;
  readonly passwords: PasswordDesk;
  readonly cursors: Cursors;
}

export interface UserListFilter {
  readonly withoutGroups?: boolean | undefined;
  readonly organizationId?: number | undefined;
}

export interface UserChange extends UserFields {
  readonly groupIds: readonly number[];
  /** The old one stays when it is not given. */
  readonly password?: string;
}

export interface OwnChange {
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarId: string | null;
}

export class UserService {
  readonly #options: UserServiceOptions;
  readonly #db: Db;

  constructor(options: UserServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  async list(by: Principal, filter: UserListFilter, page: PageRequest): Promise<Page<UserView>> {
    requirePermission(by, 'user_read');
    return await this.#page('users', by, organizationScope(by), filterOf(filter), page);
  }

  /** A valid e-mail address finds that user, anything else is looked for in the names. */
  async search(
    by: Principal,
    query: string,
    filter: UserListFilter,
    page: PageRequest,
  ): Promise<Page<UserView>> {
    requirePermission(by, 'user_read');
    const wanted = isEmail(query) ? { email: query } : { nameContains: query };
    const scope = organizationScope(by, filter.organizationId);
    return await this.#page('users/search', by, scope, { ...filterOf(filter), ...wanted }, page);
  }

  async get(by: Principal, id: number): Promise<UserView> {
    requirePermission(by, 'user_read');
    return await this.#view(this.#db, organizationScope(by), id);
  }

  async create(by: Principal, order: UserOrder): Promise<UserView> {
    requirePermission(by, 'user_create');
    const { id } = await this.#options.people.createUser(by, order);
    return await this.#view(this.#db, null, id);
  }

  async update(by: Principal, id: number, change: UserChange): Promise<UserView> {
    requirePermission(by, 'user_update');
    checkPersonNames(change);
    const { access, passwords, clock, audit } = this.#options;
    const { login } = await this.#reachable(this.#db, by, id);
    const { password } = change;
    const names = { email: change.email.trim(), login };
    const forms = password === undefined ? null : await passwords.make(names, password);
    const view = await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const user = await this.#reachable(trx, by, id);
      if (change.roleId !== user.role_id) await requireRole(trx, by, change.roleId, user.organization_id);
      await requireGroups(trx, user.organization_id, change.groupIds);
      const before = { ...fieldsOf(user), groupIds: await groupIdsOf(trx, id) };
      await this.#changeAvatar(trx, by, user, change.avatarId);
      await updateUserRow(trx, id, change).catch(nameTaken);
      await setGroupsOfUser(trx, id, change.groupIds);
      if (forms !== null) {
        await storePasswordForms(trx, id, forms, Math.trunc(clock.utcMs()));
        await access.endLogins(trx, id);
      }
      const { password: _, ...after } = change;
      await audit.record(trx, {
        action: 'user_update',
        by,
        organizationId: user.organization_id,
        meta: { id, email: change.email, ...(forms === null ? {} : { changed: 'password' }) },
        change: { before, after },
      });
      return await this.#view(trx, null, id);
    });
    access.forget(id);
    return view;
  }

  /** The last superuser stays: `conflict`. */
  async delete(by: Principal, id: number): Promise<void> {
    requirePermission(by, 'user_delete');
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const user = await this.#reachable(trx, by, id);
      if (user.superuser === 1 && user.blocked === 0 && (await countSuperusers(trx)) <= 1)
        throw new VidetteError('conflict', 'the last superuser stays', {
          field: ['user_id'],
          reason: 'last_superuser',
        });
      const meta = { id, ...fieldsOf(user), groupIds: await groupIdsOf(trx, id) };
      // Before the deed, so that who deletes oneself is still known by name.
      await this.#options.audit.record(trx, {
        action: 'user_delete',
        by,
        organizationId: user.organization_id,
        meta,
      });
      await deleteUserRow(trx, id);
    });
    this.#options.access.forget();
  }

  async updateSelf(by: Principal, change: OwnChange): Promise<UserView> {
    requirePermission(by, 'user_me_update');
    checkPersonNames({ email: by.email, ...change });
    return await this.#changeSelf(by, change);
  }

  /** Needs the password. */
  async changeOwnEmail(by: Principal, email: string, password: string): Promise<UserView> {
    requirePermission(by, 'user_me_update');
    const user = await findUserById(this.#db, by.userId);
    await this.#options.passwords.prove(user, password, by.address, 'password');
    checkPersonNames({ email, firstName: '', lastName: '' });
    return await this.#changeSelf(by, { email });
  }

  /** Needs the old one; all logins end but the session that is named. */
  async changeOwnPassword(
    by: Principal,
    oldPassword: string,
    newPassword: string,
    keepSession?: string,
  ): Promise<UserView> {
    await this.#options.people.changeOwnPassword(by, oldPassword, newPassword, keepSession);
    return await this.#view(this.#db, null, by.userId);
  }

  async #changeSelf(by: Principal, change: Partial<UserFields>): Promise<UserView> {
    const view = await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const user = await findUserById(trx, by.userId);
      if (user === undefined) throw new VidetteError('unauthenticated', 'this user is gone');
      const before = fieldsOf(user);
      const after = { ...before, ...change };
      await this.#changeAvatar(trx, by, user, after.avatarId);
      await updateUserRow(trx, user.id, after).catch(nameTaken);
      await this.#options.audit.record(trx, {
        action: 'user_update',
        by,
        meta: { id: user.id, email: after.email },
        change: { before, after },
      });
      return await this.#view(trx, null, user.id);
    });
    this.#options.access.forget(by.userId);
    return view;
  }

  async #page(
    list: string,
    by: Principal,
    scope: OrganizationScope,
    filter: UserFilter,
    page: PageRequest,
  ): Promise<Page<UserView>> {
    const { items, cursor } = await this.#options.cursors.page(
      [list, by.userId, { scope, ...filter }],
      page,
      (range) => listUserRows(this.#db, scope, filter, range),
      (row) => row,
    );
    return { items: await toUserViews(this.#db, items), cursor };
  }

  async #view(db: Db, scope: OrganizationScope, id: number): Promise<UserView> {
    const found = isNumber(id) ? await findUserWithGroups(db, scope, id) : undefined;
    if (found === undefined) throw noUser();
    return toUserView(found);
  }

  /** One that the caller may change: in the own organisation, and with no more rights than the caller. */
  async #reachable(db: Db, by: Principal, id: number): Promise<UserRow> {
    const user = isNumber(id) ? await findUserById(db, id) : undefined;
    if (user === undefined || (!by.superuser && user.organization_id !== by.organizationId)) throw noUser();
    if (user.superuser === 1) requireSuperuser(by);
    requireNotAbove(by, await listPermissions(db, user.role_id));
    return user;
  }

  /** Before the user's row is: the old picture is let go, the new one claimed. */
  async #changeAvatar(trx: Trx, by: Principal, user: UserRow, id: string | null): Promise<void> {
    if (id === user.avatar_id) return;
    const nowMs = Math.trunc(this.#options.clock.utcMs());
    const claim = { id, kind: 'avatar', organizationId: user.organization_id, nowMs } as const;
    await requireUpload(trx, by, claim, 'avatar_id');
    if (user.avatar_id !== null) await touchUploads(trx, [user.avatar_id], nowMs);
  }
}

function fieldsOf(row: UserRow): UserFields {
  return {
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarId: row.avatar_id,
    roleId: row.role_id,
  };
}

async function groupIdsOf(db: Db, userId: number): Promise<number[]> {
  return ((await groupsOfUsers(db, [userId])).get(userId) ?? []).map(({ id }) => id);
}

function filterOf({ withoutGroups }: UserListFilter): UserFilter {
  return withoutGroups ? { withoutGroups: true } : {};
}

function isEmail(query: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(query.trim());
}

function noUser(): VidetteError {
  return new VidetteError('not_found', 'no such user');
}
