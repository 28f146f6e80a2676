/** Cameras and what groups see of single ones. Passwords come and go sealed. */
import type { Generated, Selectable } from 'kysely';
import { engineOf, type Flag } from './columns.ts';
import { keptQuery } from './kept-query.ts';
import type { Db, Trx } from './schema.ts';
import { foldForSearch, isLike, patternOf } from './search-text.ts';
import { type CameraRight, cameraIsInGroup, cameraIsVisible, type SiteScope } from './site-scope.ts';

export interface CameraTables {
  cameras: {
    /** The small number that device APIs show. */
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    site_id: number;
    plan_id: number | null;
    /** Where on the plan, 0..1 from its upper left; null: on the plan without a spot. */
    plan_x: number | null;
    plan_y: number | null;
    name: string;
    /** The name folded for searching, see search-text.ts. */
    name_search: string;
    /** JSON: the camera's settings without passwords. */
    settings: string;
    /** Sealed. */
    source_password: string | null;
    onvif_password: string | null;
    /** JSON: API name → fields that only this API knows. */
    extras: string;
    created_ms: number;
    updated_ms: number;
  };
  /** What a group sees of one camera, wherever it hangs. */
  group_cameras: { group_id: number; camera_id: number; live: Flag; archive: Flag };
  /** What a group sees of the cameras of a site and of all sites below it. */
  group_sites: { group_id: number; site_id: number; live: Flag; archive: Flag };
}

export type CameraRow = Selectable<CameraTables['cameras']>;

/** What is read for showing a camera: without its secrets, with the place and plan it belongs to. */
export interface CameraOriginRow extends Pick<CameraRow, (typeof shownColumns)[number]> {
  readonly site_name: string;
  readonly site_description: string | null;
  readonly site_latitude: number | null;
  readonly site_longitude: number | null;
  readonly plan_name: string | null;
}

const shownColumns = [
  'id',
  'uuid',
  'organization_id',
  'site_id',
  'plan_id',
  'plan_x',
  'plan_y',
  'name',
  'settings',
  'created_ms',
  'updated_ms',
] as const satisfies (keyof CameraRow)[];

export interface CameraFilter {
  readonly siteId?: number;
  readonly groupId?: number;
  readonly withoutPlans?: boolean;
  readonly planId?: number;
  readonly uuid?: string;
  /** Anywhere in the name, whatever the letter case. */
  readonly nameContains?: string;
}

export interface CameraPageOptions {
  /** Rows after this number. */
  readonly afterId: number;
  readonly limit: number;
  readonly right?: CameraRight;
}

/** By number. */
export async function listCameras(
  db: Db,
  scope: SiteScope,
  { nameContains, ...filter }: CameraFilter,
  { right = 'any', ...page }: CameraPageOptions,
): Promise<CameraOriginRow[]> {
  return await pageOfCameras(db, { scope, filter, pattern: patternOf(nameContains), page }, right);
}

interface PageOfCameras {
  readonly scope: SiteScope;
  readonly filter: Omit<CameraFilter, 'nameContains'>;
  readonly pattern: string | undefined;
  readonly page: Omit<CameraPageOptions, 'right'>;
}

const pageOfCameras = keptQuery((db, { scope, filter, pattern, page }: PageOfCameras, right: CameraRight) => {
  let query = selectCameras(db).where(cameraIsVisible(scope, right)).where('cameras.id', '>', page.afterId);
  if (filter.siteId !== undefined) query = query.where('cameras.site_id', '=', filter.siteId);
  if (filter.groupId !== undefined) query = query.where(cameraIsInGroup(filter.groupId));
  if (filter.withoutPlans) query = query.where('cameras.plan_id', 'is', null);
  if (filter.planId !== undefined) query = query.where('cameras.plan_id', '=', filter.planId);
  if (filter.uuid !== undefined) query = query.where('cameras.uuid', '=', filter.uuid);
  if (pattern !== undefined) query = query.where(isLike('cameras.name_search', pattern));
  return query.orderBy('cameras.id').limit(page.limit);
});

/** By UUID or number. */
export async function findCamera(
  db: Db,
  scope: SiteScope,
  key: string | number,
  right: CameraRight = 'any',
): Promise<CameraOriginRow | undefined> {
  const wanted = typeof key === 'number' ? { scope, id: key } : { scope, uuid: key };
  const [camera] = await oneCamera(db, wanted, right);
  return camera;
}

interface OneCamera {
  readonly scope: SiteScope;
  readonly id?: number;
  readonly uuid?: string;
}

