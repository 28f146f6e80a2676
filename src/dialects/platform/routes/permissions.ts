import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function permissionRoutes({ roles }: PlatformPorts): Routes<'grantPermission' | 'revokePermission'> {
  return {
    grantPermission: async ({ principal, body }) => {
      await roles.grant(principal, body.role_id, body.permission);
      return { status: 'ok' };
    },
    revokePermission: async ({ principal, body }) => {
      await roles.revoke(principal, body.role_id, body.permission);
      return { status: 'ok' };
    },
  };
}
