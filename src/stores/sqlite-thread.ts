/**
 * A handle of a SQLite file in a thread of its own (sqlite-thread-main.ts): what it runs, and its waiting for the disk, hold up nobody
 * else. A statement goes there and back in some 20 µs.
 */
import { once } from 'node:events';
import type { SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { VidetteError } from '#domain/errors.ts';
import type { SqliteAnswer, SqliteOptions } from './sqlite-handle.ts';

export interface ThreadRequest {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** Null: put it away and end. */
export type ThreadOrder = ThreadRequest | null;

export interface ThreadFailure {
  readonly message: string;
  /** Of SQLite, where it is one of its errors. */
  readonly errcode?: number | undefined;
}

export type ThreadReply =
  | { readonly id: number; readonly inTransaction: boolean; readonly answer: SqliteAnswer }
  | { readonly id: number; readonly inTransaction: boolean; readonly failure: ThreadFailure };

/** The first word of the thread. */
export type ThreadOpened = { readonly failure: ThreadFailure | null };

interface Waiting {
  readonly resolve: (answer: SqliteAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const threadScript = new URL('./sqlite-thread-main.ts', import.meta.url);

export class SqliteThread {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #inTransaction = false;
  #hasEnded = false;

  private constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (reply: ThreadReply) => this.#take(reply));
    thread.on('error', (error) => this.#end(error));
    thread.on('exit', () => this.#end(null));
    // As an open handle in this thread it keeps no process alive; what is asked of it does.
    thread.unref();
  }

  static async open(options: SqliteOptions, script = threadScript): Promise<SqliteThread> {
    const thread = new Worker(script, {
      workerData: options,
      // What is loaded into this thread is not for that one.
      execArgv: [],
    });
    const [{ failure }] = (await once(thread, 'message')) as [ThreadOpened];
    if (failure !== null) throw toError(failure);
    return new SqliteThread(thread);
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** Statements without an answer yet. */
  get load(): number {
    return this.#waiting.size;
  }

  /** It never comes back; what was not committed is gone. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async run(sql: string, parameters: readonly SQLInputValue[]): Promise<SqliteAnswer> {
    if (this.#hasEnded) throw ended(null);
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<SqliteAnswer>();
    this.#thread.postMessage({ id, sql, parameters } satisfies ThreadOrder);
    this.#waiting.set(id, { resolve, reject });
    if (this.#waiting.size === 1) this.#thread.ref();
    return await promise;
  }

  async close(): Promise<void> {
    if (this.#hasEnded) return;
    this.#thread.ref();
    const exit = once(this.#thread, 'exit');
    this.#thread.postMessage(null satisfies ThreadOrder);
    await exit;
  }

  #take(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#thread.unref();
    this.#inTransaction = reply.inTransaction;
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(toError(reply.failure));
  }

  #end(cause: unknown): void {
    this.#hasEnded = true;
    this.#inTransaction = false;
    for (const { reject } of this.#waiting.values()) reject(ended(cause));
    this.#waiting.clear();
  }
}

function toError({ message, errcode }: ThreadFailure): Error {
  return errcode === undefined ? new Error(message) : Object.assign(new Error(message), { errcode });
}

function ended(cause: unknown): VidetteError {
  return new VidetteError('unavailable', 'a thread of the database has ended', {
    cause,
    reason: 'database',
  });
}

/** One thread, started when it is first needed, and again when it has ended. */
export class KeptThread {
  readonly #options: SqliteOptions;
  readonly #script: URL;
  #thread: Promise<SqliteThread> | null = null;
  #running: SqliteThread | null = null;

  constructor(options: SqliteOptions, script = threadScript) {
    this.#options = options;
    this.#script = script;
  }

  /** Statements without an answer yet. */
  get load(): number {
    return this.#running?.load ?? 0;
  }

  async get(): Promise<SqliteThread> {
    this.#thread ??= this.#open();
    const thread = await this.#thread;
    if (!thread.hasEnded) return thread;
    this.#thread = null;
    return await this.get();
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await (await thread)?.close();
  }

  async #open(): Promise<SqliteThread> {
    try {
      this.#running = await SqliteThread.open(this.#options, this.#script);
      return this.#running;
    } catch (error) {
      this.#thread = null;
      throw error;
    }
  }
}
