/** What a browser says of what it received (RFC 4585): packets it misses, and that it cannot decode any more. */

export interface Feedback {
  /** Sequence numbers that are missing, by SSRC of the sender. */
  readonly missing: readonly { readonly ssrc: number; readonly sequence: number }[];
  /** SSRCs of which a new keyframe is wanted (PLI, FIR). */
  readonly keyframeWanted: readonly number[];
}

/** A compound packet may ask for so much at most; a hostile one must not make us work. */
const maxMissing = 512;
const transportFeedback = 205;
const payloadFeedback = 206;

/** Reads up to the first packet that makes no sense. */
export function parseFeedback(compound: Buffer): Feedback {
  const missing: { ssrc: number; sequence: number }[] = [];
  const keyframeWanted: number[] = [];
  for (let at = 0; at + 12 <= compound.length; ) {
    const end = at + 4 + 4 * compound.readUInt16BE(at + 2);
    if (compound[at]! >> 6 !== 2 || end > compound.length) break;
    const type = compound[at + 1];
    const format = compound[at]! & 0x1f;
    const ssrc = compound.readUInt32BE(at + 8);
    if (type === transportFeedback && format === 1) readNacks(compound, at + 12, end, ssrc, missing);
    if (type === payloadFeedback && format === 1) keyframeWanted.push(ssrc);
    // FIR names its sources in entries of eight bytes (RFC 5104, 4.3.1).
    if (type === payloadFeedback && format === 4 && at + 16 <= end)
      keyframeWanted.push(compound.readUInt32BE(at + 12));
    at = end;
  }
  return { missing, keyframeWanted };
}

/** RFC 4585, 6.2.1: a sequence, and a bit for each of the sixteen after it. */
function readNacks(
  compound: Buffer,
  from: number,
  end: number,
  ssrc: number,
  missing: { ssrc: number; sequence: number }[],
): void {
  for (let at = from; at + 4 <= end; at += 4) {
    const first = compound.readUInt16BE(at);
    const bits = compound.readUInt16BE(at + 2);
    for (let i = 0; i <= 16; i += 1) {
      if (i > 0 && ((bits >> (i - 1)) & 1) === 0) continue;
      if (missing.length >= maxMissing) return;
      missing.push({ ssrc, sequence: (first + i) & 0xffff });
    }
  }
}
