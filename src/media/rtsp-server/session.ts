/** The session of one connection (RFC 2326, 3.4): one viewer of one stream, from the first SETUP to TEARDOWN. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import type { Audience, LiveStream } from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import type { HeaderFields } from '../rtsp/headers.ts';
import { parseTransport, serializeTransport, type TransportSpec } from '../rtsp/transport.ts';
import { type StreamAddress, trackAddress } from './address.ts';
import { trackOrder } from './describe.ts';
import type { Reply } from './reply.ts';
import type { UdpPair } from './udp-pair.ts';
import { type Delivery, type Kind, type Outlet, Viewer } from './viewer.ts';

export interface SessionParts {
  readonly audience: Audience;
  readonly feeds: RtpFeeds;
  readonly clock: Clock;
  /** Null when UDP is turned off. */
  readonly udp: UdpPair | null;
}

/** Seconds without a word after which a UDP session or a connection that does not play is ended. */
export const sessionTimeoutSeconds = 60;

export class Session {
  readonly viewer: Viewer;
  readonly #id = randomBytes(8).toString('hex');
  readonly #parts: SessionParts;
  /** The client's. */
  readonly #clientAddress: string;
  readonly #address: StreamAddress;
  readonly #heard: () => void;
  readonly #leave: () => void;
  #closeUdp: (() => void) | null = null;
  #release: (() => void) | null = null;
  #ended = false;

  /** `heard` is called when the client says something by UDP. */
  constructor(
    parts: SessionParts,
    stream: LiveStream,
    address: StreamAddress,
    clientAddress: string,
    outlet: Omit<Outlet, 'sendUdp'>,
    heard: () => void,
  ) {
    const { udp, feeds, clock, audience } = parts;
    this.#parts = parts;
    this.#address = address;
    this.#clientAddress = clientAddress;
    this.#heard = heard;
    const whole: Outlet = {
      write: outlet.write,
      giveUp: outlet.giveUp,
      get backlogBytes() {
        return outlet.backlogBytes;
      },
      // Only ever to where the client itself is: a `destination` of its choice would make us a cannon.
      sendUdp: (kind, data, port) => udp?.send(kind, data, port, clientAddress),
    };
    this.viewer = new Viewer(stream, feeds.of(stream.hub), whole, clock);
    this.#leave = audience.enter(stream.hub);
  }

  header(): HeaderFields {
    return { Session: `${this.#id};timeout=${sessionTimeoutSeconds}` };
  }

  /** Is this the value of a Session header that means us? Some clients leave the header out. */
  isNamed(header: string | undefined): boolean {
    return header === undefined || header.split(';')[0]?.trim() === this.#id;
  }

  /** Takes the first transport of the client's list that we can serve. */
  setUp(kind: Kind, transportHeader: string): Reply {
    if (this.viewer.playing) return { status: 455 };
    for (const offer of parseTransport(transportHeader)) {
      const accepted = this.#accept(offer);
      if (accepted === null) continue;
      this.viewer.setUp(kind, accepted.delivery);
      const transport = serializeTransport({ ...accepted.spec, ssrc: this.viewer.ssrc(kind) });
      return { status: 200, headers: { Transport: transport, ...this.header() } };
    }
    return { status: 461 };
  }

  play(): Reply {
    const { viewer } = this;
    if (viewer.kinds.length === 0) return { status: 455 };
    // The feed must run before it can say where the stream begins.
    this.#release ??= viewer.prepare();
    const info = viewer.begin().map(({ kind, sequence, timestamp }) => {
      const url = trackAddress(this.#address, trackOrder.indexOf(kind));
      return `url=${url};seq=${sequence};rtptime=${timestamp}`;
    });
    const headers = {
      ...this.header(),
      Range: 'npt=now-',
      ...(info.length === 0 ? {} : { 'RTP-Info': info.join(',') }),
    };
    return { status: 200, headers, afterwards: () => this.#start() };
  }

  pause(): Reply {
    this.viewer.pause();
    return { status: 200, headers: this.header() };
  }

  end(): void {
    this.#ended = true;
    this.viewer.stop();
    this.#release?.();
    this.#release = null;
    this.#closeUdp?.();
    this.#closeUdp = null;
    this.#leave();
  }

  #start(): void {
    if (this.#ended) return;
    this.viewer.start();
    this.#release?.();
    this.#release = null;
  }

  #accept(offer: TransportSpec): { delivery: Delivery; spec: TransportSpec } | null {
    if (offer.multicast || (offer.mode !== undefined && offer.mode.toUpperCase() !== 'PLAY')) return null;
    return offer.lower === 'tcp' ? this.#acceptTcp(offer) : this.#acceptUdp(offer);
  }

  #acceptTcp({ interleaved }: TransportSpec): { delivery: Delivery; spec: TransportSpec } | null {
    const { viewer } = this;
    const [rtpChannel, rtcpChannel] = interleaved ?? (viewer.usesChannel(0) ? [2, 3] : [0, 1]);
    if (viewer.usesChannel(rtpChannel) || viewer.usesChannel(rtcpChannel)) return null;
    return {
      delivery: { way: 'tcp', rtpChannel, rtcpChannel },
      spec: { lower: 'tcp', multicast: false, interleaved: [rtpChannel, rtcpChannel] },
    };
  }

  #acceptUdp({ clientPort }: TransportSpec): { delivery: Delivery; spec: TransportSpec } | null {
    const { udp } = this.#parts;
    if (udp === null || clientPort === undefined) return null;
    const [rtpPort, rtcpPort] = clientPort;
    // Privileged ports are no receivers of media.
    if (rtpPort < 1024 || rtcpPort < 1024) return null;
    this.#closeUdp ??= udp.listen(this.#clientAddress, rtcpPort, this.#heard);
    return {
      delivery: { way: 'udp', rtpPort, rtcpPort },
      spec: { lower: 'udp', multicast: false, clientPort, serverPort: udp.ports },
    };
  }
}
