/**
 * The archive's index: one SQLite file, one connection. Everything in it but protections can be made again from the files.
 * Writes join a transaction that is committed at most a second later; reads on this connection see them at once.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const schema = `
CREATE TABLE IF NOT EXISTS volume (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  uuid TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS stream (
  id INTEGER PRIMARY KEY,
  camera_id TEXT NOT NULL,
  name TEXT NOT NULL,
  known_since_ms REAL NOT NULL,      -- before this nothing was ever meant to be recorded
  recording INTEGER NOT NULL,        -- 1 while no gap is open
  position INTEGER NOT NULL,         -- last synced link
  chain BLOB NOT NULL,
  UNIQUE (camera_id, name)
) STRICT;
CREATE TABLE IF NOT EXISTS segment (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL,
  volume_id INTEGER NOT NULL,
  state TEXT NOT NULL,               -- open, closed, garbage
  start_ms INTEGER NOT NULL,         -- also the file's name
  end_ms REAL NOT NULL,
  bytes INTEGER NOT NULL,
  init_bytes INTEGER NOT NULL,       -- ftyp and moov
  first_position INTEGER NOT NULL,   -- links of the chain in this file
  last_position INTEGER NOT NULL,
  chain_before BLOB NOT NULL,
  chain_after BLOB NOT NULL,
  fragments BLOB NOT NULL,           -- fragment-table.ts
  UNIQUE (stream_id, start_ms)
) STRICT;
CREATE INDEX IF NOT EXISTS segment_open ON segment (state) WHERE state != 'closed';
-- Answers what is recorded when without touching the rows.
CREATE INDEX IF NOT EXISTS segment_times ON segment (stream_id, start_ms, end_ms, state);
CREATE INDEX IF NOT EXISTS segment_age ON segment (volume_id, start_ms);
CREATE TABLE IF NOT EXISTS gap (
  id INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL,
  start_ms REAL NOT NULL,
  end_ms REAL,                       -- null while it lasts
  cause TEXT NOT NULL,
  detail TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS gap_range ON gap (stream_id, start_ms);
CREATE INDEX IF NOT EXISTS gap_open ON gap (stream_id) WHERE end_ms IS NULL;
CREATE TABLE IF NOT EXISTS deletion (
  stream_id INTEGER NOT NULL,
  from_position INTEGER NOT NULL,
  record TEXT NOT NULL,              -- JSON, as in deletions.json
  PRIMARY KEY (stream_id, from_position)
) STRICT;
CREATE TABLE IF NOT EXISTS protection (
  id TEXT NOT NULL,
  camera_id TEXT NOT NULL,
  from_ms REAL NOT NULL,
  to_ms REAL NOT NULL,
  PRIMARY KEY (id, camera_id)
) STRICT;
CREATE TABLE IF NOT EXISTS alive (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at_ms REAL NOT NULL,
  boot_id TEXT NOT NULL
) STRICT;
PRAGMA user_version = 1;
`;

type Row = Record<string, SQLInputValue>;

const commitAfterMs = 1000;
/** Nobody else writes this file; whoever does for a moment must not hold the process. */
const busyTimeoutMs = 250;

export interface IndexDatabaseOptions {
  readonly readOnly?: boolean;
  /** Told when the batch of the last second could not be committed (no space, locked); it is tried again. */
  readonly failed?: (error: unknown) => void;
  readonly committed?: () => void;
}

export class IndexDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #options: IndexDatabaseOptions;
  #commitTimer: NodeJS.Timeout | null = null;

  constructor(path: string, options: IndexDatabaseOptions = {}) {
    const timeout = options.readOnly === true ? 5000 : busyTimeoutMs;
    this.#database = new DatabaseSync(path, { readOnly: options.readOnly === true, timeout });
    this.#options = options;
    if (options.readOnly === true) return;
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    this.#database.exec(schema);
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  all<Type>(sql: string, ...values: SQLInputValue[]): Type[] {
    return this.#prepared(sql).all(...values) as Type[];
  }

  get<Type>(sql: string, ...values: SQLInputValue[]): Type | undefined {
    return this.#prepared(sql).get(...values) as Type | undefined;
  }

  /** Changes rows in the running transaction. Returns the row id of an insert and how many rows changed. */
  run(sql: string, ...values: SQLInputValue[]): { id: number; changes: number } {
    this.#begin();
    const result = this.#prepared(sql).run(...values);
    return { id: Number(result.lastInsertRowid), changes: Number(result.changes) };
  }

  insert(table: string, row: Row): number {
    const names = Object.keys(row);
    const marks = names.map(() => '?').join(', ');
    return this.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(row)).id;
  }

  #begin(): void {
    if (this.#database.isTransaction) return;
    this.#database.exec('BEGIN IMMEDIATE');
    this.#commitLater();
  }

  #commitLater(): void {
    this.#commitTimer ??= setTimeout(() => {
      try {
        this.flush();
      } catch (error) {
        this.#options.failed?.(error);
        if (this.#database.isTransaction) this.#commitLater();
      }
    }, commitAfterMs);
  }

  /** Commits what was written so far. */
  flush(): void {
    if (this.#commitTimer !== null) clearTimeout(this.#commitTimer);
    this.#commitTimer = null;
    if (!this.#database.isTransaction) return;
    this.#database.exec('COMMIT');
    this.#options.committed?.();
  }

  close(): void {
    this.flush();
    this.#statements.clear();
    this.#database.close();
  }
}
