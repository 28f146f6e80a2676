/** The folder of finished clips: `<uuid>.mp4`, and `<uuid>.mp4.part` while a streamserver writes one. */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export class ClipFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async make(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** `uuid` is one that the server made, never text from outside. */
  pathOf(uuid: string): string {
    return join(this.#folder, `${uuid}.mp4`);
  }

  /** Size in bytes, null when there is no such file. */
  async sizeOf(uuid: string): Promise<number | null> {
    try {
      return (await stat(this.pathOf(uuid))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(uuid: string): Promise<void> {
    await rm(this.pathOf(uuid), { force: true });
    await rm(`${this.pathOf(uuid)}.part`, { force: true });
  }

  /** Removes clips that nobody knows any more: they were deleted while a streamserver still wrote. */
  async removeOthers(known: ReadonlySet<string>): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      const uuid = /^([0-9a-f-]{36})\.mp4(\.part)?$/.exec(name)?.[1];
      if (uuid !== undefined && !known.has(uuid)) await this.remove(uuid);
    }
  }
}
