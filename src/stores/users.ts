/** Users in lists: with the names of their organisation and groups, without their secrets. */
import { type RawBuilder, sql } from 'kysely';
import { keptQuery } from './kept-query.ts';
import { bothNames, nameKey, type UserRow } from './people.ts';
import type { Db, Trx } from './schema.ts';
import { containsFolded, foldForSearch } from './search-text.ts';

/** An organisation, or null for all. */
export type OrganizationScope = number | null;

export interface ListedUserRow
  extends Pick<
    UserRow,
    | 'id'
    | 'email'
    | 'login'
    | 'first_name'
    | 'last_name'
    | 'avatar_id'
    | 'organization_id'
    | 'role_id'
    | 'superuser'
    | 'blocked'
  > {
  readonly organization_name: string;
}

export interface UserFilter {
  readonly withoutGroups?: boolean;
  readonly groupId?: number;
  readonly roleId?: number;
  /** Exactly this address, in any letter case. */
  readonly email?: string;
  /** Anywhere in `first last` or `last first`. */
  readonly nameContains?: string;
}

/** By number. Rows after `afterId`. */
export async function listUserRows(
  db: Db,
  scope: OrganizationScope,
  filter: UserFilter,
  page: { readonly afterId: number; readonly limit?: number | undefined },
): Promise<ListedUserRow[]> {
  let query = selectUsers(db, scope).where('users.id', '>', page.afterId);
  if (filter.withoutGroups) query = query.where(isGroupless);
  if (filter.groupId !== undefined) query = query.where(isInGroup(filter.groupId));
  if (filter.roleId !== undefined) query = query.where('users.role_id', '=', filter.roleId);
  if (filter.email !== undefined) query = query.where('users.email_key', '=', nameKey(filter.email));
  if (filter.nameContains !== undefined)
    query = query.where(containsFolded('users.name_search', filter.nameContains));
  query = query.orderBy('users.id');
  if (page.limit !== undefined) query = query.limit(page.limit);
  return await query.execute();
}

export interface UserGroups {
  readonly user: ListedUserRow;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
}

/** A user with the groups, in one query. */
export async function findUserWithGroups(
  db: Db,
  scope: OrganizationScope,
  id: number,
): Promise<UserGroups | undefined> {
  const rows = await oneUser(db, { scope, id });
  const [user] = rows;
  if (user === undefined) return undefined;
  const groups = rows.flatMap(({ group_id, group_name }) =>
    group_id === null || group_name === null ? [] : [{ id: group_id, name: group_name }],
  );
  return { user, groups };
}

const oneUser = keptQuery((db, { scope, id }: { readonly scope: OrganizationScope; readonly id: number }) =>
  selectUsers(db, scope)
    .leftJoin('group_members', 'group_members.user_id', 'users.id')
    .leftJoin('groups', 'groups.id', 'group_members.group_id')
    .select(['groups.id as group_id', 'groups.name as group_name'])
    .where('users.id', '=', id)
    .orderBy('groups.id'),
);

/** Of each user the groups, by number. */
export async function groupsOfUsers(
  db: Db,
  userIds: readonly number[],
): Promise<Map<number, { id: number; name: string }[]>> {
  const groups = new Map<number, { id: number; name: string }[]>(userIds.map((id) => [id, []]));
  // In steps, as engines bound the number of values in a query.
  for (let at = 0; at < userIds.length; at += 1_000) {
    const rows = await db
      .selectFrom('group_members')
      .innerJoin('groups', 'groups.id', 'group_members.group_id')
      .select(['group_members.user_id', 'groups.id', 'groups.name'])
      .where('group_members.user_id', 'in', userIds.slice(at, at + 1_000))
      .orderBy('groups.id')
      .execute();
    for (const { user_id, id, name } of rows) groups.get(user_id)?.push({ id, name });
  }
  return groups;
}

export interface UserFields {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarId: string | null;
  readonly roleId: number;
}

export async function updateUserRow(trx: Trx, id: number, user: UserFields): Promise<void> {
  await trx
    .updateTable('users')
    .set({
      email: user.email.trim(),
      email_key: nameKey(user.email),
      first_name: user.firstName,
      last_name: user.lastName,
      name_search: foldForSearch(bothNames(user)),
      avatar_id: user.avatarId,
      role_id: user.roleId,
    })
    .where('id', '=', id)
    .execute();
}

/** With the groups it is in and its logins. */
export async function deleteUserRow(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('users').where('id', '=', id).execute();
}

/** Superusers that can sign in. */
export async function countSuperusers(db: Db): Promise<number> {
  const row = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('superuser', '=', 1)
    .where('blocked', '=', 0)
    .executeTakeFirstOrThrow();
  return row.count;
}

function selectUsers(db: Db, scope: OrganizationScope) {
  const query = db
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.organization_id')
    .select([
      'users.id',
      'users.email',
      'users.login',
      'users.first_name',
      'users.last_name',
      'users.avatar_id',
      'users.organization_id',
      'users.role_id',
      'users.superuser',
      'users.blocked',
      'organizations.name as organization_name',
    ]);
  return scope === null ? query : query.where('users.organization_id', '=', scope);
}

const isGroupless: RawBuilder<boolean> = sql<boolean>`not exists
  (select 1 from group_members where group_members.user_id = users.id)`;

function isInGroup(groupId: number): RawBuilder<boolean> {
  return sql<boolean>`users.id in (select user_id from group_members where group_id = ${groupId})`;
}