const oneCamera = keptQuery((db, { scope, id, uuid }: OneCamera, right: CameraRight) => {
  const query = selectCameras(db).where(cameraIsVisible(scope, right, 'one'));
  return id === undefined ? query.where('cameras.uuid', '=', uuid!) : query.where('cameras.id', '=', id);
});

/** Of these cameras, by UUID, those that are seen. */
export async function listVisible(
  db: Db,
  scope: SiteScope,
  right: CameraRight,
  uuids: readonly string[],
): Promise<string[]> {
  if (uuids.length === 0) return [];
  const rows = await db
    .selectFrom('cameras')
    .select('uuid')
    .where('uuid', 'in', uuids)
    .where(cameraIsVisible(scope, right))
    .execute();
  return rows.map((row) => row.uuid);
}

/** Reads a camera so that nobody changes it before the transaction ends. */
export async function lockCamera(trx: Trx, scope: SiteScope, uuid: string): Promise<CameraRow | undefined> {
  const query = trx
    .selectFrom('cameras')
    .selectAll()
    .where('uuid', '=', uuid)
    .where(cameraIsVisible(scope, 'any', 'one'));
  // SQLite's transactions hold the write lock from their beginning.
  return await (engineOf(trx) === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
}

function selectCameras(db: Db) {
  return db
    .selectFrom('cameras')
    .innerJoin('sites', 'sites.id', 'cameras.site_id')
    .leftJoin('plans', 'plans.id', 'cameras.plan_id')
    .select(shownColumns.map((name) => `cameras.${name}` as const))
    .select([
      'sites.name as site_name',
      'sites.description as site_description',
      'sites.latitude as site_latitude',
      'sites.longitude as site_longitude',
      'plans.name as plan_name',
    ]);
}

/** All cameras of the installation. */
export async function listAllCameras(db: Db): Promise<CameraRow[]> {
  return await db.selectFrom('cameras').selectAll().orderBy('id').execute();
}

/** Of these cameras, by UUID, those that are there. */
export async function listCameraSettings(
  db: Db,
  uuids: readonly string[],
): Promise<Pick<CameraRow, 'uuid' | 'settings'>[]> {
  return await db.selectFrom('cameras').select(['uuid', 'settings']).where('uuid', 'in', uuids).execute();
}

/** Sealed. Whether the caller may use it is checked by whoever asks. */
export async function findOnvifPassword(db: Db, uuid: string): Promise<string | null> {
  const row = await db
    .selectFrom('cameras')
    .select('onvif_password')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return row?.onvif_password ?? null;
}

/** What may be written of a camera. */
export interface CameraFields {
  readonly organizationId: number;
  readonly siteId: number;
  readonly name: string;
  readonly settings: string;
  readonly sourcePassword: string | null;
  readonly onvifPassword: string | null;
}

export async function insertCamera(
  trx: Trx,
  camera: CameraFields & { readonly uuid: string; readonly nowMs: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('cameras')
    .values({
      ...fields(camera),
      uuid: camera.uuid,
      plan_id: null,
      plan_x: null,
      plan_y: null,
      extras: '{}',
      created_ms: camera.nowMs,
      updated_ms: camera.nowMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A camera that goes to another site leaves its plan, which belongs to the old one. */
export async function updateCamera(
  trx: Trx,
  before: CameraRow,
  camera: CameraFields,
  nowMs: number,
): Promise<void> {
  const leavesPlan = before.site_id !== camera.siteId;
  await trx
    .updateTable('cameras')
    .set({
      ...fields(camera),
      ...(leavesPlan ? { plan_id: null, plan_x: null, plan_y: null } : {}),
      updated_ms: nowMs,
    })
    .where('id', '=', before.id)
    .execute();
}

function fields(camera: CameraFields) {
  return {
    organization_id: camera.organizationId,
    site_id: camera.siteId,
    name: camera.name,
    name_search: foldForSearch(camera.name),
    settings: camera.settings,
    source_password: camera.sourcePassword,
    onvif_password: camera.onvifPassword,
  };
}

/** Takes it off its plan and out of all groups, too. */
export async function deleteCamera(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('cameras').where('id', '=', id).execute();
}

/** Fields that only one API knows, as JSON by API. */
export async function findCameraExtras(db: Db, scope: SiteScope, uuid: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('cameras')
    .select('extras')
    .where('uuid', '=', uuid)
    .where(cameraIsVisible(scope, 'any', 'one'))
    .executeTakeFirst();
  return row?.extras;
}

export async function storeCameraExtras(trx: Trx, id: number, extras: string): Promise<void> {
  await trx.updateTable('cameras').set({ extras }).where('id', '=', id).execute();
}
