/**
 * Recording by hand, in any recording mode: kept in the database as a wish and told to the camera's streamserver, which is told
 * again when it starts anew. It is in the audit log when a person does it.
 */
import type { StreamserverRequests } from '#cluster/protocol.ts';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  deleteManualRecording,
  findManualRecording,
  storeManualRecording,
} from '#stores/manual-recordings.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { invalid } from '../sites/checks.ts';

export interface ManualRecordingsOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly streamservers: {
    request(
      cameraId: string,
      name: 'record.manual',
      payload: StreamserverRequests['record.manual'][0],
    ): Promise<unknown>;
  };
  readonly log: (message: string, details: object) => void;
}

export type RecordedCamera = Pick<CameraView, 'id' | 'number' | 'name' | 'organizationId'>;

/** `null`: until somebody ends it. */
export type Until = number | null;

const longestSeconds = 7 * 86_400;

export class ManualRecordings {
  readonly #options: ManualRecordingsOptions;

  constructor(options: ManualRecordingsOptions) {
    this.#options = options;
  }

  /** Whether one is meant to run, and until when (UTC milliseconds). */
  async state(principal: Principal, cameraId: string): Promise<{ on: boolean; untilMs: Until }> {
    const { db, clock, cameras } = this.#options;
    const camera = await cameras.getFor(principal, cameraId, 'live', 'camera_read');
    const found = await findManualRecording(db, camera.number);
    const runs = found !== undefined && (found.untilMs === null || found.untilMs > clock.utcMs());
    return { on: runs, untilMs: runs ? found.untilMs : null };
  }

  /** Begins one, or gives a running one another end; without seconds it has none. */
  async start(principal: Principal, cameraId: string, seconds?: number): Promise<Until> {
    if (seconds !== undefined && !(seconds > 0 && seconds <= longestSeconds))
      throw invalid(['seconds'], `must be above 0 and at most ${longestSeconds}`);
    const camera = await this.#camera(principal, cameraId);
    const untilMs = seconds === undefined ? null : this.#nowMs() + Math.ceil(seconds * 1000);
    return await this.#begin(camera, untilMs, principal);
  }

  async stop(principal: Principal, cameraId: string): Promise<void> {
    await this.#end(await this.#camera(principal, cameraId), principal);
  }

  /** By a scenario: never makes a running one shorter. */
  async extend(camera: RecordedCamera, seconds: number): Promise<Until> {
    const untilMs = this.#nowMs() + Math.ceil(seconds * 1000);
    const found = await findManualRecording(this.#options.db, camera.number);
    if (found !== undefined && (found.untilMs === null || found.untilMs >= untilMs)) return found.untilMs;
    return await this.#begin(camera, untilMs, null);
  }

  /** By a scenario. */
  async end(camera: RecordedCamera): Promise<void> {
    await this.#end(camera, null);
  }

  async #begin(camera: RecordedCamera, untilMs: Until, by: Principal | null): Promise<Until> {
    const { db } = this.#options;
    await db.transaction().execute(async (trx) => {
      const userId = by === null || by.userId === 0 ? null : by.userId;
      await storeManualRecording(trx, camera.number, { untilMs, sinceMs: this.#nowMs(), userId });
      await this.#record(trx, camera, by, { recording: 'on', until_ms: untilMs });
    });
    const maxSeconds = untilMs === null ? undefined : Math.max(0.001, (untilMs - this.#nowMs()) / 1000);
    await this.#tell(camera.id, true, maxSeconds);
    return untilMs;
  }

  async #end(camera: RecordedCamera, by: Principal | null): Promise<void> {
    await this.#options.db.transaction().execute(async (trx) => {
      await deleteManualRecording(trx, camera.number);
      await this.#record(trx, camera, by, { recording: 'off' });
    });
    await this.#tell(camera.id, false);
  }

  async #camera(principal: Principal, id: string): Promise<CameraView> {
    return await this.#options.cameras.getFor(principal, id, 'live', 'camera_update');
  }

  async #record(
    trx: Db,
    { id, name, organizationId }: RecordedCamera,
    by: Principal | null,
    meta: object,
  ): Promise<void> {
    if (by === null) return;
    await this.#options.audit.record(trx, {
      action: 'camera_update',
      by,
      organizationId,
      meta: { camera_id: id, name, ...meta },
    });
  }

  /** A streamserver that is away gets it with its next assignment. */
  async #tell(cameraId: string, on: boolean, maxSeconds?: number): Promise<void> {
    try {
      await this.#options.streamservers.request(cameraId, 'record.manual', {
        cameraId,
        on,
        ...(maxSeconds !== undefined && { maxSeconds }),
      });
    } catch (error) {
      if (toVidetteError(error).code !== 'unavailable') throw error;
      this.#options.log('a recording by hand waits for its streamserver', { camera: cameraId });
    }
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}
