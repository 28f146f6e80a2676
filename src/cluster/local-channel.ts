/**
 * The channel over a local socket: one JSON text per line, both ways. A request carries a number that its reply repeats.
 *
 *     {"ask":7,"name":"assign","payload":{…}}      {"re":7,"payload":{…}}      {"re":7,"error":{"code":…,"message":…}}
 *     {"tell":"status","payload":{…}}
 */
import type { Socket } from 'node:net';
import { type ErrorCode, errorCodes, toVidetteError, VidetteError } from '#domain/errors.ts';
import type { Peer } from './channel.ts';

/** A line longer than this ends the connection: nothing that we send is near it. */
const maxLineBytes = 64 * 1024 * 1024;
const defaultTimeoutMs = 10_000;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: VidetteError) => void;
  readonly timer: NodeJS.Timeout;
}

type Message =
  | { ask: number; name: string; payload: unknown }
  | { re: number; payload?: unknown; error?: WireError }
  | { tell: string; payload: unknown };

interface WireError {
  code: string;
  message: string;
  reason?: string | undefined;
}

export interface ChannelOptions {
  /** Answers the other side's requests by name. */
  readonly handle: (name: string, payload: unknown) => Promise<unknown>;
  readonly hear: (name: string, payload: unknown) => void;
  readonly closed: (error: Error | null) => void;
}

/** One end of a connected local socket. It owns the socket. */
export class LocalChannel<Their, Tell> implements Peer<Their, Tell> {
  readonly #socket: Socket;
  readonly #options: ChannelOptions;
  readonly #pending = new Map<number, Pending>();
  #chunks: Buffer[] = [];
  #chunkBytes = 0;
  #nextAsk = 1;
  #error: Error | null = null;

  constructor(socket: Socket, options: ChannelOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('close', () => this.#finish());
  }

  request<Name extends keyof Their & string>(
    name: Name,
    payload: Their[Name] extends [infer Request, unknown] ? Request : never,
    options: { timeoutMs?: number } = {},
  ): Promise<Their[Name] extends [unknown, infer Reply] ? Reply : never> {
    const ask = this.#nextAsk++;
    const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new VidetteError('unavailable', 'the other process is not connected'));
        return;
      }
      const timer = setTimeout(() => {
        this.#pending.delete(ask);
        reject(new VidetteError('unavailable', `no answer to ${name} within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#pending.set(ask, { resolve: resolve as (value: unknown) => void, reject, timer });
      this.#send({ ask, name, payload });
    });
  }

  notify<Name extends keyof Tell & string>(name: Name, payload: Tell[Name]): void {
    this.#send({ tell: name, payload });
  }

  /** Bytes that the other side has not taken yet. */
  get backlogBytes(): number {
    return this.#socket.writableLength;
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(message: Message): void {
    if (!this.#socket.destroyed) this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    for (;;) {
      const end = rest.indexOf(10);
      if (end < 0) break;
      const line = Buffer.concat([...this.#chunks, rest.subarray(0, end)]).toString('utf8');
      this.#chunks = [];
      this.#chunkBytes = 0;
      rest = rest.subarray(end + 1);
      this.#take(line);
    }
    if (rest.length === 0) return;
    this.#chunks.push(rest);
    this.#chunkBytes += rest.length;
    if (this.#chunkBytes > maxLineBytes) this.#socket.destroy(new Error('a line on the channel is too long'));
  }

  #take(line: string): void {
    let message: Message;
    try {
      message = JSON.parse(line) as Message;
    } catch (error) {
      this.#socket.destroy(new Error('a line on the channel is not JSON', { cause: error }));
      return;
    }
    if ('ask' in message) void this.#answer(message.ask, message.name, message.payload);
    else if ('re' in message) this.#settle(message);
    else this.#options.hear(message.tell, message.payload);
  }

  async #answer(ask: number, name: string, payload: unknown): Promise<void> {
    try {
      this.#send({ re: ask, payload: await this.#options.handle(name, payload) });
    } catch (thrown) {
      const error = toVidetteError(thrown);
      this.#send({ re: ask, error: { code: error.code, message: error.message, reason: error.reason } });
    }
  }

  #settle(message: { re: number; payload?: unknown; error?: WireError }): void {
    const pending = this.#pending.get(message.re);
    if (pending === undefined) return;
    this.#pending.delete(message.re);
    clearTimeout(pending.timer);
    if (message.error === undefined) pending.resolve(message.payload);
    else pending.reject(fromWireError(message.error));
  }

  #finish(): void {
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(new VidetteError('unavailable', 'the connection to the other process was cut'));
    }
    this.#pending.clear();
    this.#options.closed(this.#error);
  }
}

function fromWireError(error: WireError): VidetteError {
  const known = (errorCodes as readonly string[]).includes(error.code);
  const code = known ? (error.code as ErrorCode) : 'bug';
  return new VidetteError(code, error.message, error.reason === undefined ? {} : { reason: error.reason });
}
