/**
 * Writes and reads the pictures of events. Each appears whole or not at all (a temporary name, then a rename); they are not synced,
 * so a power cut may cost those of the last seconds. A folder is made only on a volume that is there.
 */
import { statSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import { errorCodeOf } from '#media/archive/files.ts';
import { identityName, snapshotsName } from '#media/archive/paths.ts';
import type { SnapshotLedger } from './snapshot-ledger.ts';
import {
  cameraFolder,
  hourFolder,
  hourOf,
  isCameraId,
  pictureName,
  type SnapshotHour,
  type SnapshotKind,
} from './snapshot-paths.ts';

/** JPEGs, not changed by anyone until they are written; null: none, and a present one stays. */
export interface Pictures {
  readonly full: Buffer | null;
  readonly crop: Buffer | null;
}

/** What can fail when a picture is written, so that a test can make it fail. */
export interface PictureCalls {
  write(path: string, bytes: Buffer): Promise<void>;
  makeFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
}

export const systemPictureCalls: PictureCalls = {
  write: (path, bytes) => writeFile(path, bytes, { mode: 0o640 }),
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o750 });
  },
  rename,
};

export interface SnapshotFilesOptions {
  /** Folder of an archive volume. */
  readonly volume: string;
  readonly ledger: SnapshotLedger;
  readonly calls?: PictureCalls;
  readonly log: (message: string, details: object) => void;
}

/** Pictures that wait for the disk, beyond which further ones are not kept. */
const maxWaitingBytes = 32 * 1024 * 1024;

export class SnapshotFiles {
  readonly root: string;
  readonly #options: SnapshotFilesOptions;
  readonly #calls: PictureCalls;
  #waitingBytes = 0;
  #written = 0;
  #failed = 0;
  /** What the last failure was; told once until it works again. */
  #trouble: string | null = null;

  constructor(options: SnapshotFilesOptions) {
    this.#options = options;
    this.#calls = options.calls ?? systemPictureCalls;
    this.root = join(options.volume, snapshotsName);
  }

  /** Pictures written and pictures not kept since the start. */
  get counters(): { written: number; failed: number; bytes: number } {
    return { written: this.#written, failed: this.#failed, bytes: this.#options.ledger.bytes };
  }

  /** Which of the two are there now. Never rejects: a picture that cannot be written is counted and told. */
  async write(
    cameraId: string,
    eventId: string,
    pictures: Pictures,
  ): Promise<Readonly<Record<SnapshotKind, boolean>>> {
    const hour = hourOf(cameraId, eventId);
    const [full, crop] = await Promise.all([
      this.#keep(hour, eventId, 'full', pictures.full),
      this.#keep(hour, eventId, 'crop', pictures.crop),
    ]);
    return { full, crop };
  }

  /** The JPEG; throws `not_found` when there is none. */
  async read(cameraId: string, eventId: string, kind: SnapshotKind): Promise<Buffer> {
    const path = join(hourFolder(this.root, hourOf(cameraId, eventId)), pictureName(eventId, kind));
    const bytes = await readFile(path).catch((error: unknown) => {
      if (errorCodeOf(error) === 'ENOENT') return null;
      throw new VidetteError('unavailable', 'the pictures of events cannot be read', { cause: error });
    });
    // After a power cut a file may be there without its bytes.
    if (bytes === null || bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8)
      throw new VidetteError('not_found', 'there is no such picture');
    return bytes;
  }

  /** Which of the two are there; for events of an earlier process. */
  present(cameraId: string, eventId: string): Readonly<Record<SnapshotKind, boolean>> {
    const folder = hourFolder(this.root, hourOf(cameraId, eventId));
    const has = (kind: SnapshotKind): boolean =>
      (statSync(join(folder, pictureName(eventId, kind)), { throwIfNoEntry: false })?.size ?? 0) > 0;
    return { full: has('full'), crop: has('crop') };
  }

  /** Cameras that have pictures. */
  async cameras(): Promise<string[]> {
    try {
      return (await readdir(this.root)).filter(isCameraId);
    } catch (error) {
      if (errorCodeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Deletes all pictures of a camera. */
  async forget(cameraId: string): Promise<void> {
    await rm(cameraFolder(this.root, cameraId), { recursive: true, force: true });
    this.#options.ledger.forget(cameraId);
  }

  async #keep(
    hour: SnapshotHour,
    eventId: string,
    kind: SnapshotKind,
    jpeg: Buffer | null,
  ): Promise<boolean> {
    if (jpeg === null) return false;
    if (this.#waitingBytes + jpeg.length > maxWaitingBytes) return this.#fails('the disk is too slow', null);
    this.#waitingBytes += jpeg.length;
    const folder = hourFolder(this.root, hour);
    const path = join(folder, pictureName(eventId, kind));
    const temporary = `${path}.new`;
    try {
      const replacedBytes = await sizeOf(path);
      await this.#write(folder, temporary, jpeg);
      await this.#calls.rename(temporary, path);
      this.#options.ledger.add(hour, jpeg.length - replacedBytes);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      return this.#fails(errorCodeOf(error), error);
    } finally {
      this.#waitingBytes -= jpeg.length;
    }
    this.#works();
    return true;
  }

  async #write(folder: string, path: string, jpeg: Buffer): Promise<void> {
    try {
      await this.#calls.write(path, jpeg);
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') throw error;
      // A new hour, or a disk that is not mounted: then nothing goes below its empty mount point.
      await access(join(this.#options.volume, identityName));
      await this.#calls.makeFolder(folder);
      await this.#calls.write(path, jpeg);
    }
  }

  #works(): void {
    this.#written += 1;
    if (this.#trouble === null) return;
    this.#trouble = null;
    this.#options.log('pictures of events are kept again', { failed: this.#failed });
  }

  #fails(trouble: string, error: unknown): boolean {
    this.#failed += 1;
    if (this.#trouble !== trouble)
      this.#options.log('pictures of events cannot be kept; the events are, without them', {
        trouble,
        error,
      });
    this.#trouble = trouble;
    return false;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
