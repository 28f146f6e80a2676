/** What other stores' filters need of groups. */
import type { Db } from './schema.ts';
import type { SiteScope } from './site-scope.ts';

/** In the scope's organisation; for who does not see all of it, one of the own groups. */
export async function groupIsThere(db: Db, scope: SiteScope, id: number): Promise<boolean> {
  if (scope.groupIds !== null && !scope.groupIds.includes(id)) return false;
  let query = db.selectFrom('groups').select('id').where('id', '=', id);
  if (scope.organizationId !== null) query = query.where('organization_id', '=', scope.organizationId);
  return (await query.executeTakeFirst()) !== undefined;
}
