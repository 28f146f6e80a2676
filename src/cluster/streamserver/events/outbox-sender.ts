/** Sends what waits in the outbox, one batch at a time in order, and deletes what the server has stored. */
import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { OutboxEntry } from '../../protocol.ts';
import type { Outbox } from './outbox.ts';

export interface OutboxSenderOptions {
  readonly outbox: Outbox;
  /** Resolves when all entries up to a number are stored; rejects when that is not known. */
  readonly send: (outbox: string, entries: readonly OutboxEntry[]) => Promise<{ upTo: number }>;
  readonly log: (message: string, details: object) => void;
  readonly firstPauseMs?: number;
}

/** What has come together while the last batch was stored goes in one: the more is reported, the fewer transactions it takes. */
const maxEntries = 1_000;
const maxBytes = 1024 * 1024;
const longestPauseMs = 30_000;

export class OutboxSender implements Disposable {
  readonly #options: OutboxSenderOptions;
  readonly #firstPauseMs: number;
  #pauseMs: number;
  #timer: NodeJS.Timeout | null = null;
  #sending = false;
  /** Over when nothing waits any more, or at a failure. */
  #run: Promise<void> = Promise.resolve();
  #failing = false;
  /** The server came back while a batch was under way on its old connection. */
  #again = false;
  #stored = 0;
  #closed = false;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
    this.#firstPauseMs = options.firstPauseMs ?? 250;
    this.#pauseMs = this.#firstPauseMs;
  }

  /** Entries that the server has stored since the start. */
  get stored(): number {
    return this.#stored;
  }

  /** There is something new. After a failure it waits with the rest. */
  wake(): void {
    if (this.#timer === null) this.#sendAll();
  }

  /** The server is there (again): what waits is tried at once. */
  connected(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#again = this.#sending;
    this.#pauseMs = this.#firstPauseMs;
    this.#sendAll();
  }

  /** Sends what waits if the server takes it, for at most `patienceMs`, and then nothing more. */
  async finish(patienceMs: number): Promise<void> {
    this.wake();
    const isAway = this.#timer !== null;
    if (!isAway) await Promise.race([this.#run, setTimeout(patienceMs, undefined, { ref: false })]);
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #sendAll(): void {
    if (this.#sending || this.#closed) return;
    this.#sending = true;
    this.#run = this.#sendBatches();
  }

  async #sendBatches(): Promise<void> {
    try {
      while (!this.#closed && (await this.#sendBatch()));
    } catch (error) {
      this.#failed(error);
    }
    this.#sending = false;
  }

  #failed(error: unknown): void {
    const { outbox, log } = this.#options;
    if (this.#closed) return;
    const pauseMs = this.#again ? 0 : this.#pauseMs;
    this.#again = false;
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
    this.#timer = startTimer(() => {
      this.#timer = null;
      this.#sendAll();
    }, pauseMs);
    if (!this.#failing) log('the server does not store events; they wait', { ...outbox.counters, error });
    this.#failing = true;
  }

  /** False when nothing waits. */
  async #sendBatch(): Promise<boolean> {
    const { outbox, send, log } = this.#options;
    const entries = outbox.next(maxEntries, maxBytes);
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return false;
    const reply = await send(outbox.uuid, entries);
    if (this.#closed) return false;
    const upTo = Math.min(reply.upTo, last.number);
    if (upTo < first.number)
      throw new Error(`the server has stored up to ${upTo} of a batch from ${first.number}`);
    outbox.acknowledge(upTo);
    this.#stored += entries.filter(({ number }) => number <= upTo).length;
    this.#pauseMs = this.#firstPauseMs;
    if (this.#failing) log('the server stores events again', { ...outbox.counters });
    this.#failing = false;
    return true;
  }
}
