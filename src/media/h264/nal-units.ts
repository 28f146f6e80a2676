/**
 * NAL units inside a buffer: behind start codes (Annex B of ITU-T H.264 and H.265) or behind 4-byte lengths (ISO 14496-15),
 * the form of samples. Serves both codecs.
 */

/** Bytes of the length before each NAL unit of a sample. */
export const lengthBytes = 4;

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

const startCode = Buffer.from([0, 0, 1]);

function nextStartCode(data: Buffer, from: number): number {
  return data.indexOf(startCode, from);
}

/** The NAL units of a sample, as views. Stops at a length that goes beyond the end. */
export function splitLengthPrefixed(data: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let at = 0;
  while (at + lengthBytes <= data.length) {
    const from = at + lengthBytes;
    const to = from + data.readUInt32BE(at);
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

/** One Annex B buffer: the parameter sets, then the NAL units of the sample, each behind a 4-byte start code. */
export function toAnnexB(parameterSets: readonly Buffer[], sample: Buffer): Buffer {
  const head = parameterSets.reduce((sum, unit) => sum + lengthBytes + unit.length, 0);
  const data = Buffer.allocUnsafeSlow(head + sample.length);
  let at = 0;
  for (const unit of parameterSets) {
    data.writeUInt32BE(1, at);
    unit.copy(data, at + lengthBytes);
    at += lengthBytes + unit.length;
  }
  sample.copy(data, at);
  while (at + lengthBytes <= data.length) {
    const length = data.readUInt32BE(at);
    data.writeUInt32BE(1, at);
    at += lengthBytes + length;
  }
  return data;
}
