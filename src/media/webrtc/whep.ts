/**
 * Live video by WebRTC, negotiated by WHEP (draft-ietf-wish-whep): one offer, one answer, and a resource to delete. The tracks go out as
 * the camera made them: H.264, Opus and G.711; what browsers do not take by WebRTC is refused with a reason.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { StreamName } from '#domain/camera.ts';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import {
  type Audience,
  awaitTracks,
  getStream,
  type LiveStream,
  type LiveStreams,
} from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import type { Tracks } from '../stream.ts';
import { type Agreed, agree, serializeAnswer } from './answer.ts';
import { createIdentity, DtlsHandshake, type DtlsIdentity, type DtlsKeys } from './dtls.ts';
import { parseFeedback } from './feedback.ts';
import type { IceLink, IcePort } from './ice-port.ts';
import { type Offer, parseOffer } from './offer.ts';
import { type SenderCounters, WebRtcSender } from './sender.ts';

export interface WhepOptions {
  readonly streams: LiveStreams;
  readonly audience: Audience;
  readonly feeds: RtpFeeds;
  readonly port: IcePort;
  readonly maxPeers?: number;
  readonly clock?: Clock;
}

const defaultMaxPeers = 100;
/** Browsers check the path every two and a half seconds and report every second: without a word for so long, nobody is there. */
const silenceMs = 10_000;
const reportMs = 1000;

export class WhepServer implements AsyncDisposable {
  readonly #options: WhepOptions;
  readonly #peers = new Map<string, WhepPeer>();
  #identity: Promise<DtlsIdentity> | null = null;

  constructor(options: WhepOptions) {
    this.#options = options;
  }

  get peerCount(): number {
    return this.#peers.size;
  }

  peers(): readonly {
    readonly id: string;
    readonly cameraId: string;
    readonly counters: SenderCounters | null;
  }[] {
    return [...this.#peers.values()].map(({ id, stream, counters }) => ({
      id,
      cameraId: stream.cameraId,
      counters,
    }));
  }

  /** Throws `invalid` for an offer that cannot be answered, `exhausted` with too many viewers, `unavailable` without the camera. */
  async offer(
    cameraId: string,
    name: StreamName,
    sdp: string,
  ): Promise<{ readonly id: string; readonly answer: string; readonly stream: LiveStream }> {
    const { streams, audience, feeds, port, maxPeers = defaultMaxPeers, clock = systemClock } = this.#options;
    const offer = parseOffer(sdp);
    const stream = getStream(streams, cameraId, name);
    const tracks = await awaitTracks(stream);
    const agreed = agree(offer, tracks, () => randomBytes(4).readUInt32BE());
    if (this.#peers.size >= maxPeers) {
      throw new VidetteError('exhausted', 'too many viewers by WebRTC', {
        reason: 'peers',
        retryAfterMs: 10_000,
      });
    }
    this.#identity ??= createIdentity();
    const identity = await this.#identity;
    const peer = new WhepPeer({
      stream,
      offer,
      agreed,
      tracks,
      identity,
      feeds,
      port,
      clock,
      onEnd: (ended) => this.#peers.delete(ended.id),
    });
    this.#peers.set(peer.id, peer);
    peer.leave = audience.enter(stream.hub);
    return { id: peer.id, answer: peer.answer(), stream };
  }

  /** Throws `not_found` when that camera has no such viewer (any more). */
  close(cameraId: string, id: string): void {
    const peer = this.#peers.get(id);
    if (peer === undefined || peer.stream.cameraId !== cameraId)
      throw new VidetteError('not_found', 'no such WHEP session');
    peer.end('deleted');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const peer of [...this.#peers.values()]) peer.end('the server stops');
  }
}

interface PeerOptions {
  readonly stream: LiveStream;
  readonly offer: Offer;
  readonly agreed: readonly Agreed[];
  readonly tracks: Tracks;
  readonly identity: DtlsIdentity;
  readonly feeds: RtpFeeds;
  readonly port: IcePort;
  readonly clock: Clock;
  readonly onEnd: (peer: WhepPeer) => void;
}

/** One viewer: waits for the browser to connect, sends, listens to what it reports, and ends when it falls silent. */
class WhepPeer {
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

  end(_reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#sender?.stop();
    this.#link.close();
    this.leave();
    this.#options.onEnd(this);
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
