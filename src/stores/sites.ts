/** Sites in their tree, and the plans that hang on them. */
import type { Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import { keptQuery } from './kept-query.ts';
import type { Db, Trx } from './schema.ts';
import { foldForSearch, isLike, patternOf } from './search-text.ts';
import { type SiteScope, siteIsGroupless, siteIsInGroup, siteIsVisible } from './site-scope.ts';

export interface SiteTables {
  sites: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    /** Null: directly below the root, which has no row. */
    parent_id: number | null;
    name: string;
    /** The name folded for searching, see search-text.ts. */
    name_search: string;
    description: string | null;
    /** WGS 84 degrees. */
    latitude: number | null;
    longitude: number | null;
    created_ms: number;
    updated_ms: number;
  };
  /** Every site with all sites above it and itself. */
  site_ancestors: { site_id: number; ancestor_id: number };
  plans: {
    id: Generated<number>;
    uuid: string;
    site_id: number;
    name: string;
    name_search: string;
    /** Upload, UUID. */
    image_id: string;
    created_ms: number;
    updated_ms: number;
  };
}

export interface SiteRow extends Selectable<SiteTables['sites']> {
  readonly plan_count: number;
  readonly camera_count: number;
}
export type PlanRow = Selectable<SiteTables['plans']>;

/** What may be written of a site. */
export interface SiteFields {
  readonly name: string;
  readonly description: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export interface SiteFilter {
  /** Put into this group themselves, not by a site above. */
  readonly grantedTo?: number;
  readonly groupId?: number;
  readonly withoutGroups?: boolean;
  /** Anywhere in the name, whatever the letter case. */
  readonly nameContains?: string;
  /** Degrees, bounds included; `west` may be greater than `east` (over the date line). */
  readonly within?: {
    readonly south: number;
    readonly north: number;
    readonly west: number;
    readonly east: number;
  };
}

/** By number. Rows after `afterId`. */
export async function listSites(
  db: Db,
  scope: SiteScope,
  { nameContains, ...filter }: SiteFilter,
  page: { readonly afterId: number; readonly limit?: number },
): Promise<SiteRow[]> {
  const { within } = filter;
  const isOverDateLine = within !== undefined && within.west > within.east;
  return await pageOfSites(db, { scope, filter, pattern: patternOf(nameContains), page, isOverDateLine });
}

interface PageOfSites {
  readonly scope: SiteScope;
  readonly filter: Omit<SiteFilter, 'nameContains'>;
  readonly pattern: string | undefined;
  readonly page: { readonly afterId: number; readonly limit?: number };
  readonly isOverDateLine: boolean;
}

const pageOfSites = keptQuery((db, { scope, filter, pattern, page, isOverDateLine }: PageOfSites) => {
  let query = selectSites(db).where(siteIsVisible(scope)).where('sites.id', '>', page.afterId);
  if (filter.groupId !== undefined) query = query.where(siteIsInGroup(filter.groupId));
  if (filter.grantedTo !== undefined)
    query = query.where('sites.id', 'in', (eb) =>
      eb.selectFrom('group_sites').select('site_id').where('group_id', '=', filter.grantedTo!),
    );
  if (filter.withoutGroups) query = query.where(siteIsGroupless());
  if (pattern !== undefined) query = query.where(isLike('sites.name_search', pattern));
  const box = filter.within;
  if (box !== undefined) {
    query = query.where('latitude', '>=', box.south).where('latitude', '<=', box.north);
    query = query.where(({ and, or, eb }) => {
      const sides = [eb('longitude', '>=', box.west), eb('longitude', '<=', box.east)];
      return isOverDateLine ? or(sides) : and(sides);
    });
  }
  query = query.orderBy('sites.id');
  return page.limit === undefined ? query : query.limit(page.limit);
});

export async function findSite(db: Db, scope: SiteScope, id: number): Promise<SiteRow | undefined> {
  const [site] = await oneSite(db, { scope, id });
  return site;
}

const oneSite = keptQuery((db, { scope, id }: { readonly scope: SiteScope; readonly id: number }) =>
  selectSites(db).where('sites.id', '=', id).where(siteIsVisible(scope, 'one')),
);

function selectSites(db: Db) {
  return db
    .selectFrom('sites')
    .selectAll('sites')
    .select([
      sql<number>`(select count(*) from plans where plans.site_id = sites.id)`.as('plan_count'),
      sql<number>`(select count(*) from cameras where cameras.site_id = sites.id)`.as('camera_count'),
    ]);
}

export interface NewSite extends SiteFields {
  readonly uuid: string;
  readonly organizationId: number;
  readonly parentId: number | null;
  readonly nowMs: number;
}

export async function insertSite(trx: Trx, site: NewSite): Promise<number> {
  const { id } = await trx
    .insertInto('sites')
    .values({
      ...fields(site),
      uuid: site.uuid,
      organization_id: site.organizationId,
      parent_id: site.parentId,
      created_ms: site.nowMs,
      updated_ms: site.nowMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx.insertInto('site_ancestors').values({ site_id: id, ancestor_id: id }).execute();
  if (site.parentId !== null) {
    await trx
      .insertInto('site_ancestors')
      .columns(['site_id', 'ancestor_id'])
      .expression((eb) =>
        eb
          .selectFrom('site_ancestors')
          .select([sql<number>`cast(${id} as integer)`.as('site_id'), 'ancestor_id'])
          .where('site_id', '=', site.parentId),
      )
      .execute();
  }
  return id;
}

export async function updateSite(trx: Trx, id: number, site: SiteFields, nowMs: number): Promise<void> {
  await trx
    .updateTable('sites')
    .set({ ...fields(site), updated_ms: nowMs })
    .where('id', '=', id)
    .execute();
}

function fields(site: SiteFields) {
  return {
    name: site.name,
    name_search: foldForSearch(site.name),
    description: site.description,
    latitude: site.latitude,
    longitude: site.longitude,
  };
}

export async function deleteSite(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('sites').where('id', '=', id).execute();
}

export async function countSitesBelow(db: Db, id: number): Promise<number> {
  const row = await db
    .selectFrom('sites')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('parent_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function grantSite(
  trx: Trx,
  grant: { groupId: number; siteId: number; live: boolean; archive: boolean },
): Promise<void> {
  await trx
    .insertInto('group_sites')
    .values({
      group_id: grant.groupId,
      site_id: grant.siteId,
      live: grant.live ? 1 : 0,
      archive: grant.archive ? 1 : 0,
    })
    .execute();
}

export async function listPlansOfSite(
  db: Db,
  siteId: number,
  page: { readonly afterId: number; readonly limit: number },
): Promise<PlanRow[]> {
  return await db
    .selectFrom('plans')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('id', '>', page.afterId)
    .orderBy('id')
    .limit(page.limit)
    .execute();
}
