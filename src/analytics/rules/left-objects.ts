/**
 * Things that were left, or taken away: a region that differs from the background and stands still for long enough. Which of the
 * two, its outline says: sharper in the picture than in the background, something came; the other way round, something is gone.
 */
import type { LeftObjectSettings } from '#domain/analytics.ts';
import type { Box, Sighting } from '#domain/event.ts';
import type { Blob } from '../motion/motion-picture.ts';
import { centre, iou } from '../tracks/box.ts';
import { contains } from './geometry.ts';

/** Fewer of its cells move. */
const stillShare = 0.15;
const samePlace = 0.5;
/** People pass in front of it. */
const hiddenMs = 10_000;
/** Below, the outline does not tell. */
const clearPresence = 0.1;
const presenceGain = 0.1;
const maxRegions = 64;

interface Region {
  box: Box;
  readonly sinceMs: number;
  seenMs: number;
  presence: number;
  told: boolean;
}

export class LeftObjects {
  readonly #settings: LeftObjectSettings;
  #regions: Region[] = [];
  #count = 0;

  constructor(settings: LeftObjectSettings) {
    this.#settings = settings;
  }

  apply(blobs: readonly Blob[], utcMs: number): readonly Sighting[] {
    this.#regions = this.#regions.filter(({ seenMs }) => utcMs >= seenMs && utcMs - seenMs <= hiddenMs);
    for (const blob of blobs) if (blob.moving < stillShare) this.#note(blob, utcMs);
    const due = this.#regions.filter(
      ({ told, sinceMs, seenMs, presence }) =>
        !told &&
        seenMs === utcMs &&
        utcMs - sinceMs >= this.#settings.afterSeconds * 1000 &&
        Math.abs(presence) >= clearPresence,
    );
    return due.flatMap((region) => {
      region.told = true;
      return this.#zonesOf(region.box).map((name) => this.#sighting(region, name, utcMs));
    });
  }

  #note({ box, presence }: Blob, utcMs: number): void {
    const region = this.#regions.find((one) => iou(one.box, box) >= samePlace);
    if (region === undefined) {
      if (this.#regions.length < maxRegions && this.#zonesOf(box).length > 0) {
        this.#regions.push({ box, sinceMs: utcMs, seenMs: utcMs, presence, told: false });
      }
      return;
    }
    region.box = box;
    region.seenMs = utcMs;
    region.presence += presenceGain * (presence - region.presence);
  }

  /** Names of the zones it lies in; without zones it is the whole picture, which has no name. */
  #zonesOf(box: Box): readonly (string | null)[] {
    const { zones } = this.#settings;
    if (zones.length === 0) return [null];
    return zones.filter(({ points }) => contains(points, centre(box))).map(({ name }) => name);
  }

  #sighting({ box, presence }: Region, name: string | null, utcMs: number): Sighting {
    this.#count += 1;
    return {
      key: `left:${this.#count}`,
      phase: 'once',
      utcMs,
      facts: {
        type: 'object',
        name,
        objectId: null,
        objectClass: 'unknown',
        box,
        details: { change: presence > 0 ? 'abandoned' : 'removed' },
      },
      picture: true,
    };
  }
}
