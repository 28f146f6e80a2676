/**
 * Boxes of the ISO base media file format (ISO 14496-12, section 4.2), written by hand.
 *
 *     size u32 | type 4 characters | payload            full box: version u8 | flags u24 before the payload
 */

/** A box of `type` around the parts, in one buffer. */
export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  let size = 8;
  for (const part of parts) size += part.length;
  const header = Buffer.allocUnsafe(8);
  header.writeUInt32BE(size, 0);
  header.write(type, 4, 4, 'latin1');
  return Buffer.concat([header, ...parts], size);
}

/** A box that begins with version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32(((version << 24) | flags) >>> 0), ...parts);
}

export function u8(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

export function u16(...values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(values.length * 2);
  values.forEach((value, index) => {
    buffer.writeUInt16BE(value, index * 2);
  });
  return buffer;
}

export function u32(...values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(values.length * 4);
  values.forEach((value, index) => {
    buffer.writeUInt32BE(value, index * 4);
  });
  return buffer;
}

export function text(value: string): Buffer {
  return Buffer.from(value, 'latin1');
}

/** Writes an integer of up to 53 bits into 8 bytes. */
export function writeU64(target: Buffer, value: number, offset: number): void {
  target.writeUInt32BE(Math.floor(value / 2 ** 32), offset);
  target.writeUInt32BE(value % 2 ** 32, offset + 4);
}

/** Reads 8 bytes as a number; null beyond 2^53, which no honest file has. */
export function readU64(source: Buffer, offset: number): number | null {
  const high = source.readUInt32BE(offset);
  if (high >= 2 ** 21) return null;
  return high * 2 ** 32 + source.readUInt32BE(offset + 4);
}
