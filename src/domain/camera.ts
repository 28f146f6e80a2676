/** What a streamserver must know of a camera to receive, record, understand and show it. */
import type { AnalyticsSettings } from './analytics.ts';

export const streamNames = ['main', 'sub'] as const;
export type StreamName = (typeof streamNames)[number];

export const transports = ['auto', 'tcp', 'udp'] as const;
export type Transport = (typeof transports)[number];

/** Where the pictures come from. Holds secrets: never log one whole. */
export interface CameraSource {
  /** `rtsp:`, `rtsps:`, `http:`/`https:` (multipart MJPEG, else libav), `rtmp:`, `file:`, `v4l2:`, `demo:`. */
  readonly url: string;
  readonly subUrl?: string;
  readonly transport: Transport;
  readonly username?: string;
  readonly password?: string;
  /** Receive the audio track when there is one. */
  readonly audio: boolean;
}

export const recordingModes = ['continuous', 'motion', 'schedule', 'manual', 'off'] as const;
export type RecordingMode = (typeof recordingModes)[number];

/** A weekly span in the camera's time zone. `to` not after `from` runs over midnight. */
export interface ScheduleSpan {
  /** ISO week days, 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
}

export interface RecordingPolicy {
  readonly mode: RecordingMode;
  readonly schedule: readonly ScheduleSpan[];
  /** IANA name, for example `Europe/Berlin`. */
  readonly timeZone: string;
  /** Recordings younger than this are never deleted for space. */
  readonly minDays?: number;
  /** Recordings older than this are deleted. */
  readonly maxDays?: number;
  readonly maxBytes?: number;
  /** Kept before and after motion, seconds 0..60. */
  readonly preSeconds: number;
  readonly postSeconds: number;
  readonly audio: boolean;
}

/** A camera as assigned to a streamserver: the desired state. */
export interface CameraSpec {
  /** UUID; also the id of its stream in the platform API. */
  readonly id: string;
  /** The small integer that never changes, from 1. */
  readonly number: number;
  readonly name: string;
  readonly source: CameraSource;
  readonly recording: RecordingPolicy;
  /** A recording by hand runs until then, UTC milliseconds; null: until somebody ends it. Left out: none runs. */
  readonly recordUntilMs?: number | null;
  /** Left out: nothing is looked for. */
  readonly analytics?: AnalyticsSettings;
}

export const defaultRecordingPolicy: RecordingPolicy = {
  mode: 'continuous',
  schedule: [],
  timeZone: 'UTC',
  preSeconds: 5,
  postSeconds: 10,
  audio: true,
};
