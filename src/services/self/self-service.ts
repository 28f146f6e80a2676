/** What a user may know of the own account. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import { findUserWithGroups } from '#stores/users.ts';
import { type Permission, permissions } from '../access/permissions.ts';
import { hasPermission, requirePermission } from '../access/rights.ts';

export interface Self {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly avatarId: string | null;
  readonly organizationId: number;
  readonly organizationName: string;
  readonly roleId: number;
  readonly superuser: boolean;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
  readonly permissions: readonly Permission[];
}

export class SelfService {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async read(principal: Principal): Promise<Self> {
    requirePermission(principal, 'user_me_read');
    const found = await findUserWithGroups(this.#db, null, principal.userId);
    if (found === undefined)
      throw new VidetteError('unauthenticated', 'this user is gone', { reason: 'user_gone' });
    const { user, groups } = found;
    return {
      id: user.id,
      email: user.email,
      firstName: user.first_name,
      lastName: user.last_name,
      avatarId: user.avatar_id,
      organizationId: user.organization_id,
      organizationName: user.organization_name,
      roleId: user.role_id,
      superuser: principal.superuser,
      groups,
      permissions: permissions.filter((permission) => hasPermission(principal, permission)),
    };
  }
}
