/** Two UDP sockets for the RTP and RTCP of one track: an even port and the next one (RFC 3550, 11). */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { SourceError } from '../source-error.ts';

const attempts = 30;
/** A keyframe of a 4K camera arrives in one burst. */
const receiveBufferBytes = 2 * 1024 * 1024;

export class UdpPair implements AsyncDisposable {
  readonly port: number;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;

  private constructor(port: number, rtp: Socket, rtcp: Socket) {
    this.port = port;
    this.#rtp = rtp;
    this.#rtcp = rtcp;
  }

  /** On the local address that the control connection uses. */
  static async open(address: string): Promise<UdpPair> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const rtp = await bind(address, 0);
      const port = rtp?.address().port ?? 0;
      const rtcp = rtp !== null && port % 2 === 0 ? await bind(address, port + 1) : null;
      if (rtp !== null && rtcp !== null) return new UdpPair(port, rtp, rtcp);
      rtp?.close();
    }
    throw new SourceError('unreachable', 'no pair of free UDP ports');
  }

  /** Datagrams from other addresses than `senders` are ignored: anybody could send them. */
  listen(senders: readonly string[], rtp: (packet: Buffer) => void, rtcp: (packet: Buffer) => void): void {
    this.#rtp.on('message', (packet, sender) => {
      if (senders.includes(sender.address)) rtp(packet);
    });
    this.#rtcp.on('message', (packet, sender) => {
      if (senders.includes(sender.address)) rtcp(packet);
    });
  }

  sendRtp(packet: Buffer, port: number, address: string): void {
    this.#rtp.send(packet, port, address);
  }

  sendRtcp(packet: Buffer, port: number, address: string): void {
    this.#rtcp.send(packet, port, address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([close(this.#rtp), close(this.#rtcp)]);
  }
}

/** Null when the port is taken. */
async function bind(address: string, port: number): Promise<Socket | null> {
  const socket = createSocket({
    type: isIPv6(address) ? 'udp6' : 'udp4',
    recvBufferSize: receiveBufferBytes,
  });
  try {
    socket.bind({ address, port, exclusive: true });
    await once(socket, 'listening');
  } catch (error) {
    socket.close();
    if (port !== 0) return null;
    throw error;
  }
  // A datagram that cannot be sent is as lost as any other.
  socket.on('error', () => {});
  return socket;
}

async function close(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => socket.close(() => resolve()));
}
