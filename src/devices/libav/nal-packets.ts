/** Where the NAL units of a container's packets are: behind lengths (ISO 14496-15) or behind start codes (Annex B). */
import { h264Nal, h264NalType } from '#media/h264/nal.ts';
import { splitAnnexB, splitLengthPrefixed } from '#media/h264/nal-units.ts';
import { h265Nal, h265NalType } from '#media/h265/nal.ts';

export interface NalLayout {
  /** Bytes of the length before each NAL unit; 0 means start codes. */
  readonly lengthBytes: number;
  readonly parameterSets: readonly Buffer[];
}

/** Out of the extradata of a track: `avcC`, `hvcC`, or parameter sets behind start codes. Never throws. */
export function nalLayout(codec: 'h264' | 'h265', extradata: Buffer): NalLayout {
  const { lengthBytes, parameterSets } = readExtradata(codec, extradata);
  // Encoders put their name there as well, as supplemental information.
  return { lengthBytes, parameterSets: parameterSets.filter((unit) => isParameterSet(codec, unit)) };
}

function readExtradata(codec: 'h264' | 'h265', extradata: Buffer): NalLayout {
  const startsWithCode = extradata.length >= 3 && extradata.readUIntBE(0, 3) <= 1;
  if (extradata.length < 7 || startsWithCode) {
    return { lengthBytes: 0, parameterSets: splitAnnexB(extradata) };
  }
  return codec === 'h264' ? fromAvcC(extradata) : fromHvcC(extradata);
}

function isParameterSet(codec: 'h264' | 'h265', [first = 0]: Buffer): boolean {
  if (codec === 'h265') return h265NalType(first) >= h265Nal.vps && h265NalType(first) <= h265Nal.pps;
  return h264NalType(first) === h264Nal.sps || h264NalType(first) === h264Nal.pps;
}

/** ISO 14496-15, 5.3.3.1.2: … lengthSizeMinusOne (2 bits) at 4 | SPS count (5 bits) | size (2) SPS … | PPS count | size (2) PPS … */
function fromAvcC(bytes: Buffer): NalLayout {
  const sets: Buffer[] = [];
  const at = readSets(bytes, 6, (bytes[5] ?? 0) & 0x1f, sets);
  if (at < bytes.length) readSets(bytes, at + 1, bytes[at] ?? 0, sets);
  return { lengthBytes: ((bytes[4] ?? 0) & 3) + 1, parameterSets: sets };
}

/** ISO 14496-15, 8.3.3.1.2: … lengthSizeMinusOne at 21 | array count | { type (1) | count (2) | size (2) NAL … } … */
function fromHvcC(bytes: Buffer): NalLayout {
  const sets: Buffer[] = [];
  let at = 23;
  for (let array = 0; array < (bytes[22] ?? 0) && at + 3 <= bytes.length; array += 1) {
    at = readSets(bytes, at + 3, bytes.readUInt16BE(at + 1), sets);
  }
  return { lengthBytes: ((bytes[21] ?? 0) & 3) + 1, parameterSets: sets };
}

/** Reads NAL units behind 2-byte sizes; returns where they end, or the end of the bytes when one is cut off. */
function readSets(bytes: Buffer, start: number, count: number, sets: Buffer[]): number {
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const end = at + 2 <= bytes.length ? at + 2 + bytes.readUInt16BE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) return bytes.length;
    if (end > at + 2) sets.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at;
}

/** The NAL units of a packet, as views. */
export function nalUnits(data: Buffer, lengthBytes: number): Buffer[] {
  return lengthBytes === 0 ? splitAnnexB(data) : splitLengthPrefixed(data, lengthBytes);
}
