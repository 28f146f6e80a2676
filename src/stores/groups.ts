/** Groups and organisations as filters and the own account need them. */
import type { Db } from './schema.ts';
import type { SiteScope } from './site-scope.ts';

/** In the scope's organisation; for who does not see all of it, one of the own groups. */
export async function groupIsThere(db: Db, scope: SiteScope, id: number): Promise<boolean> {
  if (scope.groupIds !== null && !scope.groupIds.includes(id)) return false;
  let query = db.selectFrom('groups').select('id').where('id', '=', id);
  if (scope.organizationId !== null) query = query.where('organization_id', '=', scope.organizationId);
  return (await query.executeTakeFirst()) !== undefined;
}

export async function listGroupsOfUser(db: Db, userId: number): Promise<{ id: number; name: string }[]> {
  return await db
    .selectFrom('group_members')
    .innerJoin('groups', 'groups.id', 'group_members.group_id')
    .select(['groups.id', 'groups.name'])
    .where('group_members.user_id', '=', userId)
    .orderBy('groups.id')
    .execute();
}

export async function findOrganizationName(db: Db, id: number): Promise<string | undefined> {
  const row = await db.selectFrom('organizations').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}
