/** `camera.json` in each camera's folder: number and name, so that people find the right one among the ids. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cameraName, checkName } from './paths.ts';

export interface CameraFacts {
  readonly number: number;
  readonly name: string;
}

export class CameraFolders {
  readonly #facts = new Map<string, CameraFacts>();
  /** Folder to the text that is in its file. */
  readonly #present = new Map<string, string>();

  describe(cameraId: string, facts: CameraFacts): void {
    this.#facts.set(checkName(cameraId), facts);
  }

  forget(cameraId: string): void {
    this.#facts.delete(cameraId);
    for (const folder of this.#present.keys()) if (folder.endsWith(cameraId)) this.#present.delete(folder);
  }

  /** Called with each new file of a camera; writes only what changed. */
  async written(volume: string, cameraId: string): Promise<void> {
    const facts = this.#facts.get(cameraId);
    if (facts === undefined) return;
    const folder = join(volume, cameraId);
    const text = `${JSON.stringify({ id: cameraId, ...facts }, null, 2)}\n`;
    if (this.#present.get(folder) === text) return;
    this.#present.set(folder, text);
    const target = join(folder, cameraName);
    await writeFile(`${target}.new`, text, { mode: 0o640 });
    await rename(`${target}.new`, target);
  }
}
