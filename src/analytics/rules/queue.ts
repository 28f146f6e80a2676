/** Length of a queue: how many stand in a zone, smoothed; an event while it is longer than its maximum. */
import type { QueueZone } from '#domain/analytics.ts';
import type { EventPhase, Sighting } from '#domain/event.ts';
import { union } from '../tracks/box.ts';
import type { Rule, TrackedPicture } from './rule.ts';
import { MedianOverTime } from './smoothing.ts';
import { ZonePresence } from './zone-presence.ts';

/** The queue must be short again for so long. */
const calmMs = 5000;

export class Queue implements Rule {
  readonly #zone: QueueZone;
  readonly #presence: ZonePresence;
  readonly #smoothed: MedianOverTime;
  #count = 0;
  #open: { largest: number; overMs: number } | null = null;

  constructor(zone: QueueZone, smoothingSeconds: number) {
    this.#zone = zone;
    this.#presence = new ZonePresence(zone.points);
    this.#smoothed = new MedianOverTime(smoothingSeconds);
  }

  get name(): string {
    return this.#zone.name;
  }

  /** Smoothed. */
  get occupancy(): number {
    return this.#count;
  }

  apply(picture: TrackedPicture): readonly Sighting[] {
    this.#presence.update(picture);
    const { utcMs } = picture;
    this.#count = this.#smoothed.add(this.#presence.visits.length, utcMs);
    const { max } = this.#zone;
    if (max === null) return [];
    if (this.#count > max) {
      const largest = this.#open?.largest ?? 0;
      const phase = this.#open === null ? 'begin' : 'update';
      this.#open = { largest: Math.max(largest, this.#count), overMs: utcMs };
      return this.#count > largest ? [this.#sighting(phase, utcMs, max)] : [];
    }
    if (this.#open === null || utcMs - this.#open.overMs < calmMs) return [];
    return this.finish(this.#open.overMs);
  }

  finish(utcMs: number): readonly Sighting[] {
    const { max } = this.#zone;
    const sightings = this.#open === null || max === null ? [] : [this.#sighting('end', utcMs, max)];
    this.#open = null;
    return sightings;
  }

  #sighting(phase: EventPhase, utcMs: number, max: number): Sighting {
    const { name } = this.#zone;
    const boxes = this.#presence.visits.map(({ object }) => object.box);
    return {
      key: `queue:${name}`,
      phase,
      utcMs,
      facts: {
        type: 'queue',
        name,
        objectId: null,
        objectClass: 'unknown',
        box: boxes.length > 0 ? boxes.reduce(union) : null,
        details: { count: this.#open?.largest ?? this.#count, max },
      },
      picture: phase !== 'end',
    };
  }
}
