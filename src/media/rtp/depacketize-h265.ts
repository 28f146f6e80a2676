/**
 * H.265 over RTP (RFC 7798), without decoding order numbers (sprop-max-don-diff 0, as cameras send).
 *
 *     single NAL unit   the unit itself
 *     AP (48)           payload header (2) | { size (2) | unit } …
 *     FU (49)           payload header (2) | S E type (1) | part of the unit without its header
 */
import { BitReader, unescapePayload } from '#media/h264/bit-reader.ts';
import { h265Nal, h265NalType, isH265Irap, isH265Slice } from '#media/h265/nal.ts';
import type { SampleMemory } from '#media/sample-memory.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';
import { NalAssembler, type NalCodec, type NalRole } from './nal-assembler.ts';

const aggregation = 48;
const fragmentation = 49;

export const h265Codec: NalCodec = {
  role(buffer, start): NalRole {
    const type = h265NalType(buffer[start]!);
    if (isH265Irap(type)) return 'keyframe_slice';
    if (isH265Slice(type)) return 'slice';
    if (type === h265Nal.vps || type === h265Nal.sps || type === h265Nal.pps) return 'parameter_set';
    return type === h265Nal.prefixSei || type === h265Nal.suffixSei ? 'keep' : 'drop';
  },
  beginsPicture(buffer, start, end) {
    return start + 2 < end && buffer[start + 2]! >= 0x80;
  },
  parameterSetKey(unit) {
    const type = h265NalType(unit[0]!);
    // The id of an SPS stands behind a structure of variable length; a stream has one active SPS, so the type tells enough.
    if (type === h265Nal.sps) return unit.length < 16 ? null : `${type} 000`;
    if (unit.length < 4) return null;
    const reader = new BitReader(unescapePayload(unit.subarray(2, 10)));
    const id = type === h265Nal.vps ? reader.bits(4) : reader.unsigned();
    return reader.overrun ? null : `${type} ${String(id).padStart(3, '0')}`;
  },
};

export class H265Depacketizer implements Depacketizer {
  readonly #assembler: NalAssembler;
  readonly #sink: UnitSink;

  constructor(sink: UnitSink, parameterSets: readonly Buffer[] = [], memory?: SampleMemory) {
    this.#sink = sink;
    this.#assembler = new NalAssembler(h265Codec, sink, parameterSets, memory);
  }

  lost(): void {
    this.#assembler.lost();
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void {
    if (end - start < 3) return;
    this.#assembler.packet(timestamp);
    const type = h265NalType(buffer[start]!);
    if (type === fragmentation) this.#fragment(buffer, start, end);
    else if (type === aggregation) this.#aggregate(buffer, start + 2, end);
    else if (type < aggregation) this.#assembler.nal(buffer, start, end);
    else this.#nonsense();
    this.#assembler.packetEnd(marker);
  }

  #aggregate(buffer: Buffer, start: number, end: number): void {
    let at = start;
    while (at + 2 < end) {
      const next = at + 2 + ((buffer[at]! << 8) | buffer[at + 1]!);
      if (next > end || next < at + 4) {
        this.#nonsense();
        return;
      }
      this.#assembler.nal(buffer, at + 2, next);
      at = next;
    }
  }

  #fragment(buffer: Buffer, start: number, end: number): void {
    const assembler = this.#assembler;
    if (end - start < 4) {
      this.#nonsense();
      return;
    }
    const head = buffer[start + 2]!;
    if ((head & 0x80) !== 0) {
      fragmentHead[0] = (buffer[start]! & 0x81) | ((head & 0x3f) << 1);
      fragmentHead[1] = buffer[start + 1]!;
      fragmentHead[2] = buffer[start + 3]!;
      if (!assembler.beginNal(fragmentHead, 0, 3)) return;
      assembler.append(buffer, start + 4, end);
    } else if (!assembler.inNal) {
      fragmentHead[0] = (head & 0x3f) << 1;
      if (h265Codec.role(fragmentHead, 0, 1) !== 'drop') assembler.damage();
      return;
    } else {
      assembler.append(buffer, start + 3, end);
    }
    if ((head & 0x40) !== 0) assembler.endNal();
  }

  #nonsense(): void {
    this.#sink.invalid();
    this.#assembler.damage();
  }
}

/** Scratch for the first bytes of a fragmented unit; filled and read within one call. */
const fragmentHead = Buffer.alloc(3);
