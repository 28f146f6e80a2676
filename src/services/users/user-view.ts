/** Users as others see them. */
import type { Db } from '#stores/schema.ts';
import { groupsOfUsers, type ListedUserRow } from '#stores/users.ts';

export interface UserView {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Upload, UUID. */
  readonly avatarId: string | null;
  readonly organizationId: number;
  readonly organizationName: string;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
  readonly superuser: boolean;
  readonly roleId: number;
}

export async function toUserViews(db: Db, rows: readonly ListedUserRow[]): Promise<UserView[]> {
  const groups = await groupsOfUsers(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    avatarId: row.avatar_id,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    groups: groups.get(row.id) ?? [],
    superuser: row.superuser === 1,
    roleId: row.role_id,
  }));
}
