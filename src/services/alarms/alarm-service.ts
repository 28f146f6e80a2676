/**
 * Alarms: what somebody must look at. Open, acknowledged by one person, closed. An alarm shows itself to whoever may see the archive
 * of at least one of its cameras, and of these cameras and events only those.
 */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  type AlarmFilter,
  type AlarmRow,
  type AlarmState,
  deleteAlarms,
  findAlarm,
  listAlarmCameras,
  listAlarmEvents,
  listAlarms,
  moveAlarm,
  type AlarmChange as RowChange,
} from '#stores/alarms.ts';
import type { Db } from '#stores/schema.ts';
import type { SiteScope } from '#stores/site-scope.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { checkText } from '../sites/checks.ts';
import { type AlarmView, toAlarmView } from './alarm-view.ts';

export interface AlarmServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly cameras: Pick<CameraService, 'getFor'>;
}

/** Told after it is stored. Who may see it, `find` says. */
export interface AlarmChange {
  /** UUID. */
  readonly id: string;
  readonly organizationId: number;
}

const shownEvents = 20;
/** Closed alarms are kept for so long. */
const keepMs = 365 * 24 * 3_600_000;

export class AlarmService {
  readonly #options: AlarmServiceOptions;
  readonly #listeners = new Set<(change: AlarmChange) => void>();

  constructor(options: AlarmServiceOptions) {
    this.#options = options;
  }

  /** Newest first. */
  async list(principal: Principal, filter: AlarmFilter, page: PageRequest): Promise<Page<AlarmView>> {
    requirePermission(principal, 'event_read');
    const { db, cursors, cameras } = this.#options;
    const { fromMs = 0, toMs = Number.POSITIVE_INFINITY } = filter;
    if (toMs < fromMs) throw new VidetteError('conflict', 'the period ends before it begins');
    if (filter.cameraId !== undefined)
      await cameras.getFor(principal, filter.cameraId, 'archive', 'event_read');
    const scope = siteScope(principal);
    const { items, cursor } = await cursors.page(
      ['alarms', principal.userId, filter],
      page,
      ({ afterId, limit }) => listAlarms(db, scope, filter, { belowId: afterId, limit }),
      (row) => row,
    );
    return { items: await this.#views(scope, items), cursor };
  }

  async get(principal: Principal, id: string): Promise<AlarmView> {
    requirePermission(principal, 'event_read');
    return await this.#view(this.#options.db, siteScope(principal), id);
  }

  /** Null when there is none or it is not for the caller; for the live socket. */
  async find(principal: Principal, id: string): Promise<AlarmView | null> {
    const scope = siteScope(principal);
    const row = await findAlarm(this.#options.db, scope, id);
    return row === undefined ? null : (await this.#views(scope, [row]))[0]!;
  }

  /** The first one takes it: `conflict` for who comes later. */
  async acknowledge(principal: Principal, id: string, note?: string): Promise<AlarmView> {
    return await this.#move(principal, id, {
      from: ['open'],
      refusal: (alarm) =>
        alarm.state === 'closed'
          ? 'the alarm is closed'
          : `${alarm.acknowledged_by} has acknowledged it already`,
      change: (nowMs) => ({
        state: 'acknowledged',
        acknowledged_by: principal.email,
        acknowledged_ms: nowMs,
        ...(note !== undefined && { note }),
      }),
    });
  }

  async close(principal: Principal, id: string, note?: string): Promise<AlarmView> {
    return await this.#move(principal, id, {
      from: ['open', 'acknowledged'],
      refusal: (alarm) => `${alarm.closed_by} has closed it already`,
      change: (nowMs) => ({
        state: 'closed',
        closed_by: principal.email,
        closed_ms: nowMs,
        ...(note !== undefined && { note }),
      }),
    });
  }

  /** Gives back what ends it. */
  subscribe(listener: (change: AlarmChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Alarms that others (the scenarios) have changed, after their transaction. */
  tell(changes: readonly AlarmChange[]): void {
    for (const change of changes) for (const listener of this.#listeners) listener(change);
  }

  async removeOld(): Promise<void> {
    await deleteAlarms(this.#options.db, this.#nowMs() - keepMs);
  }

  async #move(
    principal: Principal,
    id: string,
    step: {
      readonly from: readonly AlarmState[];
      readonly refusal: (alarm: AlarmRow) => string;
      readonly change: (nowMs: number) => RowChange & { readonly state: AlarmState };
    },
  ): Promise<AlarmView> {
    requirePermission(principal, 'event_read');
    const scope = siteScope(principal);
    const change = step.change(this.#nowMs());
    if (change.note != null) checkText(change.note, ['note']);
    const { organizationId, view } = await this.#options.db.transaction().execute(async (trx) => {
      const alarm = await getAlarm(trx, scope, id);
      if (!(await moveAlarm(trx, alarm.id, step.from, change)))
        throw new VidetteError('conflict', step.refusal(await getAlarm(trx, scope, id)), {
          reason: 'alarm_state',
        });
      await this.#options.audit.record(trx, {
        action: 'organization_update',
        by: principal,
        organizationId: alarm.organization_id,
        meta: { id: alarm.organization_id, subject: 'alarm', alarm_id: alarm.uuid, number: alarm.id },
        change: { before: { state: alarm.state, note: alarm.note }, after: { ...change } },
      });
      return { organizationId: alarm.organization_id, view: await this.#view(trx, scope, id) };
    });
    this.tell([{ id: view.id, organizationId }]);
    return view;
  }

  async #view(db: Db, scope: SiteScope, id: string): Promise<AlarmView> {
    return (await this.#views(scope, [await getAlarm(db, scope, id)], db))[0]!;
  }

  async #views(scope: SiteScope, rows: readonly AlarmRow[], db = this.#options.db): Promise<AlarmView[]> {
    const ids = rows.map(({ id }) => id);
    const cameras = Map.groupBy(await listAlarmCameras(db, scope, ids), ({ alarm_id }) => alarm_id);
    const views: AlarmView[] = [];
    for (const row of rows) {
      const cameraIds = (cameras.get(row.id) ?? []).map(({ camera_id }) => camera_id);
      views.push(toAlarmView(row, cameraIds, await listAlarmEvents(db, scope, row.id, shownEvents)));
    }
    return views;
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

async function getAlarm(db: Db, scope: SiteScope, id: string): Promise<AlarmRow> {
  const row = await findAlarm(db, scope, id.toLowerCase());
  if (row === undefined) throw new VidetteError('not_found', 'no such alarm');
  return row;
}
