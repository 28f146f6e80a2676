/** Walks boxes in bytes from anywhere: bounded, never reads outside, and tells "cut off" apart from "not a box". */

export interface BoxHeader {
  readonly type: string;
  /** Offset of the box in the bytes that were looked at. */
  readonly start: number;
  /** Offset of the payload. */
  readonly content: number;
  /** Offset after the box; may lie beyond the bytes when the box is cut off. */
  readonly end: number;
}

/** Enough for any honest container box; a list of more is refused as garbage. */
const maxChildren = 4096;

/** The header at `offset`, or null when the bytes end inside it or it makes no sense. */
export function readBoxHeader(bytes: Buffer, offset: number): BoxHeader | null {
  if (offset + 8 > bytes.length) return null;
  const size32 = bytes.readUInt32BE(offset);
  const type = bytes.toString('latin1', offset + 4, offset + 8);
  if (!/^[\x20-\x7e]{4}$/.test(type)) return null;
  if (size32 !== 1) {
    return size32 < 8 ? null : { type, start: offset, content: offset + 8, end: offset + size32 };
  }
  if (offset + 16 > bytes.length) return null;
  const high = bytes.readUInt32BE(offset + 8);
  const size = high * 2 ** 32 + bytes.readUInt32BE(offset + 12);
  if (high >= 2 ** 20 || size < 16) return null;
  return { type, start: offset, content: offset + 16, end: offset + size };
}

/** The boxes that lie whole between `start` and `end`; what follows a broken one is left out. */
export function readBoxes(bytes: Buffer, start: number, end: number): BoxHeader[] {
  const limit = Math.min(end, bytes.length);
  const found: BoxHeader[] = [];
  let at = start;
  while (at < limit && found.length < maxChildren) {
    const header = readBoxHeader(bytes, at);
    if (header === null || header.end > limit) break;
    found.push(header);
    at = header.end;
  }
  return found;
}

/** The first box at the end of a path of types below `start`..`end`, for example `['trak', 'mdia', 'mdhd']`. */
export function findBox(
  bytes: Buffer,
  start: number,
  end: number,
  path: readonly string[],
): BoxHeader | null {
  let from = start;
  let to = end;
  let found: BoxHeader | null = null;
  for (const type of path) {
    found = readBoxes(bytes, from, to).find((header) => header.type === type) ?? null;
    if (found === null) return null;
    from = found.content;
    to = found.end;
  }
  return found;
}
