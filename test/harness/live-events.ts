/** A client of `WS /api/v1/events/live` that remembers what it is told. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type Running, until } from './vidette.ts';

export interface LiveMessage {
  readonly kind: 'hello' | 'event' | 'alarm' | 'behind';
  readonly change?: number;
  readonly event?: {
    readonly event_id: string;
    readonly change: number;
    readonly revision: number;
    readonly event_type: string;
    readonly details: { readonly text?: string };
  };
  readonly alarm?: { readonly id: string; readonly state: string };
}

export class LiveEvents implements AsyncDisposable {
  readonly messages: LiveMessage[] = [];
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.messages.push(JSON.parse(String(data)) as LiveMessage));
    // A server that is killed cuts the connection.
    socket.on('error', () => {});
  }

  static async open(vidette: Running, token: string, query = ''): Promise<LiveEvents> {
    const live = new LiveEvents(
      new WebSocket(`${vidette.url.replace('http', 'ws')}/api/v1/events/live${query}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    await until('hello', () => live.messages[0]?.kind === 'hello');
    return live;
  }

  get helloChange(): number {
    return this.messages[0]!.change!;
  }

  get events(): NonNullable<LiveMessage['event']>[] {
    return this.messages.flatMap(({ event }) => event ?? []);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, 'close');
    this.#socket.terminate();
    await closed;
  }
}
