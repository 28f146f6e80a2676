/**
 * What share of the pictures can be looked at, for all cameras alike. It falls when answers of the analyzers take long or pictures
 * had to be dropped, and rises again slowly (additive increase, multiplicative decrease, as in Chiu and Jain, 1989).
 */

/** A picture older than this when it was looked at: the machine is behind. */
const lateMs = 1500;
const soonMs = 500;
const lowestShare = 0.02;
const riseBySecond = 0.05;
const fallTo = 0.7;

export class RateGovernor {
  #share = 1;
  #longestMs = 0;
  #dropped = 0;

  /** 0.02..1; 1: nothing is left out. */
  get share(): number {
    return this.#share;
  }

  answered(afterMs: number): void {
    this.#longestMs = Math.max(this.#longestMs, afterMs);
  }

  dropped(): void {
    this.#dropped += 1;
  }

  /** Once a second. */
  tick(): void {
    if (this.#dropped > 0 || this.#longestMs > lateMs)
      this.#share = Math.max(lowestShare, this.#share * fallTo);
    else if (this.#longestMs < soonMs) this.#share = Math.min(1, this.#share + riseBySecond);
    this.#longestMs = 0;
    this.#dropped = 0;
  }
}
