/** Uploads: pictures for users, organisations, plans, faces and vehicles. What nothing refers to is removed after a while. */
import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import {
  deleteUnusedUploads,
  findShownUpload,
  insertUpload,
  knownUploads,
  sizeOfUploads,
  type UploadRow,
} from '#stores/uploads.ts';
import { organizationScope, requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { UploadKind } from './directory.ts';
import type { FaceRecognition } from './face-recognition.ts';
import { Gate } from './gate.ts';
import { type Picture, recode } from './recode.ts';
import type { UploadFiles } from './upload-files.ts';
import { type StoredFace, toStoredFace, toUploadView, type UploadView } from './upload-view.ts';

export interface UploadLimits {
  /** Largest file that is taken. */
  readonly maxBytes: number;
  /** Most pixels of a picture. */
  readonly maxPixels: number;
  /** All that an organisation may keep. */
  readonly perOrganizationBytes: number;
  /** An upload that nothing refers to is removed after so long. */
  readonly unusedHours: number;
}

export interface UploadServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
  readonly files: UploadFiles;
  readonly faces: FaceRecognition;
  readonly limits: UploadLimits;
}

export interface UploadContent {
  readonly path: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** Decoding takes a core and up to some hundred megabytes. */
const decodedAtOnce = 2;
const mayWait = 32;
const removedAtOnce = 500;

export class UploadService {
  readonly #options: UploadServiceOptions;
  readonly #db: Db;
  readonly #gate = new Gate(decodedAtOnce, mayWait);

  constructor(options: UploadServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  /** Largest file that is taken, bytes. */
  get maxBytes(): number {
    return this.#options.limits.maxBytes;
  }

  async start(): Promise<void> {
    await this.#options.files.start();
  }

  /** For refusing before anything of the file is read. */
  requireCreate(principal: Principal): void {
    requirePermission(principal, 'upload_create');
  }

  requireMeta(principal: Principal): void {
    requirePermission(principal, 'upload_meta_read');
  }

  /** `conflict` (reason `picture`) for what is no picture, is damaged, or too large. */
  async create(principal: Principal, kind: UploadKind, source: Readable): Promise<UploadView> {
    this.requireCreate(principal);
    const { db, files, clock, audit } = this.#options;
    const { organizationId, userId } = principal;
    const uuid = randomUUID();
    const picture = await this.#receive(uuid, kind, source);
    const face = kind === 'face_image' ? await this.#faceIn(picture) : null;
    await this.#requireRoom(organizationId, picture.bytes.length);
    await files.keep(uuid, picture.bytes);
    const nowMs = Math.trunc(clock.utcMs());
    const row: Omit<UploadRow, 'id'> = {
      uuid,
      organization_id: organizationId,
      user_id: userId,
      kind,
      mime_type: picture.mimeType,
      size_bytes: picture.bytes.length,
      sha256: createHash('sha256').update(picture.bytes).digest('hex'),
      width_px: picture.width,
      height_px: picture.height,
      meta: face === null ? null : JSON.stringify(face),
      created_ms: nowMs,
      touched_ms: nowMs,
    };
    try {
      await db.transaction().execute(async (trx) => {
        await insertUpload(trx, row);
        await audit.record(trx, {
          action: 'upload_create',
          by: principal,
          meta: { upload_id: uuid, kind, size: row.size_bytes },
        });
      });
    } catch (error) {
      await files.remove(uuid);
      throw error;
    }
    return toUploadView(row);
  }

  async get(principal: Principal, id: string): Promise<UploadView> {
    requirePermission(principal, 'upload_read');
    return toUploadView(await this.#get(principal, id));
  }

  /** Where the bytes are. */
  async content(principal: Principal, id: string): Promise<UploadContent> {
    requirePermission(principal, 'upload_read');
    const row = await this.#get(principal, id);
    return {
      path: this.#options.files.pathOf(row.uuid),
      mimeType: row.mime_type,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
    };
  }

  /** The faces in a picture that is sent along and not kept. `unavailable` without a face model. */
  async meta(principal: Principal, source: Readable): Promise<readonly StoredFace[]> {
    this.requireMeta(principal);
    const picture = await this.#receive(randomUUID(), 'face_image', source);
    return (await this.#options.faces.facesIn(picture.bytes)).map(toStoredFace);
  }

  /** Removes uploads that nothing refers to any more, and files that nobody knows. Gives how many uploads. */
  async removeUnused(): Promise<number> {
    const { files, clock, limits } = this.#options;
    const beforeMs = clock.utcMs() - limits.unusedHours * 3_600_000;
    let count = 0;
    for (;;) {
      const removed = await deleteUnusedUploads(this.#db, beforeMs, removedAtOnce);
      for (const uuid of removed) await files.remove(uuid);
      count += removed.length;
      if (removed.length < removedAtOnce) break;
    }
    for await (const uuids of files.writtenBefore(beforeMs)) {
      const known = await knownUploads(this.#db, uuids);
      for (const uuid of uuids) if (!known.has(uuid)) await files.remove(uuid);
    }
    return count;
  }

  async #receive(uuid: string, kind: UploadKind, source: Readable): Promise<Picture> {
    const { files, limits } = this.#options;
    const path = await files.receive(uuid, source, limits.maxBytes);
    try {
      return await this.#gate.pass(() => recode(path, kind, limits.maxPixels));
    } finally {
      await files.drop(uuid);
    }
  }

  async #faceIn(picture: Picture): Promise<StoredFace | null> {
    const { faces } = this.#options;
    if (!faces.isInstalled()) return null;
    const [largest] = await faces.facesIn(picture.bytes);
    return largest === undefined ? null : toStoredFace(largest);
  }

  async #requireRoom(organizationId: number, sizeBytes: number): Promise<void> {
    const { perOrganizationBytes } = this.#options.limits;
    if ((await sizeOfUploads(this.#db, organizationId)) + sizeBytes > perOrganizationBytes)
      throw new VidetteError('exhausted', 'your organisation has no room for more uploads', {
        reason: 'uploads_full',
      });
  }

  async #get(principal: Principal, id: string): Promise<UploadRow> {
    const row = await findShownUpload(this.#db, organizationScope(principal), id.toLowerCase());
    if (row === undefined) throw new VidetteError('not_found', 'no such upload');
    return row;
  }
}
