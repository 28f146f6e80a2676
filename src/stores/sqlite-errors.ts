/** SQLite's result codes (sqlite.org/rescode.html) as errors of the core. */
import { VidetteError } from '#domain/errors.ts';

/** As node:sqlite throws it: `errcode` is the extended result code. */
interface SqliteFailure extends Error {
  readonly errcode: number;
}

export function isSqliteFailure(error: unknown): error is SqliteFailure {
  return error instanceof Error && typeof (error as Partial<SqliteFailure>).errcode === 'number';
}

const busy = 5;
const locked = 6;
const constraintUnique = 2067;
const constraintPrimaryKey = 1555;
const constraintForeignKey = 787;
const constraintTrigger = 1811;

export function isBusy(error: unknown): boolean {
  return isSqliteFailure(error) && [busy, locked].includes(error.errcode & 0xff);
}

export function fromSqlite(error: unknown): unknown {
  if (!isSqliteFailure(error)) return error;
  const details = { cause: error };
  switch (error.errcode) {
    case constraintUnique:
    case constraintPrimaryKey:
      return new VidetteError('conflict', 'this exists already', { ...details, reason: 'unique' });
    case constraintForeignKey:
    case constraintTrigger:
      return new VidetteError('conflict', 'this is in use, or refers to what is not there', {
        ...details,
        reason: 'reference',
      });
  }
  switch (error.errcode & 0xff) {
    case busy:
    case locked:
      return new VidetteError('unavailable', 'the database is locked by another program', {
        ...details,
        reason: 'database_locked',
        retryAfterMs: 1_000,
      });
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 14: // SQLITE_CANTOPEN
      return new VidetteError('unavailable', `the database cannot be used: ${error.message}`, {
        ...details,
        reason: 'database',
      });
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new VidetteError('data_loss', `the database is damaged: ${error.message}`, {
        ...details,
        reason: 'database',
      });
    case 13: // SQLITE_FULL
      return new VidetteError('exhausted', 'the disk of the database is full', {
        ...details,
        reason: 'disk_full',
      });
    default:
      return error;
  }
}
