/** One viewer by WebRTC: waits for the browser to connect, sends, listens to what it reports, and ends when it falls silent. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import type { LiveStream } from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import type { Tracks } from '../stream.ts';
import { type Agreed, serializeAnswer } from './answer.ts';
import { DtlsHandshake, type DtlsIdentity, type DtlsKeys } from './dtls.ts';
import { parseFeedback } from './feedback.ts';
import type { IceLink, IcePort } from './ice-port.ts';
import type { Offer } from './offer.ts';
import { type SenderCounters, WebRtcSender } from './sender.ts';

/** Browsers check the path every two and a half seconds and report every second: without a word for so long, nobody is there. */
const silenceMs = 10_000;
const reportMs = 1000;

export interface PeerOptions {
  readonly stream: LiveStream;
  readonly offer: Offer;
  readonly agreed: readonly Agreed[];
  readonly tracks: Tracks;
  readonly identity: DtlsIdentity;
  readonly feeds: RtpFeeds;
  readonly port: IcePort;
  readonly clock: Clock;
  /** Will nothing come any more? */
  readonly isGone: () => boolean;
  readonly onEnd: (peer: WhepPeer, reason: string) => void;
}

export class WhepPeer {
  readonly id = randomUUID();
  readonly stream: LiveStream;
  leave: () => void = () => {};
  readonly #options: PeerOptions;
  readonly #link: IceLink;
  readonly #timer: NodeJS.Timeout;
  readonly #dtls: DtlsHandshake;
  #keys: DtlsKeys | null = null;
  #sender: WebRtcSender | null = null;
  #lastHeardMs: number;
  #ended = false;

  constructor(options: PeerOptions) {
    const { stream, port, identity, offer, clock } = options;
    this.stream = stream;
    this.#options = options;
    this.#lastHeardMs = clock.monotonicMs();
    this.#link = port.open({
      alive: () => this.#heard(),
      dtls: (packet) => this.#dtls.packet(packet),
      media: (packet) => this.#onRtcp(packet),
    });
    this.#dtls = new DtlsHandshake(identity, offer.fingerprint, (packet) => this.#link.send(packet), {
      connected: (keys) => this.#start(keys),
      ended: (reason) => this.end(reason),
    });
    this.#timer = setInterval(() => this.#everySecond(), reportMs);
    this.#timer.unref();
  }

  get counters(): SenderCounters | null {
    return this.#sender?.counters ?? null;
  }

  answer(): string {
    const { offer, agreed, identity, port } = this.#options;
    const { userFragment, password } = this.#link;
    const { fingerprint } = identity;
    return serializeAnswer({
      offer,
      agreed,
      userFragment,
      password,
      fingerprint,
      addresses: port.addresses(),
      port: port.port,
    });
  }

  end(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#sender?.stop();
    this.#link.close();
    this.leave();
    this.#options.onEnd(this, reason);
  }

  #heard(): void {
    this.#lastHeardMs = this.#options.clock.monotonicMs();
  }

  #start(keys: DtlsKeys): void {
    if (this.#ended || this.#keys !== null) return;
    const { feeds, agreed, clock, stream } = this.#options;
    this.#keys = keys;
    this.#sender = new WebRtcSender({
      feed: feeds.of(stream.hub),
      agreed,
      srtp: keys.srtp,
      send: (packet) => this.#link.send(packet),
      clock,
      onTracks: (tracks) => this.#onTracks(tracks),
    });
    this.#sender.start();
  }

  /** A camera that comes back with the same codecs goes on; with others the browser must negotiate anew. */
  #onTracks(tracks: Tracks): void {
    const before = this.#options.tracks;
    const same = before.video?.codec === tracks.video?.codec && before.audio?.codec === tracks.audio?.codec;
    if (!same) queueMicrotask(() => this.end('the camera changed its codec'));
  }

  #onRtcp(packet: Buffer): void {
    const keys = this.#keys;
    const type = packet[1] ?? 0;
    // RTP and RTCP share the port (RFC 5761, 4); the browser sends no RTP.
    if (keys === null || type < 192 || type > 223) return;
    const plain = decrypt(keys, packet);
    if (plain === null) return;
    this.#heard();
    const { missing, keyframeWanted } = parseFeedback(plain);
    for (const { ssrc, sequence } of missing) this.#sender?.retransmit(ssrc, sequence);
    if (keyframeWanted.length > 0) this.#sender?.keyframeWanted();
  }

  #everySecond(): void {
    if (this.#options.clock.monotonicMs() - this.#lastHeardMs > silenceMs) {
      this.end('silent for too long');
      return;
    }
    if (this.#options.isGone()) {
      this.end('the camera was taken away');
      return;
    }
    const keys = this.#keys;
    if (keys === null || this.#sender === null) return;
    for (const report of this.#sender.reports()) this.#link.send(keys.srtcp.encrypt(report));
  }
}

/** Null when it is not from our viewer: anybody may send to a UDP port. */
function decrypt(keys: DtlsKeys, packet: Buffer): Buffer | null {
  try {
    return keys.srtcp.decrypt(packet);
  } catch {
    return null;
  }
}
