/**
 * Which sites and cameras somebody sees, as conditions of a query. A group's grant of a site holds for all sites below it; an
 * organisation may show its members the sites that are in no group.
 */
import { type RawBuilder, sql } from 'kysely';

export interface SiteScope {
  /** Null: all organisations. */
  readonly organizationId: number | null;
  /** Null: all sites of the organisation. */
  readonly groupIds: readonly number[] | null;
  /** Sites that no group has are seen, too. */
  readonly groupless: boolean;
}

/** `any` means live or archive. */
export type CameraRight = 'any' | 'live' | 'archive';

export const everything: SiteScope = { organizationId: null, groupIds: null, groupless: true };

/** For queries from `sites`. */
export function siteIsVisible(scope: SiteScope): RawBuilder<boolean> {
  return all([organizationIs('sites', scope), siteIsGranted('sites.id', scope, 'any')]);
}

/** For queries from `cameras`. */
export function cameraIsVisible(scope: SiteScope, right: CameraRight = 'any'): RawBuilder<boolean> {
  return all([organizationIs('cameras', scope), cameraIsGranted(scope, right)]);
}

/** For queries from `cameras`: in a group by its site or by itself. */
export function cameraIsInGroup(groupId: number): RawBuilder<boolean> {
  return any([siteIsInGroups('cameras.site_id', [groupId], 'any'), cameraIsInGroups([groupId], 'any')]);
}

export function siteIsInGroup(groupId: number): RawBuilder<boolean> {
  return siteIsInGroups('sites.id', [groupId], 'any');
}

/** In no group, neither itself nor by a site above. */
export function siteIsGroupless(siteColumn = 'sites.id'): RawBuilder<boolean> {
  // Asked of single rows: for a `not exists`, PostgreSQL works out the sites of all groups of the installation first.
  return sql<boolean>`(select 1 from site_ancestors above
    join group_sites grants on grants.site_id = above.ancestor_id
    where above.site_id = ${sql.ref(siteColumn)} limit 1) is null`;
}

function organizationIs(table: 'sites' | 'cameras', scope: SiteScope): RawBuilder<boolean> {
  if (scope.organizationId === null) return always;
  return sql<boolean>`${sql.ref(`${table}.organization_id`)} = ${scope.organizationId}`;
}

function siteIsGranted(siteColumn: string, scope: SiteScope, right: CameraRight): RawBuilder<boolean> {
  if (scope.groupIds === null) return always;
  const ways = [siteIsInGroups(siteColumn, scope.groupIds, right)];
  if (scope.groupless) ways.push(siteIsGroupless(siteColumn));
  return any(ways);
}

function cameraIsGranted(scope: SiteScope, right: CameraRight): RawBuilder<boolean> {
  if (scope.groupIds === null) return always;
  return any([siteIsGranted('cameras.site_id', scope, right), cameraIsInGroups(scope.groupIds, right)]);
}

function siteIsInGroups(
  siteColumn: string,
  groupIds: readonly number[],
  right: CameraRight,
): RawBuilder<boolean> {
  if (groupIds.length === 0) return never;
  // Not correlated, so that it is worked out once per query and not once per row.
  return sql<boolean>`${sql.ref(siteColumn)} in (select below.site_id from group_sites grants
    join site_ancestors below on below.ancestor_id = grants.site_id
    where grants.group_id in (${sql.join(groupIds)}) and ${rightIs(right)})`;
}

function cameraIsInGroups(groupIds: readonly number[], right: CameraRight): RawBuilder<boolean> {
  if (groupIds.length === 0) return never;
  return sql<boolean>`exists (select 1 from group_cameras grants
    where grants.camera_id = cameras.id and grants.group_id in (${sql.join(groupIds)}) and ${rightIs(right)})`;
}

function rightIs(right: CameraRight): RawBuilder<boolean> {
  if (right === 'any') return sql<boolean>`(grants.live = 1 or grants.archive = 1)`;
  return sql<boolean>`${sql.ref(`grants.${right}`)} = 1`;
}

const always = sql<boolean>`1 = 1`;
const never = sql<boolean>`1 = 0`;

function all(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function any(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}
