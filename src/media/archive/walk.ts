/** Finds the recorded files on a volume by their names alone. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf } from './files.ts';
import { snapshotsName, startOfPath } from './paths.ts';

export interface FoundFile {
  readonly cameraId: string;
  readonly stream: string;
  readonly startMs: number;
  readonly path: string;
}

export interface FoundStream {
  readonly cameraId: string;
  readonly stream: string;
  readonly folder: string;
}

/** Names of the folders in a folder, sorted; none when it is not there. */
async function folders(path: string): Promise<string[]> {
  return (await entries(path))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

async function entries(path: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The streams that have a folder on the volume. */
export async function findStreams(volume: string): Promise<FoundStream[]> {
  const found: FoundStream[] = [];
  for (const cameraId of await folders(volume)) {
    if (cameraId === 'lost+found' || cameraId === snapshotsName || cameraId.startsWith('.')) continue;
    for (const stream of await folders(join(volume, cameraId))) {
      found.push({ cameraId, stream, folder: join(volume, cameraId, stream) });
    }
  }
  return found;
}

/** The files of a stream in the hours from `fromMs` on, by start. */
export async function findFiles({ cameraId, stream, folder }: FoundStream, fromMs = 0): Promise<FoundFile[]> {
  const iso = new Date(Math.max(0, fromMs)).toISOString();
  const [firstDay, firstHour] = [iso.slice(0, 10), iso.slice(11, 13)];
  const found: FoundFile[] = [];
  for (const day of await folders(folder)) {
    if (day < firstDay) continue;
    for (const hour of await folders(join(folder, day))) {
      if (day === firstDay && hour < firstHour) continue;
      for (const { name } of await entries(join(folder, day, hour))) {
        const startMs = startOfPath(day, name);
        if (startMs !== null) found.push({ cameraId, stream, startMs, path: join(folder, day, hour, name) });
      }
    }
  }
  return found.sort((a, b) => a.startMs - b.startMs);
}
