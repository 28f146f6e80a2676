/** Scenarios, and for which events they fired. */
import type { Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Flag } from './columns.ts';
import type { Db, Trx } from './schema.ts';
import { cameraIsVisible, type SiteScope, siteIsVisible } from './site-scope.ts';
import type { OrganizationScope } from './users.ts';

export type EventMoment = 'begin' | 'end';
/** `repeated`: too soon after the one before. `limited`: fired too often, as in a loop. */
export type FiringOutcome = 'fired' | 'repeated' | 'limited';

export interface ScenarioTables {
  scenarios: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    name: string;
    enabled: Flag;
    /** JSON. */
    conditions: string;
    /** JSON, secrets sealed. */
    actions: string;
    repeat_seconds: number;
    created_ms: number;
    updated_ms: number;
  };
  /** What was decided about an event, so that its later revisions decide nothing again. */
  scenario_firings: {
    scenario_id: number;
    event_id: string;
    phase: EventMoment;
    /** UUID; empty where no camera saw it. */
    camera_id: string;
    /** The begin or end of the event. */
    at_ms: number;
    outcome: FiringOutcome;
  };
}

export interface ScenarioRow extends Selectable<ScenarioTables['scenarios']> {
  readonly fired_ms: number | null;
  readonly limited_ms: number | null;
}
export type FiringRow = Selectable<ScenarioTables['scenario_firings']>;

/** By number. */
export async function listScenarios(db: Db, organization: OrganizationScope): Promise<ScenarioRow[]> {
  let query = selectScenarios(db);
  if (organization !== null) query = query.where('organization_id', '=', organization);
  return await query.orderBy('id').execute();
}

