/**
 * Live video by WebRTC, negotiated by WHEP (draft-ietf-wish-whep): one offer, one answer, and a resource to delete. The tracks go out as
 * the camera made them: H.264, Opus and G.711; what browsers do not take by WebRTC is refused with a reason.
 */
import { randomBytes } from 'node:crypto';
import type { StreamName } from '#domain/camera.ts';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import {
  type Audience,
  awaitTracks,
  getStream,
  hasGone,
  type LiveStream,
  type LiveStreams,
} from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import { agree } from './answer.ts';
import { createIdentity, type DtlsIdentity } from './dtls.ts';
import type { IcePort } from './ice-port.ts';
import { parseOffer } from './offer.ts';
import { WhepPeer } from './peer.ts';
import type { SenderCounters } from './sender.ts';

export interface WhepOptions {
  readonly streams: LiveStreams;
  readonly audience: Audience;
  readonly feeds: RtpFeeds;
  readonly port: IcePort;
  readonly maxPeers?: number;
  readonly clock?: Clock;
  /** Told when a viewer is gone, and why. */
  readonly onEnd?: (viewer: { readonly id: string; readonly cameraId: string }, reason: string) => void;
}

const defaultMaxPeers = 100;

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

  /** `ended` is called when the viewer is gone. Throws `invalid` for an offer that cannot be answered, `exhausted` with too many viewers, `unavailable` without the camera. */
  async offer(
    cameraId: string,
    name: StreamName,
    sdp: string,
    ended: () => void = () => {},
  ): Promise<{ readonly id: string; readonly answer: string; readonly stream: LiveStream }> {
    const { streams, audience, feeds, port, maxPeers = defaultMaxPeers, clock = systemClock } = this.#options;
    if (port.port === 0) throw new VidetteError('unavailable', 'another program has the port of WebRTC');
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
      isGone: () => hasGone(streams, stream),
      onEnd: (gone, reason) => {
        this.#onEnd(gone, reason);
        ended();
      },
    });
    this.#peers.set(peer.id, peer);
    peer.leave = audience.enter(stream.hub);
    return { id: peer.id, answer: peer.answer(), stream };
  }

  #onEnd({ id, stream }: WhepPeer, reason: string): void {
    this.#peers.delete(id);
    this.#options.onEnd?.({ id, cameraId: stream.cameraId }, reason);
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
