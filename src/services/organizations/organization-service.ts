/** Organisations. Who is no superuser knows the own one only. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { listGroupRows } from '#stores/groups.ts';
import {
  countIn,
  deleteOrganization,
  findOrganization,
  listOrganizationRows,
  type OrganizationFields,
  type OrganizationRow,
  updateOrganization,
} from '#stores/organizations.ts';
import { insertOrganization } from '#stores/people.ts';
import { lockPeople } from '#stores/people-lock.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { touchUploads } from '#stores/uploads.ts';
import { listUserRows } from '#stores/users.ts';
import { organizationScope, requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { type GroupView, toGroupView } from '../groups/group-view.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { checkName, checkText, isNumber } from '../sites/checks.ts';
import { requireUpload } from '../uploads/require-upload.ts';
import { toUserViews, type UserView } from '../users/user-view.ts';

export interface OrganizationServiceOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cursors: Cursors;
}

export interface OrganizationView extends OrganizationFields {
  readonly id: number;
  readonly isInternal: boolean;
}

/** Longer than any name: finds nothing. */
const longestQuery = 255;

export class OrganizationService {
  readonly #options: OrganizationServiceOptions;
  readonly #db: Db;

  constructor(options: OrganizationServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  async list(by: Principal, page: PageRequest): Promise<Page<OrganizationView>> {
    requirePermission(by, 'organization_read');
    return await this.#page(by, 'organizations', {}, page);
  }

  async search(by: Principal, query: string, page: PageRequest): Promise<Page<OrganizationView>> {
    requirePermission(by, 'organization_read');
    if (query.length > longestQuery) return { items: [], cursor: undefined };
    return await this.#page(by, 'organizations/search', { nameContains: query }, page);
  }

  async get(by: Principal, id: number): Promise<OrganizationView> {
    requirePermission(by, 'organization_read');
    return toView(await this.#get(this.#db, by, id));
  }

  async create(by: Principal, organization: OrganizationFields): Promise<OrganizationView> {
    requirePermission(by, 'organization_create');
    check(organization);
    return await this.#db.transaction().execute(async (trx) => {
      const id = await insertOrganization(trx, { ...organization, logoId: null, isInternal: false });
      if (organization.logoId !== null) {
        await this.#claimLogo(trx, by, id, organization.logoId);
        await updateOrganization(trx, id, organization);
      }
      const meta = { id, ...organization };
      await this.#options.audit.record(trx, {
        action: 'organization_create',
        by,
        organizationId: id,
        meta,
      });
      return { ...organization, id, isInternal: false };
    });
  }

  async update(by: Principal, id: number, organization: OrganizationFields): Promise<OrganizationView> {
    requirePermission(by, 'organization_update');
    check(organization);
    return await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const before = await this.#get(trx, by, id);
      if (organization.logoId !== before.logo_id) {
        await this.#claimLogo(trx, by, id, organization.logoId);
        if (before.logo_id !== null) await touchUploads(trx, [before.logo_id], this.#nowMs());
      }
      await updateOrganization(trx, id, organization);
      await this.#options.audit.record(trx, {
        action: 'organization_update',
        by,
        organizationId: id,
        meta: { id, name: organization.name },
        change: { before: fieldsOf(before), after: organization },
      });
      return { ...organization, id, isInternal: before.is_internal === 1 };
    });
  }

  /** The built-in one stays, and one with users, groups or anything else in it: `conflict`. */
  async delete(by: Principal, id: number): Promise<void> {
    requirePermission(by, 'organization_delete');
    await this.#db.transaction().execute(async (trx) => {
      await lockPeople(trx);
      const row = await this.#get(trx, by, id);
      if (row.is_internal === 1) throw inUse('the built-in organization stays');
      if ((await countIn(trx, 'users', id)) > 0) throw inUse('the organization has users');
      if ((await countIn(trx, 'groups', id)) > 0) throw inUse('the organization has groups');
      if ((await countIn(trx, 'sites', id)) > 0) throw inUse('the organization has places');
      await deleteOrganization(trx, id).catch((cause: unknown) => {
        if (cause instanceof VidetteError && cause.reason === 'reference')
          throw inUse('the organization is not empty', cause);
        throw cause;
      });
      const meta = { id, ...fieldsOf(row) };
      await this.#options.audit.record(trx, { action: 'organization_delete', by, meta });
    });
  }

  async members(
    by: Principal,
    id: number,
    filter: { readonly withoutGroups: boolean },
    page: PageRequest,
  ): Promise<Page<UserView>> {
    requirePermission(by, 'organization_members_read');
    await this.#get(this.#db, by, id);
    const { items, cursor } = await this.#options.cursors.page(
      ['organizations/members', by.userId, { id, ...filter }],
      unbounded(page),
      (range) => listUserRows(this.#db, id, filter, range),
      (row) => row,
    );
    return { items: await toUserViews(this.#db, items), cursor };
  }

  async groups(by: Principal, id: number, page: PageRequest): Promise<Page<GroupView>> {
    requirePermission(by, 'organization_groups_read');
    await this.#get(this.#db, by, id);
    return await this.#options.cursors.page(
      ['organizations/groups', by.userId, { id }],
      unbounded(page),
      (range) => listGroupRows(this.#db, id, {}, range),
      toGroupView,
    );
  }

  async #page(
    by: Principal,
    list: string,
    filter: { readonly nameContains?: string },
    page: PageRequest,
  ): Promise<Page<OrganizationView>> {
    const scope = organizationScope(by);
    return await this.#options.cursors.page(
      [list, by.userId, { scope, ...filter }],
      page,
      (range) => listOrganizationRows(this.#db, scope, filter, range),
      toView,
    );
  }

  async #get(db: Db, by: Principal, id: number): Promise<OrganizationRow> {
    const row = isNumber(id) ? await findOrganization(db, organizationScope(by), id) : undefined;
    if (row === undefined) throw new VidetteError('not_found', 'no such organization');
    return row;
  }

  async #claimLogo(trx: Trx, by: Principal, organizationId: number, id: string | null): Promise<void> {
    await requireUpload(trx, by, { id, kind: 'logo', organizationId, nowMs: this.#nowMs() }, 'logo_id');
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

/** These two lists answer no cursor in their body: without a limit they are answered whole. */
function unbounded(page: PageRequest): PageRequest {
  return page.limit === undefined ? { ...page, limit: 100_000 } : page;
}

function check({ name, description }: OrganizationFields): void {
  checkName(name);
  checkText(description, ['description']);
}

function fieldsOf(row: OrganizationRow): OrganizationFields {
  return { name: row.name, description: row.description, logoId: row.logo_id };
}

function toView(row: OrganizationRow): OrganizationView {
  return { id: row.id, ...fieldsOf(row), isInternal: row.is_internal === 1 };
}

function inUse(message: string, cause?: unknown): VidetteError {
  return new VidetteError('conflict', message, { cause, reason: 'in_use' });
}
