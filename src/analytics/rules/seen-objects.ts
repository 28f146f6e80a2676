/**
 * Events of the objects themselves: one from when something has proven to be an object until it is gone, with a picture of its
 * beginning, which is replaced by one that shows it better. What stands for minutes stays the same object and is not told of again.
 */
import type { EventPhase, Sighting } from '#domain/event.ts';
import { area, touchesEdge } from '../tracks/box.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import type { Rule, TrackedPicture } from './rule.ts';

/** A picture must be better by this factor to replace the one before: each costs a JPEG. */
const better = 2;
/** It comes when the best moment is over, or will be at the next picture; but not sooner after the one before, and not later. */
const leastMs = 600;
const mostMs = 8000;
/** With so much less of the best so far, the best moment is over. */
const over = 0.9;
/** A thing that is cut off by the edge of the picture shows this much less. */
const cutOff = 0.3;
/** A longer pause says nothing of where things are at the next picture. */
const longestPauseMs = 2000;

interface Told {
  readonly object: TrackedObject;
  /** Of the picture that was told, and the best since. */
  readonly score: number;
  best: number;
  readonly pictureMs: number;
}

export class SeenObjects implements Rule {
  readonly #told = new Map<string, Told>();
  #lastMs = 0;

  apply({ utcMs, objects, finished }: TrackedPicture): readonly Sighting[] {
    const sightings: Sighting[] = [];
    const pauseMs = Math.min(Math.max(utcMs - this.#lastMs, 0), longestPauseMs);
    this.#lastMs = utcMs;
    for (const object of objects) {
      if (!isToBeShown(object)) continue;
      const told = this.#told.get(object.id);
      const score = pictureScore(object);
      if (told !== undefined && !isBetter(object, score, told, utcMs, pauseMs)) continue;
      this.#told.set(object.id, { object, score, best: score, pictureMs: utcMs });
      sightings.push(sighting(object, told === undefined ? 'begin' : 'update', utcMs, true));
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

/** It is an object, and in this picture. */
export function isToBeShown({ proven, seenNow, state }: TrackedObject): boolean {
  return proven && seenNow && state === 'tracked';
}

/** Whether this is the moment to show it again; notes what may come to be the best. */
function isBetter(object: TrackedObject, score: number, told: Told, utcMs: number, pauseMs: number): boolean {
  told.best = Math.max(told.best, score);
  const sinceMs = utcMs - told.pictureMs;
  if (score <= better * told.score || sinceMs < leastMs) return false;
  return sinceMs >= mostMs || score < over * told.best || isAboutToLeave(object, pauseMs / 1000);
}

/** Whole now, and cut off by the edge in so many seconds. */
function isAboutToLeave({ box, velocity: [vx, vy] }: TrackedObject, seconds: number): boolean {
  const [dx, dy] = [vx * seconds, vy * seconds];
  return !touchesEdge(box) && touchesEdge([box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy]);
}

/** Large, whole, and near the middle: what is far from it is seen at an angle and leaves soon. */
export function pictureScore({ box, centre: [x, y] }: TrackedObject): number {
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
