/** Folders of tests. Each test file is a process of its own: what is still there when it ends is removed then, however its tests went. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A new, empty folder that only this user can read. */
export function tempFolder(name: string): string {
  if (made.length === 0)
    process.once('exit', () => {
      for (const folder of made) remove(folder);
    });
  const folder = mkdtempSync(join(tmpdir(), `vidette-${name}-`));
  made.push(folder);
  return folder;
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    // Something is mounted in it, or a process still writes there.
    console.error(`${folder} stays behind:`, error);
  }
}
