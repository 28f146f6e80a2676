/** Decoder configuration boxes: what a decoder must know before the first sample, made from the track alone. */

import { VidetteError } from '#domain/errors.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import { BitReader, removeEmulation } from './bits.ts';
import { box, fullBox, u8, u16, u32 } from './box.ts';

/** `avcC` (ISO 14496-15, 5.3.3.1): 4-byte lengths, SPS and PPS of the track. */
export function avcConfig(track: VideoTrack): Buffer {
  const spsList = track.parameterSets.filter((nal) => ((nal[0] ?? 0) & 0x1f) === 7);
  const ppsList = track.parameterSets.filter((nal) => ((nal[0] ?? 0) & 0x1f) === 8);
  const sps = spsList[0];
  if (sps === undefined || sps.length < 4 || ppsList.length === 0) {
    throw new VidetteError('invalid', 'H.264 track without SPS and PPS', { reason: 'parameter_sets' });
  }
  const profile = sps[1] ?? 0;
  const parts = [
    u8(1, profile, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe0 | (spsList.length & 0x1f)),
    ...withLengths(spsList),
    u8(ppsList.length & 0xff),
    ...withLengths(ppsList),
  ];
  if ([100, 110, 122, 144].includes(profile)) parts.push(avcChroma(sps));
  return box('avcC', ...parts);
}

function avcChroma(sps: Buffer): Buffer {
  const bits = new BitReader(removeEmulation(sps.subarray(4)));
  bits.ue();
  const chromaFormat = bits.ue();
  if (chromaFormat === 3) bits.bit();
  return u8(0xfc | (chromaFormat & 3), 0xf8 | (bits.ue() & 7), 0xf8 | (bits.ue() & 7), 0);
}

interface HevcFacts {
  /** general_profile_space … general_level_idc, 12 bytes as they stand in the SPS. */
  readonly profileTierLevel: Buffer;
  readonly temporalLayers: number;
  readonly temporalIdNested: number;
  readonly chromaFormat: number;
  readonly bitDepthLumaMinus8: number;
  readonly bitDepthChromaMinus8: number;
}

/** The head of an H.265 SPS (ITU-T H.265, 7.3.2.2.1). */
function readHevcSps(sps: Buffer): HevcFacts {
  const payload = removeEmulation(sps.subarray(2));
  if (payload.length < 15) {
    throw new VidetteError('invalid', 'H.265 SPS too short', { reason: 'parameter_sets' });
  }
  const first = payload[0] ?? 0;
  const subLayers = (first >> 1) & 7;
  const bits = new BitReader(payload);
  bits.skip(8 + 96);
  skipSubLayers(bits, subLayers);
  bits.ue();
  const chromaFormat = bits.ue();
  if (chromaFormat === 3) bits.bit();
  bits.ue();
  bits.ue();
  if (bits.bit() === 1) for (let index = 0; index < 4; index += 1) bits.ue();
  return {
    profileTierLevel: payload.subarray(1, 13),
    temporalLayers: subLayers + 1,
    temporalIdNested: first & 1,
    chromaFormat,
    bitDepthLumaMinus8: bits.ue(),
    bitDepthChromaMinus8: bits.ue(),
  };
}

function skipSubLayers(bits: BitReader, subLayers: number): void {
  const present: [number, number][] = [];
  for (let index = 0; index < subLayers; index += 1) present.push([bits.bit(), bits.bit()]);
  if (subLayers > 0) bits.skip(2 * (8 - subLayers));
  for (const [profile, level] of present) bits.skip(profile * 88 + level * 8);
}

/** `hvcC` (ISO 14496-15, 8.3.3.1). */
export function hevcConfig(track: VideoTrack): Buffer {
  const ofType = (type: number) =>
    track.parameterSets.filter((nal) => (((nal[0] ?? 0) >> 1) & 0x3f) === type);
  const arrays = [32, 33, 34]
    .map((type) => ({ type, nals: ofType(type) }))
    .filter(({ nals }) => nals.length > 0);
  const sps = ofType(33)[0];
  if (sps === undefined || arrays.length < 3) {
    throw new VidetteError('invalid', 'H.265 track without VPS, SPS and PPS', { reason: 'parameter_sets' });
  }
  const facts = readHevcSps(sps);
  return box(
    'hvcC',
    u8(1),
    facts.profileTierLevel,
    u16(0xf000),
    u8(
      0xfc,
      0xfc | (facts.chromaFormat & 3),
      0xf8 | (facts.bitDepthLumaMinus8 & 7),
      0xf8 | (facts.bitDepthChromaMinus8 & 7),
    ),
    u16(0),
    u8(((facts.temporalLayers & 7) << 3) | (facts.temporalIdNested << 2) | 3, arrays.length),
    ...arrays.flatMap(({ type, nals }) => [u8(0x80 | type), u16(nals.length), ...withLengths(nals)]),
  );
}

function withLengths(nals: readonly Buffer[]): Buffer[] {
  return nals.flatMap((nal) => [u16(nal.length), nal]);
}

/** `esds` (ISO 14496-1, 7.2.6): MPEG-4 audio with its AudioSpecificConfig. */
export function aacConfig(track: AudioTrack): Buffer {
  const specific = descriptor(5, track.config);
  const decoder = descriptor(4, Buffer.concat([u8(0x40, 0x15, 0, 0, 0), u32(0, 0), specific]));
  const elementary = descriptor(3, Buffer.concat([u16(0), u8(0), decoder, descriptor(6, u8(2))]));
  return fullBox('esds', 0, 0, elementary);
}

/** tag | length in 7-bit groups | content */
function descriptor(tag: number, content: Buffer): Buffer {
  const size = content.length;
  return Buffer.concat([
    u8(
      tag,
      0x80 | ((size >> 21) & 0x7f),
      0x80 | ((size >> 14) & 0x7f),
      0x80 | ((size >> 7) & 0x7f),
      size & 0x7f,
    ),
    content,
  ]);
}

/** `dOps` ("Encapsulation of Opus in ISO Base Media File Format", 4.3.2): mapping family 0, nothing to skip in a stream joined midway. */
export function opusConfig(track: AudioTrack): Buffer {
  return box('dOps', u8(0, track.channels), u16(0), u32(track.sampleRate), u16(0), u8(0));
}
