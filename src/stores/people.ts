/** Organisations, roles, users and groups. */
import { type Generated, type Selectable, sql } from 'kysely';
import { type Flag, toFlag } from './columns.ts';
import type { Db } from './schema.ts';
import { foldForSearch } from './search-text.ts';

export interface PeopleTables {
  organizations: {
    id: Generated<number>;
    name: string;
    description: string;
    logo_id: string | null;
    /** Built in: not deleted. */
    is_internal: Flag;
    /** Members without the right group see sites that are in no group. */
    shows_groupless: Flag;
    /** The name folded for searching, see search-text.ts. */
    name_search: string;
  };
  roles: {
    id: Generated<number>;
    name: string;
    /** What must be unique: see `roleKey`. */
    name_key: string;
    /** Whose role it is; null: everybody's, changed by superusers only. */
    organization_id: number | null;
    description: string;
    is_internal: Flag;
  };
  role_permissions: { role_id: number; permission: string };
  users: {
    id: Generated<number>;
    email: string;
    /** The e-mail as compared: see `nameKey`. */
    email_key: string;
    login: string;
    login_key: string;
    first_name: string;
    last_name: string;
    /** `first last` and `last first` on two lines, folded for searching. */
    name_search: string;
    avatar_id: string | null;
    organization_id: number;
    role_id: number;
    superuser: Flag;
    blocked: Flag;
    /** argon2id, in the PHC string format. */
    password_hash: string;
    /** argon2id over the MD5 hex of the password, only while the eocortex API is on. */
    md5_hash: string | null;
    /** RFC 2617 HA1 for the realm `vidette`, sealed, only while RTSP digest is on. */
    rtsp_ha1: string | null;
    created_ms: number;
    password_changed_ms: number;
  };
  groups: {
    id: Generated<number>;
    organization_id: number;
    name: string;
    description: string;
    is_internal: Flag;
    name_search: string;
  };
  group_members: { group_id: number; user_id: number };
}

export type UserRow = Selectable<PeopleTables['users']>;

/** A user with what a principal needs. */
export interface PersonRow extends UserRow {
  readonly permissions: readonly string[];
  readonly groupIds: readonly number[];
  /** The policy of the organisation. */
  readonly showsGroupless: boolean;
}

/** E-mail addresses and login names are compared without case, in one Unicode form. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Role names are unique in their organisation, in any letter case. */
export function roleKey(organizationId: number | null, name: string): string {
  return `${organizationId ?? 0} ${nameKey(name)}`;
}

export async function countUsers(db: Db): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** By e-mail address or login name. */
export async function findUserByName(db: Db, emailOrLogin: string): Promise<UserRow | undefined> {
  const key = nameKey(emailOrLogin);
  return await db
    .selectFrom('users')
    .selectAll()
    .where((eb) => eb.or([eb('email_key', '=', key), eb('login_key', '=', key)]))
    .orderBy((eb) => eb.case().when('email_key', '=', key).then(0).else(1).end())
    .limit(1)
    .executeTakeFirst();
}

export async function findUserById(db: Db, id: number): Promise<UserRow | undefined> {
  return await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
}

