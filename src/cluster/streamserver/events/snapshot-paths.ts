/**
 * Where the pictures of events lie in an archive volume:
 *
 *     <volume>/snapshots/<camera>/<YYYY-MM-DD>/<HH>/<event id>.jpg        the whole picture
 *                                                  /<event id>-crop.jpg   what was seen
 *
 * Day and hour (UTC) are those of the event's begin, which its id tells.
 */
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import { timeOfUuidV7 } from './uuid-v7.ts';

export type SnapshotKind = 'full' | 'crop';

const hourMs = 3_600_000;
const cameraForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isCameraId = (text: string): boolean => cameraForm.test(text);

export interface SnapshotHour {
  readonly cameraId: string;
  /** Its begin, UTC. */
  readonly hourMs: number;
}

/** Throws `not_found` when these are no ids, so that nothing else becomes a path. */
export function hourOf(cameraId: string, eventId: string): SnapshotHour {
  const utcMs = timeOfUuidV7(eventId);
  if (utcMs === null || !isCameraId(cameraId))
    throw new VidetteError('not_found', 'there is no such picture');
  return { cameraId, hourMs: utcMs - (utcMs % hourMs) };
}

export function cameraFolder(root: string, cameraId: string): string {
  if (!isCameraId(cameraId)) throw new VidetteError('not_found', 'there are no pictures of this camera');
  return join(root, cameraId);
}

export function hourFolder(root: string, { cameraId, hourMs: at }: SnapshotHour): string {
  const iso = new Date(at).toISOString();
  return join(cameraFolder(root, cameraId), iso.slice(0, 10), iso.slice(11, 13));
}

export function pictureName(eventId: string, kind: SnapshotKind): string {
  return kind === 'full' ? `${eventId}.jpg` : `${eventId}-crop.jpg`;
}

/** The hour that a path `<camera>/<YYYY-MM-DD>/<HH>` means; null when it is none. */
export function hourAt(cameraId: string, day: string, hour: string): SnapshotHour | null {
  const at =
    /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d$/.test(hour) ? Date.parse(`${day}T${hour}:00:00Z`) : Number.NaN;
  return cameraForm.test(cameraId) && Number.isFinite(at) ? { cameraId, hourMs: at } : null;
}
