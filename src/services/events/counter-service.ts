/** Counters of lines, as somebody may see and begin them anew. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { type CameraSettingsRow, findCameraSettings, findEventCameras } from '#stores/event-cameras.ts';
import { type CounterRow, listCounters } from '#stores/event-counts.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { toAnalytics, type VideoAnalytics } from '../cameras/analytics-settings.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import { counterAt, periodBegin } from './counters.ts';
import type { EventLog } from './event-log.ts';
import { visibleEvents } from './visibility.ts';

export interface CounterServiceOptions {
  readonly db: Db;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cameras: Pick<CameraService, 'getFor'>;
}

export interface CounterView {
  readonly cameraId: string;
  readonly line: string;
  readonly in: number;
  readonly out: number;
  readonly sinceMs: number;
}

export class CounterService {
  readonly #options: CounterServiceOptions;

  constructor(options: CounterServiceOptions) {
    this.#options = options;
  }

  /** By camera, then line: those that have counted something, and lines that are set up to count. */
  async list(by: Principal, cameraIds?: readonly string[]): Promise<CounterView[]> {
    requirePermission(by, 'event_read');
    const { db, clock } = this.#options;
    const { cameras } = await visibleEvents(db, by, { cameraIds });
    const rows = await listCounters(db, cameras === null ? null : [...cameras]);
    const known = await findEventCameras(db, [
      ...new Set([...(cameraIds === undefined ? [] : (cameras ?? [])), ...rows.map(({ camera }) => camera)]),
    ]);
    const settings = await findCameraSettings(
      db,
      known.map(({ uuid }) => uuid),
    );
    const nowMs = Math.trunc(clock.utcMs());
    const byCamera = Map.groupBy(rows, ({ camera }) => camera);
    return settings
      .sort((a, b) => a.id - b.id)
      .flatMap((camera) => this.#countersOf(camera, byCamera.get(camera.id) ?? [], nowMs));
  }

  /** Gives the counters of the camera as they are then. */
  async reset(by: Principal, cameraId: string, line: string | null): Promise<CounterView[]> {
    const { db, log, clock, audit, cameras } = this.#options;
    const camera = await cameras.getFor(by, cameraId, 'any', 'camera_update');
    const lines = await listCounters(db, [camera.number]);
    if (line !== null && !lines.some((counter) => counter.line === line))
      throw new VidetteError('not_found', 'this camera counts over no such line');
    await log.resetCounters(camera.number, line, Math.trunc(clock.utcMs()), (trx) =>
      audit.record(trx, {
        action: 'camera_update',
        by,
        organizationId: camera.organizationId,
        meta: { camera_id: camera.id, name: camera.name, counters_reset: line ?? 'all' },
      }),
    );
    const [settings] = await findCameraSettings(db, [camera.id]);
    if (settings === undefined) return [];
    return this.#countersOf(settings, await listCounters(db, [camera.number]), Math.trunc(clock.utcMs()));
  }

  #countersOf(camera: CameraSettingsRow, rows: readonly CounterRow[], nowMs: number): CounterView[] {
    const { video_analytics } = JSON.parse(camera.settings) as { video_analytics?: VideoAnalytics };
    const counting = toAnalytics(video_analytics)?.counting ?? null;
    const untouched = (counting?.lines ?? []).filter(({ name }) => !rows.some(({ line }) => line === name));
    const sinceMs = periodBegin(counting, nowMs) ?? nowMs;
    return [
      ...rows.map((row) => counterAt(row, counting, nowMs)),
      ...untouched.map(({ name }) => ({ camera: camera.id, line: name, in: 0, out: 0, sinceMs })),
    ].map((counter) => ({
      cameraId: camera.uuid,
      line: counter.line,
      in: counter.in,
      out: counter.out,
      sinceMs: counter.sinceMs,
    }));
  }
}
