/** The marker segments of a baseline JPEG (ITU-T T.81, annex B), as far as size and RTP need them. */

export interface JpegInfo {
  readonly width: number;
  readonly height: number;
  /** Horizontal and vertical sampling factors and quantisation table per component, in order. */
  readonly components: readonly { readonly h: number; readonly v: number; readonly table: number }[];
  /** Baseline sequential (SOF0). */
  readonly baseline: boolean;
  /** Quantisation tables by number: 64 bytes in zigzag order, or 128 with 16-bit values. */
  readonly quantisation: ReadonlyMap<number, Buffer>;
  /** Whole DHT payloads in order. */
  readonly huffman: readonly Buffer[];
  /** Minimum coded units between restart markers; 0 for none. */
  readonly restartInterval: number;
  /** The first byte of the entropy-coded data. */
  readonly scanStart: number;
}

/** Reads up to the scan. Null when this is not a JPEG, is cut off before the scan, or has no size. */
export function parseJpeg(data: Buffer): JpegInfo | null {
  if (data.length < 4 || data[0] !== 0xff || data[1] !== 0xd8) return null;
  const quantisation = new Map<number, Buffer>();
  const huffman: Buffer[] = [];
  let frame: Pick<JpegInfo, 'width' | 'height' | 'components' | 'baseline'> | null = null;
  let restartInterval = 0;
  let at = 2;
  while (at + 4 <= data.length) {
    if (data[at] !== 0xff) return null;
    const marker = data[at + 1]!;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const end = at + 2 + data.readUInt16BE(at + 2);
    if (end > data.length || end < at + 4) return null;
    const body = data.subarray(at + 4, end);
    if (marker === 0xda) {
      return frame === null ? null : { ...frame, quantisation, huffman, restartInterval, scanStart: end };
    }
    if (marker === 0xdb) readQuantisation(body, quantisation);
    else if (marker === 0xc4) huffman.push(body);
    else if (marker === 0xdd && body.length >= 2) restartInterval = body.readUInt16BE(0);
    else if (isStartOfFrame(marker)) frame = readFrame(body, marker === 0xc0);
    at = end;
  }
  return null;
}

/** Width and height in pixels, or null. */
export function parseJpegSize(data: Buffer): { width: number; height: number } | null {
  const info = parseJpeg(data);
  return info === null ? null : { width: info.width, height: info.height };
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(body: Buffer, baseline: boolean) {
  const count = body[5] ?? 0;
  if (body.length < 6 + 3 * count || count === 0) return null;
  const height = body.readUInt16BE(1);
  const width = body.readUInt16BE(3);
  if (width === 0 || height === 0) return null;
  const components = Array.from({ length: count }, (_, i) => {
    const sampling = body[7 + 3 * i]!;
    return { h: sampling >> 4, v: sampling & 15, table: body[8 + 3 * i]! };
  });
  return { width, height, components, baseline };
}

function readQuantisation(body: Buffer, into: Map<number, Buffer>): void {
  for (let at = 0; at < body.length; ) {
    const head = body[at]!;
    const length = head >> 4 === 0 ? 64 : 128;
    if (at + 1 + length > body.length) return;
    into.set(head & 15, body.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
}
