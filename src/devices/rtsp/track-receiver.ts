/** RTP and RTCP of one track in, access units out; loss is counted and told to the depacketizer. */

import { parseRtcp, type ReceptionReport } from '#media/rtcp/rtcp.ts';
import type { Depacketizer, UnitSink } from '#media/rtp/depacketizer.ts';
import { createRtpHeader, parseRtp } from '#media/rtp/packet.ts';
import { late, restarted, SequenceTracker } from '#media/rtp/sequence.ts';
import type { SampleMemory } from '#media/sample-memory.ts';
import type { SourceCounters } from '../opener.ts';

export interface TrackReceiverHandlers extends Pick<UnitSink, 'unit' | 'parameterSets'> {
  senderReport(rtpTimestamp: number, cameraUtcMs: number): void;
  /** The camera says that it ends the stream. */
  bye(): void;
}

export interface TrackFormat {
  readonly payloadType: number;
  readonly clockRate: number;
  createDepacketizer(sink: UnitSink, memory: SampleMemory): Depacketizer;
}

export class TrackReceiver {
  readonly #payloadType: number;
  readonly #clockRate: number;
  readonly #depacketizer: Depacketizer;
  readonly #counters: SourceCounters;
  readonly #handlers: TrackReceiverHandlers;
  readonly #header = createRtpHeader();
  readonly #sequence = new SequenceTracker();
  #ssrc = -1;
  /** A sender that takes over must be heard twice, so that a damaged packet does not count as one. */
  #otherSsrc = -1;
  #lost = 0;
  #lostAtReport = 0;
  #firstSequence = -1;
  #sequenceAtReport = -1;
  #jitterTicks = 0;
  #lastTransitTicks = 0;
  #lastTimestamp = -1;
  #lastReport: { readonly compactNtp: number; readonly arrivalMs: number } | null = null;

  constructor(
    format: TrackFormat,
    handlers: TrackReceiverHandlers,
    counters: SourceCounters,
    memory: SampleMemory,
  ) {
    this.#payloadType = format.payloadType;
    this.#clockRate = format.clockRate;
    this.#handlers = handlers;
    this.#counters = counters;
    const sink: UnitSink = {
      unit: (data, timestamp, keyframe, afterLoss) => handlers.unit(data, timestamp, keyframe, afterLoss),
      parameterSets: (sets) => handlers.parameterSets(sets),
      dropped: () => {
        counters.droppedAccessUnits += 1;
      },
      invalid: () => {
        counters.invalidPackets += 1;
      },
    };
    this.#depacketizer = format.createDepacketizer(sink, memory);
  }

  /** The RTP packet in `buffer[start … end)`, which arrived at `nowMs` (monotonic). */
  rtp(buffer: Buffer, start: number, end: number, nowMs: number): void {
    const header = this.#header;
    const counters = this.#counters;
    if (!parseRtp(buffer, start, end, header) || header.payloadType !== this.#payloadType) {
      counters.invalidPackets += 1;
      return;
    }
    if (header.ssrc !== this.#ssrc && !this.#accept(header.ssrc)) return;
    const gap = this.#sequence.next(header.sequence);
    if (gap !== 0) {
      if (gap === late) return;
      if (gap !== restarted) {
        this.#lost += gap;
        counters.lostPackets += gap;
      }
      this.#depacketizer.lost();
    }
    counters.receivedPackets += 1;
    if (header.timestamp !== this.#lastTimestamp) this.#measureJitter(header.timestamp, nowMs);
    this.#depacketizer.push(buffer, header.payloadStart, header.payloadEnd, header.timestamp, header.marker);
  }

  #accept(ssrc: number): boolean {
    if (this.#ssrc !== -1 && ssrc !== this.#otherSsrc) {
      this.#otherSsrc = ssrc;
      this.#counters.invalidPackets += 1;
      return false;
    }
    if (this.#ssrc !== -1) this.#depacketizer.lost();
    this.#ssrc = ssrc;
    this.#otherSsrc = -1;
    this.#sequence.reset();
    this.#firstSequence = -1;
    this.#lost = 0;
    this.#lostAtReport = 0;
    this.#lastReport = null;
    return true;
  }

  /** RFC 3550, A.8. */
  #measureJitter(timestamp: number, nowMs: number): void {
    const transit = (nowMs * this.#clockRate) / 1000 - timestamp;
    const change = Math.abs(transit - this.#lastTransitTicks);
    // A wrap or a jump is no jitter.
    if (this.#lastTimestamp !== -1 && change < this.#clockRate)
      this.#jitterTicks += (change - this.#jitterTicks) / 16;
    this.#lastTransitTicks = transit;
    this.#lastTimestamp = timestamp;
  }

  rtcp(buffer: Buffer, start: number, end: number, nowMs: number): void {
    for (const packet of parseRtcp(buffer, start, end)) {
      if (packet.type === 'sender_report' && packet.ssrc === this.#ssrc) {
        this.#lastReport = { compactNtp: packet.compactNtp, arrivalMs: nowMs };
        this.#handlers.senderReport(packet.rtpTimestamp, packet.utcMs);
      } else if (packet.type === 'bye' && packet.sources.includes(this.#ssrc)) {
        this.#handlers.bye();
      }
    }
  }

  /** What to report to the camera; null before its first packet. */
  reception(nowMs: number): ReceptionReport | null {
    if (this.#ssrc === -1 || this.#sequence.extended === -1) return null;
    const highest = this.#sequence.extended;
    if (this.#firstSequence === -1) {
      this.#firstSequence = highest;
      this.#sequenceAtReport = highest;
    }
    const expected = highest - this.#sequenceAtReport;
    const lost = this.#lost - this.#lostAtReport;
    this.#sequenceAtReport = highest;
    this.#lostAtReport = this.#lost;
    return {
      ssrc: this.#ssrc,
      fractionLost: expected > 0 ? Math.min(255, Math.max(0, Math.round((lost * 256) / expected))) : 0,
      packetsLost: this.#lost,
      highestSequence: highest % 2 ** 32,
      jitter: Math.round(this.#jitterTicks),
      lastReport: this.#lastReport?.compactNtp ?? 0,
      sinceLastReport:
        this.#lastReport === null ? 0 : Math.round((nowMs - this.#lastReport.arrivalMs) * 65.536),
    };
  }
}
