/** Width and height of a JPEG, from its frame header (ITU-T T.81, B.2.2). */
import type { Size } from './picture-size.ts';

/** SOF0 … SOF15 are the frame headers, but for DHT (C4), JPG (C8) and DAC (CC) between them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Null when the bytes are not a JPEG with a frame header. */
export function jpegSize(jpeg: Buffer): Size | null {
  if (jpeg.length < 4 || jpeg.readUInt16BE(0) !== 0xffd8) return null;
  let offset = 2;
  while (offset + 9 <= jpeg.length && jpeg[offset] === 0xff) {
    const marker = jpeg[offset + 1] ?? 0;
    if (isFrameHeader(marker)) {
      return { height: jpeg.readUInt16BE(offset + 5), width: jpeg.readUInt16BE(offset + 7) };
    }
    offset += marker === 0xff ? 1 : 2 + jpeg.readUInt16BE(offset + 2);
  }
  return null;
}
