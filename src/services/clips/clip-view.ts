/** A clip as it may be shown. */
import type { ClipRow, StoredClipState } from '#stores/clips.ts';

export interface ClipView {
  /** UUID. */
  readonly id: string;
  readonly cameraId: string;
  readonly cameraName: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: StoredClipState;
  /** 0..1 */
  readonly progress: number;
  /** Why it failed. */
  readonly message: string | null;
  readonly createdMs: number;
  readonly finishedMs: number | null;
  readonly expiresMs: number;
  readonly sizeBytes: number | null;
  readonly sha256: string | null;
}

export function toClipView(row: ClipRow, progress: number): ClipView {
  return {
    id: row.uuid,
    cameraId: row.camera_uuid,
    cameraName: row.camera_name,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    state: row.state,
    progress,
    message: row.message,
    createdMs: row.created_ms,
    finishedMs: row.finished_ms,
    expiresMs: row.expires_ms,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
  };
}
