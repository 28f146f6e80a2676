/** Chooses which pictures of a stream to show so that a lower rate results, with pictures as evenly spaced as they come. */

export class PicturePace {
  readonly #intervalMs: number;
  #dueUtcMs = Number.NEGATIVE_INFINITY;

  constructor(fps: number) {
    this.#intervalMs = 1000 / fps;
  }

  isDue(utcMs: number): boolean {
    // A clock that went back would otherwise hold the pictures until it has caught up.
    const wentBack = this.#dueUtcMs - utcMs > 2 * this.#intervalMs;
    // A picture that comes a little early is the one that was meant: cameras jitter.
    const tolerance = this.#intervalMs / 4;
    if (!wentBack && utcMs < this.#dueUtcMs - tolerance) return false;
    const onTime = Math.abs(utcMs - this.#dueUtcMs) < this.#intervalMs;
    this.#dueUtcMs = (onTime ? this.#dueUtcMs : utcMs) + this.#intervalMs;
    return true;
  }
}
