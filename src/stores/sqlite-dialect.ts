/**
 * Kysely over node:sqlite: one writer in a thread of its own, readers beside it, transactions that take the write lock at once (BEGIN
 * IMMEDIATE). Nothing in this thread waits for a transaction or for the disk.
 */
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { VidetteError } from '#domain/errors.ts';
import { fromSqlite } from './sqlite-errors.ts';
import { type SqliteAnswer, SqliteHandle, type SqliteOptions } from './sqlite-handle.ts';
import { KeptThread } from './sqlite-thread.ts';

export function sqliteDialect(options: SqliteOptions): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new SqliteDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite rolls back table definitions like anything else, so a migration that fails leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  /** Who waits for whom is the driver's matter. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** What runs statements: in this thread or in another. */
interface Runner {
  readonly inTransaction: boolean;
  run(sql: string, parameters: readonly SQLInputValue[]): Promise<SqliteAnswer>;
}

interface Runners {
  writer(): Promise<Runner>;
  /** Of what only reads. */
  reader(sql: string): Promise<Runner>;
}

/**
 * Handles of one file: whoever writes has a turn at the first; all reading outside of transactions is done by the others (in WAL
 * mode a reader sees what is committed when its statement begins): what takes long aside, small look-ups in this thread.
 */
class SqliteDriver implements Driver {
  readonly #options: SqliteOptions;
  readonly #writer: KeptThread;
  /** The second is started when the first has work. */
  readonly #aside: readonly [KeptThread, KeptThread];
  #here: SqliteHandle | undefined;
  readonly #turns = new Turns();

  constructor(options: SqliteOptions) {
    this.#options = options;
    this.#writer = new KeptThread(options);
    this.#aside = [new KeptThread(options), new KeptThread(options)];
  }

  async init(): Promise<void> {
    try {
      await this.#writer.get();
      this.#here = new SqliteHandle(this.#options);
    } catch (error) {
      await this.destroy();
      throw fromSqlite(error);
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const runners: Runners = {
      writer: () => this.#writer.get(),
      reader: async (sql) => (isLong(sql) ? await this.#idler().get() : this.#here!),
    };
    return new SqliteSession(runners, this.#turns);
  }

  async beginTransaction(session: SqliteSession): Promise<void> {
    await session.begin();
  }

  async commitTransaction(session: SqliteSession): Promise<void> {
    await session.commit();
  }

  async rollbackTransaction(session: SqliteSession): Promise<void> {
    await session.rollback();
  }

  async releaseConnection(): Promise<void> {}

  #idler(): KeptThread {
    const [first, second] = this.#aside;
    return first.load <= second.load ? first : second;
  }

  async destroy(): Promise<void> {
    this.#here?.close();
    this.#here = undefined;
    for (const thread of this.#aside) await thread.close();
    // The last to close puts all of the log into the file.
    await this.#writer.close();
  }
}

/** Questions to the event log. Faces are many bytes, which take longer from thread to thread than to be read. */
function isLong(sql: string): boolean {
  return /\b(from|join) "?event(s|_counts|_matches|_plates)\b/.test(sql);
}

/** What Kysely takes for a connection: for the length of one query, or of one transaction. */
class SqliteSession implements DatabaseConnection {
  readonly #runners: Runners;
  readonly #turns: Turns;
  /** Null outside of a transaction; `done` ends its turn. */
  #transaction: { readonly writer: Runner; readonly done: () => void } | null = null;

  constructor(runners: Runners, turns: Turns) {
    this.#runners = runners;
    this.#turns = turns;
  }

  async begin(): Promise<void> {
    const done = await this.#turns.take();
    try {
      const writer = await this.#runners.writer();
      await ask(writer, CompiledQuery.raw('begin immediate'));
      this.#transaction = { writer, done };
    } catch (error) {
      done();
      throw fromSqlite(error);
    }
  }

  /** When it fails the turn lasts until the rollback that follows. */
  async commit(): Promise<void> {
    await ask(this.#transaction!.writer, CompiledQuery.raw('commit'));
    this.#end();
  }

  async rollback(): Promise<void> {
    const writer = this.#transaction?.writer;
    try {
      // After some errors, a full disk among them, SQLite has done it itself (sqlite.org/lang_transaction.html, 3.1).
      if (writer?.inTransaction === true) await ask(writer, CompiledQuery.raw('rollback'));
    } finally {
      this.#end();
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#transaction !== null) return await ask(this.#transaction.writer, query);
    if (onlyReads(query.sql)) return await ask(await this.#runners.reader(query.sql), query);
    const done = await this.#turns.take();
    try {
      return await ask(await this.#runners.writer(), query);
    } finally {
      done();
    }
  }

  // biome-ignore lint/correctness/useYield: the interface wants a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new VidetteError('bug', 'rows of SQLite are not streamed: read them in pages');
  }

  #end(): void {
    this.#transaction?.done();
    this.#transaction = null;
  }
}

async function ask<R>(runner: Runner, query: CompiledQuery): Promise<QueryResult<R>> {
  try {
    const { columns, rows, changes, lastId } = await runner.run(
      query.sql,
      query.parameters as SQLInputValue[],
    );
    if (columns.length > 0) return { rows: rows.map((values) => toRow<R>(columns, values)) };
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastId) };
  } catch (error) {
    throw fromSqlite(error);
  }
}

function onlyReads(sql: string): boolean {
  return /^\s*select\b/i.test(sql) || (/^\s*with\b/i.test(sql) && !/\b(insert|update|delete)\b/i.test(sql));
}

/** One after the other, in the order of asking. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, to what ends it. */
  async take(): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const before = this.#last;
    this.#last = promise;
    await before;
    return resolve;
  }
}

/** Objects of one shape are made and read faster than those that node:sqlite makes by itself: measured a third of a long list's time. */
function toRow<R>(columns: readonly string[], values: readonly SQLOutputValue[]): R {
  const row: Record<string, SQLOutputValue> = {};
  for (let index = 0; index < columns.length; index++) row[columns[index]!] = values[index]!;
  return row as R;
}
