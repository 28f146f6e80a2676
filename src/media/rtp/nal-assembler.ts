/**
 * Access units of H.264 and H.265 out of NAL units.
 *
 * A unit ends with the marker bit or when the timestamp changes, whichever comes first. Cameras that set the marker on every
 * slice are found out by a slice that continues a picture after its marker; from then on only the timestamp counts.
 *
 * After loss: the damaged unit is left out and the next one is told apart (`afterLoss`). Units that refer to the missing one
 * are passed on, since decoders conceal better than a hole of a whole GOP looks; only when a keyframe was damaged, everything
 * up to the next one is left out.
 */
import { lengthBytes } from '#media/h264/nal-units.ts';
import { SampleMemory } from '#media/sample-memory.ts';
import type { UnitSink } from './depacketizer.ts';
import { ParameterSets } from './parameter-sets.ts';

/** What a codec says about a NAL unit. */
export type NalRole = 'keyframe_slice' | 'slice' | 'parameter_set' | 'keyframe_hint' | 'keep' | 'drop';

export interface NalCodec {
  /** Of a NAL unit, or of its first fragment, at `buffer[start … end)`. */
  role(buffer: Buffer, start: number, end: number): NalRole;
  /** Does this slice begin a picture? */
  beginsPicture(buffer: Buffer, start: number, end: number): boolean;
  /** Type and id of a parameter set, or null when it is broken. */
  parameterSetKey(unit: Buffer): string | null;
}

export class NalAssembler {
  readonly #codec: NalCodec;
  readonly #sink: UnitSink;
  readonly #sets: ParameterSets;
  readonly #unit: SampleMemory;
  /** Where the length of the NAL unit in progress stands; -1 while there is none. */
  #nalAt = -1;
  #timestamp = 0;
  #open = false;
  #slices = 0;
  #keyframe = false;
  #damaged = false;
  /** Something before the unit in progress is missing. */
  #afterLoss = false;
  #waitForKeyframe = true;
  #hadUnit = false;
  #markerEnds = true;
  #endedByMarkerAt = -1;
  #keyframeHint = false;
  /** The first slice must begin a picture, since packets before it were lost. */
  #needsBeginning = false;

  constructor(codec: NalCodec, sink: UnitSink, initialSets: readonly Buffer[], memory = new SampleMemory()) {
    this.#codec = codec;
    this.#sink = sink;
    this.#unit = memory;
    this.#sets = new ParameterSets(codec, initialSets);
  }

  /** Packets are missing before the next call. */
  lost(): void {
    this.#afterLoss = true;
    this.#needsBeginning = true;
    if (this.#open) this.#damaged = true;
    this.#dropNal();
  }

  /** Before the NAL units of a packet. */
  packet(timestamp: number): void {
    if (this.#open && timestamp !== this.#timestamp) this.#finish();
    if (this.#open) return;
    this.#open = true;
    this.#timestamp = timestamp;
  }

  /** After the NAL units of a packet. */
  packetEnd(marker: boolean): void {
    if (!marker || !this.#markerEnds || this.#slices === 0) return;
    this.#finish();
    this.#endedByMarkerAt = this.#timestamp;
  }

  /** A whole NAL unit. */
  nal(buffer: Buffer, start: number, end: number): void {
    if (this.beginNal(buffer, start, end)) this.endNal();
  }

  /** The beginning of a NAL unit whose other parts follow by `append`. False when it is not wanted. */
  beginNal(buffer: Buffer, start: number, end: number): boolean {
    if (this.#nalAt !== -1) this.damage();
    const role = this.#codec.role(buffer, start, end);
    if (role === 'drop' || end <= start) return false;
    if (role === 'keyframe_slice' || role === 'slice') this.#slice(role, buffer, start, end);
    if (role === 'keyframe_hint') this.#keyframeHint = true;
    this.#nalAt = this.#unit.length;
    if (!this.#unit.reserve(lengthBytes)) {
      this.damage();
      return false;
    }
    this.#unit.length += lengthBytes;
    return this.append(buffer, start, end);
  }

  append(buffer: Buffer, start: number, end: number): boolean {
    if (this.#nalAt === -1) return false;
    if (this.#unit.append(buffer, start, end)) return true;
    this.damage();
    return false;
  }

  /** Lets the first byte(s) of the NAL unit in progress be written by a depacketizer of fragments. */
  patchHeader(first: number, second?: number): void {
    if (this.#nalAt === -1) return;
    this.#unit.buffer[this.#nalAt + lengthBytes] = first;
    if (second !== undefined) this.#unit.buffer[this.#nalAt + lengthBytes + 1] = second;
  }

  endNal(): void {
    if (this.#nalAt === -1) return;
    const { buffer, length } = this.#unit;
    const from = this.#nalAt + lengthBytes;
    if (this.#codec.role(buffer, from, length) === 'parameter_set') {
      this.#sets.add(Buffer.from(buffer.subarray(from, length)));
      this.#unit.length = this.#nalAt;
    } else {
      buffer.writeUInt32BE(length - from, this.#nalAt);
    }
    this.#nalAt = -1;
  }

  /** A part of the unit in progress is missing or makes no sense. */
  damage(): void {
    this.#damaged = true;
    this.#dropNal();
  }

  get inNal(): boolean {
    return this.#nalAt !== -1;
  }

  #dropNal(): void {
    if (this.#nalAt !== -1) this.#unit.length = this.#nalAt;
    this.#nalAt = -1;
  }

  #slice(role: NalRole, buffer: Buffer, start: number, end: number): void {
    const begins = this.#codec.beginsPicture(buffer, start, end);
    if (this.#slices === 0) {
      if (this.#needsBeginning && !begins) this.#damaged = true;
      if (this.#timestamp === this.#endedByMarkerAt && !begins) {
        this.#markerEnds = false;
        this.#damaged = true;
      }
    }
    this.#needsBeginning = false;
    this.#slices += 1;
    if (role === 'keyframe_slice') this.#keyframe = true;
  }

  #finish(): void {
    if (this.#nalAt !== -1) this.damage();
    // Parameter sets often come in a packet, sometimes with a timestamp, of their own.
    if (this.#slices > 0 || this.#damaged) this.#emit();
    this.#unit.length = 0;
    this.#open = false;
    this.#slices = 0;
    this.#keyframe = false;
    this.#keyframeHint = false;
    this.#damaged = false;
    this.#endedByMarkerAt = -1;
  }

  #emit(): void {
    const keyframe = this.#keyframe || this.#keyframeHint;
    if (this.#damaged) {
      if (keyframe) this.#waitForKeyframe = true;
      this.#afterLoss = true;
      this.#sink.dropped();
      return;
    }
    if (this.#waitForKeyframe && !keyframe) {
      // Before the first keyframe nothing is missed; later it is.
      if (this.#hadUnit) this.#sink.dropped();
      return;
    }
    const changed = this.#sets.takeChange();
    if (changed !== null) this.#sink.parameterSets(changed);
    this.#waitForKeyframe = false;
    const afterLoss = this.#afterLoss && this.#hadUnit;
    this.#afterLoss = false;
    this.#hadUnit = true;
    this.#sink.unit(this.#unit.take(), this.#timestamp, keyframe, afterLoss);
  }
}
