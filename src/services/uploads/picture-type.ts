/** What a picture is, by its first bytes; names and declared types of uploads are not looked at. */

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/bmp'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** So many bytes are needed. */
export const signatureBytes = 16;

/**
 * JPEG: SOI and the next marker (ITU-T T.81, B.1.1.3). PNG: its signature (RFC 2083, 3.1). WebP: RIFF with the form WEBP
 * (RFC 9649, 2.4). BMP: `BM`, and at 14 the size of a header that Windows knows.
 */
export function sniffPicture(head: Buffer): PictureType | null {
  if (head.length < signatureBytes) return null;
  if (head.readUIntBE(0, 3) === 0xffd8ff) return 'image/jpeg';
  if (head.readBigUInt64BE(0) === 0x89504e470d0a1a0an) return 'image/png';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  if (head.toString('latin1', 0, 2) === 'BM' && head.readUInt16LE(14) >= 40) return 'image/bmp';
  return null;
}
