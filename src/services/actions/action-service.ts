/** What scenarios ordered, for people: what waits, what failed and why; and trying again by hand. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  type ActionFilter,
  type ActionState,
  findAction,
  listActions,
  moveAction,
  type ShownActionRow,
} from '#stores/actions.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import type { QueuedKind } from '../scenarios/scenario.ts';
import type { ActionQueue } from './action-queue.ts';
import { lifeMs } from './pauses.ts';

export interface ActionView {
  /** UUID. */
  readonly id: string;
  readonly state: ActionState;
  readonly kind: QueuedKind;
  readonly target: string;
  /** Null once the scenario is deleted. */
  readonly scenarioId: string | null;
  readonly eventId: string;
  readonly cameraId: string | null;
  readonly createdMs: number;
  readonly attempts: number;
  /** Null when it does not wait. */
  readonly nextMs: number | null;
  /** Null while it waits. */
  readonly finishedMs: number | null;
  readonly message: string | null;
}

export interface ActionServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly queue: Pick<ActionQueue, 'wake'>;
}

export class ActionService {
  readonly #options: ActionServiceOptions;

  constructor(options: ActionServiceOptions) {
    this.#options = options;
  }

  /** Newest first. */
  async list(principal: Principal, filter: ActionFilter, page: PageRequest): Promise<Page<ActionView>> {
    requirePermission(principal, 'camera_update');
    const { db, cursors } = this.#options;
    const scope = siteScope(principal);
    return await cursors.page(
      ['actions', principal.userId, filter],
      page,
      ({ afterId, limit }) => listActions(db, scope, filter, { belowId: afterId, limit }),
      toView,
    );
  }

  /** As if it were new. Only what has failed: what waits is tried anyway. */
  async retry(principal: Principal, id: string): Promise<ActionView> {
    requirePermission(principal, 'camera_update');
    const { db, audit, clock, queue } = this.#options;
    const scope = siteScope(principal);
    const { target, view } = await db.transaction().execute(async (trx) => {
      const row = await getAction(trx, scope, id);
      const nowMs = Math.trunc(clock.utcMs());
      const again = {
        state: 'waiting',
        attempts: 0,
        next_ms: nowMs,
        expires_ms: nowMs + lifeMs(row.kind as QueuedKind),
        finished_ms: null,
      } as const;
      if (!(await moveAction(trx, row.id, 'failed', again)))
        throw new VidetteError('conflict', `the action is ${row.state}`, { reason: 'action_state' });
      await audit.record(trx, {
        action: 'organization_update',
        by: principal,
        organizationId: row.organization_id,
        meta: { id: row.organization_id, subject: 'action', action_id: row.uuid, target: row.target },
      });
      return { target: row.target, view: toView(await getAction(trx, scope, id)) };
    });
    queue.wake([target]);
    return view;
  }
}

async function getAction(db: Db, scope: ReturnType<typeof siteScope>, id: string): Promise<ShownActionRow> {
  const row = await findAction(db, scope, id.toLowerCase());
  if (row === undefined) throw new VidetteError('not_found', 'no such action');
  return row;
}

function toView(row: ShownActionRow): ActionView {
  return {
    id: row.uuid,
    state: row.state,
    kind: row.kind as QueuedKind,
    target: row.target,
    scenarioId: row.scenario_uuid,
    eventId: row.event_id,
    cameraId: row.camera_id,
    createdMs: row.created_ms,
    attempts: row.attempts,
    nextMs: row.state === 'waiting' ? row.next_ms : null,
    finishedMs: row.finished_ms,
    message: row.message,
  };
}
