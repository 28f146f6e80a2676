/** Whether an object stands, and how it was when it last did. */
import type { Point } from '#domain/event.ts';

/** Who stays within this, in own lengths, for so long stands. */
const standingLengths = 0.3;
const standingMs = 3000;

export interface Stood {
  readonly utcMs: number;
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
}

export class Standing {
  #place: Point;
  #sinceMs: number;
  #last: Stood | null = null;

  constructor(place: Point, utcMs: number) {
    this.#place = place;
    this.#sinceMs = utcMs;
  }

  /** Null if it never did. */
  get last(): Stood | null {
    return this.#last;
  }

  /** `lengths` measures in lengths of the object. */
  see(now: Stood, lengths: (from: Point, to: Point) => number): void {
    if (lengths(this.#place, now.centre) > standingLengths) {
      this.#place = now.centre;
      this.#sinceMs = now.utcMs;
    } else if (now.utcMs - this.#sinceMs >= standingMs) this.#last = now;
  }
}