export async function countScenarios(db: Db, organizationId: number): Promise<number> {
  const { count } = await db
    .selectFrom('scenarios')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Of all organisations, by number. */
export async function listEnabledScenarios(db: Db) {
  return await db.selectFrom('scenarios').selectAll().where('enabled', '=', 1).orderBy('id').execute();
}

export async function findScenario(
  db: Db,
  organization: OrganizationScope,
  uuid: string,
): Promise<ScenarioRow | undefined> {
  let query = selectScenarios(db).where('uuid', '=', uuid);
  if (organization !== null) query = query.where('organization_id', '=', organization);
  return await query.executeTakeFirst();
}

function selectScenarios(db: Db) {
  const newest = (outcome: FiringOutcome) =>
    sql<number | null>`(select max(at_ms) from scenario_firings firings
      where firings.scenario_id = scenarios.id and firings.outcome = ${outcome})`;
  return db
    .selectFrom('scenarios')
    .selectAll('scenarios')
    .select([newest('fired').as('fired_ms'), newest('limited').as('limited_ms')]);
}

export type ScenarioFields = Pick<
  ScenarioRow,
  'name' | 'enabled' | 'conditions' | 'actions' | 'repeat_seconds'
>;

export async function insertScenario(
  trx: Trx,
  scenario: ScenarioFields & { readonly uuid: string; readonly organization_id: number },
  nowMs: number,
): Promise<void> {
  await trx
    .insertInto('scenarios')
    .values({ ...scenario, created_ms: nowMs, updated_ms: nowMs })
    .execute();
}

export async function updateScenario(
  trx: Trx,
  id: number,
  scenario: ScenarioFields,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('scenarios')
    .set({ ...scenario, updated_ms: nowMs })
    .where('id', '=', id)
    .execute();
}

export async function deleteScenario(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('scenarios').where('id', '=', id).execute();
}

export async function findFiring(
  trx: Trx,
  { scenario_id, event_id, phase }: Pick<FiringRow, 'scenario_id' | 'event_id' | 'phase'>,
): Promise<FiringRow | undefined> {
  return await trx
    .selectFrom('scenario_firings')
    .selectAll()
    .where('scenario_id', '=', scenario_id)
    .where('event_id', '=', event_id)
    .where('phase', '=', phase)
    .executeTakeFirst();
}

export async function insertFiring(trx: Trx, firing: FiringRow): Promise<void> {
  await trx.insertInto('scenario_firings').values(firing).execute();
}

/** How often a scenario fired for a camera between two moments, bounds included. */
export async function countFirings(
  trx: Trx,
  { scenario_id, camera_id }: Pick<FiringRow, 'scenario_id' | 'camera_id'>,
  fromMs: number,
  toMs: number,
): Promise<number> {
  const { count } = await trx
    .selectFrom('scenario_firings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scenario_id', '=', scenario_id)
    .where('outcome', '=', 'fired')
    .where('camera_id', '=', camera_id)
    .where('at_ms', '>=', fromMs)
    .where('at_ms', '<=', toMs)
    .executeTakeFirstOrThrow();
  return count;
}

export async function deleteFirings(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom('scenario_firings').where('at_ms', '<', beforeMs).execute();
}

/** A camera as the conditions of scenarios see it. */
export interface CameraPlace {
  readonly uuid: string;
  readonly name: string;
  readonly organizationId: number;
  readonly siteId: number;
  readonly siteName: string;
  /** Its site and all above. */
  readonly siteIds: ReadonlySet<number>;
}

export async function listCameraPlaces(db: Db, uuids: readonly string[]): Promise<CameraPlace[]> {
  if (uuids.length === 0) return [];
  return await readPlaces(db, selectPlaces(db).where('cameras.uuid', 'in', uuids));
}

/** Cameras of an organisation that have a password for ONVIF, with their settings by UUID. */
export async function listCamerasWithOnvifPassword(
  db: Db,
  organizationId: number,
): Promise<{ places: CameraPlace[]; settings: ReadonlyMap<string, string> }> {
  const rows = await db
    .selectFrom('cameras')
    .select(['uuid', 'settings'])
    .where('organization_id', '=', organizationId)
    .where('onvif_password', 'is not', null)
    .execute();
  const settings = new Map(rows.map((row) => [row.uuid, row.settings]));
  return { places: await listCameraPlaces(db, [...settings.keys()]), settings };
}

/** Cameras of an organisation whose archive a scope does not show. */
export async function listHiddenCameras(
  db: Db,
  organizationId: number,
  scope: SiteScope,
): Promise<CameraPlace[]> {
  const hidden = sql<boolean>`not ${cameraIsVisible(scope, 'archive')}`;
  return await readPlaces(
    db,
    selectPlaces(db).where('cameras.organization_id', '=', organizationId).where(hidden),
  );
}

function selectPlaces(db: Db) {
  return db
    .selectFrom('cameras')
    .innerJoin('sites', 'sites.id', 'cameras.site_id')
    .select([
      'cameras.uuid as uuid',
      'cameras.name as name',
      'cameras.organization_id as organizationId',
      'cameras.site_id as siteId',
      'sites.name as siteName',
    ]);
}

async function readPlaces(db: Db, query: ReturnType<typeof selectPlaces>): Promise<CameraPlace[]> {
  const rows = await query.execute();
  const siteIds = [...new Set(rows.map(({ siteId }) => siteId))];
  if (siteIds.length === 0) return [];
  const ancestors = await db
    .selectFrom('site_ancestors')
    .selectAll()
    .where('site_id', 'in', siteIds)
    .execute();
  const above = Map.groupBy(ancestors, ({ site_id }) => site_id);
  return rows.map((row) => ({
    ...row,
    siteIds: new Set((above.get(row.siteId) ?? []).map(({ ancestor_id }) => ancestor_id)),
  }));
}

/** What scenarios name: cameras by UUID, places and lists by number. */
export interface Named {
  readonly cameras: readonly string[];
  readonly places: readonly number[];
  readonly lists: readonly number[];
}

/** The organisation of each that is there. */
export interface Owners {
  readonly cameras: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<number, number>;
  readonly lists: ReadonlyMap<number, number>;
}

export async function findOwners(db: Db, { cameras, places, lists }: Named): Promise<Owners> {
  return {
    cameras: await ownersOf(cameras, (some) =>
      db.selectFrom('cameras').select(['uuid as id', 'organization_id']).where('uuid', 'in', some).execute(),
    ),
    places: await ownersOf(places, (some) =>
      db.selectFrom('sites').select(['id', 'organization_id']).where('id', 'in', some).execute(),
    ),
    lists: await ownersOf(lists, (some) =>
      db.selectFrom('watchlists').select(['id', 'organization_id']).where('id', 'in', some).execute(),
    ),
  };
}

/** SQLite takes 32 766 values in a query. */
const atOnce = 10_000;

async function ownersOf<Id>(
  ids: readonly Id[],
  ask: (some: readonly Id[]) => Promise<{ readonly id: Id; readonly organization_id: number }[]>,
): Promise<ReadonlyMap<Id, number>> {
  const owners = new Map<Id, number>();
  for (let at = 0; at < ids.length; at += atOnce)
    for (const { id, organization_id } of await ask(ids.slice(at, at + atOnce)))
      owners.set(id, organization_id);
  return owners;
}

/** Whether the organisation has a place that a scope does not show. */
export async function hidesPlaces(db: Db, organizationId: number, scope: SiteScope): Promise<boolean> {
  const hidden = await db
    .selectFrom('sites')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`not ${siteIsVisible(scope)}`)
    .limit(1)
    .executeTakeFirst();
  return hidden !== undefined;
}
