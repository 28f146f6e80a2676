/** The sequence parameter set of H.265 (ITU-T H.265, 7.3.2.2 and E.2.1), as far as a container needs it. */
import { BitReader, unescapePayload } from '#media/h264/bit-reader.ts';
import { maxPictureSide, readTiming, type SpsInfo } from '#media/h264/sps.ts';
import { h265Nal, h265NalType } from './nal.ts';

/** Null when this is not a whole and plausible SPS. */
export function parseH265Sps(unit: Buffer): SpsInfo | null {
  if (unit.length < 16 || h265NalType(unit[0]!) !== h265Nal.sps) return null;
  const payload = unescapePayload(unit);
  const reader = new BitReader(payload);
  reader.skip(16 + 4);
  const maxSubLayers = reader.bits(3) + 1;
  reader.skip(1);
  const profile = readProfile(reader, maxSubLayers);
  const id = reader.unsigned();
  const chromaFormat = reader.unsigned();
  const separate = chromaFormat === 3 && reader.flag();
  const codedWidth = reader.unsigned();
  const codedHeight = reader.unsigned();
  const crop = reader.flag() ? [0, 0, 0, 0].map(() => reader.unsigned()) : [0, 0, 0, 0];
  const cropX = !separate && (chromaFormat === 1 || chromaFormat === 2) ? 2 : 1;
  const cropY = !separate && chromaFormat === 1 ? 2 : 1;
  const width = codedWidth - (crop[0]! + crop[1]!) * cropX;
  const height = codedHeight - (crop[2]! + crop[3]!) * cropY;
  const orderBits = readBitDepths(reader);
  const reorderDepth = readReorderDepth(reader, maxSubLayers);
  if (reader.overrun || id > 15 || reorderDepth > 16) return null;
  if (width < 1 || height < 1 || width > maxPictureSide || height > maxPictureSide) return null;
  const fps = readFps(reader, orderBits, chromaFormat);
  return { id, width, height, reorderDepth, codecString: profile, ...(fps === undefined ? {} : { fps }) };
}

/** profile_tier_level (7.3.3) as the codec string of ISO 14496-15, annex E.3: `hvc1.1.6.L120.90`. */
function readProfile(reader: BitReader, maxSubLayers: number): string {
  const space = reader.bits(2);
  const tier = reader.flag();
  const profile = reader.bits(5);
  const compatibility = reader.bits(32);
  const constraints = Array.from({ length: 6 }, () => reader.bits(8));
  const level = reader.bits(8);
  const present = Array.from({ length: maxSubLayers - 1 }, () => [reader.flag(), reader.flag()] as const);
  if (maxSubLayers > 1) reader.skip(2 * (8 - (maxSubLayers - 1)));
  for (const [hasProfile, hasLevel] of present) reader.skip((hasProfile ? 88 : 0) + (hasLevel ? 8 : 0));
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const parts = [
    `hvc1.${['', 'A', 'B', 'C'][space]}${profile}`,
    reverseBits(compatibility).toString(16).toUpperCase(),
    `${tier ? 'H' : 'L'}${level}`,
    ...constraints.map((byte) => byte.toString(16).toUpperCase()),
  ];
  return parts.join('.');
}

function reverseBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) if (((value >>> bit) & 1) === 1) reversed += 2 ** (31 - bit);
  return reversed;
}

/** Returns the bits of the picture order count in slice headers. */
function readBitDepths(reader: BitReader): number {
  reader.unsigned();
  reader.unsigned();
  return reader.unsigned() + 4;
}

/** sps_max_num_reorder_pics of the highest sub-layer. */
function readReorderDepth(reader: BitReader, maxSubLayers: number): number {
  const all = reader.flag();
  let depth = 0;
  for (let i = all ? 0 : maxSubLayers - 1; i < maxSubLayers; i += 1) {
    reader.unsigned();
    depth = reader.unsigned();
    reader.unsigned();
  }
  return depth;
}

/** What stands between the sizes and the timing; undefined when the set ends before or holds what is not expected. */
function readFps(reader: BitReader, orderBits: number, chromaFormat: number): number | undefined {
  for (let i = 0; i < 6; i += 1) reader.unsigned(); // block sizes and transform depths
  if (reader.flag() && reader.flag()) skipScalingLists(reader, chromaFormat);
  reader.skip(2);
  if (reader.flag()) {
    reader.skip(8);
    reader.unsigned();
    reader.unsigned();
    reader.skip(1);
  }
  if (!skipShortTermSets(reader)) return undefined;
  if (reader.flag()) {
    const count = reader.unsigned();
    for (let i = 0; i < count && i < 33; i += 1) reader.skip(orderBits + 1);
  }
  reader.skip(2);
  if (!reader.flag()) return undefined;
  const fps = readVuiFps(reader);
  return reader.overrun ? undefined : fps;
}

function skipScalingLists(reader: BitReader, chromaFormat: number): void {
  for (let size = 0; size < 4; size += 1) {
    const step = size === 3 && chromaFormat !== 3 ? 3 : 1;
    for (let matrix = 0; matrix < 6; matrix += step) {
      if (!reader.flag()) {
        reader.unsigned();
        continue;
      }
      const coefficients = Math.min(64, 1 << (4 + (size << 1)));
      if (size > 1) reader.signed();
      for (let i = 0; i < coefficients && !reader.overrun; i += 1) reader.signed();
    }
  }
}

/** st_ref_pic_set (7.3.7). False when the counts are beyond what the standard allows. */
function skipShortTermSets(reader: BitReader): boolean {
  const sets = reader.unsigned();
  if (sets > 64) return false;
  let pictures = 0;
  for (let set = 0; set < sets && !reader.overrun; set += 1) {
    if (set > 0 && reader.flag()) {
      reader.skip(1);
      reader.unsigned();
      let used = 0;
      for (let i = 0; i <= pictures; i += 1) if (reader.flag() || reader.flag()) used += 1;
      pictures = used;
      continue;
    }
    const negative = reader.unsigned();
    const positive = reader.unsigned();
    if (negative > 16 || positive > 16) return false;
    pictures = negative + positive;
    for (let i = 0; i < pictures; i += 1) {
      reader.unsigned();
      reader.skip(1);
    }
  }
  return !reader.overrun;
}

function readVuiFps(reader: BitReader): number | undefined {
  if (reader.flag() && reader.bits(8) === 255) reader.skip(32);
  if (reader.flag()) reader.skip(1);
  if (reader.flag()) {
    reader.skip(4);
    if (reader.flag()) reader.skip(24);
  }
  if (reader.flag()) {
    reader.unsigned();
    reader.unsigned();
  }
  reader.skip(3);
  if (reader.flag()) for (let i = 0; i < 4; i += 1) reader.unsigned(); // default display window
  return reader.flag() ? readTiming(reader, 1) : undefined;
}
