/**
 * One UDP port for all WebRTC viewers. We are an ICE-lite agent (RFC 8445, 2.5): the browser checks the paths to our addresses and
 * chooses one, we only answer. Which viewer a packet is of follows from the user fragment in its checks, then from its address.
 */
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { VidetteError } from '#domain/errors.ts';
import { isAuthentic, packetKind, parseBindingRequest, serializeBindingResponse } from './stun.ts';

export interface IceOptions {
  /** Address to listen on; `0.0.0.0` or `::` for all. */
  readonly host: string;
  /** 0 takes any. */
  readonly port: number;
  /** Names of this machine in other networks, for example the outer address of a router that forwards the port. */
  readonly additionalAddresses?: readonly string[];
}

export interface IcePeer {
  /** The browser proved that it is there: a check with the right password. */
  alive(): void;
  dtls(packet: Buffer): void;
  /** SRTP or SRTCP from the browser. */
  media(packet: Buffer): void;
}

/** The way to one viewer. */
export interface IceLink {
  readonly userFragment: string;
  readonly password: string;
  /** False until the browser has chosen a path. */
  readonly connected: boolean;
  send(packet: Buffer): void;
  close(): void;
}

const maxAddressesPerViewer = 16;
const sendBufferBytes = 4 * 1024 * 1024;

export class IcePort implements AsyncDisposable {
  readonly #options: IceOptions;
  readonly #byFragment = new Map<string, Link>();
  readonly #byAddress = new Map<string, Link>();
  #socket: Socket | null = null;
  #port = 0;
  /** Packets that the kernel refused or that belong to nobody. */
  readonly counters = { sendErrors: 0, stray: 0 };

  constructor(options: IceOptions) {
    this.#options = options;
  }

  /** 0 until it has started. */
  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    const { host, port } = this.#options;
    const socket = createSocket({
      type: host.includes(':') ? 'udp6' : 'udp4',
      sendBufferSize: sendBufferBytes,
      // All addresses are numbers; the default would take a turn of the event loop per packet to find that out.
      lookup: (address, _, done) => done(null, address, address.includes(':') ? 6 : 4),
    });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.once('error', reject);
    socket.bind(port, host, resolve);
    await promise.catch((cause: unknown) => {
      socket.close();
      throw new VidetteError('unavailable', `UDP port ${port} for WebRTC is not free`, { cause });
    });
    socket.off('error', reject);
    socket.on('error', () => {
      this.counters.sendErrors += 1;
    });
    socket.on('message', (packet, { address, port: from }) => this.#onPacket(packet, address, from));
    this.#socket = socket;
    this.#port = socket.address().port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const link of [...this.#byFragment.values()]) link.close();
    const socket = this.#socket;
    this.#socket = null;
    if (socket !== null) await new Promise<void>((done) => socket.close(done));
  }

  /** The addresses at which browsers find us, the likeliest first. */
  addresses(): string[] {
    const { host, additionalAddresses = [] } = this.#options;
    const any = host === '0.0.0.0' || host === '::';
    return [...new Set([...(any ? ownAddresses(host === '::') : [host]), ...additionalAddresses])];
  }

  open(peer: IcePeer): IceLink {
    const link = new Link(
      peer,
      (packet, port, address) => this.#send(packet, port, address),
      (gone) => this.#forget(gone),
    );
    this.#byFragment.set(link.userFragment, link);
    return link;
  }

  #forget(link: Link): void {
    this.#byFragment.delete(link.userFragment);
    for (const [address, known] of this.#byAddress) if (known === link) this.#byAddress.delete(address);
  }

  #send(packet: Buffer, port: number, address: string): void {
    this.#socket?.send(packet, port, address);
  }

  #onPacket(packet: Buffer, address: string, port: number): void {
    const kind = packetKind(packet);
    if (kind === 'stun') {
      this.#onCheck(packet, address, port);
      return;
    }
    const link = this.#byAddress.get(`${address} ${port}`);
    if (link === undefined) this.counters.stray += 1;
    else if (kind === 'dtls') link.peer.dtls(packet);
    else if (kind === 'rtp') link.peer.media(packet);
  }

  /** A browser has a handful of addresses; one that claims more loses its oldest. */
  #remember(address: string, link: Link): void {
    if (this.#byAddress.get(address) === link) return;
    const known = [...this.#byAddress].filter(([, one]) => one === link);
    if (known.length >= maxAddressesPerViewer) this.#byAddress.delete(known[0]![0]);
    this.#byAddress.set(address, link);
  }

  #onCheck(packet: Buffer, address: string, port: number): void {
    const request = parseBindingRequest(packet);
    const link = request && this.#byFragment.get(request.username.split(':')[0] ?? '');
    if (!request || !link || !isAuthentic(packet, request, link.password)) {
      this.counters.stray += 1;
      return;
    }
    this.#remember(`${address} ${port}`, link);
    link.checked(address, port, request.useCandidate);
    this.#send(serializeBindingResponse(request, address, port, link.password), port, address);
    link.peer.alive();
  }
}

class Link implements IceLink {
  readonly userFragment = randomBytes(6).toString('base64url');
  readonly password = randomBytes(18).toString('base64url');
  readonly peer: IcePeer;
  readonly #send: (packet: Buffer, port: number, address: string) => void;
  readonly #forget: (link: Link) => void;
  #address: string | null = null;
  #port = 0;
  #chosen = false;

  constructor(
    peer: IcePeer,
    send: (packet: Buffer, port: number, address: string) => void,
    forget: (link: Link) => void,
  ) {
    this.peer = peer;
    this.#send = send;
    this.#forget = forget;
  }

  get connected(): boolean {
    return this.#chosen;
  }

  /** Media goes to the path chosen last; until one is chosen, handshakes go where the newest check came from. */
  checked(address: string, port: number, chosen: boolean): void {
    if (this.#chosen && !chosen) return;
    this.#chosen ||= chosen;
    this.#address = address;
    this.#port = port;
  }

  send(packet: Buffer): void {
    if (this.#address !== null) this.#send(packet, this.#port, this.#address);
  }

  close(): void {
    this.#address = null;
    this.#forget(this);
  }
}

function ownAddresses(v6: boolean): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const usable = all.filter(({ family, address }) =>
    family === 'IPv4' ? true : v6 && !/^fe80/i.test(address),
  );
  // Loopback last: it serves a browser on this machine.
  return usable.toSorted((a, b) => Number(a.internal) - Number(b.internal)).map(({ address }) => address);
}
