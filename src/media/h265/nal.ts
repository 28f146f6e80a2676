/** NAL unit types of H.265 (ITU-T H.265, table 7-1). */

export const h265Nal = {
  blaWLp: 16,
  idrWRadl: 19,
  idrNLp: 20,
  cra: 21,
  lastIrap: 23,
  vps: 32,
  sps: 33,
  pps: 34,
  accessUnitDelimiter: 35,
  endOfSequence: 36,
  endOfBitstream: 37,
  filler: 38,
  prefixSei: 39,
  suffixSei: 40,
} as const;

/** From the first of the two header bytes of a NAL unit. */
export function h265NalType(firstByte: number): number {
  return (firstByte >> 1) & 0x3f;
}

/** A slice of a picture. */
export function isH265Slice(type: number): boolean {
  return type < h265Nal.vps;
}

/** A slice of a picture at which decoding can begin (IRAP: BLA, IDR, CRA). */
export function isH265Irap(type: number): boolean {
  return type >= h265Nal.blaWLp && type <= h265Nal.lastIrap;
}
