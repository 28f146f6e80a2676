/** What a user may know of the own account. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import { findUserWithGroups } from '#stores/users.ts';
import { type Permission, permissions } from '../access/permissions.ts';
import { hasPermission, requirePermission } from '../access/rights.ts';
import { toUserView, type UserView } from '../users/user-view.ts';

export interface Self extends UserView {
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
    return {
      ...toUserView(found),
      superuser: principal.superuser,
      permissions: permissions.filter((permission) => hasPermission(principal, permission)),
    };
  }
}
