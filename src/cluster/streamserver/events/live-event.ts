/** An event as it lives in memory: what the file has of it, and what is still to be told. */
import type { OpenEvent } from './open-events.ts';

export interface LiveEvent extends OpenEvent {
  /** Something is not told yet. */
  changed: boolean;
  /** Monotonic time of the last report. */
  toldAtMs: number;
  /** The number of the last report when that was an update. */
  lastUpdate: number | null;
  /** Pictures that are being written, one after the other, and until when reports wait for them (monotonic). */
  writing: number;
  waitUntilMs: number;
  pictures: Promise<void>;
}

export function toLive(event: OpenEvent): LiveEvent {
  return {
    ...event,
    changed: false,
    toldAtMs: Number.NEGATIVE_INFINITY,
    lastUpdate: null,
    writing: 0,
    waitUntilMs: Number.NEGATIVE_INFINITY,
    pictures: Promise.resolve(),
  };
}

/** As it stands in the file. */
export function toStored(event: LiveEvent, revision: number): OpenEvent {
  const { id, cameraId, key, beginMs, seenMs, endMs, facts, snapshot, crop } = event;
  return { id, cameraId, key, beginMs, seenMs, endMs, facts, snapshot, crop, revision };
}

export const waitsForPicture = (event: LiveEvent, nowMs: number): boolean =>
  event.writing > 0 && nowMs < event.waitUntilMs;
