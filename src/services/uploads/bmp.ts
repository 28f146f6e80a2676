/**
 * Uncompressed Windows bitmaps (BITMAPINFOHEADER and later) into RGB, since libvips reads none.
 *
 *     0  'BM'   2 file size   10 offset of the pixels
 *     14 header size   18 width   22 height, negative: top row first   26 planes   28 bits per pixel
 *     30 compression: 0 none, 3 bit masks   46 colours in the palette   54 masks or palette (BGRx)
 *
 * Rows are padded to four bytes.
 */
import { VidetteError } from '#domain/errors.ts';

export interface RgbPicture {
  readonly width: number;
  readonly height: number;
  /** Three bytes per pixel, top row first. */
  readonly rgb: Buffer;
}

const usualMasks = [0xff0000, 0x00ff00, 0x0000ff];

export function decodeBmp(file: Buffer, maxPixels: number): RgbPicture {
  if (file.length < 54) throw broken('it ends early');
  const headerBytes = file.readUInt32LE(14);
  const width = file.readInt32LE(18);
  const signedHeight = file.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = file.readUInt16LE(28);
  if (width <= 0 || height === 0) throw broken('it has no pixels');
  if (width * height > maxPixels) throw broken('it has too many pixels');
  requireKnownForm(file, bits);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const start = file.readUInt32LE(10);
  if (start < 14 + headerBytes || start + rowBytes * height > file.length) throw broken('it ends early');

  const colorOf = bits <= 8 ? paletteOf(file, 14 + headerBytes, bits) : null;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const row = start + rowBytes * (signedHeight < 0 ? y : height - 1 - y);
    for (let x = 0; x < width; x += 1) {
      const at = colorOf === null ? row + x * (bits / 8) : colorOf(row, x);
      const to = (y * width + x) * 3;
      rgb[to] = file[at + 2]!;
      rgb[to + 1] = file[at + 1]!;
      rgb[to + 2] = file[at]!;
    }
  }
  return { width, height, rgb };
}

function requireKnownForm(file: Buffer, bits: number): void {
  const compression = file.readUInt32LE(30);
  const plain = compression === 0 && [1, 4, 8, 24, 32].includes(bits);
  const masked =
    compression === 3 &&
    bits === 32 &&
    file.length >= 66 &&
    usualMasks.every((mask, index) => file.readUInt32LE(54 + index * 4) === mask);
  if (!plain && !masked) throw broken('it is compressed, or has an unusual pixel form');
}

/** Where the colour of pixel `x` of a row stands in the file. */
function paletteOf(file: Buffer, start: number, bits: number): (row: number, x: number) => number {
  const colors = Math.min(file.readUInt32LE(46) || 2 ** bits, 2 ** bits);
  if (start + colors * 4 > file.length) throw broken('it ends early');
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  return (row, x) => {
    const byte = file[row + Math.floor(x / perByte)]!;
    const index = (byte >> (8 - bits - (x % perByte) * bits)) & mask;
    if (index >= colors) throw broken('it names a colour that it lacks');
    return start + index * 4;
  };
}

function broken(why: string): VidetteError {
  return new VidetteError('conflict', `this BMP cannot be read: ${why}`, { reason: 'picture' });
}
