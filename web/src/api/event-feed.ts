/**
 * Follows the events as they are stored: `WS /api/v1/events/live`. After an interruption it goes on behind the last change it has
 * seen, so nothing is missed; when the server had to leave some out, it says so, and lists are to be read again.
 */
import { reconnectPauseMs } from '../players/backoff.ts';
import type { Alarm, LoggedEvent } from './contract.ts';

export type FeedState = 'connecting' | 'live' | 'lost';

export interface FeedListener {
  event?(event: LoggedEvent): void;
  alarm?(alarm: Alarm): void;
  /** Some were left out: what is shown may be incomplete. */
  behind?(): void;
}

type Message =
  | { readonly kind: 'hello'; readonly change: number }
  | { readonly kind: 'event'; readonly event: LoggedEvent }
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  | { readonly kind: 'behind'; readonly change: number };

/** The login has ended. */
const signedOutCode = 4401;
/** A connection that lasted this long was a good one: the next attempt comes soon. */
const goodMs = 10_000;

export interface FeedOptions {
  readonly url: string;
  readonly onSignedOut: () => void;
  readonly open?: (url: string) => WebSocket;
}

export class EventFeed {
  readonly #options: FeedOptions;
  readonly #listeners = new Set<FeedListener>();
  readonly #watchers = new Set<() => void>();
  #state: FeedState = 'connecting';
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  /** The last change that was seen; null before the first hello. */
  #change: number | null = null;
  #stopped = true;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  /** Gives back how to leave. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get state(): FeedState {
    return this.#state;
  }

  /** For `useSyncExternalStore`: called when the state changes. */
  readonly watch = (onChange: () => void): (() => void) => {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  };

  #connect(): void {
    const after = this.#change === null ? '' : `?after=${this.#change}`;
    const open = this.#options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url + after);
    this.#socket = socket;
    let openedAt = 0;
    socket.onmessage = ({ data }) => {
      if (openedAt === 0) openedAt = performance.now();
      this.#hear(JSON.parse(String(data)) as Message);
    };
    socket.onclose = ({ code }) => {
      if (this.#stopped || socket !== this.#socket) return;
      if (code === signedOutCode) {
        this.#options.onSignedOut();
        return;
      }
      this.#setState('lost');
      if (openedAt > 0 && performance.now() - openedAt > goodMs) this.#attempt = 0;
      this.#timer = setTimeout(() => this.#connect(), reconnectPauseMs(this.#attempt));
      this.#attempt += 1;
    };
  }

  #hear(message: Message): void {
    switch (message.kind) {
      case 'hello':
        this.#setState('live');
        // The log is another one, or older than what was seen (restored from a backup).
        if (this.#change !== null && message.change < this.#change) this.#tellBehind();
        if (this.#change === null || message.change < this.#change) this.#change = message.change;
        return;
      case 'event':
        this.#change = Math.max(this.#change ?? 0, message.event.change);
        for (const listener of this.#listeners) listener.event?.(message.event);
        return;
      case 'alarm':
        for (const listener of this.#listeners) listener.alarm?.(message.alarm);
        return;
      case 'behind':
        this.#change = message.change;
        this.#tellBehind();
    }
  }

  #tellBehind(): void {
    for (const listener of this.#listeners) listener.behind?.();
  }

  #setState(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const watcher of this.#watchers) watcher();
  }
}
