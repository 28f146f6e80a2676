/** The streamserver's side of one analyzer: starts the process when there is work, ends it when there is none. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { VidetteError } from '#domain/errors.ts';
import type { OperationName, Operations, Reply } from './operations.ts';
import { errorFromWire, type Message, MessageReader, serializeMessage, type WireError } from './protocol.ts';

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
  readonly resolve: (reply: { result: unknown; parts: readonly Buffer[] }) => void;
  readonly reject: (error: VidetteError) => void;
}

const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** A process that lived this long is taken as healthy: the next pause is the first again. */
const healthyAfterMs = 20_000;
const killAfterMs = 2_000;

export class AnalyzerChild implements AsyncDisposable {
  /** Streams that live in the process; it is not idle while there are any. Counted by those who open them. */
  streams = 0;
  /** Grows with every process: one that was opened in an earlier one is gone. */
  generation = 0;
  readonly #options: ChildOptions;
  #process: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  #socket: Socket | null = null;
  #waiting: Waiting[] = [];
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
    return this.#waiting.length;
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
    if (this.#disposed) return Promise.reject(new VidetteError('unavailable', 'the analyzers have ended'));
    const socket = this.#socket ?? this.#start();
    const id = this.#nextId++;
    const pieces = serializeMessage({ id, op, args }, parts);
    const reply = new Promise<{ result: unknown; parts: readonly Buffer[] }>((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
    });
    if (this.#waiting.length === 1) this.#watch();
    socket.cork();
    for (const piece of pieces) socket.write(piece);
    socket.uncork();
    return reply as Promise<Reply<Name>>;
  }

  #start(): Socket {
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
    return socket;
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
    if (this.#waiting.length > 0) return;
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
    const waiting = this.#waiting;
    this.#waiting = [];
    const planned = child.exitCode === 0 || this.#disposed;
    if (!planned) {
      if (performance.now() - startedAt > healthyAfterMs) this.#pauseMs = firstPauseMs;
      this.#notBefore = performance.now() + this.#pauseMs;
      this.#pauseMs = Math.min(2 * this.#pauseMs, longestPauseMs);
    }
    this.#logEnd(child, planned);
    waiting.forEach(({ reject }, index) => {
      reject(new AnalyzerCrash(index === 0 && !planned, how));
    });
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
