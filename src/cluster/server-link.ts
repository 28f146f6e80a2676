/** The streamserver's side: keeps a connection to the server, says hello, and connects again when it is cut. */
import { connect } from 'node:net';
import { VidetteError } from '#domain/errors.ts';
import type { Handlers } from './channel.ts';
import { LocalChannel } from './local-channel.ts';
import type { ServerRequests, StreamserverNotices, StreamserverRequests, Welcome } from './protocol.ts';

const firstPauseMs = 50;
const longestPauseMs = 1000;
/** Statuses are left out while the server has this much to read. */
const maxBacklogBytes = 4 * 1024 * 1024;

export interface ServerLinkOptions {
  readonly socketPath: string;
  readonly hello: ServerRequests['hello'][0];
  readonly handlers: Handlers<StreamserverRequests, null>;
  /** Called at each connection, before any request of the server is answered with what it tells. */
  readonly welcomed: (welcome: Welcome) => void;
  /** Called at each connection, when the server can be asked. */
  readonly connected?: () => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export class ServerLink {
  readonly #options: ServerLinkOptions;
  #channel: LocalChannel<ServerRequests, StreamserverNotices> | null = null;
  #ready = false;
  #timer: NodeJS.Timeout | null = null;
  #pauseMs = firstPauseMs;
  #leaving = false;

  constructor(options: ServerLinkOptions) {
    this.#options = options;
  }

  start(): void {
    const socket = connect(this.#options.socketPath);
    const channel = new LocalChannel<ServerRequests, StreamserverNotices>(socket, {
      handle: (name, payload) => this.#handle(name, payload),
      hear: () => {},
      closed: () => this.#cut(),
    });
    socket.once('connect', () => {
      channel.request('hello', this.#options.hello).then(
        (welcome) => {
          this.#options.welcomed(welcome);
          this.#ready = true;
          this.#pauseMs = firstPauseMs;
          this.#options.connected?.();
        },
        (error: unknown) => {
          this.#options.log('the server did not accept this streamserver', { error });
          channel.close();
        },
      );
    });
    this.#channel = channel;
  }

  request: LocalChannel<ServerRequests, StreamserverNotices>['request'] = (name, payload, options) => {
    if (this.#channel === null || !this.#ready)
      return Promise.reject(new VidetteError('unavailable', 'the server is not connected'));
    return this.#channel.request(name, payload, options);
  };

  /** Told when the server is there; left out when it is not: a status is repeated, a clip's end is asked for again. */
  notify<Name extends keyof StreamserverNotices>(name: Name, payload: StreamserverNotices[Name]): void {
    if (!this.#ready || this.#channel === null || this.#channel.backlogBytes > maxBacklogBytes) return;
    this.#channel.notify(name, payload);
  }

  /** From now on requests of the server are refused, and a connection that is cut stays so. What the server is told still goes. */
  leave(): void {
    this.#leaving = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  close(): void {
    this.leave();
    this.#channel?.close();
  }

  async #handle(name: string, payload: unknown): Promise<unknown> {
    if (this.#leaving) throw new VidetteError('unavailable', 'the streamserver is ending');
    const handlers = this.#options.handlers as Record<
      string,
      ((request: unknown, from: null) => unknown) | undefined
    >;
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (handler === undefined) throw new VidetteError('not_found', `unknown request ${name}`);
    return handler(payload, null);
  }

  #cut(): void {
    this.#ready = false;
    this.#channel = null;
    if (this.#leaving) return;
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
