/** A clip as it may be shown. */
import type { ShownClip, StoredClipState } from '#stores/clips.ts';

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
  readonly createdMs: number;
  readonly finishedMs: number | null;
}

export function toClipView(row: ShownClip, progress: number): ClipView {
  return {
    id: row.uuid,
    cameraId: row.camera_uuid,
    cameraName: row.camera_name,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    state: row.state,
    progress,
    createdMs: row.created_ms,
    finishedMs: row.finished_ms,
  };
}
