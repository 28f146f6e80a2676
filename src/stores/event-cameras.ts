/** What the event log asks of cameras: which ones somebody sees, and where they hang. */
import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './columns.ts';
import { isOneOfNumbers } from './event-lists.ts';
import type { Db } from './schema.ts';
import { type CameraRight, cameraIsInGroup, cameraIsVisible, type SiteScope } from './site-scope.ts';

export interface EventCameraFilter {
  /** UUIDs. */
  readonly cameraIds?: readonly string[] | undefined;
  /** This site and all below it. */
  readonly siteId?: number | undefined;
  readonly groupId?: number | undefined;
  readonly organizationId?: number | undefined;
}

/** Numbers, ascending, separated by commas: as one text they are read in a fraction of the time that rows take. */
export async function listCameraNumbers(
  db: Db,
  scope: SiteScope,
  filter: EventCameraFilter,
  right: CameraRight,
): Promise<string> {
  if (filter.cameraIds?.length === 0) return '';
  const seen = camerasOf(db, scope, filter, right).select('cameras.id').orderBy('cameras.id').as('seen');
  const numbers =
    engineOf(db) === 'sqlite'
      ? sql<string | null>`group_concat(id)`
      : sql<string | null>`string_agg(id::text, ',')`;
  const row = await db.selectFrom(seen).select(numbers.as('numbers')).executeTakeFirst();
  return row?.numbers ?? '';
}

/** UUIDs of those that may be seen in any way. */
export async function listCameraIds(db: Db, scope: SiteScope, filter: EventCameraFilter): Promise<string[]> {
  const rows = await camerasOf(db, scope, filter, 'any').select('cameras.uuid').execute();
  return rows.map(({ uuid }) => uuid);
}

function camerasOf(db: Db, scope: SiteScope, filter: EventCameraFilter, right: CameraRight) {
  const { cameraIds, siteId, groupId, organizationId } = filter;
  let query = db
    .selectFrom('cameras')
    .where(cameraIsVisible(scope, right, cameraIds === undefined ? 'all' : 'some'));
  if (cameraIds !== undefined) query = query.where('cameras.uuid', 'in', cameraIds);
  if (siteId !== undefined) query = query.where(hangsBelow(siteId));
  if (groupId !== undefined) query = query.where(cameraIsInGroup(groupId));
  if (organizationId !== undefined) query = query.where('cameras.organization_id', '=', organizationId);
  return query;
}

function hangsBelow(siteId: number): RawBuilder<boolean> {
  return sql<boolean>`cameras.site_id in (select site_id from site_ancestors where ancestor_id = ${siteId})`;
}

export async function countCameras(db: Db, organizationId: number): Promise<number> {
  const { count } = await db
    .selectFrom('cameras')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Where a camera of an event hangs. */
export interface EventCameraRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly organization_id: number;
  readonly site_id: number;
  readonly plan_id: number | null;
  readonly site_name: string;
  readonly site_description: string | null;
  readonly site_latitude: number | null;
  readonly site_longitude: number | null;
  readonly plan_name: string | null;
}

export async function findEventCameras(db: Db, numbers: readonly number[]): Promise<EventCameraRow[]> {
  if (numbers.length === 0) return [];
  return await db
    .selectFrom('cameras')
    .innerJoin('sites', 'sites.id', 'cameras.site_id')
    .leftJoin('plans', 'plans.id', 'cameras.plan_id')
    .select([
      'cameras.id',
      'cameras.uuid',
      'cameras.name',
      'cameras.organization_id',
      'cameras.site_id',
      'cameras.plan_id',
      'sites.name as site_name',
      'sites.description as site_description',
      'sites.latitude as site_latitude',
      'sites.longitude as site_longitude',
      'plans.name as plan_name',
    ])
    .where(isOneOfNumbers(db, 'cameras.id', numbers))
    .execute();
}

export interface CameraSettingsRow {
  readonly id: number;
  readonly uuid: string;
  readonly organization_id: number;
  readonly settings: string;
}

export async function findCameraSettings(db: Db, uuids: readonly string[]): Promise<CameraSettingsRow[]> {
  if (uuids.length === 0) return [];
  return await db
    .selectFrom('cameras')
    .select(['id', 'uuid', 'organization_id', 'settings'])
    .where('uuid', 'in', uuids)
    .execute();
}
