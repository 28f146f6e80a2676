import { uploadUrl } from '../addresses.ts';
import { toRole, toUser } from '../people-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function roleRoutes({
  roles,
}: PlatformPorts): Routes<
  | 'listRoles'
  | 'createRole'
  | 'getRole'
  | 'updateRole'
  | 'deleteRole'
  | 'listRoleMembers'
  | 'listRolePermissions'
> {
  return {
    listRoles: async ({ principal }) => ({ roles: (await roles.list(principal)).map(toRole) }),
    getRole: async ({ principal, params }) => toRole(await roles.get(principal, params.role_id)),
    createRole: async ({ principal, body: { name, description } }) =>
      toRole(await roles.create(principal, { name, description })),
    updateRole: async ({ principal, params, body: { name, description } }) =>
      toRole(await roles.update(principal, params.role_id, { name, description })),
    deleteRole: async ({ principal, params }) => {
      await roles.delete(principal, params.role_id);
      return { status: 'ok' };
    },
    listRoleMembers: async ({ principal, params, request }) => {
      const members = await roles.members(principal, params.role_id);
      return { members: members.map((user) => toUser(user, uploadUrl(request))) };
    },
    listRolePermissions: async ({ principal, params }) => ({
      permissions: await roles.permissions(principal, params.role_id),
    }),
  };
}
