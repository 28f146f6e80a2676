/** Users as others see them. */
import type { Db } from '#stores/schema.ts';
import { groupsOfUsers, type ListedUserRow, type UserGroups } from '#stores/users.ts';

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
  return rows.map((user) => toUserView({ user, groups: groups.get(user.id) ?? [] }));
}

export function toUserView({ user, groups }: UserGroups): UserView {
  return {
    id: user.id,
    email: user.email,
    firstName: user.first_name,
    lastName: user.last_name,
    avatarId: user.avatar_id,
    organizationId: user.organization_id,
    organizationName: user.organization_name,
    groups,
    superuser: user.superuser === 1,
    roleId: user.role_id,
  };
}
