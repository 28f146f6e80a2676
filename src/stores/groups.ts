/** Groups: who is in them and which sites they have. */
import { sql } from 'kysely';
import type { Flag } from './columns.ts';
import type { Db, Trx } from './schema.ts';
import { containsFolded, foldForSearch } from './search-text.ts';
import type { SiteScope } from './site-scope.ts';
import type { OrganizationScope } from './users.ts';

/** In the scope's organisation; for who does not see all of it, one of the own groups. */
export async function groupIsThere(db: Db, scope: SiteScope, id: number): Promise<boolean> {
  if (scope.groupIds !== null && !scope.groupIds.includes(id)) return false;
  let query = db.selectFrom('groups').select('id').where('id', '=', id);
  if (scope.organizationId !== null) query = query.where('organization_id', '=', scope.organizationId);
  return (await query.executeTakeFirst()) !== undefined;
}

export interface GroupRow {
  readonly id: number;
  readonly organization_id: number;
  readonly organization_name: string;
  readonly name: string;
  readonly description: string;
  readonly is_internal: Flag;
  readonly user_count: number;
  readonly place_count: number;
}

export interface GroupFields {
  readonly name: string;
  readonly description: string;
}

/** By number. Rows after `afterId`. */
export async function listGroupRows(
  db: Db,
  scope: OrganizationScope,
  filter: { readonly nameContains?: string },
  page: { readonly afterId: number; readonly limit?: number | undefined },
): Promise<GroupRow[]> {
  let query = selectGroups(db, scope).where('groups.id', '>', page.afterId);
  if (filter.nameContains !== undefined)
    query = query.where(containsFolded('groups.name_search', filter.nameContains));
  query = query.orderBy('groups.id');
  if (page.limit !== undefined) query = query.limit(page.limit);
  return await query.execute();
}

export async function findGroup(db: Db, scope: OrganizationScope, id: number): Promise<GroupRow | undefined> {
  return await selectGroups(db, scope).where('groups.id', '=', id).executeTakeFirst();
}

function selectGroups(db: Db, scope: OrganizationScope) {
  const query = db
    .selectFrom('groups')
    .innerJoin('organizations', 'organizations.id', 'groups.organization_id')
    .select([
      'groups.id',
      'groups.organization_id',
      'organizations.name as organization_name',
      'groups.name',
      'groups.description',
      'groups.is_internal',
      sql<number>`(select count(*) from group_members where group_members.group_id = groups.id)`.as(
        'user_count',
      ),
      sql<number>`(select count(*) from group_sites where group_sites.group_id = groups.id)`.as(
        'place_count',
      ),
    ]);
  return scope === null ? query : query.where('groups.organization_id', '=', scope);
}

export async function insertGroup(
  db: Db,
  group: GroupFields & { readonly organizationId: number },
): Promise<number> {
  const { id } = await db
    .insertInto('groups')
    .values({ ...columnsOf(group), organization_id: group.organizationId, is_internal: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateGroup(trx: Trx, id: number, group: GroupFields): Promise<void> {
  await trx.updateTable('groups').set(columnsOf(group)).where('id', '=', id).execute();
}

/** Its sites and cameras are in no group then. */
export async function deleteGroup(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('groups').where('id', '=', id).execute();
}

/** Of these users, those in the organisation, and whether they are in a group. */
export async function findMembers(
  db: Db,
  organizationId: number,
  userIds: readonly number[],
): Promise<{ id: number; hasGroup: boolean }[]> {
  const rows = await db
    .selectFrom('users')
    .leftJoin('group_members', 'group_members.user_id', 'users.id')
    .select(['users.id', 'group_members.group_id'])
    .where('users.organization_id', '=', organizationId)
    .where('users.id', 'in', userIds)
    .execute();
  const groups = new Map<number, boolean>();
  for (const { id, group_id } of rows) groups.set(id, (groups.get(id) ?? false) || group_id !== null);
  return [...groups].map(([id, hasGroup]) => ({ id, hasGroup }));
}

export async function addMembers(trx: Trx, groupId: number, userIds: readonly number[]): Promise<void> {
  const rows = userIds.map((userId) => ({ group_id: groupId, user_id: userId }));
  await trx.insertInto('group_members').values(rows).execute();
}

/** Those that were in it. */
export async function removeMembers(
  trx: Trx,
  groupId: number,
  userIds: readonly number[],
): Promise<number[]> {
  const rows = await trx
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .where('user_id', 'in', userIds)
    .returning('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** The groups of a user become these. */
export async function setGroupsOfUser(trx: Trx, userId: number, groupIds: readonly number[]): Promise<void> {
  await trx.deleteFrom('group_members').where('user_id', '=', userId).execute();
  for (const groupId of groupIds) await addMembers(trx, groupId, [userId]);
}

/** Of these sites, those in the organisation, and whether they are in a group themselves. */
export async function findGroupableSites(
  db: Db,
  organizationId: number,
  siteIds: readonly number[],
): Promise<{ id: number; hasGroup: boolean }[]> {
  const rows = await db
    .selectFrom('sites')
    .select(['sites.id'])
    .select(
      sql<number>`(select count(*) from group_sites where group_sites.site_id = sites.id)`.as('group_count'),
    )
    .where('sites.organization_id', '=', organizationId)
    .where('sites.id', 'in', siteIds)
    .execute();
  return rows.map((row) => ({ id: row.id, hasGroup: row.group_count > 0 }));
}

/** Those that were in it. */
export async function removeSites(trx: Trx, groupId: number, siteIds: readonly number[]): Promise<number[]> {
  const rows = await trx
    .deleteFrom('group_sites')
    .where('group_id', '=', groupId)
    .where('site_id', 'in', siteIds)
    .returning('site_id')
    .execute();
  return rows.map((row) => row.site_id);
}

function columnsOf({ name, description }: GroupFields) {
  return { name, name_search: foldForSearch(name), description };
}
