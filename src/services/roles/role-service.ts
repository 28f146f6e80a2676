/**
 * Roles and their rights. A role belongs to the organisation of who made it; those of superusers are everybody's, and only
 * superusers change them. Nobody gives a right that they lack, or touches a role that may do more than they.
 */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { insertRole, listPermissions } from '#stores/people.ts';
import { lockPeople } from '#stores/people-lock.ts';
import {
  addPermission,
  deleteRole,
  findRole,
  listRoleRows,
  type RoleRow,
  removePermission,
  roleHasUsers,
  updateRole,
} from '#stores/roles.ts';
import type { Db } from '#stores/schema.ts';
import { listUserRows } from '#stores/users.ts';
import type { AccessService } from '../access/access-service.ts';
import { type Permission, permissions } from '../access/permissions.ts';
import { organizationScope, requireNotAbove, requirePermission, requireSuperuser } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { checkName, checkText, isNumber } from '../sites/checks.ts';
import { toUserViews, type UserView } from '../users/user-view.ts';

export interface RoleServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly access: Pick<AccessService, 'forget'>;
}

export interface RoleFields {
  readonly name: string;
  readonly description: string;
}

export interface RoleView extends RoleFields {
  readonly id: number;
  readonly isInternal: boolean;
}

export class RoleService {
  readonly #options: RoleServiceOptions;
  readonly #db: Db;

  constructor(options: RoleServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  /** Those of the own organisation and those of everybody. */
  async list(by: Principal): Promise<RoleView[]> {
    requirePermission(by, 'role_read');
    return (await listRoleRows(this.#db, organizationScope(by))).map(toView);
  }

  async get(by: Principal, id: number): Promise<RoleView> {
    requirePermission(by, 'role_read');
    return toView(await this.#get(this.#db, by, id));
  }

  async create(by: Principal, role: RoleFields): Promise<RoleView> {
    requirePermission(by, 'role_create');
    check(role);
    return await this.#db.transaction().execute(async (trx) => {
      const organizationId = by.superuser ? null : by.organizationId;
      const order = { ...role, organizationId, isInternal: false, permissions: [] };
      const id = await insertRole(trx, order).catch(nameTaken);
      await this.#options.audit.record(trx, { action: 'role_create', by, meta: { id, ...role } });
      return { id, ...role, isInternal: false };
    });
  }

  async update(by: Principal, id: number, role: RoleFields): Promise<RoleView> {
    requirePermission(by, 'role_update');
    check(role);
    return await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const before = await this.#changeable(trx, by, id);
      await updateRole(trx, { ...before, ...role }).catch(nameTaken);
      await this.#options.audit.record(trx, {
        action: 'role_update',
        by,
        organizationId: before.organization_id,
        meta: { id, name: role.name },
        change: { before: { name: before.name, description: before.description }, after: role },
      });
      return { id, ...role, isInternal: false };
    });
  }

  /** A role that somebody has stays: `conflict`. */
  async delete(by: Principal, id: number): Promise<void> {
    requirePermission(by, 'role_delete');
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const { name, description, organization_id } = await this.#changeable(trx, by, id);
      if (await roleHasUsers(trx, id)) throw conflict('the role has users', 'in_use');
      const meta = { id, name, description, permissions: await listPermissions(trx, id) };
      await deleteRole(trx, id);
      await this.#options.audit.record(trx, {
        action: 'role_delete',
        by,
        organizationId: organization_id,
        meta,
      });
    });
  }

  /** As far as the caller sees users. */
  async members(by: Principal, id: number): Promise<UserView[]> {
    requirePermission(by, 'role_member_read');
    await this.#get(this.#db, by, id);
    const rows = await listUserRows(this.#db, organizationScope(by), { roleId: id }, { afterId: 0 });
    return await toUserViews(this.#db, rows);
  }

  async permissions(by: Principal, id: number): Promise<Permission[]> {
    requirePermission(by, 'role_perm_read');
    await this.#get(this.#db, by, id);
    const held = new Set(await listPermissions(this.#db, id));
    return permissions.filter((permission) => held.has(permission));
  }

  async grant(by: Principal, id: number, permission: Permission): Promise<void> {
    requirePermission(by, 'permission_create');
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const { name, organization_id: organizationId } = await this.#changeable(trx, by, id);
      requireNotAbove(by, [permission]);
      if (!(await addPermission(trx, id, permission)))
        throw conflict('the role has this permission already', 'held');
      const meta = { role_id: id, name, permission };
      await this.#options.audit.record(trx, { action: 'permission_create', by, organizationId, meta });
    });
    this.#options.access.forget();
  }

  /** What the role does not have, or a role that is not there, is let be. */
  async revoke(by: Principal, id: number, permission: Permission): Promise<void> {
    requirePermission(by, 'permission_delete');
    if ((await this.#find(this.#db, by, id)) === undefined) return;
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const { name, organization_id: organizationId } = await this.#changeable(trx, by, id);
      if (!(await removePermission(trx, id, permission))) return;
      const meta = { role_id: id, name, permission };
      await this.#options.audit.record(trx, { action: 'permission_delete', by, organizationId, meta });
    });
    this.#options.access.forget();
  }

  async #changeable(db: Db, by: Principal, id: number): Promise<RoleRow> {
    const role = await this.#get(db, by, id);
    if (role.organization_id === null) requireSuperuser(by);
    requireNotAbove(by, await listPermissions(db, id));
    if (role.is_internal === 1) throw conflict('the role is built in', 'internal');
    return role;
  }

  async #get(db: Db, by: Principal, id: number): Promise<RoleRow> {
    const role = await this.#find(db, by, id);
    if (role === undefined) throw new VidetteError('not_found', 'no such role');
    return role;
  }

  async #find(db: Db, by: Principal, id: number): Promise<RoleRow | undefined> {
    return isNumber(id) ? await findRole(db, organizationScope(by), id) : undefined;
  }
}

function check({ name, description }: RoleFields): void {
  checkName(name);
  checkText(description, ['description']);
}

function toView(row: RoleRow): RoleView {
  return { id: row.id, name: row.name, description: row.description, isInternal: row.is_internal === 1 };
}

function nameTaken(cause: unknown): never {
  if (cause instanceof VidetteError && cause.reason === 'unique')
    throw new VidetteError('conflict', 'there is a role of this name', {
      cause,
      field: ['name'],
      reason: 'name_taken',
    });
  throw cause;
}

function conflict(message: string, reason: string): VidetteError {
  return new VidetteError('conflict', message, { reason });
}
