/**
 * Events of the objects themselves: one from when something has proven to be an object until it is gone, with the picture that
 * shows it best. What stands for minutes stays the same object and is not told of again.
 */
import type { EventPhase, Sighting } from '#domain/event.ts';
import { area, touchesEdge } from '../tracks/box.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import type { Rule, TrackedPicture } from './rule.ts';

/** A picture must be better by this factor to replace the one before: each costs a JPEG. */
const better = 2;
/** And is not looked for more often. */
const pictureEveryMs = 3000;
/** A thing that is cut off by the edge of the picture shows this much less. */
const cutOff = 0.3;

interface Told {
  object: TrackedObject;
  score: number;
  pictureMs: number;
}

export class SeenObjects implements Rule {
  readonly #told = new Map<string, Told>();

  apply({ utcMs, objects, finished }: TrackedPicture): readonly Sighting[] {
    const sightings: Sighting[] = [];
    for (const object of objects) {
      if (!object.proven || !object.seenNow || object.state !== 'tracked') continue;
      const told = this.#told.get(object.id);
      const score = pictureScore(object);
      if (told === undefined) {
        this.#told.set(object.id, { object, score, pictureMs: utcMs });
        sightings.push(sighting(object, 'begin', utcMs, true));
      } else if (score > better * told.score && utcMs - told.pictureMs >= pictureEveryMs) {
        this.#told.set(object.id, { object, score, pictureMs: utcMs });
        sightings.push(sighting(object, 'update', utcMs, true));
      }
    }
    for (const object of finished) {
      if (this.#told.delete(object.id)) sightings.push(sighting(object, 'end', object.seenMs, false));
    }
    return sightings;
  }

  finish(utcMs: number): readonly Sighting[] {
    const ends = [...this.#told.values()].map(({ object }) => sighting(object, 'end', utcMs, false));
    this.#told.clear();
    return ends;
  }
}

/** Large, whole, and near the middle: what is far from it is seen at an angle and leaves soon. */
function pictureScore({ box, centre: [x, y] }: TrackedObject): number {
  const offCentre = Math.hypot(x - 0.5, y - 0.5);
  return area(box) * (touchesEdge(box) ? cutOff : 1) * (1 - 0.5 * offCentre);
}

function sighting(object: TrackedObject, phase: EventPhase, utcMs: number, picture: boolean): Sighting {
  return {
    key: `object:${object.id}`,
    phase,
    utcMs,
    facts: {
      type: 'object',
      name: null,
      objectId: object.id,
      objectClass: object.objectClass,
      box: object.box,
      details: { change: 'seen' },
    },
    picture,
  };
}
