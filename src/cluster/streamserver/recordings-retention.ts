/**
 * How long what is kept: by each camera's own policy, and of cameras that are not here any more by what the server knows of them.
 * Recordings of a camera that the server does not know stay until room is needed: its database may be an older one.
 */
import type { CameraSpec } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { Archive } from '#media/archive/archive.ts';
import type { RetentionPolicy } from '#media/archive/retention.ts';
import type { AbsentCamera } from '../protocol.ts';
import type { SnapshotFiles } from './events/snapshot-files.ts';

export interface RecordingsRetentionOptions {
  readonly archive: Pick<Archive, 'usage' | 'applyRetention' | 'forget'>;
  readonly pictures: Pick<SnapshotFiles, 'cameras' | 'forget'>;
  /** The cameras that are here. */
  readonly cameras: () => readonly CameraSpec[];
  /** Asks the server; see `cameras.absent`. */
  readonly ask: (cameraIds: readonly string[]) => Promise<readonly AbsentCamera[]>;
  /** How long recordings stay after their camera was deleted; 0..3650 */
  readonly removedCameraDays: number;
  readonly clock: Clock;
  /** Nothing is left of a deleted camera. */
  readonly removed: (cameraId: string) => void;
  readonly log: (message: string, details: object) => void;
}

const dayMs = 86_400_000;

export class RecordingsRetention {
  readonly #options: RecordingsRetentionOptions;
  /** The last answer; null until there was one. */
  #known: readonly AbsentCamera[] | null = null;
  readonly #toldUnknown = new Set<string>();

  constructor(options: RecordingsRetentionOptions) {
    this.#options = options;
  }

  /** Rejects, and changes nothing, while there are recordings of other cameras and the server was never asked about them. */
  async apply(): Promise<void> {
    const { archive, cameras, clock } = this.#options;
    const strangers = await this.#strangers();
    const absent = await this.#askAbout(strangers);
    const own = cameras();
    const here = new Set(own.map(({ id }) => id));
    const elsewhere = absent.filter(({ cameraId }) => !here.has(cameraId));
    await archive.applyRetention([
      ...own.map(({ id: cameraId, recording }) => policyOf({ cameraId, ...recording })),
      ...elsewhere.map(policyOf),
    ]);
    const nowMs = clock.utcMs();
    await this.#forget(elsewhere.filter((camera) => this.#endOf(camera) <= nowMs));
  }

  /** Cameras of which something is kept, but that are not here. */
  async #strangers(): Promise<string[]> {
    const { archive, pictures, cameras } = this.#options;
    const kept = new Set([...archive.usage().map(({ cameraId }) => cameraId), ...(await pictures.cameras())]);
    for (const { id } of cameras()) kept.delete(id);
    return [...kept];
  }

  async #askAbout(strangers: readonly string[]): Promise<readonly AbsentCamera[]> {
    if (strangers.length === 0) return [];
    try {
      this.#known = await this.#options.ask(strangers);
    } catch (error) {
      // While the server is away what it said last holds.
      if (this.#known === null) throw error;
      return this.#known;
    }
    this.#tellUnknown(strangers, this.#known);
    return this.#known;
  }

  #tellUnknown(strangers: readonly string[], known: readonly AbsentCamera[]): void {
    const told = new Set(known.map(({ cameraId }) => cameraId));
    for (const camera of strangers) {
      if (told.has(camera) || this.#toldUnknown.has(camera)) continue;
      this.#toldUnknown.add(camera);
      this.#options.log('the server does not know this camera; its recordings stay until room is needed', {
        camera,
      });
    }
  }

  /** Nothing is recorded after the removal, so that a minimum of days counts from there at the latest. */
  #endOf({ removedMs, minDays = 0 }: AbsentCamera): number {
    if (removedMs === null) return Number.POSITIVE_INFINITY;
    return removedMs + Math.max(this.#options.removedCameraDays, minDays) * dayMs;
  }

  async #forget(cameras: readonly AbsentCamera[]): Promise<void> {
    const { archive, pictures, removed, log } = this.#options;
    for (const { cameraId: camera } of cameras) {
      try {
        await archive.forget(camera);
        await pictures.forget(camera);
      } catch (error) {
        log('recordings of a deleted camera cannot be removed; tried again in a minute', {
          camera,
          error: toVidetteError(error),
        });
        continue;
      }
      // What lies on a volume that is away goes when it is back.
      if (!archive.usage().some(({ cameraId }) => cameraId === camera)) removed(camera);
    }
  }
}

function policyOf({ cameraId, minDays, maxDays, maxBytes }: RetentionPolicy): RetentionPolicy {
  return {
    cameraId,
    ...(minDays === undefined ? {} : { minDays }),
    ...(maxDays === undefined ? {} : { maxDays }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}
