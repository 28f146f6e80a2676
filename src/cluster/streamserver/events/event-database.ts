/**
 * The file in which a streamserver keeps what the server must still be told of events: one SQLite file, one connection.
 * The journal is written without waiting for the disk, so that a killed process loses nothing; a power cut loses at most the last
 * `syncSeconds`, like recordings (a sync by another descriptor, off the event loop).
 */
import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { systemClock } from '#domain/clock.ts';
import { Trouble } from '#domain/trouble.ts';

const schema = `
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uuid TEXT NOT NULL,
  running INTEGER NOT NULL,          -- 1 until the file is closed in order
  alive_ms REAL NOT NULL             -- UTC; observers were at work until then
) STRICT;
CREATE TABLE IF NOT EXISTS entry (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,                -- appeared, updated, finished, heat_map
  body TEXT NOT NULL                 -- JSON of the report
) STRICT;
CREATE INDEX IF NOT EXISTS entry_update ON entry (number) WHERE kind = 'updated';
-- Events whose end is not among the entries yet.
CREATE TABLE IF NOT EXISTS open_event (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL                 -- JSON, open-events.ts
) STRICT, WITHOUT ROWID;
-- Folders with pictures.
CREATE TABLE IF NOT EXISTS snapshot_hour (
  hour_ms INTEGER NOT NULL,          -- UTC
  camera_id TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (hour_ms, camera_id)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO outbox (id, uuid, running, alive_ms) VALUES (1, '', 0, 0);
PRAGMA user_version = 1;
`;

/**
 * Numbers skipped at each start: after a power cut the file may have forgotten numbers that the server has seen, and a number means
 * one entry for ever.
 */
const numbersSkipped = 1_000_000;
/** Larger files are not read through at the start. */
const checkedBytes = 64 * 1024 * 1024;
const busyTimeoutMs = 250;
/** Given back to the disk at a time, pages of 4 KiB. */
const pagesGivenBack = 256;

export interface EventDatabaseOptions {
  readonly path: string;
  readonly syncSeconds: number;
  readonly log: (message: string, details: object) => void;
}

export class EventDatabase {
  readonly uuid: string;
  /** The process that had the file before ended without closing it. */
  readonly afterCrash: boolean;
  /** UTC milliseconds of the last sign of life before this start; 0 for a new file. */
  readonly lastAliveMs: number;
  readonly #database: DatabaseSync;
  readonly #options: EventDatabaseOptions;
  readonly #statements = new Map<string, StatementSync>();
  readonly #unsyncable: Trouble;
  #journal: FileHandle | null = null;
  #syncing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #unsynced = false;

  private constructor(database: DatabaseSync, options: EventDatabaseOptions) {
    this.#database = database;
    this.#options = options;
    this.#unsyncable = new Trouble({
      failing: 'the events of the last seconds could not be synced to the disk',
      over: 'events are synced to the disk again',
      clock: systemClock,
      log: options.log,
    });
    database.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    database.exec(schema);
    const row = this.get<{ uuid: string; running: number; alive_ms: number }>('SELECT * FROM outbox');
    this.uuid = row === undefined || row.uuid === '' ? randomUUID() : row.uuid;
    this.afterCrash = row?.running === 1;
    this.lastAliveMs = row?.alive_ms ?? 0;
    this.transaction(() => {
      this.run('UPDATE outbox SET uuid = ?, running = 1', this.uuid);
      this.run(
        `INSERT INTO sqlite_sequence (name, seq)
         SELECT 'entry', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'entry')`,
      );
      this.run(`UPDATE sqlite_sequence SET seq = seq + ${numbersSkipped} WHERE name = 'entry'`);
    });
    // What stands above is on the disk before anything is sent; from here on the syncs below do.
    database.exec('PRAGMA synchronous = NORMAL');
  }

  /**
   * Opens or creates the file. A damaged one is put aside under another name, and said so. Where the disk takes nothing, events are
   * kept in memory until the next start: they are no reason not to record.
   */
  static async open(options: EventDatabaseOptions): Promise<EventDatabase> {
    let opened: EventDatabase;
    try {
      opened = new EventDatabase(openWhole(options), options);
    } catch (error) {
      if (!noDisk.has(codeOf(error))) throw error;
      options.log('the file of events cannot be written; they are kept in memory until the next start', {
        error,
      });
      return new EventDatabase(new DatabaseSync(':memory:'), options);
    }
    opened.#journal = await open(`${options.path}-wal`, 'r+');
    opened.#timer = setInterval(() => opened.#sync(), options.syncSeconds * 1000);
    return opened;
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  /** Changes rows. Returns the row id of an insert and how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): { id: number; changes: number } {
    const { lastInsertRowid, changes } = this.#prepared(sql).run(...values);
    this.#unsynced = true;
    return { id: Number(lastInsertRowid), changes: Number(changes) };
  }

  /** All or nothing. Throws what SQLite says when there is no space or the disk fails. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself when the disk is full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Gives some of the space of deleted rows back to the disk when there is much. */
  shrink(): void {
    const free = this.get<{ freelist_count: number }>('PRAGMA freelist_count')?.freelist_count ?? 0;
    if (free > pagesGivenBack) this.#database.exec(`PRAGMA incremental_vacuum(${pagesGivenBack})`);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#syncing;
    await this.#journal?.close();
    try {
      this.run('UPDATE outbox SET running = 0');
    } catch (error) {
      this.#options.log('the file of events could not be marked as closed', { error });
    }
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #sync(): void {
    const journal = this.#journal;
    if (!this.#unsynced || journal === null) return;
    this.#unsynced = false;
    this.#syncing = this.#syncing.then(async () => {
      try {
        await journal.datasync();
        this.#unsyncable.works();
      } catch (error) {
        this.#unsyncable.failed({ error });
      }
    });
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damage = new Set([11, 26]);
/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL and SQLITE_CANTOPEN. */
const noDisk = new Set([8, 10, 13, 14]);

/** The primary result code; extended ones have more in the higher bytes. */
const codeOf = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

function openWhole({ path, log }: EventDatabaseOptions): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  const found = damageOf(database, path);
  if (found === null) return database;
  database.close();
  const aside = `${path}.damaged-${Date.now()}`;
  renameSync(path, aside);
  for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
  log('the file of events that wait for the server is damaged; it was put aside and a new one begins', {
    aside,
    found,
  });
  return new DatabaseSync(path, { timeout: busyTimeoutMs });
}

/** What is wrong with the file; null when it is whole, or new. */
function damageOf(database: DatabaseSync, path: string): unknown {
  try {
    database.exec('SELECT count(*) FROM sqlite_schema');
    if (statSync(path).size > checkedBytes) return null;
    const [found] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
    return found === 'ok' ? null : found;
  } catch (error) {
    if (damage.has(codeOf(error))) return error;
    throw error;
  }
}
