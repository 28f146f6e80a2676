/** The class of an object: the one that has been seen with the most confidence in sum. */
import type { ObjectClass } from '#domain/event.ts';
import type { Detection } from './detection.ts';

export class ClassVote {
  #winner: ObjectClass = 'unknown';
  #lead = 0;

  get winner(): ObjectClass {
    return this.#winner;
  }

  /** Majority vote of Boyer and Moore, with weights. */
  add({ objectClass, confidence }: Detection): void {
    if (objectClass === 'unknown' || !(confidence > 0)) return;
    if (objectClass === this.#winner) this.#lead += confidence;
    else if (confidence > this.#lead) {
      this.#winner = objectClass;
      this.#lead = confidence - this.#lead;
    } else this.#lead -= confidence;
  }
}
