/** Uploads for tests of those who refer to them: one of each kind that they need. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { OrionInfo } from '#services/orion/orion-call.ts';
import type { FaceRecognition } from '#services/uploads/face-recognition.ts';
import type { Db } from '#stores/schema.ts';
import { insertUpload } from '#stores/uploads.ts';

export const avatarId = '6f2d8a52-3a4e-4f0c-9f6b-0d3c1c6f8a01';
export const logoId = '6f2d8a52-3a4e-4f0c-9f6b-0d3c1c6f8a02';

/** Of the first organisation. */
export async function addTestUploads(db: Db, nowMs: number): Promise<void> {
  const sha256 = createHash('sha256').digest('hex');
  const kinds = [
    [avatarId, 'avatar'],
    [logoId, 'logo'],
  ] as const;
  await db.transaction().execute(async (trx) => {
    for (const [uuid, kind] of kinds)
      await insertUpload(trx, {
        uuid,
        kind,
        organization_id: 1,
        user_id: 1,
        mime_type: 'image/jpeg',
        size_bytes: 1,
        sha256,
        width_px: 1,
        height_px: 1,
        meta: null,
        created_ms: nowMs,
        touched_ms: nowMs,
      });
  });
}

export function picture(
  type: 'jpeg' | 'png' | 'webp' = 'jpeg',
  size: { width: number; height: number } = { width: 32, height: 24 },
): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: '#386' } })
    .toFormat(type)
    .toBuffer();
}

export interface UploadForm {
  readonly type: string;
  readonly payload: Buffer;
}

/** The form of an upload, as browsers send it. */
export function uploadForm(file: Buffer, { field = 'upload_data', name = 'picture.bin' } = {}): UploadForm {
  const boundary = 'vidette-test-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, payload };
}

/** Sees the same face in every picture. */
export const oneFace: FaceRecognition = {
  isInstalled: () => true,
  facesIn: async () => [
    {
      boxNorm: [0.25, 0.25, 0.75, 0.75],
      landmarks: [[0.4, 0.4]],
      descriptor: { data: Buffer.alloc(8), norm: 1 },
    },
  ],
};

export const orionInfo: OrionInfo = {
  serviceVersion: '1.2',
  softwareVersion: '1.20.3',
  softwareName: 'Orion',
  databaseVersion: '41',
};
