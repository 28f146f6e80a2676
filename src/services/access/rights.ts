/** Who may: by role (what) and by groups (where). Services call this first; stores filter by the scope that comes from here. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { SiteScope } from '#stores/site-scope.ts';
import type { OrganizationScope } from '#stores/users.ts';
import type { Permission } from './permissions.ts';

export function hasPermission(principal: Principal, permission: Permission): boolean {
  return principal.superuser || principal.permissions.has(permission);
}

/** Throws `not_allowed` that names what is missing. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (hasPermission(principal, permission)) return;
  throw new VidetteError('not_allowed', `this needs the permission ${permission}`, { reason: permission });
}

export function requireSuperuser(principal: Principal): void {
  if (!principal.superuser)
    throw new VidetteError('not_allowed', 'this needs a superuser', { reason: 'superuser' });
}

/** Nobody gives, or takes over, more than they have. */
export function requireNotAbove(principal: Principal, permissions: readonly string[]): void {
  if (principal.superuser || permissions.every((permission) => principal.permissions.has(permission))) return;
  throw new VidetteError('not_allowed', 'that role may do more than you', { reason: 'role_above' });
}

/** What a principal sees: a superuser everything, others the sites of their groups in their organisation. */
export function siteScope(principal: Principal): SiteScope {
  if (principal.superuser) return { organizationId: null, groupIds: null, groupless: true };
  return {
    organizationId: principal.organizationId,
    groupIds: principal.groupIds,
    groupless: principal.seesGroupless === true,
  };
}

/** No organisation has this number. */
const nowhere = 0;

/**
 * The organisations whose people and groups a principal sees: a superuser all, or the one that is named; others their own. Naming
 * another one finds nothing, whether there is such a one or not.
 */
export function organizationScope(principal: Principal, named?: number): OrganizationScope {
  if (named !== undefined && (!Number.isInteger(named) || named < 1 || named > 2_147_483_647)) return nowhere;
  if (principal.superuser) return named ?? null;
  return named === undefined || named === principal.organizationId ? principal.organizationId : nowhere;
}

/** The server itself, for work that nobody asked for. */
export function serverPrincipal(organizationId: number): Principal {
  return {
    userId: 0,
    email: 'server@vidette.invalid',
    login: 'server',
    superuser: true,
    organizationId,
    roleId: 0,
    permissions: new Set(),
    groupIds: [],
    seesGroupless: true,
    via: 'internal',
    address: '',
  };
}
