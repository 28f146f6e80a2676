/** Sites: the places where cameras hang. What a caller does not see is not there for them. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { listCameras } from '#stores/cameras.ts';
import type { Db, Trx } from '#stores/schema.ts';
import {
  countSitesBelow,
  deleteSite,
  findSite,
  grantSite,
  insertSite,
  listPlansOfSite,
  listSites,
  type SiteFields,
  type SiteFilter,
  type SiteRow,
  updateSite,
} from '#stores/sites.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { type CameraView, toView } from '../cameras/camera-view.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { type Area, boundsOf, isInside } from './area.ts';
import { checkName, checkText, invalid, isNumber } from './checks.ts';
import { type PlanView, type SiteView, toPlanView, toSiteView } from './site-view.ts';

export interface SiteServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cursors: Cursors;
  readonly clock: Clock;
}

export interface SiteListFilter {
  readonly area?: Area | undefined;
  readonly groupId?: number | undefined;
  readonly withoutGroups?: boolean | undefined;
}

/** Longer than any name: finds nothing, and keeps patterns short. */
const longestQuery = 255;

export class SiteService {
  readonly #options: SiteServiceOptions;
  readonly #db: Db;

  constructor(options: SiteServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  /** All of them, by number. */
  async list(principal: Principal, filter: SiteListFilter): Promise<readonly SiteView[]> {
    requirePermission(principal, 'place_read');
    const { area, groupId } = filter;
    if (groupId !== undefined && !isNumber(groupId)) return [];
    const stored: SiteFilter = {
      ...filterOf(filter),
      ...(area === undefined ? {} : { within: boundsOf(area) }),
    };
    const rows = await listSites(this.#db, siteScope(principal), stored, { afterId: 0 });
    return rows.filter((row) => area === undefined || isInside(area, row)).map(toSiteView);
  }

  async search(
    principal: Principal,
    query: string,
    filter: SiteListFilter,
    page: PageRequest,
  ): Promise<Page<SiteView>> {
    requirePermission(principal, 'place_read');
    if (query.length > longestQuery) return { items: [], cursor: undefined };
    const stored: SiteFilter = { ...filterOf(filter), nameContains: query };
    return await this.#options.cursors.page(
      ['places/search', principal.userId, stored],
      page,
      (range) => listSites(this.#db, siteScope(principal), stored, range),
      toSiteView,
    );
  }

  async get(principal: Principal, id: number): Promise<SiteView> {
    requirePermission(principal, 'place_read');
    return toSiteView(await this.#get(this.#db, principal, id));
  }

  async create(principal: Principal, site: SiteFields): Promise<SiteView> {
    requirePermission(principal, 'place_create');
    check(site);
    return await this.#db.transaction().execute(async (trx) => {
      const { organizationId } = principal;
      const nowMs = this.#nowMs();
      const id = await insertSite(trx, {
        ...site,
        uuid: randomUUID(),
        organizationId,
        parentId: null,
        nowMs,
      });
      await this.#showToCreator(trx, principal, id);
      await this.#options.audit.record(trx, {
        action: 'place_create',
        by: principal,
        meta: { place_id: id, name: site.name },
      });
      return toSiteView(await this.#get(trx, principal, id));
    });
  }

  async update(principal: Principal, id: number, site: SiteFields): Promise<SiteView> {
    requirePermission(principal, 'place_update');
    check(site);
    return await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      await updateSite(trx, id, site, this.#nowMs());
      await this.#options.audit.record(trx, {
        action: 'place_update',
        by: principal,
        organizationId: before.organization_id,
        meta: { place_id: id, name: site.name },
        change: { before: fieldsOf(before), after: fieldsOf(site) },
      });
      return toSiteView(await this.#get(trx, principal, id));
    });
  }

  /** A site with plans, cameras or sites below it stays: `conflict`. */
  async delete(principal: Principal, id: number): Promise<void> {
    requirePermission(principal, 'place_delete');
    await this.#db.transaction().execute(async (trx) => {
      const site = await this.#get(trx, principal, id);
      if (site.plan_count > 0) throw inUse('the place has plans');
      if (site.camera_count > 0) throw inUse('the place has cameras');
      if ((await countSitesBelow(trx, id)) > 0) throw inUse('the place has places below it');
      await deleteSite(trx, id);
      await this.#options.audit.record(trx, {
        action: 'place_delete',
        by: principal,
        organizationId: site.organization_id,
        meta: { place_id: id, name: site.name },
      });
    });
  }

  async plans(principal: Principal, id: number, page: PageRequest): Promise<Page<PlanView>> {
    requirePermission(principal, 'place_plan_read');
    await this.#get(this.#db, principal, id);
    return await this.#options.cursors.page(
      ['places/plans', principal.userId, { id }],
      page,
      (range) => listPlansOfSite(this.#db, id, range),
      toPlanView,
    );
  }

  async cameras(
    principal: Principal,
    id: number,
    filter: { readonly withoutPlans: boolean },
    page: PageRequest,
  ): Promise<Page<CameraView>> {
    requirePermission(principal, 'camera_read');
    const scope = siteScope(principal);
    await this.#get(this.#db, principal, id);
    return await this.#options.cursors.page(
      ['places/cameras', principal.userId, { id, ...filter }],
      page,
      (range) => listCameras(this.#db, scope, { siteId: id, withoutPlans: filter.withoutPlans }, range),
      toView,
    );
  }

  async #get(db: Db, principal: Principal, id: number): Promise<SiteRow> {
    const row = isNumber(id) ? await findSite(db, siteScope(principal), id) : undefined;
    if (row === undefined) throw new VidetteError('not_found', 'no such place');
    return row;
  }

  /** Where an organisation hides sites without groups, a new one goes into the creator's first group. */
  async #showToCreator(trx: Trx, principal: Principal, siteId: number): Promise<void> {
    const scope = siteScope(principal);
    if (scope.groupIds === null || scope.groupless) return;
    const [groupId] = scope.groupIds;
    if (groupId === undefined)
      throw new VidetteError('not_allowed', 'you are in no group, and would not see the place');
    await grantSite(trx, { groupId, siteId, live: true, archive: true });
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

function check(site: SiteFields): void {
  checkName(site.name);
  if (site.description !== null) checkText(site.description, ['description']);
  if (Math.abs(site.latitude ?? 0) > 90) throw invalid(['latitude'], 'is not within -90..90');
  if (Math.abs(site.longitude ?? 0) > 180) throw invalid(['longitude'], 'is not within -180..180');
}

function fieldsOf({ name, description, latitude, longitude }: SiteFields): SiteFields {
  return { name, description, latitude, longitude };
}

function filterOf({ groupId, withoutGroups }: SiteListFilter): SiteFilter {
  return {
    ...(groupId === undefined ? {} : { groupId }),
    ...(withoutGroups ? { withoutGroups: true } : {}),
  };
}

function inUse(message: string): VidetteError {
  return new VidetteError('conflict', message, { reason: 'in_use' });
}
