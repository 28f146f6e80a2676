/** Reads the initialization segment back into tracks: what a decoder or a player of a stored file needs. Bounded, never throws. */

import { type BoxHeader, findBox, readBoxes, readBoxHeader } from './box-reader.ts';
import { aacCodecString, avcCodecString, hevcCodecString } from './codec-string.ts';
import type { Fmp4Track } from './init-segment.ts';

/** The tracks of `ftyp` and `moov` in `bytes`; null when `moov` is missing or cut off. Tracks of unknown codecs are left out. */
export function parseInit(bytes: Buffer): Fmp4Track[] | null {
  const moov = findBox(bytes, 0, bytes.length, ['moov']);
  if (moov === null) return null;
  const tracks: Fmp4Track[] = [];
  for (const trak of readBoxes(bytes, moov.content, moov.end)) {
    const track = trak.type === 'trak' ? parseTrack(bytes, trak) : null;
    if (track !== null) tracks.push(track);
  }
  return tracks;
}

function parseTrack(bytes: Buffer, trak: BoxHeader): Fmp4Track | null {
  const tkhd = findBox(bytes, trak.content, trak.end, ['tkhd']);
  const mdhd = findBox(bytes, trak.content, trak.end, ['mdia', 'mdhd']);
  const stsd = findBox(bytes, trak.content, trak.end, ['mdia', 'minf', 'stbl', 'stsd']);
  if (tkhd === null || mdhd === null || stsd === null) return null;
  if (tkhd.end - tkhd.content < 84 || mdhd.end - mdhd.content < 20 || bytes[mdhd.content] !== 0) return null;
  const entry = readBoxHeader(bytes, stsd.content + 8);
  if (entry === null || entry.end > stsd.end) return null;
  const timescale = bytes.readUInt32BE(mdhd.content + 12);
  const track = parseVideoEntry(bytes, entry, timescale) ?? parseAudioEntry(bytes, entry, timescale);
  return track === null || timescale === 0 ? null : { trackId: bytes.readUInt32BE(tkhd.content + 12), track };
}

function parseVideoEntry(bytes: Buffer, entry: BoxHeader, timescale: number): Fmp4Track['track'] | null {
  if (entry.end - entry.content < 78) return null;
  const width = bytes.readUInt16BE(entry.content + 24);
  const height = bytes.readUInt16BE(entry.content + 26);
  const config = readBoxes(bytes, entry.content + 78, entry.end);
  const common = { kind: 'video', width, height, timescale } as const;
  if (entry.type === 'jpeg') return { ...common, codec: 'mjpeg', parameterSets: [], codecString: 'jpeg' };
  const box = config.find(({ type }) => type === 'avcC' || type === 'hvcC');
  if (box === undefined) return null;
  const content = bytes.subarray(box.content, box.end);
  if (entry.type === 'avc1' && box.type === 'avcC') {
    const parameterSets = readAvcSets(content);
    return { ...common, codec: 'h264', parameterSets, codecString: avcCodecString(content) };
  }
  if (entry.type === 'hvc1' && box.type === 'hvcC') {
    const parameterSets = readHevcSets(content);
    return { ...common, codec: 'h265', parameterSets, codecString: hevcCodecString(content) };
  }
  return null;
}

/** Reads `count` NAL units behind 2-byte lengths; stops at the first that is cut off. */
function readNals(content: Buffer, start: number, count: number, nals: Buffer[]): number {
  let at = start;
  for (let index = 0; index < count && at + 2 <= content.length; index += 1) {
    const end = at + 2 + content.readUInt16BE(at);
    if (end > content.length) return content.length;
    nals.push(content.subarray(at + 2, end));
    at = end;
  }
  return at;
}

function readAvcSets(content: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  const at = readNals(content, 6, (content[5] ?? 0) & 0x1f, nals);
  readNals(content, at + 1, content[at] ?? 0, nals);
  return nals;
}

function readHevcSets(content: Buffer): Buffer[] {
  const nals: Buffer[] = [];
  let at = 23;
  for (let array = 0; array < (content[22] ?? 0) && at + 3 <= content.length; array += 1) {
    at = readNals(content, at + 3, content.readUInt16BE(at + 1), nals);
  }
  return nals;
}

function parseAudioEntry(bytes: Buffer, entry: BoxHeader, timescale: number): Fmp4Track['track'] | null {
  if (entry.end - entry.content < 28) return null;
  const channels = bytes.readUInt16BE(entry.content + 16);
  const common = { kind: 'audio', channels, sampleRate: timescale, timescale } as const;
  switch (entry.type) {
    case 'mp4a': {
      const config = readAudioSpecificConfig(bytes, entry);
      return config === null
        ? null
        : { ...common, codec: 'aac', config, codecString: aacCodecString(config) };
    }
    case 'Opus':
      return { ...common, codec: 'opus', config: Buffer.alloc(0), codecString: 'opus' };
    case 'alaw':
      return { ...common, codec: 'pcma', config: Buffer.alloc(0), codecString: 'alaw' };
    case 'ulaw':
      return { ...common, codec: 'pcmu', config: Buffer.alloc(0), codecString: 'ulaw' };
    default:
      return null;
  }
}

/** ES_Descriptor (3) → DecoderConfigDescriptor (4) → DecoderSpecificInfo (5), ISO 14496-1, 7.2.6. */
function readAudioSpecificConfig(bytes: Buffer, entry: BoxHeader): Buffer | null {
  const esds = findBox(bytes, entry.content + 28, entry.end, ['esds']);
  if (esds === null) return null;
  const fixedBytes: Record<number, number> = { 3: 3, 4: 13, 5: 0 };
  let at = esds.content + 4;
  for (const tag of [3, 4, 5]) {
    if (bytes[at] !== tag) return null;
    at += 1;
    let size = 0;
    for (let group = 0; group < 4; group += 1) {
      const byte = bytes[at] ?? 0;
      at += 1;
      size = (size << 7) | (byte & 0x7f);
      if ((byte & 0x80) === 0) break;
    }
    if (at + size > esds.end) return null;
    if (tag === 5) return bytes.subarray(at, at + size);
    at += fixedBytes[tag] ?? 0;
  }
  return null;
}
