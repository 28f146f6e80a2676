/** RTP sequence numbers of one sender: gaps, repetitions and restarts (after RFC 3550, A.1). */

/** A step ahead of up to this many is loss, beyond it a restart. */
const maxDropout = 3000;
/** A step back of up to this many is a late packet, beyond it a restart. */
const maxMisorder = 100;

export const late = -1;
export const restarted = -2;

export class SequenceTracker {
  /** The highest number seen, extended beyond 16 bits; -1 before the first. */
  extended = -1;
  #last = -1;

  /** How many packets are missing before this one, `late` for one that is too old, `restarted` for a new beginning. */
  next(sequence: number): number {
    if (this.#last === -1) {
      this.#last = sequence;
      this.extended = sequence;
      return 0;
    }
    const step = (sequence - this.#last) & 0xffff;
    if (step === 0 || step >= 0x10000 - maxMisorder) return late;
    this.#last = sequence;
    this.extended += step;
    return step <= maxDropout ? step - 1 : restarted;
  }

  reset(): void {
    this.#last = -1;
    this.extended = -1;
  }
}
