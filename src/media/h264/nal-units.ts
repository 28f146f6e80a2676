/**
 * NAL units inside a buffer: behind start codes (Annex B of ITU-T H.264 and H.265) or behind 4-byte lengths (ISO 14496-15),
 * the form of samples. Serves both codecs.
 */
import { VidetteError } from '#domain/errors.ts';

/** Bytes of the length before each NAL unit of a sample. */
export const lengthBytes = 4;

const startCode = Buffer.from([0, 0, 1]);
const longStartCode = Buffer.from([0, 0, 0, 1]);

/** The NAL units of an Annex B stream, as views, without start codes and trailing zero bytes. */
export function splitAnnexB(data: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let start = nextStartCode(data, 0);
  while (start !== -1) {
    const from = start + 3;
    const next = nextStartCode(data, from);
    let to = next === -1 ? data.length : next;
    while (to > from && data[to - 1] === 0) to -= 1;
    if (to > from) units.push(data.subarray(from, to));
    start = next;
  }
  return units;
}

function nextStartCode(data: Buffer, from: number): number {
  return data.indexOf(startCode, from);
}

/** The NAL units behind lengths of 1 to 4 bytes, as views. Stops at a length that goes beyond the end. */
export function splitLengthPrefixed(data: Buffer, bytesOfLength = lengthBytes): Buffer[] {
  const units: Buffer[] = [];
  let at = 0;
  while (at + bytesOfLength <= data.length) {
    const from = at + bytesOfLength;
    const to = from + data.readUIntBE(at, bytesOfLength);
    if (to > data.length) break;
    if (to > from) units.push(data.subarray(from, to));
    at = to;
  }
  return units;
}

/** One buffer with each NAL unit behind its length. */
export function joinLengthPrefixed(units: readonly Buffer[]): Buffer {
  const total = units.reduce((sum, unit) => sum + lengthBytes + unit.length, 0);
  const data = Buffer.allocUnsafeSlow(total);
  let at = 0;
  for (const unit of units) {
    data.writeUInt32BE(unit.length, at);
    unit.copy(data, at + lengthBytes);
    at += lengthBytes + unit.length;
  }
  return data;
}

/** NAL units behind 4-byte start codes. */
export function joinWithStartCodes(units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [longStartCode, unit]));
}

/**
 * Turns the 4-byte lengths of a sample into start codes, in place: both take four bytes. Only for a buffer of one's own.
 * Throws `invalid` when the lengths do not fit the sample.
 */
export function lengthsToStartCodes(sample: Buffer): Buffer {
  let at = 0;
  while (at < sample.length) {
    const end = at + lengthBytes <= sample.length ? at + lengthBytes + sample.readUInt32BE(at) : Infinity;
    if (end > sample.length)
      throw new VidetteError('invalid', 'the NAL unit lengths do not fit the sample', {
        reason: 'undecodable',
      });
    longStartCode.copy(sample, at);
    at = end;
  }
  return sample;
}
