/** Where the processes of one installation find each other: sockets in a folder that only their user may enter. */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** `sun_path` holds 108 bytes on Linux, 104 on macOS; the longest file name here takes 32. */
const maxFolderLength = 70;

/** `<data>/run`, or a folder under the temporary folder when that path is too long for a socket. Created with mode 0700. */
export function runFolder(dataFolder: string): string {
  const inside = join(resolve(dataFolder), 'run');
  const folder = inside.length <= maxFolderLength ? inside : join(tmpdir(), `vidette-${shortHash(inside)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  return folder;
}

export const serverSocket = (folder: string): string => join(folder, 'server.sock');
export const mediaSocket = (folder: string, streamserverId: string): string =>
  join(folder, `${streamserverId}.sock`);

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Ids of the streamservers of one machine: `local-1`, `local-2`, … They name archives' indexes and never change. */
export function streamserverIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `local-${index + 1}`);
}
