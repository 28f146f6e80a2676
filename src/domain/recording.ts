/** What is recorded, and what is not and why: the words of the archive. Times are UTC milliseconds. */
import type { StreamName } from './camera.ts';

export interface VolumeStatus {
  readonly name: string;
  readonly path: string;
  readonly state: 'ok' | 'missing' | 'full' | 'read_only' | 'failed';
  readonly message?: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Bytes of recordings in it. */
  readonly usedBytes: number;
}

/** A stored piece that begins on a keyframe and plays alone. */
export interface SegmentInfo {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly startMs: number;
  readonly endMs: number;
  readonly bytes: number;
  /** Path under the media listener: `/archive/{camera}/segments/{stream}/{startMs}.mp4`. */
  readonly path: string;
}

export type GapCause = 'camera_offline' | 'network' | 'host_down' | 'disk' | 'policy' | 'restart' | 'unknown';

/** An interval of which nothing is recorded, and why. */
export interface Gap {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly startMs: number;
  /** Null while it lasts. */
  readonly endMs: number | null;
  readonly cause: GapCause;
  readonly detail?: string;
}

export interface RecordedSpan {
  readonly startMs: number;
  readonly endMs: number;
}

export interface ArchiveRange {
  readonly cameraId: string;
  readonly stream?: StreamName;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ArchiveUsage {
  readonly cameraId: string;
  readonly bytes: number;
  readonly oldestMs: number | null;
  readonly newestMs: number | null;
}
