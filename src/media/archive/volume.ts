/** One disk of the archive: proves that it is the one it was, and knows how full it is (docs/design/archive.md, "Volumes"). */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import type { VolumeStatus } from '#domain/recording.ts';
import { errorCodeOf, type FileCalls, type Identity } from './files.ts';
import { acquireLock, type Lock } from './lock.ts';
import { identityName, lockName } from './paths.ts';

const mebibyte = 1024 * 1024;

/** What stays free on a disk of this size: 1 %, 64 MiB to 10 GiB, and never more than a tenth. */
export function reserveOf(totalBytes: number): number {
  const wanted = Math.min(Math.max(totalBytes / 100, 64 * mebibyte), 10 * 1024 * mebibyte);
  return Math.min(wanted, totalBytes / 10);
}

export class Volume {
  readonly name: string;
  readonly path: string;
  /** Null until the disk was seen for the first time. */
  uuid: string | null;
  state: VolumeStatus['state'] = 'missing';
  message: string | null = null;
  totalBytes = 0;
  freeBytes = 0;
  readonly #files: FileCalls;
  readonly #reserveBytes: number | undefined;
  #identity: Identity | null = null;
  #lock: Lock | null = null;

  constructor(name: string, path: string, knownUuid: string | null, files: FileCalls, reserveBytes?: number) {
    this.name = name;
    this.path = path;
    this.uuid = knownUuid;
    this.#files = files;
    this.#reserveBytes = reserveBytes;
  }

  get usable(): boolean {
    return this.state === 'ok';
  }

  get reserveBytes(): number {
    return this.#reserveBytes ?? reserveOf(this.totalBytes);
  }

  /** Looks again. A volume that was full or had failed is tried anew; throws only when another process holds it. */
  async check(): Promise<void> {
    try {
      await this.#identify();
      const space = await this.#files.space(this.path);
      this.totalBytes = space.totalBytes;
      this.freeBytes = space.freeBytes;
      if (this.state === 'full' && this.freeBytes < this.reserveBytes) return;
      this.#is('ok', null);
    } catch (error) {
      if (error instanceof VidetteError && error.reason === 'locked') throw error;
      this.fail(error);
    }
  }

  /** Is the folder still the disk that was checked? Asked before each new file, so that nothing goes below a lost mount. */
  async confirm(): Promise<boolean> {
    try {
      const now = await this.#files.identity(this.path);
      if (now.device === this.#identity?.device && now.inode === this.#identity.inode) return true;
      await this.check();
      return this.usable;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** A call on this volume failed. */
  fail(error: unknown): void {
    const code = errorCodeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof VidetteError && error.reason === 'missing') this.#is('missing', message);
    else if (code === 'ENOSPC' || code === 'EDQUOT') this.#is('full', 'no space left');
    else if (code === 'EROFS') this.#is('read_only', message);
    else if (code === 'ENOENT') this.#is('missing', message);
    else this.#is('failed', message);
  }

  status(usedBytes: number): VolumeStatus {
    const { name, path, state, totalBytes, freeBytes } = this;
    return {
      name,
      path,
      state,
      totalBytes,
      freeBytes,
      usedBytes,
      ...(this.message === null ? {} : { message: this.message }),
    };
  }

  release(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  #is(state: VolumeStatus['state'], message: string | null): void {
    this.state = state;
    this.message = message;
  }

  async #identify(): Promise<void> {
    const found = readIdentity(this.path);
    if (found === null && this.uuid !== null) {
      throw new VidetteError(
        'unavailable',
        `${this.path} does not hold the volume ${this.name}: is it mounted?`,
        { reason: 'missing' },
      );
    }
    if (found !== null && this.uuid !== null && found !== this.uuid) {
      throw new VidetteError(
        'unavailable',
        `${this.path} holds another volume (${found}) than ${this.name} (${this.uuid})`,
      );
    }
    if (found === null) {
      await this.#files.makeFolder(this.path);
      this.uuid = writeIdentity(this.path, this.name);
    } else this.uuid = found;
    const identity = await this.#files.identity(this.path);
    if (identity.device !== this.#identity?.device || identity.inode !== this.#identity.inode) this.release();
    this.#identity = identity;
    this.#lock ??= acquireLock(join(this.path, lockName), `the archive volume ${this.path}`);
  }
}

/** The uuid in the identity file; null when there is none. Throws when there is one that cannot be read. */
export function readIdentity(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(join(path, identityName), 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
  const uuid = /"uuid":\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
  if (uuid === undefined) throw new VidetteError('data_loss', `${join(path, identityName)} is damaged`);
  return uuid;
}

function writeIdentity(path: string, name: string): string {
  const uuid = randomUUID();
  const target = join(path, identityName);
  const text = JSON.stringify(
    { product: 'vidette', uuid, name, createdAt: new Date().toISOString() },
    null,
    2,
  );
  writeFileSync(`${target}.new`, `${text}\n`, { mode: 0o640, flush: true });
  renameSync(`${target}.new`, target);
  return uuid;
}
