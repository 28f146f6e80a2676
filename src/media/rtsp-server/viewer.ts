/**
 * One viewer of one stream: which tracks it set up and how they travel, from PLAY to PAUSE or the end. Over TCP a sample is one
 * write of the shared buffer; over UDP its packets are sent one by one and paced.
 */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { LiveStream } from '../live/live-stream.ts';
import { Pacer } from '../live/pacer.ts';
import { ReaderQueue } from '../live/reader-queue.ts';
import { type RtpChunk, type RtpFeed, rtpChannels } from '../live/rtp-feed.ts';
import { serializeBye, serializeSenderReport, serializeSourceDescription } from '../rtcp/rtcp.ts';
import { rtpHeaderBytes } from '../rtp/packet.ts';
import { writeFrameHead } from '../rtsp/message.ts';
import type { Tracks } from '../stream.ts';

export type Kind = 'video' | 'audio';

export type Delivery =
  | { readonly way: 'tcp'; readonly rtpChannel: number; readonly rtcpChannel: number }
  | { readonly way: 'udp'; readonly rtpPort: number; readonly rtcpPort: number };

/** What the viewer sends through; the connection and the server's UDP sockets. */
export interface Outlet {
  /** Writes to the TCP connection. */
  write(data: Buffer): void;
  readonly backlogBytes: number;
  sendUdp(kind: 'rtp' | 'rtcp', data: Buffer, port: number): void;
  /** The viewer cannot go on: it is too slow, or what the camera sends now is not what was set up. */
  giveUp(): void;
}

export interface ViewerCounters {
  packets: number;
  octets: number;
  dropped: number;
}

const senderReportMs = 5000;
const maxBacklogBytes = 4 * 1024 * 1024;
/** A TCP client that took nothing for so many samples (20 s at 25 per second) is gone. */
const maxDroppedInRow = 500;
const headBytes = 4 + rtpHeaderBytes;

export class Viewer {
  readonly stream: LiveStream;
  readonly #feed: RtpFeed;
  readonly #outlet: Outlet;
  readonly #clock: Clock;
  readonly #deliveries = new Map<Kind, Delivery>();
  readonly #sent = { video: { packets: 0, octets: 0 }, audio: { packets: 0, octets: 0 } };
  readonly #queue: ReaderQueue;
  readonly #pacer: Pacer;
  #unsubscribe: (() => void) | null = null;
  #reports: NodeJS.Timeout | undefined;
  #reported = false;
  /** Codecs at SETUP. */
  #codecs: string | null = null;

  constructor(stream: LiveStream, feed: RtpFeed, outlet: Outlet, clock: Clock) {
    this.stream = stream;
    this.#feed = feed;
    this.#outlet = outlet;
    this.#clock = clock;
    this.#queue = new ReaderQueue({ backlogBytes: () => outlet.backlogBytes, maxBacklogBytes }, true);
    this.#pacer = new Pacer((chunk, index) => this.#sendPacket(chunk, index));
  }

  get playing(): boolean {
    return this.#unsubscribe !== null;
  }

  get overUdp(): boolean {
    return [...this.#deliveries.values()].some(({ way }) => way === 'udp');
  }

  get kinds(): Kind[] {
    return [...this.#deliveries.keys()];
  }

  get counters(): ViewerCounters {
    const { video, audio } = this.#sent;
    return {
      packets: video.packets + audio.packets,
      octets: video.octets + audio.octets,
      dropped: this.#queue.counters.dropped + this.#pacer.queue.counters.dropped,
    };
  }

  ssrc(kind: Kind): number {
    return this.#feed.ssrc(kind);
  }

  setUp(kind: Kind, delivery: Delivery): void {
    if (this.playing) throw new VidetteError('conflict', 'tracks are set up before PLAY');
    this.#deliveries.set(kind, delivery);
  }

  /** The channels that a delivery already uses. */
  usesChannel(channel: number): boolean {
    return [...this.#deliveries.values()].some(
      (one) => one.way === 'tcp' && (one.rtpChannel === channel || one.rtcpChannel === channel),
    );
  }

  /** Where each track begins, for RTP-Info. Sending starts with `start`. */
  begin(): { readonly kind: Kind; readonly sequence: number; readonly timestamp: number }[] {
    const gop = this.#feed.gop();
    return this.kinds.flatMap((kind) => {
      const first = gop.find((chunk) => chunk.kind === kind);
      return first === undefined ? [] : [{ kind, sequence: first.firstSequence, timestamp: first.timestamp }];
    });
  }

  /** Makes the feed run before `begin` is asked. */
  prepare(): () => void {
    return this.#feed.subscribe({ tracks: () => {}, chunk: () => {} });
  }

  start(): void {
    if (this.playing) return;
    this.#queue.restart();
    this.#unsubscribe = this.#feed.subscribe({
      tracks: (tracks) => this.#onTracks(tracks),
      chunk: (chunk) => this.#onChunk(chunk),
    });
    this.#reports = setInterval(() => this.#report(), senderReportMs);
    this.#reports.unref();
  }

