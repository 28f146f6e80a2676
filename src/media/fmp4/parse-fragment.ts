/** Reads `moof` and `prft` as fragment.ts writes them (ISO 14496-12, 8.8 and 8.16.5), from bytes that may be anything. */
import { readU64 } from './box.ts';
import { type BoxHeader, findBox, readBoxes, readBoxHeader } from './box-reader.ts';

export interface ParsedSample {
  /** Offset of the data from the first byte of the `moof` box. */
  readonly offset: number;
  readonly size: number;
  readonly dts: number;
  readonly duration: number;
  readonly ptsOffset: number;
  readonly keyframe: boolean;
}

export interface ParsedFragmentTrack {
  readonly trackId: number;
  readonly baseMediaDecodeTime: number;
  readonly samples: readonly ParsedSample[];
  /** Where the 64-bit `baseMediaDecodeTime` stands, from the first byte of the `moof` box; null when it has 32 bits. */
  readonly decodeTimeOffset: number | null;
}

export interface ParsedFragment {
  readonly sequence: number;
  readonly tracks: readonly ParsedFragmentTrack[];
}

/** A minute of 8 kHz audio in single samples would be 480 000; a fragment holds seconds of access units. */
const maxSamplesPerRun = 100_000;
const nonSyncSample = 0x0001_0000;

/** The fragment whose `moof` begins at the first byte of `bytes`; null when it is cut off or not one. */
export function parseFragment(bytes: Buffer): ParsedFragment | null {
  const moof = readBoxHeader(bytes, 0);
  if (moof === null || moof.type !== 'moof' || moof.end > bytes.length) return null;
  const header = findBox(bytes, moof.content, moof.end, ['mfhd']);
  if (header === null || header.end - header.content < 8) return null;
  const tracks: ParsedFragmentTrack[] = [];
  for (const child of readBoxes(bytes, moof.content, moof.end)) {
    if (child.type !== 'traf') continue;
    const track = parseTraf(bytes, child);
    if (track === null) return null;
    tracks.push(track);
  }
  return { sequence: bytes.readUInt32BE(header.content + 4), tracks };
}

interface Defaults {
  readonly trackId: number;
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

function parseTraf(bytes: Buffer, traf: BoxHeader): ParsedFragmentTrack | null {
  const boxes = readBoxes(bytes, traf.content, traf.end);
  const tfhd = boxes.find(({ type }) => type === 'tfhd');
  const tfdt = boxes.find(({ type }) => type === 'tfdt');
  if (tfhd === undefined || tfdt === undefined) return null;
  const defaults = parseTfhd(bytes, tfhd);
  const wide = tfdt.end - tfdt.content >= 12 && bytes[tfdt.content] === 1;
  if (defaults === null || tfdt.end - tfdt.content < 8) return null;
  const base = wide ? readU64(bytes, tfdt.content + 4) : bytes.readUInt32BE(tfdt.content + 4);
  if (base === null) return null;
  const samples: ParsedSample[] = [];
  for (const trun of boxes.filter(({ type }) => type === 'trun')) {
    if (!parseTrun(bytes, trun, defaults, base, samples)) return null;
  }
  return {
    trackId: defaults.trackId,
    baseMediaDecodeTime: base,
    samples,
    decodeTimeOffset: wide ? tfdt.content + 4 : null,
  };
}

function parseTfhd(bytes: Buffer, tfhd: BoxHeader): Defaults | null {
  const length = tfhd.end - tfhd.content;
  if (length < 8) return null;
  const flags = bytes.readUInt32BE(tfhd.content) & 0xff_ffff;
  // base-data-offset is never written here, and reading it would let a file point anywhere.
  if ((flags & 0x01) !== 0) return null;
  let at = tfhd.content + 8;
  const next = (present: number): number | null => {
    if ((flags & present) === 0) return 0;
    if (at + 4 > tfhd.end) return null;
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  const description = next(0x02);
  const duration = next(0x08);
  const size = next(0x10);
  const sampleFlags = next(0x20);
  if (description === null || duration === null || size === null || sampleFlags === null) return null;
  return { trackId: bytes.readUInt32BE(tfhd.content + 4), duration, size, flags: sampleFlags };
}

function parseTrun(
  bytes: Buffer,
  trun: BoxHeader,
  defaults: Defaults,
  base: number,
  samples: ParsedSample[],
): boolean {
  if (trun.end - trun.content < 8) return false;
  const version = bytes[trun.content] ?? 0;
  const flags = bytes.readUInt32BE(trun.content) & 0xff_ffff;
  const count = bytes.readUInt32BE(trun.content + 4);
  let at = trun.content + 8;
  const headWords = (flags & 0x01 ? 1 : 0) + (flags & 0x04 ? 1 : 0);
  const words = [0x0100, 0x0200, 0x0400, 0x0800].filter((bit) => flags & bit).length;
  if (count + samples.length > maxSamplesPerRun) return false;
  if (at + 4 * (headWords + words * count) > trun.end) return false;
  const read = (present: number, otherwise: number): number => {
    if ((flags & present) === 0) return otherwise;
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  const last = samples.at(-1);
  let offset = flags & 0x01 ? bytes.readInt32BE(at) : last === undefined ? 0 : last.offset + last.size;
  at += flags & 0x01 ? 4 : 0;
  let firstFlags = read(0x04, defaults.flags);
  let dts = last === undefined ? base : last.dts + last.duration;
  for (let index = 0; index < count; index += 1) {
    const duration = read(0x0100, defaults.duration);
    const size = read(0x0200, defaults.size);
    const sampleFlags = read(0x0400, index === 0 ? firstFlags : defaults.flags);
    firstFlags = defaults.flags;
    const unsignedOffset = read(0x0800, 0);
    const ptsOffset = version === 0 ? unsignedOffset : unsignedOffset | 0;
    samples.push({ offset, size, dts, duration, ptsOffset, keyframe: (sampleFlags & nonSyncSample) === 0 });
    offset += size;
    dts += duration;
  }
  return true;
}

export interface TakenAt {
  readonly trackId: number;
  readonly utcMs: number;
  /** Decoding time in ticks of that track that belongs to `utcMs`. */
  readonly mediaTime: number;
}

const ntpOffsetSeconds = 2_208_988_800;

/** A `prft` box that begins at `offset`. NTP seconds wrap in 2036; values below the offset belong to the next era. */
export function parseTakenAt(bytes: Buffer, offset: number): TakenAt | null {
  const header = readBoxHeader(bytes, offset);
  if (header === null || header.type !== 'prft' || header.end > bytes.length) return null;
  if (header.end - header.content < 24 || bytes[header.content] !== 1) return null;
  const ntpSeconds = bytes.readUInt32BE(header.content + 8);
  const seconds = (ntpSeconds < ntpOffsetSeconds ? ntpSeconds + 2 ** 32 : ntpSeconds) - ntpOffsetSeconds;
  const fraction = bytes.readUInt32BE(header.content + 12) / 2 ** 32;
  const mediaTime = readU64(bytes, header.content + 16);
  if (mediaTime === null) return null;
  // A millionth of a millisecond: what 32 bits of fraction hold and a double of today's UTC can tell apart.
  const utcMs = Math.round((seconds + fraction) * 1e6) / 1e3;
  return { trackId: bytes.readUInt32BE(header.content + 4), utcMs, mediaTime };
}
