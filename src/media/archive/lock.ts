/** A lock that dies with its process: an exclusive transaction on a small SQLite file. */
import { DatabaseSync } from 'node:sqlite';
import { VidetteError } from '#domain/errors.ts';

export interface Lock {
  release(): void;
}

/** Throws `conflict` when another process (or this one) holds the lock at `path`. */
export function acquireLock(path: string, what: string): Lock {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new VidetteError('conflict', `${what} is in use by another process`, { cause, reason: 'locked' });
  }
  return { release: () => database.close() };
}