  pause(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    clearInterval(this.#reports);
    this.#pacer.clear();
    this.#reported = false;
  }

  stop(): void {
    const played = this.playing;
    this.pause();
    if (played)
      for (const [kind, delivery] of this.#deliveries)
        this.#sendRtcp(delivery, serializeBye(this.ssrc(kind)));
  }

  #onTracks(tracks: Tracks): void {
    const codecs = JSON.stringify([tracks.video?.codec, tracks.audio?.codec, tracks.audio?.sampleRate]);
    this.#codecs ??= codecs;
    // The session description cannot be changed any more; new parameter sets travel inside the stream.
    if (codecs !== this.#codecs) this.#outlet.giveUp();
  }

  #onChunk(chunk: RtpChunk): void {
    const delivery = this.#deliveries.get(chunk.kind);
    if (delivery === undefined) return;
    if (delivery.way === 'udp') {
      this.#pacer.push(chunk);
    } else if (this.#queue.admit(chunk.startsGop, chunk.buffer.length)) {
      this.#outlet.write(onChannel(chunk, delivery.rtpChannel));
      this.#count(chunk.kind, chunk.starts.length, chunk.buffer.length - headBytes * chunk.starts.length);
    } else if (this.#queue.droppedInRow > maxDroppedInRow) {
      this.#outlet.giveUp();
      return;
    }
    if (!this.#reported) this.#report();
  }

  #sendPacket(chunk: RtpChunk, index: number): void {
    const delivery = this.#deliveries.get(chunk.kind);
    if (delivery?.way !== 'udp') return;
    const start = chunk.starts[index]!;
    const end = chunk.ends[index]!;
    this.#outlet.sendUdp('rtp', chunk.buffer.subarray(start - rtpHeaderBytes, end), delivery.rtpPort);
    this.#count(chunk.kind, 1, end - start);
  }

  #count(kind: Kind, packets: number, octets: number): void {
    const sent = this.#sent[kind];
    sent.packets += packets;
    sent.octets += octets;
  }

  /** RFC 3550, 6.4.1: now, on the wall clock and on the track's. */
  #report(): void {
    this.#reported = true;
    for (const [kind, delivery] of this.#deliveries) {
      const newest = this.#feed.newest(kind);
      const track = this.stream.hub.currentTracks?.[kind];
      if (newest === null || track === null || track === undefined) continue;
      const utcMs = this.#clock.utcMs();
      const rtpTimestamp = newest.timestamp + Math.round(((utcMs - newest.utcMs) * track.timescale) / 1000);
      const ssrc = this.ssrc(kind);
      const { packets, octets } = this.#sent[kind];
      const report = serializeSenderReport({ ssrc, utcMs, rtpTimestamp, packets, octets });
      this.#sendRtcp(delivery, Buffer.concat([report, serializeSourceDescription(ssrc, 'vidette')]));
    }
  }

  #sendRtcp(delivery: Delivery, packet: Buffer): void {
    if (delivery.way === 'udp') {
      this.#outlet.sendUdp('rtcp', packet, delivery.rtcpPort);
      return;
    }
    const framed = Buffer.allocUnsafe(4 + packet.length);
    writeFrameHead(framed, 0, delivery.rtcpChannel, packet.length);
    packet.copy(framed, 4);
    this.#outlet.write(framed);
  }
}

/** The shared buffer, or a copy for a client that insisted on channels of its own. */
function onChannel(chunk: RtpChunk, channel: number): Buffer {
  if (channel === rtpChannels[chunk.kind]) return chunk.buffer;
  const copy = Buffer.from(chunk.buffer);
  for (const start of chunk.starts) copy[start - headBytes + 1] = channel;
  return copy;
}
