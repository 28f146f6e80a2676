/** H.264 and H.265 with start codes (ITU-T H.264 annex B), the form that decoders take without a configuration record. */
import { VidetteError } from '#domain/errors.ts';

const startCode = Buffer.from([0, 0, 0, 1]);

/** NAL units behind start codes. */
export function joinWithStartCodes(nalUnits: readonly Buffer[]): Buffer {
  return Buffer.concat(nalUnits.flatMap((nal) => [startCode, nal]));
}

/**
 * Turns the 4-byte lengths of a sample into start codes, in place: both take four bytes. Only for a buffer of one's own.
 * Throws `invalid` when the lengths do not fit the sample.
 */
export function lengthsToStartCodes(sample: Buffer): Buffer {
  let offset = 0;
  while (offset < sample.length) {
    const end =
      offset + 4 <= sample.length ? offset + 4 + sample.readUInt32BE(offset) : Number.POSITIVE_INFINITY;
    if (end > sample.length) {
      throw new VidetteError('invalid', 'the NAL unit lengths do not fit the sample', {
        reason: 'undecodable',
      });
    }
    startCode.copy(sample, offset);
    offset = end;
  }
  return sample;
}
