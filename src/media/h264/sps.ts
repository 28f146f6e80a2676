/** The sequence parameter set of H.264 (ITU-T H.264, 7.3.2.1.1 and E.1.1), as far as a container needs it. */
import { BitReader, unescapePayload } from './bit-reader.ts';
import { h264Nal, h264NalType } from './nal.ts';

export interface SpsInfo {
  readonly id: number;
  /** In pixels, cropping applied. */
  readonly width: number;
  readonly height: number;
  /** Frames per second as declared, when it is declared and plausible. */
  readonly fps?: number;
  /** How many pictures may come before one that is shown earlier; undefined when the stream does not say. */
  readonly reorderDepth?: number;
  /** RFC 6381. */
  readonly codecString: string;
}

/** Largest width or height of any level (6.2). */
export const maxPictureSide = 16384;

/** Profiles whose set tells the chroma format (7.3.2.1.1). */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/** Null when this is not a whole and plausible SPS. */
export function parseH264Sps(unit: Buffer): SpsInfo | null {
  if (unit.length < 5 || h264NalType(unit[0]!) !== h264Nal.sps) return null;
  const reader = new BitReader(unescapePayload(unit));
  reader.skip(8);
  const profile = reader.bits(8);
  reader.skip(16);
  const id = reader.unsigned();
  const chroma = highProfiles.has(profile) ? readChroma(reader) : { format: 1, separate: false };
  reader.unsigned(); // log2_max_frame_num_minus4
  const orderType = readPictureOrder(reader);
  reader.unsigned(); // max_num_ref_frames
  reader.skip(1);
  const widthInBlocks = reader.unsigned() + 1;
  const heightInMaps = reader.unsigned() + 1;
  const framesOnly = reader.flag();
  if (!framesOnly) reader.skip(1);
  reader.skip(1);
  const crop = reader.flag() ? [0, 0, 0, 0].map(() => reader.unsigned()) : [0, 0, 0, 0];
  if (reader.overrun) return null;
  const fieldFactor = framesOnly ? 1 : 2;
  // Units of the cropping offsets (table 6-1, 7-19 … 7-22).
  const cropX = chroma.format === 1 || chroma.format === 2 ? 2 : 1;
  const cropY = (chroma.format === 1 ? 2 : 1) * fieldFactor;
  const width = widthInBlocks * 16 - (crop[0]! + crop[1]!) * cropX;
  const height = heightInMaps * 16 * fieldFactor - (crop[2]! + crop[3]!) * cropY;
  if (id > 31 || width < 1 || height < 1 || width > maxPictureSide || height > maxPictureSide) return null;
  const vui = reader.flag() ? readVui(reader) : {};
  // With picture order type 2, and in the baseline profile, pictures are shown in decoding order.
  const inOrder = orderType === 2 || profile === 66;
  return {
    id,
    width,
    height,
    codecString: `avc1.${unit.toString('hex', 1, 4)}`,
    ...vui,
    ...(inOrder ? { reorderDepth: 0 } : {}),
  };
}

function readChroma(reader: BitReader): { format: number; separate: boolean } {
  const format = reader.unsigned();
  const separate = format === 3 && reader.flag();
  reader.unsigned(); // bit_depth_luma_minus8
  reader.unsigned(); // bit_depth_chroma_minus8
  reader.skip(1);
  if (reader.flag()) {
    const lists = format === 3 ? 12 : 8;
    for (let i = 0; i < lists; i += 1) if (reader.flag()) skipScalingList(reader, i < 6 ? 16 : 64);
  }
  return { format: separate ? 0 : format, separate };
}

function skipScalingList(reader: BitReader, size: number): void {
  let next = 8;
  for (let i = 0, last = 8; i < size && next !== 0; i += 1) {
    next = (last + reader.signed() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function readPictureOrder(reader: BitReader): number {
  const type = reader.unsigned();
  if (type === 0) reader.unsigned();
  if (type === 1) {
    reader.skip(1);
    reader.signed();
    reader.signed();
    const cycle = reader.unsigned();
    for (let i = 0; i < cycle && !reader.overrun; i += 1) reader.signed();
  }
  return type;
}

function readVui(reader: BitReader): { fps?: number; reorderDepth?: number } {
  if (reader.flag() && reader.bits(8) === 255) reader.skip(32); // aspect ratio
  if (reader.flag()) reader.skip(1); // overscan
  if (reader.flag()) {
    reader.skip(4); // video format, full range
    if (reader.flag()) reader.skip(24);
  }
  if (reader.flag()) {
    reader.unsigned();
    reader.unsigned();
  }
  const fps = reader.flag() ? readTiming(reader, 2) : undefined;
  const nalHrd = reader.flag();
  if (nalHrd) skipHrd(reader);
  const vclHrd = reader.flag();
  if (vclHrd) skipHrd(reader);
  if (nalHrd || vclHrd) reader.skip(1);
  reader.skip(1);
  let reorderDepth: number | undefined;
  if (reader.flag()) {
    reader.skip(1);
    for (let i = 0; i < 4; i += 1) reader.unsigned();
    reorderDepth = reader.unsigned();
    reader.unsigned();
  }
  // A set that is cut off inside the VUI still tells the size: the size matters, the rest is a hint.
  if (reader.overrun || (reorderDepth ?? 0) > 16) return {};
  return { ...(fps === undefined ? {} : { fps }), ...(reorderDepth === undefined ? {} : { reorderDepth }) };
}

/** Frames per second out of num_units_in_tick and time_scale; undefined when it is not plausible. */
export function readTiming(reader: BitReader, ticksPerFrame: number): number | undefined {
  const unitsInTick = reader.bits(32);
  const timeScale = reader.bits(32);
  if (ticksPerFrame === 2) reader.skip(1); // fixed_frame_rate_flag
  const fps = timeScale / (unitsInTick * ticksPerFrame);
  return Number.isFinite(fps) && fps >= 0.1 && fps <= 480 ? Math.round(fps * 1000) / 1000 : undefined;
}

function skipHrd(reader: BitReader): void {
  const count = reader.unsigned() + 1;
  reader.skip(8);
  for (let i = 0; i < count && i < 32; i += 1) {
    reader.unsigned();
    reader.unsigned();
    reader.skip(1);
  }
  reader.skip(20);
}
