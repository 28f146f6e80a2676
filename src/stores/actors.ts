/** People as the audit log keeps them. */
import { findOrganizationName } from './organizations.ts';
import type { Db } from './schema.ts';

/** A user as the audit log keeps it, so that entries stay readable when the user is gone. */
export interface Actor {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarId: string | null;
  readonly superuser: boolean;
  readonly roleId: number;
  readonly roleName: string;
  /** Of the entry. */
  readonly organizationName: string;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
}

/** The server itself is user 0. */
export async function findActor(db: Db, userId: number, organizationId: number): Promise<Actor> {
  const row = await db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .leftJoin('organizations', (join) => join.on('organizations.id', '=', organizationId))
    .select([
      'users.email',
      'users.first_name',
      'users.last_name',
      'users.avatar_id',
      'users.superuser',
      'users.role_id',
    ])
    .select(['roles.name as role_name', 'organizations.name as organization_name'])
    .where('users.id', '=', userId)
    .executeTakeFirst();
  if (row === undefined)
    return { ...server, organizationName: (await findOrganizationName(db, organizationId)) ?? '' };
  const groups = await db
    .selectFrom('groups')
    .innerJoin('group_members', 'group_members.group_id', 'groups.id')
    .select(['groups.id', 'groups.name'])
    .where('group_members.user_id', '=', userId)
    .orderBy('groups.id')
    .execute();
  return {
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarId: row.avatar_id,
    superuser: row.superuser === 1,
    roleId: row.role_id,
    roleName: row.role_name,
    organizationName: row.organization_name ?? '',
    groups,
  };
}

const server: Omit<Actor, 'organizationName'> = {
  email: 'server@vidette.invalid',
  firstName: 'Vidette',
  lastName: 'server',
  avatarId: null,
  superuser: true,
  roleId: 0,
  roleName: '',
  groups: [],
};
