/** The streamserver's side of one analyzer: starts the process when there is work, ends it when there is none. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { VidetteError } from '#domain/errors.ts';
import type { OperationName, Operations, Reply } from './operations.ts';
import {
  errorFromWire,
  fitsMessage,
  type Message,
  MessageReader,
  serializeMessage,
  tooLarge,
  type WireError,
} from './protocol.ts';

/** The analyzer ended before it answered. */
export class AnalyzerCrash extends VidetteError {
  /** This request was the one it worked on; the others may be asked again elsewhere. */
  readonly culprit: boolean;

  constructor(culprit: boolean, how: string) {
    super('unavailable', `the analyzer ended before it answered (${how})`, { reason: 'analyzer_crashed' });
    this.culprit = culprit;
  }
}

export interface ChildOptions {
  readonly name: string;
  /** The module that the process runs. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: (event: AnalyzerEvent) => void;
  /** Ended after this long without requests. */
  readonly idleMs: number;
  /** Killed when it gives no sign for this long while it has work. */
  readonly silenceMs: number;
  /** Of all processes, as streams go from one that crashed to another. */
  readonly caution: Caution;
}

/** After a crash of which nobody knows whose fault it was, each request goes by itself until then (monotonic), so that the next one tells. */
export interface Caution {
  untilMs: number;
}

export interface AnalyzerEvent {
  readonly event:
    | 'analyzer started'
    | 'analyzer ended'
    | 'analyzer crashed'
    | 'analyzer hangs'
    | 'stream isolated';
  readonly analyzer?: string;
  readonly pid?: number;
  readonly code?: number;
  readonly signal?: string;
  readonly pauseMs?: number;
  readonly source?: string;
}

interface Waiting {
  readonly id: number;
  /** Its reply may come together with the next one's. */
  together: boolean;
  readonly resolve: (reply: { result: unknown; parts: readonly Buffer[] }) => void;
  readonly reject: (error: VidetteError) => void;
}

/** A request of `callSoon` that has not been sent. */
interface Held {
  readonly head: Readonly<Record<string, unknown>>;
  readonly parts: readonly Buffer[];
  readonly waiting: Waiting;
}

/** Five pictures a second are looked at of each camera: in this time one comes of each, and they go together. */
const gatherMs = 200;
const gatherAtMost = 32;
const carefulMs = 10 * 60_000;
const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** A process that lived this long is taken as healthy: the next pause is the first again. */
const healthyAfterMs = 20_000;
const killAfterMs = 2_000;

export class AnalyzerChild implements AsyncDisposable {
  /** Streams that live in the process; it is not idle while there are any. Counted by those who open them. */
  streams = 0;
  /** Of a picture of each, together, as `megapixelsOf` counts them. */
  megapixels = 0;
  /** Grows with every process: one that was opened in an earlier one is gone. */
  generation = 0;
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #socket: Socket | null = null;
  #waiting: Waiting[] = [];
  #held: Held[] = [];
  #gathering: NodeJS.Timeout | null = null;
  #nextId = 1;
  #pauseMs = firstPauseMs;
  #notBefore = 0;
  #silence: NodeJS.Timeout | null = null;
  #idle: NodeJS.Timeout | null = null;
  #disposed = false;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  /** Requests without an answer yet. */
  get load(): number {
    return this.#waiting.length + this.#held.length;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** How long the pause after a crash still lasts; 0 when it can work now. */
  get pauseLeftMs(): number {
    return this.#process === null ? Math.max(0, this.#notBefore - performance.now()) : 0;
  }

  /** Asks the process, which is started when it is not there. Rejects with `AnalyzerCrash` when it ends meanwhile. */
  call<Name extends OperationName>(
    op: Name,
    args: Operations[Name]['args'],
    parts: readonly Buffer[] = [],
  ): Promise<Reply<Name>> {
    const reply = this.#hold(op, args, parts);
    this.#sendHeld();
    return reply;
  }

  /**
   * The same for what may wait a fifth of a second: requests of many streams go together, and so do the replies. Waking two
   * processes for every picture costs as much as half of its decoding.
   */
  callSoon<Name extends OperationName>(
    op: Name,
    args: Operations[Name]['args'],
    parts: readonly Buffer[] = [],
  ): Promise<Reply<Name>> {
    const reply = this.#hold(op, args, parts);
    const isCareful = performance.now() < this.#options.caution.untilMs;
    if (isCareful || this.#held.length >= gatherAtMost) this.#sendHeld();
    else this.#gathering ??= setTimeout(() => this.#sendHeld(), gatherMs);
    return reply;
  }

  #hold<Name extends OperationName>(
    op: Name,
    args: Operations[Name]['args'],
    parts: readonly Buffer[],
  ): Promise<Reply<Name>> {
    if (this.#disposed) return Promise.reject(new VidetteError('unavailable', 'the analyzers have ended'));
    if (!fitsMessage(parts)) return Promise.reject(new VidetteError('invalid', tooLarge));
    if (this.#process === null) this.#start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const waiting = { id, together: false, resolve: resolve as Waiting['resolve'], reject };
      this.#held.push({ head: { id, op, args }, parts, waiting });
    });
  }

  #sendHeld(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gathering = null;
    const socket = this.#socket;
    const held = this.#held;
    if (socket === null || held.length === 0) return;
    this.#held = [];
    const wasIdle = this.#waiting.length === 0;
    socket.cork();
    held.forEach(({ head, parts, waiting }, index) => {
      waiting.together = index < held.length - 1;
      for (const piece of serializeMessage(waiting.together ? { ...head, together: true } : head, parts)) {
        socket.write(piece);
      }
      this.#waiting.push(waiting);
    });
    if (wasIdle) this.#watch();
    socket.uncork();
  }

