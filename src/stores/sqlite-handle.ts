/** One handle of a SQLite file: prepared statements kept, and waiting for a lock of another program without blocking the event loop. */
import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, isSqliteFailure } from './sqlite-errors.ts';

export interface SqliteOptions {
  readonly file: string;
  /** How long a statement waits for a lock of another program. */
  readonly busyMs: number;
}

/** As it goes from thread to thread. */
export interface SqliteAnswer {
  /** Names of what a row holds; none when the statement gives no rows. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SQLOutputValue[])[];
  readonly changes: number | bigint;
  readonly lastId: number | bigint;
}

/**
 * Pages kept in memory at most, in KiB. SQLite's own default of 2 MiB makes every look-up of one row among 10,000 cameras a read of
 * the file: measured 9 ms instead of 4 for the clips of a city.
 */
const cacheKiB = 65_536;

/**
 * Pages in the log before they are put into the file. Events come to the same some thousand pages of their indexes again and again;
 * SQLite's own 1,000 would write each of them anew for every few batches. A log of twice as many is put away in smaller portions:
 * it begins anew only when all of it is in the file and nobody reads it.
 */
const logPages = 8_000;
const portionPages = 1_000;

/** WAL with a sync per commit: a power cut loses nothing that was committed. Only the owner may read the file. */
function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 0 });
  if (file !== ':memory:') chmodSync(file, 0o600);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  database.exec(`pragma cache_size = -${cacheKiB}; pragma wal_autocheckpoint = 0`);
  // As in PostgreSQL, letters beyond ASCII have a lower case too.
  database.function('lower', { deterministic: true }, (text) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  );
  return database;
}

interface Prepared {
  readonly statement: StatementSync;
  readonly columns: readonly string[];
}

/** Statements kept ready; the oldest goes first. A server has a few hundred different ones. */
const keptStatements = 500;

/** Throws what node:sqlite throws. */
export class SqliteHandle {
  readonly #database: DatabaseSync;
  readonly #busyMs: number;
  readonly #statements = new Map<string, Prepared>();

  constructor({ file, busyMs }: SqliteOptions) {
    this.#database = openSqlite(file);
    this.#busyMs = busyMs;
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  async run(sql: string, parameters: readonly SQLInputValue[]): Promise<SqliteAnswer> {
    const giveUpAtMs = performance.now() + this.#busyMs;
    for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 100)) {
      try {
        return this.#runOnce(sql, parameters);
      } catch (error) {
        if (!isBusy(error) || performance.now() + pauseMs > giveUpAtMs) throw error;
      }
      await pause(pauseMs);
    }
  }

  /**
   * Puts the log into the file when it has become long. SQLite would do it by itself within a commit, whose answer then waits some 60 ms
   * longer although it is on the disk: call it when the answer is given. An error is left to the next time, as SQLite does.
   */
  putAwayLog(): void {
    // A checkpoint that does nothing tells of the log: sqlite.org/pragma.html#pragma_wal_checkpoint
    const { rows } = this.#runOnce('pragma wal_checkpoint(noop)', []);
    const [, log, checkpointed] = rows[0] as [number, number, number];
    const portion = log < 2 * logPages ? logPages : portionPages;
    if (log - checkpointed < portion) return;
    try {
      this.#runOnce('pragma wal_checkpoint(passive)', []);
    } catch (error) {
      if (!isSqliteFailure(error)) throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #runOnce(sql: string, parameters: readonly SQLInputValue[]): SqliteAnswer {
    const { statement, columns } = this.#prepare(sql);
    if (columns.length > 0) {
      const rows = statement.all(...parameters) as unknown as SQLOutputValue[][];
      return { columns, rows, changes: 0, lastId: 0 };
    }
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return { columns, rows: [], changes, lastId: lastInsertRowid };
  }

  #prepare(sql: string): Prepared {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, columns: statement.columns().map(({ name }) => name) };
    statement.setReturnArrays(true);
    if (this.#statements.size >= keptStatements)
      this.#statements.delete(this.#statements.keys().next().value!);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}
