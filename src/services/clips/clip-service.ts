/** Clips of the archive: ordering, looking, deleting, fetching. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import {
  type ClipFilter,
  type ClipRow,
  type ClipScope,
  countKeptClips,
  deleteClip,
  findAnyClip,
  findClip,
  insertClip,
  listClips,
  type ShownClip,
} from '#stores/clips.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { StreamserverPort } from '../streams/ports.ts';
import type { ClipFiles } from './clip-files.ts';
import type { ClipQueue } from './clip-queue.ts';
import { type ClipView, toClipView } from './clip-view.ts';

export interface ClipServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly streamservers: Pick<StreamserverPort, 'request'>;
  readonly files: ClipFiles;
  readonly queue: ClipQueue;
  /** Clips that one user may have queued, running or kept. */
  readonly perUser: number;
  readonly maxMinutes: number;
  readonly keepMs: number;
}

export interface ClipOrderInput {
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ClipFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** For whoever saves it: camera and time. */
  readonly name: string;
  readonly sha256: string;
}

export class ClipService {
  readonly #options: ClipServiceOptions;
  readonly #db: Db;

  constructor(options: ClipServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  /** Newest first. */
  async list(principal: Principal, filter: ClipFilter): Promise<ClipView[]> {
    requirePermission(principal, 'videoclip_read');
    const rows = await listClips(this.#db, scopeOf(principal), filter);
    return rows.map((row) => this.#view(row));
  }

  async get(principal: Principal, id: string): Promise<ClipView> {
    requirePermission(principal, 'videoclip_read');
    return this.#view(await this.#find(principal, id));
  }

  /** Refused with the reasons `no_camera`, `clip_range` and `clip_quota`. */
  async create(principal: Principal, order: ClipOrderInput): Promise<ClipView> {
    const { cameras, audit, clock, perUser, keepMs } = this.#options;
    const camera = await cameras.getFor(principal, order.cameraId, 'archive', 'videoclip_create');
    await this.#checkRange(camera.id, order);
    const uuid = randomUUID();
    const nowMs = Math.trunc(clock.utcMs());
    await this.#db.transaction().execute(async (trx) => {
      if ((await countKeptClips(trx, principal.userId)) >= perUser)
        throw new VidetteError('exhausted', `one user has at most ${perUser} clips; delete some`, {
          reason: 'clip_quota',
        });
      await insertClip(trx, {
        uuid,
        organization_id: camera.organizationId,
        user_id: principal.userId,
        camera_id: camera.number,
        camera_uuid: camera.id,
        camera_name: camera.name,
        from_ms: order.fromMs,
        to_ms: order.toMs,
        created_ms: nowMs,
        expires_ms: nowMs + keepMs,
      });
      const range = { range_start: iso(order.fromMs), range_end: iso(order.toMs) };
      await audit.record(trx, {
        action: 'videoclip_create',
        by: principal,
        organizationId: camera.organizationId,
        meta: { videoclip_id: uuid, camera_id: camera.id, camera_name: camera.name, ...range },
      });
    });
    void this.#options.queue.wake();
    return this.#view(await this.#find(principal, uuid));
  }

  /** Stops the work on it when there is some, and removes its file. */
  async delete(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'videoclip_delete');
    const clip = await this.#db.transaction().execute(async (trx) => {
      const row = await findClip(trx, scopeOf(principal), id.toLowerCase());
      if (row === undefined) throw noClip();
      await deleteClip(trx, row.uuid);
      const meta = { videoclip_id: row.uuid, camera_id: row.camera_uuid, camera_name: row.camera_name };
      await this.#options.audit.record(trx, {
        action: 'videoclip_delete',
        by: principal,
        organizationId: row.organization_id,
        meta,
      });
      return row;
    });
    await this.#options.queue.drop(clip);
  }

  /** `conflict` while it is not done. */
  async file(principal: Principal, id: string): Promise<ClipFile> {
    requirePermission(principal, 'videoclip_read');
    return this.#file(await this.#find(principal, id));
  }

  /** For who shows a signed address of this clip: the right was checked when it was signed. */
  async signedFile(id: string): Promise<ClipFile> {
    const row = await findAnyClip(this.#db, id.toLowerCase());
    if (row === undefined) throw noClip();
    return this.#file(row);
  }

  #file(row: ClipRow): ClipFile {
    if (row.state !== 'done' || row.size_bytes === null)
      throw new VidetteError('conflict', `the clip is ${row.state}`, { reason: 'clip_not_done' });
    const stamp = iso(row.from_ms).slice(0, 19).replace('T', ' ').replaceAll(':', '-');
    return {
      path: this.#options.files.pathOf(row.uuid),
      sizeBytes: row.size_bytes,
      name: `${row.camera_name} ${stamp}.mp4`,
      sha256: row.sha256 ?? '',
    };
  }

  async #find(principal: Principal, id: string): Promise<ClipRow> {
    const row = await findClip(this.#db, scopeOf(principal), id.toLowerCase());
    if (row === undefined) throw noClip();
    return row;
  }

  async #checkRange(cameraId: string, { fromMs, toMs }: ClipOrderInput): Promise<void> {
    const { streamservers, maxMinutes } = this.#options;
    if (toMs <= fromMs) throw badRange('the end is not after the start');
    if (toMs - fromMs > maxMinutes * 60_000) throw badRange(`a clip is at most ${maxMinutes} minutes long`);
    const range = { cameraId, stream: 'main' as const, fromMs, toMs };
    const spans = await streamservers.request(cameraId, 'archive.spans', range);
    if (spans.length === 0) throw badRange('nothing is recorded in this time');
  }

  #view(row: ShownClip): ClipView {
    return toClipView(row, this.#options.queue.progressOf(row.uuid) ?? row.progress);
  }
}

function scopeOf(principal: Principal): ClipScope {
  return { sites: siteScope(principal), userId: principal.userId };
}

function badRange(message: string): VidetteError {
  return new VidetteError('invalid', message, { reason: 'clip_range' });
}

function noClip(): VidetteError {
  return new VidetteError('not_found', 'no such clip');
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