  #start(): void {
    const { entry, env, name, log } = this.#options;
    const startedAt = performance.now();
    this.generation += 1;
    const child = spawn(process.execPath, [entry], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'], env });
    const socket = child.stdio[3] as Socket;
    this.#process = child;
    this.#socket = socket;
    const reader = new MessageReader();
    socket.on('data', (chunk: Buffer) => this.#received(reader, chunk));
    // The end of the process, which follows, says the same and more.
    socket.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => this.#gone(child, error.message, startedAt));
      child.once('close', (code, signal) => {
        this.#gone(child, signal ?? `exit code ${code}`, startedAt);
        resolve();
      });
    });
    log({
      event: 'analyzer started',
      analyzer: name,
      ...(child.pid === undefined ? {} : { pid: child.pid }),
    });
  }

  #received(reader: MessageReader, chunk: Buffer): void {
    try {
      for (const message of reader.push(chunk)) this.#answered(message);
    } catch (error) {
      // Bytes that make no sense: whatever decodes there is out of control.
      this.#options.log({ event: 'analyzer hangs', analyzer: this.#options.name });
      this.#process?.kill('SIGKILL');
      if (!(error instanceof VidetteError)) throw error;
    }
  }

  #answered({ head, parts }: Message): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined || waiting.id !== head.id) {
      throw new VidetteError('data_loss', 'the analyzer answered out of turn', { reason: 'broken_message' });
    }
    this.#watch();
    const error = head.error;
    if (error === undefined) waiting.resolve({ result: head.result, parts });
    else waiting.reject(errorFromWire(error as WireError));
  }

  /** Restarts the clock of silence while there is work, and that of idleness when there is none. Both are kept: there are many requests. */
  #watch(): void {
    const { silenceMs, idleMs } = this.#options;
    if (this.#waiting.length > 0) {
      this.#silence ??= setTimeout(() => this.#hangs(), silenceMs).unref();
      this.#silence.refresh();
    } else {
      this.#idle ??= setTimeout(() => this.#retire(), idleMs).unref();
      this.#idle.refresh();
    }
  }

  #stopWatching(): void {
    if (this.#silence !== null) clearTimeout(this.#silence);
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#silence = null;
    this.#idle = null;
  }

  /** Lets the process end by itself; the next request starts a new one. */
  #retire(): void {
    if (this.load > 0) return;
    if (this.streams > 0) {
      this.#watch();
      return;
    }
    this.#stopWatching();
    this.#socket?.end();
    this.#socket = null;
    this.#process = null;
    this.#options.log({ event: 'analyzer ended', analyzer: this.#options.name });
  }

  #hangs(): void {
    if (this.#waiting.length === 0) return;
    this.#options.log({ event: 'analyzer hangs', analyzer: this.#options.name });
    this.#process?.kill('SIGKILL');
  }

  #gone(child: ChildProcess, how: string, startedAt: number): void {
    if (this.#process !== child) return;
    this.#process = null;
    this.#socket = null;
    this.#stopWatching();
    const sent = this.#waiting;
    this.#waiting = [];
    const unsent = this.#held;
    this.#held = [];
    const planned = child.exitCode === 0 || this.#disposed;
    if (!planned) {
      if (performance.now() - startedAt > healthyAfterMs) this.#pauseMs = firstPauseMs;
      this.#notBefore = performance.now() + this.#pauseMs;
      this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
    }
    this.#logEnd(child, planned);
    // A request whose reply was to come with the next one's may have been done with.
    const isUnclear = sent[0]?.together === true;
    if (isUnclear && !planned) this.#options.caution.untilMs = performance.now() + carefulMs;
    sent.forEach(({ reject }, index) => {
      reject(new AnalyzerCrash(index === 0 && !isUnclear && !planned, how));
    });
    for (const { waiting } of unsent) waiting.reject(new AnalyzerCrash(false, how));
  }

  #logEnd(child: ChildProcess, planned: boolean): void {
    this.#options.log({
      event: planned ? 'analyzer ended' : 'analyzer crashed',
      analyzer: this.#options.name,
      ...(child.exitCode === null ? {} : { code: child.exitCode }),
      ...(child.signalCode === null ? {} : { signal: child.signalCode }),
      ...(planned ? {} : { pauseMs: this.pauseLeftMs }),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    const child = this.#process;
    if (child === null) return;
    this.#socket?.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await this.#ended;
    clearTimeout(timer);
  }
}
