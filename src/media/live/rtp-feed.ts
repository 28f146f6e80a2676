/**
 * RTP of one stream for all who read it by RTP: each sample is packetized once, with one SSRC, one sequence and one clock that run
 * on over reconnections of the camera. The packets of a sample lie in one buffer as interleaved frames (RFC 2326, 10.12)
 *
 *     '$' | channel | length | RTP header | payload | '$' | …        channel 0 video, 2 audio
 *
 * so that a TCP reader is served with one write of a shared buffer. UDP readers send the packets out of it, WebRTC the payloads.
 */
import { randomBytes } from 'node:crypto';
import type { StreamHub } from '../hub.ts';
import { rtpHeaderBytes, writeRtpHeader } from '../rtp/packet.ts';
import { type FramedPacketizer, framedPacketizer, markerEndsSample } from '../rtp/packetizer.ts';
import { writeFrameHead } from '../rtsp/message.ts';
import type { AudioTrack, Sample, Tracks, VideoTrack } from '../stream.ts';

/** 1200 bytes of payload, with all headers of WebRTC, fit every path of the Internet. */
const mtu = 1200;
const frameHeadBytes = 4;
const headroom = frameHeadBytes + rtpHeaderBytes;
const maxGopBytes = 16 * 1024 * 1024;

export const rtpChannels = { video: 0, audio: 2 } as const;
/** Dynamic payload types (RFC 3551, 6), but for G.711 and JPEG, which have their own. */
export function payloadTypeOf(track: VideoTrack | AudioTrack): number {
  switch (track.codec) {
    case 'pcmu':
      // Payload type 0 stands for 8 kHz mono only (RFC 3551, 4.5.14).
      return track.sampleRate === 8000 && track.channels === 1 ? 0 : 97;
    case 'pcma':
      return track.sampleRate === 8000 && track.channels === 1 ? 8 : 97;
    case 'mjpeg':
      return 26;
    default:
      return track.kind === 'video' ? 96 : 97;
  }
}

/** The packets of one sample. */
export interface RtpChunk {
  readonly kind: 'video' | 'audio';
  /** A reader can begin here: a video keyframe, or any sample of a stream without video. */
  readonly startsGop: boolean;
  /** Interleaved frames; shared, so read-only. */
  readonly buffer: Buffer;
  /** Payload i is `buffer[starts[i] … ends[i])`; the RTP header lies before it. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly timestamp: number;
  readonly firstSequence: number;
  readonly utcMs: number;
}

export interface RtpReader {
  /** Packets until the next call belong to these tracks. */
  tracks(tracks: Tracks): void;
  chunk(chunk: RtpChunk): void;
}

/** Sequence, clock and SSRC of one kind of track. */
class RtpClock {
  readonly ssrc = randomBytes(4).readUInt32BE();
  sequence: number = randomBytes(2).readUInt16BE();
  /** The newest sample. */
  timestamp: number = randomBytes(4).readUInt32BE();
  utcMs: number | null = null;
  /** Added to sample ticks; null until the first sample of a generation. */
  #offset: number | null = null;

  restart(): void {
    this.#offset = null;
  }

  /** The RTP timestamp of a sample; time goes on by the wall clock between generations. */
  advance(sample: Sample, timescale: number): number {
    const ticks = sample.dts + sample.ptsOffset;
    if (this.#offset === null) {
      const passedMs = this.utcMs === null ? 0 : Math.max(1, sample.utcMs - this.utcMs);
      this.#offset = this.timestamp + Math.round((passedMs * timescale) / 1000) - ticks;
    }
    const wrapped = (this.#offset + ticks) % 2 ** 32;
    this.timestamp = wrapped < 0 ? wrapped + 2 ** 32 : wrapped;
    this.utcMs = sample.utcMs;
    return this.timestamp;
  }
}

export class RtpFeed {
  readonly #hub: StreamHub;
  readonly #readers = new Set<RtpReader>();
  readonly #clocks = { video: new RtpClock(), audio: new RtpClock() };
  #detach: (() => void) | null = null;
  #tracks: Tracks | null = null;
  #packetizers: { video: FramedPacketizer | null; audio: FramedPacketizer | null } = {
    video: null,
    audio: null,
  };
  #gop: RtpChunk[] = [];
  #gopBytes = 0;

