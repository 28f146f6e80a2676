/** The queue of what scenarios do. The actions of one target are done in the order of their numbers. */
import type { Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db, Trx } from './schema.ts';
import { cameraIsVisible, type SiteScope } from './site-scope.ts';

export type ActionState = 'waiting' | 'failed' | 'done';

export interface ActionTables {
  actions: {
    id: Generated<number>;
    /** Goes along with what is sent. */
    uuid: string;
    organization_id: number;
    /** Null once the scenario is deleted. */
    scenario_id: number | null;
    event_id: string;
    /** UUID of the camera of the event; null where none saw it. */
    camera_id: string | null;
    kind: string;
    /** What it goes to. */
    target: string;
    /** JSON: the action as the scenario had it, secrets sealed. */
    settings: string;
    /** JSON: what happened. */
    occasion: string;
    state: ActionState;
    attempts: number;
    created_ms: number;
    /** Not before this moment. */
    next_ms: number;
    /** Given up when it is not done by then. */
    expires_ms: number;
    finished_ms: number | null;
    /** What the last attempt ended with. */
    message: string | null;
  };
}

export type ActionRow = Selectable<ActionTables['actions']>;
export interface ShownActionRow extends ActionRow {
  readonly scenario_uuid: string | null;
}

export interface ActionFilter {
  readonly state?: ActionState;
  /** UUID. */
  readonly scenarioId?: string;
}

/** Newest first; `belowId` 0 begins with the newest. */
export async function listActions(
  db: Db,
  scope: SiteScope,
  filter: ActionFilter,
  page: { readonly belowId: number; readonly limit: number },
): Promise<ShownActionRow[]> {
  let query = visibleActions(db, scope);
  if (page.belowId > 0) query = query.where('actions.id', '<', page.belowId);
  if (filter.state !== undefined) query = query.where('actions.state', '=', filter.state);
  if (filter.scenarioId !== undefined) query = query.where('scenarios.uuid', '=', filter.scenarioId);
  return await query.orderBy('actions.id', 'desc').limit(page.limit).execute();
}

export async function findAction(
  db: Db,
  scope: SiteScope,
  uuid: string,
): Promise<ShownActionRow | undefined> {
  return await visibleActions(db, scope).where('actions.uuid', '=', uuid).executeTakeFirst();
}

function visibleActions(db: Db, scope: SiteScope) {
  let query = db
    .selectFrom('actions')
    .leftJoin('scenarios', 'scenarios.id', 'actions.scenario_id')
    .selectAll('actions')
    .select('scenarios.uuid as scenario_uuid');
  if (scope.organizationId !== null)
    query = query.where('actions.organization_id', '=', scope.organizationId);
  if (scope.groupIds !== null)
    query = query.where(
      sql<boolean>`(actions.camera_id is null or exists (select 1 from cameras
        where cameras.uuid = actions.camera_id and ${cameraIsVisible(scope, 'archive')}))`,
    );
  return query;
}

export type NewAction = Omit<ActionRow, 'id' | 'attempts'>;

export async function insertAction(trx: Trx, action: NewAction): Promise<void> {
  await trx
    .insertInto('actions')
    .values({ ...action, attempts: 0 })
    .execute();
}

/** Every target that something waits for, with when its first one may be tried. */
export async function listWaitingTargets(db: Db): Promise<{ target: string; next_ms: number }[]> {
  const heads = db
    .selectFrom('actions')
    .select((eb) => eb.fn.min('id').as('id'))
    .where('state', '=', 'waiting')
    .groupBy('target');
  return await db.selectFrom('actions').select(['target', 'next_ms']).where('id', 'in', heads).execute();
}

/** The next action of a target. */
export async function findNextAction(db: Db, target: string): Promise<ActionRow | undefined> {
  return await db
    .selectFrom('actions')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('target', '=', target)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/** At least this many wait for a target. */
export async function areWaiting(db: Db, target: string, count: number): Promise<boolean> {
  const row = await db
    .selectFrom('actions')
    .select('id')
    .where('state', '=', 'waiting')
    .where('target', '=', target)
    .orderBy('id')
    .limit(1)
    .offset(count - 1)
    .executeTakeFirst();
  return row !== undefined;
}

export type ActionChange = Partial<
  Pick<ActionRow, 'state' | 'attempts' | 'next_ms' | 'expires_ms' | 'finished_ms' | 'message'>
>;

/** False when it is no longer in this state. */
export async function moveAction(
  db: Db,
  id: number,
  from: ActionState,
  change: ActionChange,
): Promise<boolean> {
  const moved = await db
    .updateTable('actions')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return moved.numUpdatedRows > 0n;
}

/** What waits of a scenario that is deleted. */
export async function failActionsOf(
  trx: Trx,
  scenarioId: number,
  nowMs: number,
  message: string,
): Promise<void> {
  await trx
    .updateTable('actions')
    .set({ state: 'failed', finished_ms: nowMs, message })
    .where('scenario_id', '=', scenarioId)
    .where('state', '=', 'waiting')
    .execute();
}

export async function deleteActions(
  db: Db,
  state: 'done' | 'failed',
  finishedBeforeMs: number,
): Promise<void> {
  await db
    .deleteFrom('actions')
    .where('state', '=', state)
    .where('finished_ms', '<', finishedBeforeMs)
    .execute();
}
