/** The two UDP sockets, RTP on an even port and RTCP on the next, through which all sessions of the server send. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { VidetteError } from '#domain/errors.ts';
import { plainAddress } from '#domain/ip-address.ts';

const attempts = 20;
const sendBufferBytes = 4 * 1024 * 1024;

export class UdpPair implements AsyncDisposable {
  readonly ports: readonly [number, number];
  readonly #rtp: Socket;
  readonly #rtcp: Socket;
  /** `address port` of a client's RTCP to who wants to know that it is alive. */
  readonly #listeners = new Map<string, () => void>();
  /** Packets that the kernel refused. */
  sendErrors = 0;

  private constructor(rtp: Socket, rtcp: Socket) {
    this.#rtp = rtp;
    this.#rtcp = rtcp;
    this.ports = [rtp.address().port, rtcp.address().port];
    for (const socket of [rtp, rtcp]) {
      // A refused packet is a lost one; a client that is gone is noticed by its silence.
      socket.on('error', () => {
        this.sendErrors += 1;
      });
    }
    rtcp.on('message', (_, { address, port }) => this.#listeners.get(`${plainAddress(address)} ${port}`)?.());
    // Some clients open their way through a router with an empty packet on this port.
    rtp.on('message', () => {});
  }

  /** Binds to `port` and the next, or to some free pair for 0. */
  static async bind(host: string, port = 0): Promise<UdpPair> {
    for (let i = 0; i < attempts; i += 1) {
      const rtp = await bind(host, port);
      const first = rtp?.address().port ?? 0;
      const rtcp = rtp !== null && first % 2 === 0 ? await bind(host, first + 1) : null;
      if (rtp !== null && rtcp !== null) return new UdpPair(rtp, rtcp);
      rtp?.close();
      if (port !== 0) break;
    }
    throw new VidetteError('unavailable', 'no free pair of UDP ports for RTP and RTCP');
  }

  send(kind: 'rtp' | 'rtcp', data: Buffer, port: number, address: string): void {
    const socket = kind === 'rtp' ? this.#rtp : this.#rtcp;
    socket.send(data, port, plainAddress(address), (error) => {
      if (error !== null) this.sendErrors += 1;
    });
  }

  /** `onPacket` is called for each RTCP packet from there until the returned function is called. */
  listen(address: string, port: number, onPacket: () => void): () => void {
    const key = `${plainAddress(address)} ${port}`;
    this.#listeners.set(key, onPacket);
    return () => {
      if (this.#listeners.get(key) === onPacket) this.#listeners.delete(key);
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(
      [this.#rtp, this.#rtcp].map((socket) => new Promise<void>((done) => socket.close(done))),
    );
  }
}

async function bind(host: string, port: number): Promise<Socket | null> {
  const type = host.includes(':') ? 'udp6' : 'udp4';
  const socket = createSocket({ type, sendBufferSize: sendBufferBytes });
  const failed = once(socket, 'error').then(() => false);
  const listening = once(socket, 'listening').then(() => true);
  socket.bind(port, host);
  if (await Promise.race([listening, failed])) return socket;
  socket.close();
  return null;
}
