/**
 * The packets of one stream to one browser. Payloads come out of the buffers shared by all RTP readers; the header is this viewer's
 * own, and every packet is encrypted for it alone.
 *
 * A viewer that comes in the middle of a GOP, or has lost so much that it cannot go on, gets the GOP so far once more, with clock
 * times one millisecond apart: it decodes all of it at once and is at the newest picture, without bothering the camera.
 */
import type { Clock } from '#domain/clock.ts';
import { Pacer } from '../live/pacer.ts';
import type { RtpChunk, RtpFeed } from '../live/rtp-feed.ts';
import { serializeSenderReport, serializeSourceDescription } from '../rtcp/rtcp.ts';
import type { Tracks } from '../stream.ts';
import type { Agreed } from './answer.ts';
import { rtpHeaderBytes, type SrtpSender } from './srtp.ts';

export interface SenderCounters {
  packets: number;
  octets: number;
  retransmitted: number;
  /** Asked for again, but not kept any more. */
  forgotten: number;
  replays: number;
}

/** At 4 Mb/s two and a half seconds; also the most that can be told apart in 16 bits without doubt. */
const historyPackets = 1024;
const replayTicks = 90;
/** A GOP costs up to a megabyte: a viewer on a bad link may not ask for it all the time. */
const minReplayMs = 1500;

interface Sent {
  readonly chunk: RtpChunk;
  readonly index: number;
  readonly sequence: number;
  readonly timestamp: number;
}

class Outgoing {
  readonly agreed: Agreed;
  sequence = Math.floor(Math.random() * 0x8000);
  rtxSequence = Math.floor(Math.random() * 0x8000);
  packets = 0;
  octets = 0;
  /** Added to the feed's clock. */
  shift = 0;
  lastTimestamp: number | null = null;
  readonly history: (Sent | undefined)[] = new Array<Sent | undefined>(historyPackets);

  constructor(agreed: Agreed) {
    this.agreed = agreed;
  }
}

export class WebRtcSender {
  readonly counters: SenderCounters = { packets: 0, octets: 0, retransmitted: 0, forgotten: 0, replays: 0 };
  readonly #feed: RtpFeed;
  readonly #srtp: SrtpSender;
  readonly #send: (packet: Buffer) => void;
  readonly #clock: Clock;
  readonly #pacer: Pacer;
  readonly #outgoing: { video: Outgoing | null; audio: Outgoing | null } = { video: null, audio: null };
  readonly #onTracks: (tracks: Tracks) => void;
  /** Clock times of chunks of a replay, which differ from the feed's. */
  readonly #replayed = new Map<RtpChunk, number>();
  #unsubscribe: (() => void) | null = null;
  #lastReplayMs = Number.NEGATIVE_INFINITY;

  constructor(options: {
    readonly feed: RtpFeed;
    readonly agreed: readonly Agreed[];
    readonly srtp: SrtpSender;
    readonly send: (packet: Buffer) => void;
    readonly clock: Clock;
    /** The camera's tracks, now and whenever they change. */
    readonly onTracks: (tracks: Tracks) => void;
  }) {
    this.#feed = options.feed;
    this.#srtp = options.srtp;
    this.#send = options.send;
    this.#clock = options.clock;
    this.#onTracks = options.onTracks;
    this.#pacer = new Pacer((chunk, index) => this.#sendPacket(chunk, index));
    for (const one of options.agreed) this.#outgoing[one.kind] = new Outgoing(one);
  }

