/**
 * Makes of a file from outside a picture that is safe to keep: decoded whole, turned upright, in sRGB, no larger than its use needs,
 * and written anew without metadata. JPEG, PNG and WebP stay what they are; BMP becomes PNG.
 */
import { open, readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { VidetteError } from '#domain/errors.ts';
import { decodeBmp } from './bmp.ts';
import type { UploadKind } from './directory.ts';
import { type PictureType, signatureBytes, sniffPicture } from './picture-type.ts';

export interface Picture {
  readonly bytes: Buffer;
  readonly mimeType: Exclude<PictureType, 'image/bmp'>;
  readonly width: number;
  readonly height: number;
}

/** Longest side, pixels. */
const longestSide: Readonly<Record<UploadKind, number>> = {
  avatar: 1_024,
  logo: 1_024,
  face_image: 2_048,
  vehicle_image: 2_048,
  camera_snapshot: 4_096,
  plan: 8_192,
};

const longestSeconds = 30;
const quality = 90;

// Every picture is seen once: a cache of files and operations would only take memory.
sharp.cache(false);

/** `conflict` (reason `picture`) for what is no whole picture of a known type, or has more than `maxPixels`. */
export async function recode(path: string, kind: UploadKind, maxPixels: number): Promise<Picture> {
  const type = await typeOf(path);
  const mimeType = type === 'image/bmp' ? 'image/png' : type;
  const side = longestSide[kind];
  const source = type === 'image/bmp' ? await openBmp(path, maxPixels) : openPicture(path, maxPixels);
  const upright = source
    .timeout({ seconds: longestSeconds })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  try {
    const { data, info } = await write(upright, mimeType).toBuffer({ resolveWithObject: true });
    return { bytes: data, mimeType, width: info.width, height: info.height };
  } catch (cause) {
    const why = firstLine(cause);
    throw new VidetteError('conflict', `the file is no picture that can be read: ${why}`, {
      cause,
      reason: 'picture',
    });
  }
}

async function typeOf(path: string): Promise<PictureType> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(signatureBytes), 0, signatureBytes, 0);
  const type = sniffPicture(buffer.subarray(0, bytesRead));
  if (type === null)
    throw new VidetteError('conflict', 'the file is no JPEG, PNG, WebP or BMP picture', {
      reason: 'picture',
    });
  return type;
}

function openPicture(path: string, maxPixels: number): Sharp {
  return sharp(path, { limitInputPixels: maxPixels, failOn: 'error', pages: 1, sequentialRead: true });
}

async function openBmp(path: string, maxPixels: number): Promise<Sharp> {
  const { rgb, width, height } = decodeBmp(await readFile(path), maxPixels);
  return sharp(rgb, { raw: { width, height, channels: 3 } });
}

function write(picture: Sharp, type: Picture['mimeType']): Sharp {
  if (type === 'image/jpeg') return picture.jpeg({ quality });
  return type === 'image/png' ? picture.png() : picture.webp({ quality });
}

/** libvips names its own functions and our temporary file on further lines. */
function firstLine(error: unknown): string {
  const line = (error as Error).message.split('\n', 1)[0]!;
  return line.includes('/') ? 'it is damaged' : line;
}
