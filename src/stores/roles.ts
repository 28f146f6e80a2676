/** Roles and the rights that they hold. */
import type { Flag } from './columns.ts';
import { roleKey } from './people.ts';
import type { Db, Trx } from './schema.ts';
import type { OrganizationScope } from './users.ts';

export interface RoleRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly is_internal: Flag;
  /** Whose role it is; null: everybody's. */
  readonly organization_id: number | null;
}

/** Those of the organisation and those of everybody, by number. */
export async function listRoleRows(db: Db, scope: OrganizationScope): Promise<RoleRow[]> {
  return await selectRoles(db, scope).orderBy('id').execute();
}

export async function findRole(db: Db, scope: OrganizationScope, id: number): Promise<RoleRow | undefined> {
  return await selectRoles(db, scope).where('id', '=', id).executeTakeFirst();
}

export async function updateRole(
  trx: Trx,
  role: Pick<RoleRow, 'id' | 'organization_id' | 'name' | 'description'>,
): Promise<void> {
  const { id, organization_id, name, description } = role;
  await trx
    .updateTable('roles')
    .set({ name, name_key: roleKey(organization_id, name), description })
    .where('id', '=', id)
    .execute();
}

/** Its rights go with it. */
export async function deleteRole(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('roles').where('id', '=', id).execute();
}

/** Of all organisations. */
export async function roleHasUsers(db: Db, id: number): Promise<boolean> {
  const row = await db.selectFrom('users').select('id').where('role_id', '=', id).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** False when the role had it already. */
export async function addPermission(trx: Trx, roleId: number, permission: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('role_permissions')
    .values({ role_id: roleId, permission })
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when the role did not have it. */
export async function removePermission(trx: Trx, roleId: number, permission: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('role_permissions')
    .where('role_id', '=', roleId)
    .where('permission', '=', permission)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

function selectRoles(db: Db, scope: OrganizationScope) {
  const query = db
    .selectFrom('roles')
    .select(['id', 'name', 'description', 'is_internal', 'organization_id']);
  if (scope === null) return query;
  return query.where((eb) => eb.or([eb('organization_id', 'is', null), eb('organization_id', '=', scope)]));
}
