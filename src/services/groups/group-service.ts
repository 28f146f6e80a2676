/**
 * Groups: which users see which sites. Managing them is a matter of the whole organisation: who may, manages all its groups and all
 * its sites, whatever they see themselves.
 */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  addMembers,
  deleteGroup,
  findGroup,
  findGroupableSites,
  findMembers,
  type GroupFields,
  type GroupRow,
  insertGroup,
  listGroupRows,
  removeMembers,
  removeSites,
  updateGroup,
} from '#stores/groups.ts';
import { findOrganization } from '#stores/organizations.ts';
import { lockPeople } from '#stores/people-lock.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { grantSite, listSites } from '#stores/sites.ts';
import { listUserRows, type OrganizationScope } from '#stores/users.ts';
import type { AccessService } from '../access/access-service.ts';
import { organizationScope, requirePermission } from '../access/rights.ts';
import type { AuditAction } from '../audit/actions.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { checkName, checkText, invalid, isNumber } from '../sites/checks.ts';
import { type SiteView, toSiteView } from '../sites/site-view.ts';
import { toUserViews, type UserView } from '../users/user-view.ts';
import { type GroupView, toGroupView } from './group-view.ts';

export interface GroupServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly access: Pick<AccessService, 'forget'>;
  readonly cursors: Cursors;
}

/** Users or sites in one call. */
const mostAtOnce = 1_000;

export class GroupService {
  readonly #options: GroupServiceOptions;
  readonly #db: Db;

