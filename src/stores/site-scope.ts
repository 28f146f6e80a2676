/**
 * Which sites and cameras somebody sees, as conditions of a query. A group's grant of a site holds for all sites below it; an
 * organisation may show its members the sites that are in no group.
 */
import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import { filledUp } from './kept-query.ts';

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

/**
 * Of how many rows a query asks this, which tells what is quickest. `one`, that a key names: only what is above its site is looked
 * at. `some`, a page of a list: all sites of the groups are worked out once. `all` rows of an organisation: the sites without a
 * group, too.
 */
export type RowCount = 'one' | 'some' | 'all';

/** For queries from `sites`. */
export function siteIsVisible(scope: SiteScope, rows: RowCount = 'some'): RawBuilder<boolean> {
  return all([organizationIs('sites', scope), siteIsGranted('sites.id', scope, 'any', rows)]);
}

/** For queries from `cameras`. */
export function cameraIsVisible(
  scope: SiteScope,
  right: CameraRight = 'any',
  rows: RowCount = 'some',
): RawBuilder<boolean> {
  return all([organizationIs('cameras', scope), cameraIsGranted(scope, right, rows)]);
}

/** For queries from `cameras`: in a group by its site or by itself. */
export function cameraIsInGroup(groupId: number): RawBuilder<boolean> {
  return any([
    siteIsInGroups('cameras.site_id', [groupId], 'any', 'some'),
    cameraIsInGroups([groupId], 'any'),
  ]);
}

export function siteIsInGroup(groupId: number): RawBuilder<boolean> {
  return siteIsInGroups('sites.id', [groupId], 'any', 'some');
}

/** In no group, neither itself nor by a site above. */
export function siteIsGroupless(siteColumn = 'sites.id', rows: RowCount = 'some'): RawBuilder<boolean> {
  const site = sql.ref(siteColumn);
  if (rows === 'all') return sql<boolean>`${site} not in (${sitesBelow(always)})`;
  // For a `not exists`, PostgreSQL works out the sites of all groups of the installation first.
  return sql<boolean>`(${grantsAbove(site, always)} limit 1) is null`;
}

function organizationIs(table: 'sites' | 'cameras', scope: SiteScope): RawBuilder<boolean> {
  if (scope.organizationId === null) return always;
  return sql<boolean>`${sql.ref(`${table}.organization_id`)} = ${scope.organizationId}`;
}

function siteIsGranted(
  siteColumn: string,
  scope: SiteScope,
  right: CameraRight,
  rows: RowCount,
): RawBuilder<boolean> {
  if (scope.groupIds === null) return always;
  const ways = [siteIsInGroups(siteColumn, scope.groupIds, right, rows)];
  if (scope.groupless) ways.push(siteIsGroupless(siteColumn, rows));
  return any(ways);
}

function cameraIsGranted(scope: SiteScope, right: CameraRight, rows: RowCount): RawBuilder<boolean> {
  if (scope.groupIds === null) return always;
  return any([siteIsGranted('cameras.site_id', scope, right, rows), cameraIsInGroups(scope.groupIds, right)]);
}

function siteIsInGroups(
  siteColumn: string,
  groupIds: readonly number[],
  right: CameraRight,
  rows: RowCount,
): RawBuilder<boolean> {
  if (groupIds.length === 0) return never;
  const site = sql.ref(siteColumn);
  const granted = isGrantedTo(groupIds, right);
  return rows === 'one'
    ? sql<boolean>`exists (${grantsAbove(site, granted)})`
    : sql<boolean>`${site} in (${sitesBelow(granted)})`;
}

function cameraIsInGroups(groupIds: readonly number[], right: CameraRight): RawBuilder<boolean> {
  if (groupIds.length === 0) return never;
  return sql<boolean>`exists (select 1 from group_cameras grants
    where grants.camera_id = cameras.id and ${isGrantedTo(groupIds, right)})`;
}

/** Of one site, worked out anew for each. */
function grantsAbove(site: RawBuilder<unknown>, granted: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select 1 from site_ancestors above
    join group_sites grants on grants.site_id = above.ancestor_id
    where above.site_id = ${site} and ${granted}`;
}

/** All at once, worked out once per query. */
function sitesBelow(granted: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select below.site_id from group_sites grants
    join site_ancestors below on below.ancestor_id = grants.site_id
    where ${granted}`;
}

function isGrantedTo(groupIds: readonly number[], right: CameraRight): RawBuilder<boolean> {
  return sql<boolean>`${grants('grants.group_id', 'in', filledUp(groupIds))} and ${rightIs(right)}`;
}

const grants = expressionBuilder<{ grants: { group_id: number } }, 'grants'>();

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