  start(): void {
    let joining = true;
    this.#unsubscribe = this.#feed.subscribe({
      tracks: (tracks) => this.#onTracks(tracks),
      chunk: (chunk) => {
        // The GOP so far comes during `subscribe`; it is sent by `#replay` with other times.
        if (!joining && this.#outgoing[chunk.kind] !== null) this.#pacer.push(chunk);
      },
    });
    joining = false;
    this.#replay();
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#pacer.clear();
    this.#replayed.clear();
  }

  /** The viewer cannot decode any more. */
  keyframeWanted(): void {
    const now = this.#clock.monotonicMs();
    if (now - this.#lastReplayMs >= minReplayMs) this.#replay();
  }

  /** The viewer misses a packet. */
  retransmit(ssrc: number, sequence: number): void {
    const out = [this.#outgoing.video, this.#outgoing.audio].find((one) => one?.agreed.ssrc === ssrc);
    const sent = out?.history[sequence % historyPackets];
    if (!out || sent?.sequence !== sequence) {
      this.counters.forgotten += 1;
      return;
    }
    // All browsers of today take RTX; one that does not asks for a keyframe when it misses too much.
    if (out.agreed.rtxPayloadType === null) return;
    this.counters.retransmitted += 1;
    this.#sendRtx(out, sent, out.agreed.rtxPayloadType);
  }

  /** RFC 3550, 6.4.1, for each track; empty before the first packet. */
  reports(): Buffer[] {
    return (['video', 'audio'] as const).flatMap((kind) => {
      const out = this.#outgoing[kind];
      const newest = this.#feed.newest(kind);
      if (out === null || newest === null || out.packets === 0) return [];
      const utcMs = this.#clock.utcMs();
      const ticks = Math.round(((utcMs - newest.utcMs) * out.agreed.format.clockRate) / 1000);
      const { ssrc } = out.agreed;
      const report = serializeSenderReport({
        ssrc,
        utcMs,
        rtpTimestamp: wrap32(newest.timestamp + ticks + out.shift),
        packets: out.packets,
        octets: out.octets,
      });
      return [Buffer.concat([report, serializeSourceDescription(ssrc, 'vidette')])];
    });
  }

  #replay(): void {
    const video = this.#outgoing.video;
    this.#lastReplayMs = this.#clock.monotonicMs();
    this.#pacer.clear();
    this.#replayed.clear();
    const gop = this.#feed.gop().filter(({ kind }) => kind === 'video');
    const newest = gop.at(-1);
    if (video === null || newest === undefined) return;
    this.counters.replays += 1;
    // The last picture keeps the time it would have had, or as much later as is needed to be behind what was sent.
    const span = (gop.length - 1) * replayTicks;
    const planned = newest.timestamp + video.shift;
    const behind = video.lastTimestamp === null ? 0 : signed32(planned - span - video.lastTimestamp);
    if (behind <= 0 && video.lastTimestamp !== null) video.shift += replayTicks - behind;
    gop.forEach((chunk, i) => {
      this.#replayed.set(chunk, wrap32(newest.timestamp + video.shift - (gop.length - 1 - i) * replayTicks));
      this.#pacer.push(chunk);
    });
  }

  #sendPacket(chunk: RtpChunk, index: number): void {
    const out = this.#outgoing[chunk.kind];
    if (out === null) return;
    const last = index === chunk.starts.length - 1;
    const timestamp = this.#replayed.get(chunk) ?? wrap32(chunk.timestamp + out.shift);
    if (last) this.#replayed.delete(chunk);
    const sequence = out.sequence;
    out.sequence = (sequence + 1) & 0xffff;
    out.lastTimestamp = timestamp;
    const sent = { chunk, index, sequence, timestamp };
    out.history[sequence % historyPackets] = sent;
    const start = chunk.starts[index]!;
    const payload = chunk.buffer.subarray(start, chunk.ends[index]!);
    const marker = chunk.buffer[start - rtpHeaderBytes + 1]! & 0x80;
    const { ssrc, format } = out.agreed;
    this.#protect(ssrc, marker | format.payloadType, sequence, timestamp, payload);
    out.packets += 1;
    out.octets += payload.length;
    this.counters.packets += 1;
    this.counters.octets += payload.length;
  }

  /** RFC 4588, 4: the original sequence, then the original payload. */
  #sendRtx(out: Outgoing, { chunk, index, sequence, timestamp }: Sent, payloadType: number): void {
    const start = chunk.starts[index]!;
    const payload = Buffer.allocUnsafe(2 + chunk.ends[index]! - start);
    payload.writeUInt16BE(sequence, 0);
    chunk.buffer.copy(payload, 2, start, chunk.ends[index]!);
    const marker = chunk.buffer[start - rtpHeaderBytes + 1]! & 0x80;
    const rtxSequence = out.rtxSequence;
    out.rtxSequence = (rtxSequence + 1) & 0xffff;
    this.#protect(out.agreed.rtxSsrc, marker | payloadType, rtxSequence, timestamp, payload);
  }

  #protect(ssrc: number, second: number, sequence: number, timestamp: number, payload: Buffer): void {
    const packet = Buffer.allocUnsafe(this.#srtp.packetBytes(payload.length));
    packet[0] = 0x80;
    packet[1] = second;
    packet.writeUInt16BE(sequence, 2);
    packet.writeUInt32BE(timestamp, 4);
    packet.writeUInt32BE(ssrc, 8);
    this.#srtp.protect(packet, ssrc, sequence, payload);
    this.#send(packet);
  }
}

function wrap32(value: number): number {
  const wrapped = value % 2 ** 32;
  return wrapped < 0 ? wrapped + 2 ** 32 : wrapped;
}

/** The shorter way around the 32-bit clock. */
function signed32(value: number): number {
  return wrap32(value + 2 ** 31) - 2 ** 31;
}
