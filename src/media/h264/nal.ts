/** NAL unit types of H.264 (ITU-T H.264, table 7-1). */

export const h264Nal = {
  slice: 1,
  idr: 5,
  sei: 6,
  sps: 7,
  pps: 8,
  accessUnitDelimiter: 9,
  endOfSequence: 10,
  endOfStream: 11,
  filler: 12,
} as const;

/** From the first byte of a NAL unit. */
export function h264NalType(firstByte: number): number {
  return firstByte & 0x1f;
}

/** A slice of a picture (data partitions included). */
export function isH264Slice(type: number): boolean {
  return type >= 1 && type <= 5;
}
