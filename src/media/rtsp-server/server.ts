/** RTSP for viewers (RFC 2326): VLC, ffmpeg, recorders and walls of other makers watch our cameras from here. */
import { createServer, type Server, type Socket } from 'node:net';
import { type Clock, systemClock } from '#domain/clock.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { Audience, LiveStreams } from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import type { AuthorizeViewer } from './authenticate.ts';
import { Connection, type ConnectionParts } from './connection.ts';
import { Nonces } from './nonces.ts';
import { UdpPair } from './udp-pair.ts';

export interface RtspServerOptions {
  readonly streams: LiveStreams;
  readonly audience: Audience;
  readonly feeds: RtpFeeds;
  readonly authorize: AuthorizeViewer;
  /** Calls `cut` when this viewer may not watch any more, unless the returned function was called before. */
  readonly admit?: ConnectionParts['admit'];
  readonly realm?: string;
  readonly clock?: Clock;
  /** Connections in all and from one address; beyond that the newest is closed at once. */
  readonly maxConnections?: number;
  readonly maxConnectionsPerAddress?: number;
  /** Told of requests that failed by a fault of ours. */
  readonly onError?: (error: VidetteError) => void;
  /** First of the two UDP ports; 0 takes any; null turns UDP off. */
  readonly udpPort?: number | null;
}

const checkMs = 5000;

export class RtspServer implements AsyncDisposable {
  /** Connections refused because there were too many. */
  refused = 0;
  readonly #options: RtspServerOptions;
  readonly #connections = new Map<Connection, Socket>();
  readonly #perAddress = new Map<string, number>();
  #parts: ConnectionParts | null = null;
  #server: Server | null = null;
  #udp: UdpPair | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RtspServerOptions) {
    this.#options = options;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** Resolves with the TCP port, which is chosen when 0 is asked. Can be tried again when it rejects. */
  async start(port: number, host: string): Promise<number> {
    const {
      streams,
      audience,
      feeds,
      authorize,
      admit = () => () => {},
      realm = 'vidette',
      clock = systemClock,
      udpPort = 0,
      onError = () => {},
    } = this.#options;
    this.#udp = udpPort === null ? null : await UdpPair.bind(host, udpPort);
    this.#parts = {
      streams,
      audience,
      feeds,
      authorize,
      admit,
      realm,
      clock,
      nonces: new Nonces(clock),
      udp: this.#udp,
      onError,
    };
    const server = createServer((socket) => this.#onConnection(socket));
    this.#server = server;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject);
    server.listen(port, host, resolve);
    try {
      await promise;
    } catch (error) {
      await this.#udp?.[Symbol.asyncDispose]();
      throw error;
    }
    server.off('error', reject);
    this.#timer = setInterval(() => {
      for (const connection of this.#connections.keys()) connection.check();
    }, checkMs);
    this.#timer.unref();
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    const closed = new Promise((resolve) =>
      this.#server === null ? resolve(null) : this.#server.close(resolve),
    );
    for (const connection of this.#connections.keys()) connection.destroy();
    await closed;
    await this.#udp?.[Symbol.asyncDispose]();
  }

  #onConnection(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const fromThere = this.#perAddress.get(address) ?? 0;
    const { maxConnections = 1000, maxConnectionsPerAddress = 200 } = this.#options;
    const full = this.#connections.size >= maxConnections || fromThere >= maxConnectionsPerAddress;
    if (this.#parts === null || full) {
      this.refused += 1;
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, this.#parts);
    this.#connections.set(connection, socket);
    this.#perAddress.set(address, fromThere + 1);
    socket.on('close', () => {
      this.#connections.delete(connection);
      const left = (this.#perAddress.get(address) ?? 1) - 1;
      if (left === 0) this.#perAddress.delete(address);
      else this.#perAddress.set(address, left);
    });
  }
}