/** In one query: it is asked for every user that sends requests, every two seconds. */
export async function findPerson(db: Db, id: number): Promise<PersonRow | undefined> {
  const row = await db
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.organization_id')
    .selectAll('users')
    .select('organizations.shows_groupless')
    .select([
      sql<string | null>`(select string_agg(permission, ',') from role_permissions
        where role_permissions.role_id = users.role_id)`.as('permission_names'),
      sql<string | null>`(select string_agg(cast(group_id as text), ',') from group_members
        where group_members.user_id = users.id)`.as('group_numbers'),
    ])
    .where('users.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { shows_groupless, permission_names, group_numbers, ...user } = row;
  return {
    ...user,
    showsGroupless: shows_groupless === 1,
    permissions: permission_names?.split(',') ?? [],
    groupIds: (group_numbers?.split(',') ?? []).map(Number).toSorted((a, b) => a - b),
  };
}

export async function listPermissions(db: Db, roleId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('role_permissions')
    .select('permission')
    .where('role_id', '=', roleId)
    .execute();
  return rows.map((row) => row.permission);
}

/** Users of one organisation, or of all, by id. */
export async function listUsers(db: Db, organizationId?: number): Promise<UserRow[]> {
  let query = db.selectFrom('users').selectAll().orderBy('id');
  if (organizationId !== undefined) query = query.where('organization_id', '=', organizationId);
  return await query.execute();
}

/** The lowest superuser that is not blocked: who device APIs without a user of their own stand for. */
export async function findAdministrator(db: Db): Promise<UserRow | undefined> {
  return await db
    .selectFrom('users')
    .selectAll()
    .where('superuser', '=', 1)
    .where('blocked', '=', 0)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

export interface NewUser {
  readonly email: string;
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly organizationId: number;
  readonly roleId: number;
  readonly avatarId?: string | null;
  readonly superuser: boolean;
  readonly passwordHash: string;
  readonly md5Hash: string | null;
  readonly rtspHa1: string | null;
  readonly nowMs: number;
}

/** As people are looked for. */
export function bothNames({ firstName, lastName }: Pick<NewUser, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}\n${lastName} ${firstName}`;
}

export async function insertUser(db: Db, user: NewUser): Promise<UserRow> {
  return await db
    .insertInto('users')
    .values({
      email: user.email.trim(),
      email_key: nameKey(user.email),
      login: user.login.trim(),
      login_key: nameKey(user.login),
      first_name: user.firstName,
      last_name: user.lastName,
      name_search: foldForSearch(bothNames(user)),
      avatar_id: user.avatarId ?? null,
      organization_id: user.organizationId,
      role_id: user.roleId,
      superuser: toFlag(user.superuser),
      blocked: 0,
      password_hash: user.passwordHash,
      md5_hash: user.md5Hash,
      rtsp_ha1: user.rtspHa1,
      created_ms: user.nowMs,
      password_changed_ms: user.nowMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The stored forms of one password. */
export interface PasswordForms {
  readonly password_hash: string;
  readonly md5_hash: string | null;
  readonly rtsp_ha1: string | null;
}

/** `changedMs` is given when the password is another one, not when only its forms are renewed. */
export async function storePasswordForms(
  db: Db,
  userId: number,
  forms: PasswordForms,
  changedMs?: number,
): Promise<void> {
  await db
    .updateTable('users')
    .set(changedMs === undefined ? forms : { ...forms, password_changed_ms: changedMs })
    .where('id', '=', userId)
    .execute();
}

export async function insertRole(
  db: Db,
  role: {
    name: string;
    description: string;
    isInternal: boolean;
    permissions: readonly string[];
    /** Null when not given. */
    organizationId?: number | null;
  },
): Promise<number> {
  const organizationId = role.organizationId ?? null;
  const { id } = await db
    .insertInto('roles')
    .values({
      name: role.name,
      name_key: roleKey(organizationId, role.name),
      organization_id: organizationId,
      description: role.description,
      is_internal: toFlag(role.isInternal),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (role.permissions.length > 0) {
    const rows = role.permissions.map((permission) => ({ role_id: id, permission }));
    await db.insertInto('role_permissions').values(rows).execute();
  }
  return id;
}

export async function insertOrganization(
  db: Db,
  organization: { name: string; description: string; isInternal: boolean; logoId?: string | null },
): Promise<number> {
  const { id } = await db
    .insertInto('organizations')
    .values({
      name: organization.name,
      name_search: foldForSearch(organization.name),
      description: organization.description,
      logo_id: organization.logoId ?? null,
      is_internal: toFlag(organization.isInternal),
      shows_groupless: 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function dropPasswordForms(db: Db, which: { md5: boolean; rtsp: boolean }): Promise<void> {
  if (which.md5)
    await db.updateTable('users').set({ md5_hash: null }).where('md5_hash', 'is not', null).execute();
  if (which.rtsp)
    await db.updateTable('users').set({ rtsp_ha1: null }).where('rtsp_ha1', 'is not', null).execute();
}

/** The organisation that was there first. */
export async function findFirstOrganization(db: Db): Promise<number> {
  const { id } = await db
    .selectFrom('organizations')
    .select('id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** Those that belong to no organisation. */
export async function listSharedRoles(db: Db): Promise<{ id: number; name: string }[]> {
  return await db
    .selectFrom('roles')
    .select(['id', 'name'])
    .where('organization_id', 'is', null)
    .orderBy('id')
    .execute();
}

export async function findRoleByName(db: Db, name: string): Promise<number | undefined> {
  const role = await db
    .selectFrom('roles')
    .select('id')
    .where('name_key', '=', roleKey(null, name))
    .executeTakeFirst();
  return role?.id;
}
