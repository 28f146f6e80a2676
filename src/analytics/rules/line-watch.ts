/**
 * Sees objects go over one line. An object is on a side once its centre is clear of the line by a share of its size; it has crossed
 * when it is clear of it on the other side and its path went through the line between its ends. So what sways on the line
 * counts once, and what goes around its end does not count.
 */
import type { Point } from '#domain/event.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import { type Bearing, bearing } from './geometry.ts';

export interface Crossing {
  readonly direction: 'a_to_b' | 'b_to_a';
  /** When the centre was on the line, between two pictures. */
  readonly utcMs: number;
}

/** How far from the line is clear of it: a share of the object's extent across the line, and at least so many picture heights. */
const clearShare = 0.1;
const clearLeast = 0.004;
const clearMost = 0.05;
/** Who parts later was not one of a group. */
const togetherMs = 3000;

interface Passage {
  /** The side on which it was clear last; at first the side on which it was seen first. */
  side: number;
  /** The side on which all of it was last; 0: on none yet. */
  wholeSide: number;
  across: number;
  along: number;
  utcMs: number;
  /** Where its path last met the line. */
  met: { readonly utcMs: number; readonly between: boolean } | null;
  /** Kept until the object has proven to be one. */
  readonly waiting: Crossing[];
  last: Crossing | null;
}

export class LineWatch {
  readonly #points: readonly [Point, Point];
  readonly #passages = new Map<string, Passage>();

  constructor(points: readonly [Point, Point]) {
    this.#points = points;
  }

  /** Crossings of `object` that are certain now, in order. `utcMs`: of the picture. */
  observe(object: TrackedObject, utcMs: number, aspect: number): readonly Crossing[] {
    if (!object.seenNow) return [];
    const place = bearing(this.#points, object.centre, aspect);
    if (place === null || !Number.isFinite(place.across)) return [];
    const { across, along } = place;
    const passage = this.#passages.get(object.id);
    if (passage === undefined) {
      const last = this.#crossedTogether(object, place, utcMs);
      const waiting = last === null ? [] : [last];
      const side = Math.sign(across);
      this.#passages.set(object.id, { side, wholeSide: 0, across, along, utcMs, met: null, waiting, last });
      return [];
    }
    if (across > 0 !== passage.across > 0) passage.met = meeting(passage, { across, along, utcMs });
    Object.assign(passage, { across, along, utcMs });
    const extent = this.#extent(object, aspect);
    if (Math.abs(across) > extent / 2) passage.wholeSide = Math.sign(across);
    if (Math.abs(across) > Math.min(Math.max(clearShare * extent, clearLeast), clearMost)) {
      const side = Math.sign(across);
      if (passage.side !== 0 && side !== passage.side && passage.met?.between === true) {
        passage.last = { direction: directionTo(side), utcMs: passage.met.utcMs };
        passage.waiting.push(passage.last);
      }
      passage.side = side;
      passage.met = null;
    }
    return object.proven ? passage.waiting.splice(0) : [];
  }

  /** Two who came as one and part on the line or behind it have both crossed it. */
  #crossedTogether({ partOf }: TrackedObject, { across, along }: Bearing, utcMs: number): Crossing | null {
    const whole = partOf === null ? undefined : this.#passages.get(partOf);
    if (whole === undefined) return null;
    const side = Math.sign(across);
    const { last, wholeSide } = whole;
    if (last !== null && utcMs - last.utcMs <= togetherMs) {
      return last.direction === directionTo(side) ? last : null;
    }
    // All of it came from one side, and this part of it is on the other now.
    const isOver = wholeSide !== 0 && side === -wholeSide && whole.side === wholeSide;
    return isOver && along >= 0 && along <= 1 ? { direction: directionTo(side), utcMs } : null;
  }

  forget(object: TrackedObject): void {
    this.#passages.delete(object.id);
  }

  /** How long the object is across the line. */
  #extent({ box }: TrackedObject, aspect: number): number {
    const [a, b] = this.#points;
    const [dx, dy] = [(b[0] - a[0]) * aspect, b[1] - a[1]];
    const [width, height] = [(box[2] - box[0]) * aspect, box[3] - box[1]];
    return (Math.abs(dy) * width + Math.abs(dx) * height) / Math.hypot(dx, dy);
  }
}

function directionTo(side: number): Crossing['direction'] {
  return side > 0 ? 'a_to_b' : 'b_to_a';
}

function meeting(
  from: { across: number; along: number; utcMs: number },
  to: { across: number; along: number; utcMs: number },
): { utcMs: number; between: boolean } {
  const share = from.across / (from.across - to.across);
  const along = from.along + share * (to.along - from.along);
  return {
    utcMs: Math.round(from.utcMs + share * (to.utcMs - from.utcMs)),
    between: along >= 0 && along <= 1,
  };
}
