/**
 * JPEG pictures as RTP payloads (RFC 2435, 3.1):
 *
 *     type-specific (8) | fragment offset (24) | type (8) | Q (8) | width / 8 (8) | height / 8 (8)
 *     [restart interval (16) | F L count (16)]   for types 64 and 65
 *     [MBZ (8) | precision (8) | length (16) | tables]   in the first packet, for Q of 128 and more
 */
import { type JpegInfo, parseJpeg } from '#media/jpeg/jpeg.ts';
import { standardHuffman } from '#media/jpeg/tables.ts';
import { type Payloads, PayloadWriter } from './payloads.ts';

/** Tables travel with every picture. */
const dynamicTables = 255;

export function packetizeJpeg(data: Buffer, mtu: number, headroom: number): Payloads {
  const info = parseJpeg(data);
  const type = info === null ? null : rtpType(info);
  const tables = info === null ? null : tablesOf(info);
  if (info === null || type === null || tables === null)
    return { buffer: data.subarray(0, 0), starts: [], ends: [] };
  const end = data.readUInt16BE(data.length - 2) === 0xffd9 ? data.length - 2 : data.length;
  const restart = info.restartInterval > 0 ? 4 : 0;
  const step = mtu - 8 - restart;
  const count = Math.ceil((end - info.scanStart + 4 + tables.length) / step) + 1;
  const writer = new PayloadWriter(
    end - info.scanStart + 4 + tables.length + count * (8 + restart),
    count,
    headroom,
  );
  let at = info.scanStart;
  while (at < end) {
    const first = at === info.scanStart;
    writer.begin();
    writeMainHeader(writer, info, at - info.scanStart, type + (restart > 0 ? 64 : 0));
    if (restart > 0) writeWords(writer, info.restartInterval, 0xffff);
    if (first) {
      writeWords(writer, 0, tables.length);
      writer.copy(tables, 0, tables.length);
    }
    const to = Math.min(end, at + step - (first ? 4 + tables.length : 0));
    writer.copy(data, at, to);
    writer.end();
    at = to;
  }
  return writer.finish();
}

function writeMainHeader(writer: PayloadWriter, info: JpegInfo, offset: number, type: number): void {
  writeWords(writer, offset >> 16, offset & 0xffff);
  writer.byte(type);
  writer.byte(dynamicTables);
  writer.byte(Math.ceil(info.width / 8) & 0xff);
  writer.byte(Math.ceil(info.height / 8) & 0xff);
}

function writeWords(writer: PayloadWriter, ...words: number[]): void {
  for (const word of words) {
    writer.byte(word >> 8);
    writer.byte(word & 0xff);
  }
}

/** 0 for 4:2:2, 1 for 4:2:0; null for what the RFC does not cover: other layouts, own Huffman tables, more than 2040 pixels. */
function rtpType(info: JpegInfo): 0 | 1 | null {
  const [y, cb, cr] = info.components;
  if (!info.baseline || info.components.length !== 3 || info.width > 2040 || info.height > 2040) return null;
  if (cb?.h !== 1 || cb.v !== 1 || cr?.h !== 1 || cr.v !== 1 || y?.h !== 2) return null;
  if (cb.table !== cr.table || !hasStandardHuffman(info)) return null;
  if (y.v === 1) return 0;
  return y.v === 2 ? 1 : null;
}

function hasStandardHuffman(info: JpegInfo): boolean {
  const tables = new Map<number, Buffer>();
  for (const payload of info.huffman) {
    for (let at = 0; at + 17 <= payload.length; ) {
      const values = payload.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
      tables.set(payload[at]!, payload.subarray(at, at + 17 + values));
      at += 17 + values;
    }
  }
  return standardHuffman.every((table) => tables.get(table[0]!)?.equals(table) ?? false);
}

/** Luma then chroma; null when one is missing or has 16-bit values. */
function tablesOf(info: JpegInfo): Buffer | null {
  const luma = info.quantisation.get(info.components[0]?.table ?? -1);
  const chroma = info.quantisation.get(info.components[1]?.table ?? -1);
  if (luma?.length !== 64 || chroma?.length !== 64) return null;
  return Buffer.concat([luma, chroma]);
}