  constructor(options: GroupServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  async list(by: Principal, page: PageRequest): Promise<Page<GroupView>> {
    requirePermission(by, 'group_read');
    return await this.#page(by, 'groups', organizationScope(by), {}, page);
  }

  async search(
    by: Principal,
    query: string,
    organizationId: number | undefined,
    page: PageRequest,
  ): Promise<Page<GroupView>> {
    requirePermission(by, 'group_read');
    const scope = organizationScope(by, organizationId);
    return await this.#page(by, 'groups/search', scope, { nameContains: query }, page);
  }

  async get(by: Principal, id: number): Promise<GroupView> {
    requirePermission(by, 'group_read');
    return toGroupView(await this.#get(this.#db, by, id));
  }

  /** Only a superuser names the organisation. */
  async create(by: Principal, group: GroupFields, organizationId?: number): Promise<GroupView> {
    requirePermission(by, 'group_create');
    if (organizationId !== undefined && !by.superuser)
      throw new VidetteError('conflict', 'only a superuser names the organization of a group');
    check(group);
    const organization = organizationId ?? by.organizationId;
    return await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      if (!isNumber(organization) || (await findOrganization(trx, null, organization)) === undefined)
        throw new VidetteError('conflict', 'there is no such organization');
      const id = await insertGroup(trx, { ...group, organizationId: organization });
      const meta = { id, ...group, organization_id: organization };
      await this.#options.audit.record(trx, {
        action: 'group_create',
        by,
        organizationId: organization,
        meta,
      });
      return toGroupView(await this.#get(trx, by, id));
    });
  }

  async update(by: Principal, id: number, group: GroupFields): Promise<GroupView> {
    requirePermission(by, 'group_update');
    check(group);
    return await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const { name, description, organization_id } = await this.#get(trx, by, id);
      await updateGroup(trx, id, group);
      await this.#options.audit.record(trx, {
        action: 'group_update',
        by,
        organizationId: organization_id,
        meta: { id, name: group.name },
        change: { before: { name, description }, after: group },
      });
      return toGroupView(await this.#get(trx, by, id));
    });
  }

  /** A group with users, or a built-in one, stays: `conflict`. Its sites are in no group then. */
  async delete(by: Principal, id: number): Promise<void> {
    requirePermission(by, 'group_delete');
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const group = await this.#get(trx, by, id);
      if (group.is_internal === 1) throw inUse('the group is built in');
      if (group.user_count > 0) throw inUse('the group has users');
      await deleteGroup(trx, id);
      const meta = { id, name: group.name, description: group.description, places: group.place_count };
      await this.#options.audit.record(trx, {
        action: 'group_delete',
        by,
        organizationId: group.organization_id,
        meta,
      });
    });
    this.#options.access.forget();
  }

  async members(by: Principal, id: number, page: PageRequest): Promise<Page<UserView>> {
    requirePermission(by, 'group_user_read');
    const group = await this.#get(this.#db, by, id);
    const { items, cursor } = await this.#options.cursors.page(
      ['groups/members', by.userId, { id }],
      page,
      (range) => listUserRows(this.#db, group.organization_id, { groupId: id }, range),
      (row) => row,
    );
    return { items: await toUserViews(this.#db, items), cursor };
  }

  /** All or none: one that is unknown or in a group already refuses them all. */
  async addMembers(by: Principal, id: number, userIds: readonly number[]): Promise<void> {
    requirePermission(by, 'group_user_create');
    const wanted = distinct(userIds, 'user_ids');
    await this.#change(by, id, 'group_user_create', 'user_ids', async (trx, group) => {
      if (wanted.length === 0) return [];
      if (!wanted.every(isNumber)) throw unknown('user_ids', 'user');
      const known = await findMembers(trx, group.organization_id, wanted);
      requireFree(wanted, known, 'user_ids', 'user');
      await addMembers(trx, id, wanted);
      return wanted;
    });
    this.#options.access.forget();
  }

  /** Who is not in the group is let be, as is a group that is not there. */
  async removeMembers(by: Principal, id: number, userIds: readonly number[]): Promise<void> {
    requirePermission(by, 'group_user_delete');
    const wanted = distinct(userIds, 'user_ids').filter(isNumber);
    if (wanted.length === 0 || (await this.#find(this.#db, by, id)) === undefined) return;
    await this.#change(by, id, 'group_user_delete', 'user_ids', (trx) => removeMembers(trx, id, wanted));
    this.#options.access.forget();
  }

  async places(by: Principal, id: number, page: PageRequest): Promise<Page<SiteView>> {
    requirePermission(by, 'group_place_read');
    const { organization_id: organizationId } = await this.#get(this.#db, by, id);
    const scope = { organizationId, groupIds: null, groupless: true };
    return await this.#options.cursors.page(
      ['groups/places', by.userId, { id }],
      page,
      (range) => listSites(this.#db, scope, { grantedTo: id }, range),
      toSiteView,
    );
  }

  /** All or none, as with members. They are seen live and in the archive. */
  async addPlaces(by: Principal, id: number, siteIds: readonly number[]): Promise<void> {
    requirePermission(by, 'group_place_create');
    const wanted = distinct(siteIds, 'place_ids');
    await this.#change(by, id, 'group_place_create', 'place_ids', async (trx, group) => {
      if (wanted.length === 0) return [];
      if (!wanted.every(isNumber)) throw unknown('place_ids', 'place');
      const known = await findGroupableSites(trx, group.organization_id, wanted);
      requireFree(wanted, known, 'place_ids', 'place');
      for (const siteId of wanted) await grantSite(trx, { groupId: id, siteId, live: true, archive: true });
      return wanted;
    });
  }

  async removePlaces(by: Principal, id: number, siteIds: readonly number[]): Promise<void> {
    requirePermission(by, 'group_place_delete');
    const wanted = distinct(siteIds, 'place_ids').filter(isNumber);
    if (wanted.length === 0 || (await this.#find(this.#db, by, id)) === undefined) return;
    await this.#change(by, id, 'group_place_delete', 'place_ids', (trx) => removeSites(trx, id, wanted));
  }

  async #page(
    by: Principal,
    list: string,
    scope: OrganizationScope,
    filter: { readonly nameContains?: string },
    page: PageRequest,
  ): Promise<Page<GroupView>> {
    return await this.#options.cursors.page(
      [list, by.userId, { scope, ...filter }],
      page,
      (range) => listGroupRows(this.#db, scope, filter, range),
      toGroupView,
    );
  }

  async #get(db: Db, by: Principal, id: number): Promise<GroupRow> {
    const row = await this.#find(db, by, id);
    if (row === undefined) throw new VidetteError('not_found', 'no such group');
    return row;
  }

  async #find(db: Db, by: Principal, id: number): Promise<GroupRow | undefined> {
    return isNumber(id) ? await findGroup(db, organizationScope(by), id) : undefined;
  }

  /** `change` gives the numbers that it moved; nothing moved is nothing to audit. */
  async #change(
    by: Principal,
    id: number,
    action: AuditAction,
    moved: string,
    change: (trx: Trx, group: GroupRow) => Promise<readonly number[]>,
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const group = await this.#get(trx, by, id);
      const ids = await change(trx, group);
      if (ids.length === 0) return;
      const meta = { group_id: id, name: group.name, [moved]: ids };
      await this.#options.audit.record(trx, { action, by, organizationId: group.organization_id, meta });
    });
  }
}

function distinct(ids: readonly number[], field: string): number[] {
  if (ids.length > mostAtOnce) throw invalid([field], `names more than ${mostAtOnce}`);
  return [...new Set(ids)];
}

function requireFree(
  wanted: readonly number[],
  known: readonly { readonly id: number; readonly hasGroup: boolean }[],
  field: string,
  word: string,
): void {
  if (known.length < wanted.length) throw unknown(field, word);
  if (known.some(({ hasGroup }) => hasGroup))
    throw new VidetteError('conflict', `one of them is a ${word} in a group already`, { field: [field] });
}

function unknown(field: string, word: string): VidetteError {
  return new VidetteError('conflict', `one of them is no ${word} of this organization`, { field: [field] });
}

function check({ name, description }: GroupFields): void {
  checkName(name);
  checkText(description, ['description']);
}

function inUse(message: string): VidetteError {
  return new VidetteError('conflict', message, { reason: 'in_use' });
}
