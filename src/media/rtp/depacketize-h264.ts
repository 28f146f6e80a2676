/**
 * H.264 over RTP (RFC 6184), packetization modes 0 and 1.
 *
 *     single NAL unit   the unit itself, types 1…23
 *     STAP-A (24)       header (1) | { size (2) | unit } …
 *     FU-A (28)         indicator F NRI 28 (1) | S E R type (1) | part of the unit without its header
 */
import { BitReader } from '#media/h264/bit-reader.ts';
import { h264Nal, h264NalType, isH264Slice } from '#media/h264/nal.ts';
import type { SampleMemory } from '#media/sample-memory.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';
import { NalAssembler, type NalCodec, type NalRole } from './nal-assembler.ts';

const stapA = 24;
const fuA = 28;
const recoveryPoint = 6;

export const h264Codec: NalCodec = {
  role(buffer, start, end): NalRole {
    const type = h264NalType(buffer[start]!);
    if (type === h264Nal.idr) return 'keyframe_slice';
    if (isH264Slice(type)) return 'slice';
    if (type === h264Nal.sps || type === h264Nal.pps) return 'parameter_set';
    if (type === h264Nal.sei) return isRecoveryPoint(buffer, start, end) ? 'keyframe_hint' : 'keep';
    return 'drop';
  },
  beginsPicture(buffer, start, end) {
    // first_mb_in_slice is 0 when its Exp-Golomb code is the single bit 1.
    return start + 1 < end && buffer[start + 1]! >= 0x80;
  },
  parameterSetKey(unit) {
    const type = h264NalType(unit[0]!);
    if (unit.length < 4 && type === h264Nal.sps) return null;
    const reader = new BitReader(unit.subarray(type === h264Nal.sps ? 4 : 1, 12));
    const id = reader.unsigned();
    return reader.overrun ? null : `${type} ${String(id).padStart(3, '0')}`;
  },
};

/** Some encoders never send an IDR picture: decoding begins at a recovery point that needs no further frames (D.2.8). */
function isRecoveryPoint(buffer: Buffer, start: number, end: number): boolean {
  return start + 3 < end && buffer[start + 1] === recoveryPoint && buffer[start + 3]! >= 0x80;
}

export class H264Depacketizer implements Depacketizer {
  readonly #assembler: NalAssembler;
  readonly #sink: UnitSink;

  constructor(sink: UnitSink, parameterSets: readonly Buffer[] = [], memory?: SampleMemory) {
    this.#sink = sink;
    this.#assembler = new NalAssembler(h264Codec, sink, parameterSets, memory);
  }

  lost(): void {
    this.#assembler.lost();
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void {
    if (end <= start) return;
    const assembler = this.#assembler;
    assembler.packet(timestamp);
    const from = start + startCodeLength(buffer, start, end);
    const type = h264NalType(buffer[from]!);
    if (type === fuA) this.#fragment(buffer, from, end);
    else if (type === stapA) this.#aggregate(buffer, from + 1, end);
    else if (type >= 1 && type < stapA) assembler.nal(buffer, from, end);
    else this.#nonsense();
    assembler.packetEnd(marker);
  }

  #aggregate(buffer: Buffer, start: number, end: number): void {
    let at = start;
    while (at + 2 < end) {
      const next = at + 2 + ((buffer[at]! << 8) | buffer[at + 1]!);
      if (next > end) {
        this.#nonsense();
        return;
      }
      this.#assembler.nal(buffer, at + 2, next);
      at = next;
    }
  }

  #fragment(buffer: Buffer, start: number, end: number): void {
    const assembler = this.#assembler;
    if (end - start < 3) {
      this.#nonsense();
      return;
    }
    const head = buffer[start + 1]!;
    if ((head & 0x80) !== 0) {
      // The unit's own header takes the place of the FU header; the role is asked again with it in front.
      fragmentHead[0] = (buffer[start]! & 0xe0) | (head & 0x1f);
      fragmentHead[1] = buffer[start + 2]!;
      if (!assembler.beginNal(fragmentHead, 0, 2)) return;
      assembler.append(buffer, start + 3, end);
    } else if (!assembler.inNal) {
      // The rest of a unit that is dropped, or whose beginning is missing.
      if (h264Codec.role(fragmentRole(head), 0, 1) !== 'drop') assembler.damage();
      return;
    } else {
      assembler.append(buffer, start + 2, end);
    }
    if ((head & 0x40) !== 0) assembler.endNal();
  }

  #nonsense(): void {
    this.#sink.invalid();
    this.#assembler.damage();
  }
}

/** Scratch for the first bytes of a fragmented unit; filled and read within one call. */
const fragmentHead = Buffer.alloc(2);

function fragmentRole(head: number): Buffer {
  fragmentHead[0] = head & 0x1f;
  return fragmentHead;
}

/** Old cameras send Annex B start codes inside the payload. */
function startCodeLength(buffer: Buffer, start: number, end: number): number {
  if (buffer[start] !== 0 || end - start < 5 || buffer[start + 1] !== 0) return 0;
  if (buffer[start + 2] === 1) return 3;
  return buffer[start + 2] === 0 && buffer[start + 3] === 1 ? 4 : 0;
}
