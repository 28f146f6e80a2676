/** Alarms with their events and cameras. An alarm outlives its scenario and its cameras. */
import type { Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import { engineOf } from './columns.ts';
import type { Db, Trx } from './schema.ts';
import { cameraIsVisible, type SiteScope } from './site-scope.ts';

export const alarmStates = ['open', 'acknowledged', 'closed'] as const;
export type AlarmState = (typeof alarmStates)[number];
/** Ascending. */
export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

export interface AlarmTables {
  alarms: {
    /** The number that people know it by. */
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    /** Null once the scenario is deleted. */
    scenario_id: number | null;
    scenario_name: string;
    /** The place where it happens; null where no camera saw it, or once the place is deleted. */
    site_id: number | null;
    state: AlarmState;
    severity: Severity;
    /** Of its first event. */
    opened_ms: number;
    last_event_ms: number;
    event_count: number;
    /** E-mail or login name, as it was. */
    acknowledged_by: string | null;
    acknowledged_ms: number | null;
    closed_by: string | null;
    closed_ms: number | null;
    note: string | null;
  };
  alarm_events: { alarm_id: number; event_id: string; camera_id: string | null; at_ms: number };
  alarm_cameras: { alarm_id: number; camera_id: string };
}

export interface AlarmRow extends Selectable<AlarmTables['alarms']> {
  readonly scenario_uuid: string | null;
}

export interface AlarmFilter {
  readonly state?: AlarmState;
  /** UUID. */
  readonly cameraId?: string;
  /** The last event at or after. */
  readonly fromMs?: number;
  /** Opened before. */
  readonly toMs?: number;
}

/** Newest first; `belowId` 0 begins with the newest. */
export async function listAlarms(
  db: Db,
  scope: SiteScope,
  filter: AlarmFilter,
  page: { readonly belowId: number; readonly limit: number },
): Promise<AlarmRow[]> {
  let query = visibleAlarms(db, scope);
  if (page.belowId > 0) query = query.where('alarms.id', '<', page.belowId);
  if (filter.state !== undefined) query = query.where('alarms.state', '=', filter.state);
  if (filter.fromMs !== undefined) query = query.where('alarms.last_event_ms', '>=', filter.fromMs);
  if (filter.toMs !== undefined) query = query.where('alarms.opened_ms', '<', filter.toMs);
  if (filter.cameraId !== undefined)
    query = query.where('alarms.id', 'in', (eb) =>
      eb.selectFrom('alarm_cameras').select('alarm_id').where('camera_id', '=', filter.cameraId!),
    );
  return await query.orderBy('alarms.id', 'desc').limit(page.limit).execute();
}

export async function findAlarm(db: Db, scope: SiteScope, uuid: string): Promise<AlarmRow | undefined> {
  return await visibleAlarms(db, scope).where('alarms.uuid', '=', uuid).executeTakeFirst();
}

/** Who sees all of an organisation sees all of its alarms; others those of a camera they see, and those that no camera saw. */
function visibleAlarms(db: Db, scope: SiteScope) {
  let query = db
    .selectFrom('alarms')
    .leftJoin('scenarios', 'scenarios.id', 'alarms.scenario_id')
    .selectAll('alarms')
    .select('scenarios.uuid as scenario_uuid');
  if (scope.organizationId !== null) query = query.where('alarms.organization_id', '=', scope.organizationId);
  if (scope.groupIds !== null)
    query = query.where(
      sql<boolean>`(exists (select 1 from alarm_cameras seen join cameras on cameras.uuid = seen.camera_id
          where seen.alarm_id = alarms.id and ${cameraIsVisible(scope, 'archive')})
        or not exists (select 1 from alarm_cameras seen where seen.alarm_id = alarms.id))`,
    );
  return query;
}

/** Cameras of alarms that a scope shows, by alarm. Deleted ones only to who sees everything. */
export async function listAlarmCameras(
  db: Db,
  scope: SiteScope,
  alarmIds: readonly number[],
): Promise<{ alarm_id: number; camera_id: string }[]> {
  if (alarmIds.length === 0) return [];
  let query = db.selectFrom('alarm_cameras').selectAll().where('alarm_id', 'in', alarmIds);
  if (scope.groupIds !== null) query = query.where(cameraOfColumnIsVisible('alarm_cameras.camera_id', scope));
  return await query.orderBy('camera_id').execute();
}

/** The newest events of one alarm that a scope shows, newest first. */
export async function listAlarmEvents(
  db: Db,
  scope: SiteScope,
  alarmId: number,
  limit: number,
): Promise<string[]> {
  let query = db.selectFrom('alarm_events').select('event_id').where('alarm_id', '=', alarmId);
  if (scope.groupIds !== null)
    query = query.where((eb) =>
      eb.or([eb('camera_id', 'is', null), cameraOfColumnIsVisible('alarm_events.camera_id', scope)]),
    );
  const rows = await query.orderBy('at_ms', 'desc').orderBy('event_id', 'desc').limit(limit).execute();
  return rows.map(({ event_id }) => event_id);
}

function cameraOfColumnIsVisible(column: string, scope: SiteScope) {
  return sql<boolean>`exists (select 1 from cameras
    where cameras.uuid = ${sql.ref(column)} and ${cameraIsVisible(scope, 'archive')})`;
}

export interface Incident {
  readonly scenarioId: number;
  readonly siteId: number | null;
  /** An event between these moments is near. */
  readonly fromMs: number;
  readonly toMs: number;
}

export type IncidentRow = Selectable<AlarmTables['alarms']>;

/** The alarm of a scenario that has the event already, whatever its state. Kept from others until the transaction ends. */
export async function lockAlarmOfEvent(
  trx: Trx,
  scenarioId: number,
  eventId: string,
): Promise<IncidentRow | undefined> {
  const its = trx.selectFrom('alarm_events').select('alarm_id').where('event_id', '=', eventId);
  const query = trx
    .selectFrom('alarms')
    .selectAll()
    .where('id', 'in', its)
    .where('scenario_id', '=', scenarioId)
    .limit(1);
  return await (engineOf(trx) === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
}

/** The newest alarm of a scenario that is not closed and has events near. Kept from others until the transaction ends. */
export async function lockIncident(
  trx: Trx,
  { scenarioId, siteId, fromMs, toMs }: Incident,
): Promise<IncidentRow | undefined> {
  const query = trx
    .selectFrom('alarms')
    .selectAll()
    .where('scenario_id', '=', scenarioId)
    .where('state', 'in', ['open', 'acknowledged'])
    .where('site_id', siteId === null ? 'is' : '=', siteId)
    .where('last_event_ms', '>=', fromMs)
    .where('opened_ms', '<=', toMs)
    .orderBy('id', 'desc')
    .limit(1);
  return await (engineOf(trx) === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
}

export type NewAlarm = Omit<
  Selectable<AlarmTables['alarms']>,
  'id' | 'acknowledged_by' | 'acknowledged_ms' | 'closed_by' | 'closed_ms' | 'note' | 'state' | 'event_count'
>;

/** Open and without events. */
export async function insertAlarm(trx: Trx, alarm: NewAlarm): Promise<number> {
  const { id } = await trx
    .insertInto('alarms')
    .values({ ...alarm, state: 'open', event_count: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** False when the alarm has the event already. */
export async function addAlarmEvent(trx: Trx, event: AlarmTables['alarm_events']): Promise<boolean> {
  const added = await trx
    .insertInto('alarm_events')
    .values(event)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) return false;
  if (event.camera_id !== null)
    await trx
      .insertInto('alarm_cameras')
      .values({ alarm_id: event.alarm_id, camera_id: event.camera_id })
      .onConflict((c) => c.doNothing())
      .execute();
  return true;
}

export type AlarmChange = Partial<
  Omit<Selectable<AlarmTables['alarms']>, 'id' | 'uuid' | 'organization_id' | 'scenario_id' | 'site_id'>
>;

/** Changes an alarm that is in one of these states; false when it is not. */
export async function moveAlarm(
  db: Db,
  id: number,
  from: readonly AlarmState[],
  change: AlarmChange,
): Promise<boolean> {
  const moved = await db
    .updateTable('alarms')
    .set(change)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** Closed ones only. */
export async function deleteAlarms(db: Db, closedBeforeMs: number): Promise<void> {
  await db
    .deleteFrom('alarms')
    .where('state', '=', 'closed')
    .where('closed_ms', '<', closedBeforeMs)
    .execute();
}
