/** People, roles, groups, organisations and the audit log in the words of this API, and back. */
import type { UserOrder } from '#services/access/people-service.ts';
import type { AuditView } from '#services/audit/audit-log-service.ts';
import type { GroupView } from '#services/groups/group-view.ts';
import type { OrganizationView } from '#services/organizations/organization-service.ts';
import type { RoleView } from '#services/roles/role-service.ts';
import type { Self } from '#services/self/self-service.ts';
import type { UserChange } from '#services/users/user-service.ts';
import type { UserView } from '#services/users/user-view.ts';
import { present, toTime } from './map.ts';
import type { Wire } from './wire.ts';

/** Where an upload is fetched. */
export type UploadUrl = (id: string) => string;

export function toUser(user: UserView, url: UploadUrl): Wire['User'] {
  return {
    id: user.id,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    ...withUrl('avatar_id', 'avatar_url', user.avatarId, url),
    organization_id: user.organizationId,
    organization_name: user.organizationName,
    groups: user.groups.map(({ id, name }) => ({ id, name })),
    is_superuser: user.superuser,
    role_id: user.roleId,
  };
}

export function toCurrentUser(self: Self, url: UploadUrl): Wire['CurrentUser'] {
  return { ...toUser(self, url), permissions: [...self.permissions] };
}

/** Superusers are not made here, whatever a body says. */
export function fromUserCreate(body: Wire['UserCreate'], organizationId: number | undefined): UserOrder {
  return {
    email: body.email,
    password: body.password,
    firstName: body.first_name,
    lastName: body.last_name,
    roleId: body.role_id,
    groupIds: body.group_ids,
    ...(body.avatar_id === undefined ? {} : { avatarId: body.avatar_id.toLowerCase() }),
    ...(organizationId === undefined ? {} : { organizationId }),
  };
}

export function fromUserUpdate(body: Wire['UserUpdate']): UserChange {
  return {
    email: body.email,
    firstName: body.first_name,
    lastName: body.last_name,
    avatarId: body.avatar_id?.toLowerCase() ?? null,
    roleId: body.role_id,
    groupIds: body.group_ids,
    ...(body.password === undefined ? {} : { password: body.password }),
  };
}

export function toGroup(group: GroupView): Wire['Group'] {
  return {
    id: group.id,
    name: group.name,
    description: group.description,
    organization_id: group.organizationId,
    organization_name: group.organizationName,
    is_internal: group.isInternal,
    user_count: group.userCount,
    place_count: group.placeCount,
  };
}

export function toRole(role: RoleView): Wire['Role'] {
  return { id: role.id, name: role.name, description: role.description, is_internal: role.isInternal };
}

export function toOrganization(organization: OrganizationView, url: UploadUrl): Wire['Organization'] {
  return {
    id: organization.id,
    name: organization.name,
    description: organization.description,
    is_internal: organization.isInternal,
    ...withUrl('logo_id', 'logo_url', organization.logoId, url),
  };
}

export function fromOrganization(body: Wire['OrganizationInput']) {
  return { name: body.name, description: body.description, logoId: body.logo_id?.toLowerCase() ?? null };
}

export function toAuditLog({ actor, ...entry }: AuditView, url: UploadUrl): Wire['AuditLog'] {
  return {
    id: entry.id,
    action_type: entry.action,
    created_at: toTime(entry.atMs),
    organization_id: entry.organizationId,
    organization_name: entry.organizationName,
    ...present('client_ip', entry.address),
    meta: { ...entry.meta },
    user_id: entry.userId,
    user_email: actor.email,
    user_first_name: actor.firstName,
    user_last_name: actor.lastName,
    ...withUrl('user_avatar_id', 'user_avatar_url', actor.avatarId, url),
    user_role_id: actor.roleId,
    user_role_name: actor.roleName,
    user_groups: actor.groups.map(({ id, name }) => ({ id, name })),
    user_is_superuser: actor.superuser,
  };
}

/** An upload's id and its address, or neither. */
function withUrl<Id extends string, Url extends string>(
  idName: Id,
  urlName: Url,
  id: string | null,
  url: UploadUrl,
): { [Key in Id | Url]?: string } {
  if (id === null) return {};
  return { [idName]: id, [urlName]: url(id) } as { [Key in Id | Url]?: string };
}
