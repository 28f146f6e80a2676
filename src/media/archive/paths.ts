/** Where the pieces of an archive lie below a volume (docs/design/archive.md, "Files"). */
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';

export const identityName = 'vidette-volume.json';
export const lockName = 'vidette-volume.lock';
export const deletionsName = 'deletions.json';
export const cameraName = 'camera.json';
/** Pictures of events lie beside the cameras' folders. */
export const snapshotsName = 'snapshots';

const safeName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Camera ids and stream names become folders: letters, digits, `.`, `_` and `-` only. */
export function checkName(name: string): string {
  if (!safeName.test(name))
    throw new VidetteError('invalid', `not usable as a folder name: ${JSON.stringify(name)}`);
  return name;
}

export function streamFolder(volume: string, cameraId: string, stream: string): string {
  return join(volume, checkName(cameraId), checkName(stream));
}

function hourFolder(volume: string, cameraId: string, stream: string, startMs: number): string {
  const iso = new Date(startMs).toISOString();
  return join(streamFolder(volume, cameraId, stream), iso.slice(0, 10), iso.slice(11, 13));
}

/** `HH-MM-SS.mmm.mp4` */
function segmentName(startMs: number): string {
  return `${new Date(startMs).toISOString().slice(11, 23).replaceAll(':', '-')}.mp4`;
}

export function segmentPath(volume: string, cameraId: string, stream: string, startMs: number): string {
  return join(hourFolder(volume, cameraId, stream, startMs), segmentName(startMs));
}

/** The start time in a path `…/<YYYY-MM-DD>/<HH>/<HH-MM-SS.mmm>.mp4`; null when it is not one. */
export function startOfPath(day: string, name: string): number | null {
  const time = /^(\d\d)-(\d\d)-(\d\d\.\d{3})\.mp4$/.exec(name);
  if (time === null || !/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const startMs = Date.parse(`${day}T${time[1]}:${time[2]}:${time[3]}Z`);
  return Number.isFinite(startMs) ? startMs : null;
}
