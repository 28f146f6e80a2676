/** An upload as it may be shown. */
import type { ShownUpload } from '#stores/uploads.ts';
import type { UploadKind } from './directory.ts';
import type { FaceMeta } from './face-recognition.ts';

/** A face as stored: the descriptor's bytes in base64. */
export interface StoredFace extends Pick<FaceMeta, 'boxNorm' | 'landmarks'> {
  readonly descriptor: { readonly data: string; readonly norm: number } | null;
}

export interface UploadView {
  /** UUID. */
  readonly id: string;
  readonly kind: UploadKind;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** The face found in it; null when there is none, or nobody looked. */
  readonly face: StoredFace | null;
  readonly createdMs: number;
}

export function toUploadView(row: ShownUpload): UploadView {
  return {
    id: row.uuid,
    kind: row.kind,
    mimeType: row.mime_type,
    sizeBytes: row.size_bytes,
    face: row.meta === null ? null : (JSON.parse(row.meta) as StoredFace),
    createdMs: row.created_ms,
  };
}

export function toStoredFace({ boxNorm, landmarks, descriptor }: FaceMeta): StoredFace {
  return {
    boxNorm,
    landmarks,
    descriptor: descriptor && { data: descriptor.data.toString('base64'), norm: descriptor.norm },
  };
}
