/**
 * The data folder and the proof that only one server works in it. The proof is a lock of the operating system, held through an
 * open SQLite transaction on `vidette.lock`: the kernel drops it when the process dies, so there are no stale locks.
 * `vidette.pid` beside it only tells people who holds it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { VidetteError } from '#domain/errors.ts';

export interface DataFolderLock extends Disposable {
  readonly folder: string;
  /** Idempotent. */
  release(): void;
}

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** Makes the folder (mode 0700) when it is not there, and takes it; `conflict` when another process has it. */
export function lockDataFolder(folder: string): DataFolderLock {
  makeDataFolder(folder);
  const lock = takeLock(folder);
  if (lock === null) {
    const holder = readHolder(folder);
    const who =
      holder === null ? 'another process' : `process ${holder.pid} on ${holder.host} since ${holder.since}`;
    throw new VidetteError(
      'conflict',
      `the data folder ${folder} is in use by ${who}; stop it or choose another folder`,
      {
        reason: 'data_folder_locked',
      },
    );
  }
  const pidFile = join(folder, 'vidette.pid');
  const holder: LockHolder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  writeFileSync(pidFile, `${JSON.stringify(holder)}\n`);
  heldLocks.add(lock);
  const release = () => {
    if (!heldLocks.delete(lock)) return;
    rmSync(pidFile, { force: true });
    lock.close();
  };
  return { folder, release, [Symbol.dispose]: release };
}

/** A lock that nobody refers to would be let go by the garbage collector. */
const heldLocks = new Set<DatabaseSync>();

/** Who works in the folder, or null when nobody does. */
export function dataFolderHolder(folder: string): LockHolder | null {
  const lock = takeLock(folder);
  if (lock === null) return readHolder(folder) ?? { pid: 0, host: 'unknown', since: 'unknown' };
  lock.close();
  return null;
}

export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new VidetteError(
      'unavailable',
      `the data folder ${folder} cannot be made: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

/** The open transaction that is the lock, or null when another holds it. */
function takeLock(folder: string): DatabaseSync | null {
  const database = openLockFile(join(folder, 'vidette.lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
    throw new VidetteError(
      'unavailable',
      `the data folder ${folder} cannot be locked: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

const sqliteBusy = 5;

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (cause) {
    throw new VidetteError('unavailable', `${file} cannot be opened: ${(cause as Error).message}`, { cause });
  }
}

function readHolder(folder: string): LockHolder | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'vidette.pid'), 'utf8')) as LockHolder;
  } catch {
    // The file is written just after the lock is taken: nobody to name is not an error.
    return null;
  }
}
