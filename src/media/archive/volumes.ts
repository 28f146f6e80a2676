/** All disks of an archive: which one takes the next segment. */

import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import type { VolumeStatus } from '#domain/recording.ts';
import type { FileCalls } from './files.ts';
import type { SegmentStore } from './segments.ts';
import { Volume } from './volume.ts';

export interface VolumeOptions {
  readonly name: string;
  readonly path: string;
  /** What stays free; by default it follows from the size of the disk. */
  readonly reserveBytes?: number;
}

export class Volumes {
  readonly #byName = new Map<string, Volume>();
  readonly #segments: SegmentStore;

  constructor(options: readonly VolumeOptions[], segments: SegmentStore, files: FileCalls) {
    this.#segments = segments;
    for (const { name, path, reserveBytes } of options) {
      if (this.#byName.has(name)) {
        throw new VidetteError('invalid', `two archive volumes are called ${name}`, { field: ['volumes'] });
      }
      this.#byName.set(name, new Volume(name, path, segments.volumeUuid(name), files, reserveBytes));
    }
  }

  get all(): Volume[] {
    return [...this.#byName.values()];
  }

  /** Looks at every volume again and remembers those seen for the first time. */
  async check(): Promise<void> {
    await Promise.all(this.all.map((volume) => volume.check()));
    for (const { name, uuid } of this.all) if (uuid !== null) this.#segments.volumeId(name, uuid);
  }

  /** The usable volume with the most free space, looked at once more; null when there is none. */
  async choose(): Promise<Volume | null> {
    const candidates = this.all.filter(({ usable }) => usable).sort((a, b) => b.freeBytes - a.freeBytes);
    for (const volume of candidates) if (await volume.confirm()) return volume;
    return null;
  }

  byId(id: number): Volume | null {
    const name = this.#segments.volumeNames().get(id);
    return name === undefined ? null : (this.#byName.get(name) ?? null);
  }

  idOf(volume: Volume): number {
    if (volume.uuid === null) throw new VidetteError('bug', `volume ${volume.name} was never seen`);
    return this.#segments.volumeId(volume.name, volume.uuid);
  }

  /** `growing` are the files that are written now: the index counts them when they are closed. */
  status(growing: readonly { readonly path: string; readonly bytes: number }[] = []): VolumeStatus[] {
    return this.all.map((volume) => {
      const closedBytes = volume.uuid === null ? 0 : this.#segments.bytesOf({ volumeId: this.idOf(volume) });
      const inside = growing.filter(({ path }) => path.startsWith(join(volume.path, '/')));
      return volume.status(inside.reduce((sum, { bytes }) => sum + bytes, closedBytes));
    });
  }

  release(): void {
    for (const volume of this.all) volume.release();
  }
}
