/** Events of a zone: one from somebody's entering to leaving, told again when it becomes loitering. */
import type { WatchedZone } from '#domain/analytics.ts';
import type { EventPhase, Sighting } from '#domain/event.ts';
import type { Rule, TrackedPicture } from './rule.ts';
import { type Visit, ZonePresence } from './zone-presence.ts';

export class Zone implements Rule {
  readonly #zone: WatchedZone;
  readonly #presence: ZonePresence;
  readonly #loitering = new Set<string>();

  constructor(zone: WatchedZone) {
    this.#zone = zone;
    this.#presence = new ZonePresence(zone.points);
  }

  get name(): string {
    return this.#zone.name;
  }

  get occupancy(): number {
    return this.#presence.visits.length;
  }

  apply(picture: TrackedPicture): readonly Sighting[] {
    const { entered, left } = this.#presence.update(picture);
    const sightings = entered.map((visit) => this.#sighting(visit, 'begin', visit.enteredMs));
    const { loiterSeconds } = this.#zone;
    for (const visit of loiterSeconds === null ? [] : this.#presence.visits) {
      const { id } = visit.object;
      if (this.#loitering.has(id) || visit.insideMs - visit.enteredMs < (loiterSeconds ?? 0) * 1000) continue;
      this.#loitering.add(id);
      sightings.push(this.#sighting(visit, 'update', visit.insideMs));
    }
    sightings.push(...left.map((visit) => this.#end(visit)));
    return sightings;
  }

  finish(): readonly Sighting[] {
    return this.#presence.clear().map((visit) => this.#end(visit));
  }

  #end(visit: Visit): Sighting {
    const sighting = this.#sighting(visit, 'end', visit.insideMs);
    this.#loitering.delete(visit.object.id);
    return sighting;
  }

  #sighting({ object, enteredMs }: Visit, phase: EventPhase, utcMs: number): Sighting {
    const { name } = this.#zone;
    return {
      key: `zone:${name}:${object.id}`,
      phase,
      utcMs,
      facts: {
        type: 'zone',
        name,
        objectId: object.id,
        objectClass: object.objectClass,
        box: object.box,
        details: { dwellMs: utcMs - enteredMs, loitering: this.#loitering.has(object.id) },
      },
      picture: phase !== 'end',
    };
  }
}