  constructor(hub: StreamHub) {
    this.#hub = hub;
  }

  ssrc(kind: 'video' | 'audio'): number {
    return this.#clocks[kind].ssrc;
  }

  /** The newest sample's RTP time and UTC, for sender reports; null before the first. */
  newest(kind: 'video' | 'audio'): { readonly timestamp: number; readonly utcMs: number } | null {
    const { timestamp, utcMs } = this.#clocks[kind];
    return utcMs === null ? null : { timestamp, utcMs };
  }

  /** All since the last keyframe, oldest first. */
  gop(): readonly RtpChunk[] {
    return this.#gop;
  }

  /** Tells the reader the tracks and the GOP so far and follows; the returned function ends it. */
  subscribe(reader: RtpReader): () => void {
    this.#detach ??= this.#hub.attach(
      { tracks: (tracks) => this.#onTracks(tracks), sample: (sample) => this.#onSample(sample) },
      'gop',
    );
    if (this.#tracks !== null) {
      reader.tracks(this.#tracks);
      for (const chunk of this.#gop) reader.chunk(chunk);
    }
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size > 0) return;
      this.#detach?.();
      this.#detach = null;
      this.#tracks = null;
      this.#dropGop();
      // Time will have passed when the next reader comes.
      this.#restartClocks();
    };
  }

  #restartClocks(): void {
    this.#clocks.video.restart();
    this.#clocks.audio.restart();
  }

  #onTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#dropGop();
    this.#restartClocks();
    this.#packetizers = {
      video: tracks.video && framedPacketizer(tracks.video, { mtu, headroom }),
      audio: tracks.audio && framedPacketizer(tracks.audio, { mtu, headroom }),
    };
    for (const reader of this.#readers) reader.tracks(tracks);
  }

  #onSample(sample: Sample): void {
    const track = this.#tracks?.[sample.kind];
    const packetize = this.#packetizers[sample.kind];
    if (track === null || track === undefined || packetize === null) return;
    const startsGop = sample.keyframe && (sample.kind === 'video' || this.#tracks?.video === null);
    const chunk = this.#frame(sample, startsGop, track, packetize);
    if (startsGop) this.#dropGop();
    if (startsGop || this.#gop.length > 0) this.#keep(chunk);
    for (const reader of this.#readers) reader.chunk(chunk);
  }

  /** Writes frame heads and RTP headers into the room that the packetizer left. */
  #frame(
    sample: Sample,
    startsGop: boolean,
    track: VideoTrack | AudioTrack,
    packetize: FramedPacketizer,
  ): RtpChunk {
    const clock = this.#clocks[sample.kind];
    const { buffer, starts, ends } = packetize(sample);
    const timestamp = clock.advance(sample, track.timescale);
    const firstSequence = clock.sequence;
    const payloadType = payloadTypeOf(track);
    const marks = markerEndsSample(track);
    const last = starts.length - 1;
    for (let i = 0; i <= last; i += 1) {
      const start = starts[i]!;
      writeFrameHead(buffer, start - headroom, rtpChannels[sample.kind], ends[i]! - start + rtpHeaderBytes);
      writeRtpHeader(buffer, start - rtpHeaderBytes, {
        marker: marks && i === last,
        payloadType,
        sequence: (firstSequence + i) & 0xffff,
        timestamp,
        ssrc: clock.ssrc,
      });
    }
    clock.sequence = (firstSequence + starts.length) & 0xffff;
    const { kind, utcMs } = sample;
    return { kind, startsGop, buffer, starts, ends, timestamp, firstSequence, utcMs };
  }

  #keep(chunk: RtpChunk): void {
    this.#gop.push(chunk);
    this.#gopBytes += chunk.buffer.length;
    if (this.#gopBytes > maxGopBytes) this.#dropGop();
  }

  #dropGop(): void {
    this.#gop = [];
    this.#gopBytes = 0;
  }
}

/** One feed per hub, made when it is first asked for. */
export class RtpFeeds {
  readonly #feeds = new WeakMap<StreamHub, RtpFeed>();

  of(hub: StreamHub): RtpFeed {
    const feed = this.#feeds.get(hub) ?? new RtpFeed(hub);
    this.#feeds.set(hub, feed);
    return feed;
  }
}
