/**
 * A picture that stands still for good: exactly the same, again and again, from a camera whose pictures never are. A camera
 * that repeats pictures, or an encoder that skips what has not changed, is quiet by nature and never called frozen.
 */

/** Usual share of repeated pictures, above which nothing can be told. */
const mostRepeated = 0.05;
/** How long a camera must have been watched, and must then stand still. */
const watchedMs = 60_000;
const frozenMs = 60_000;
const frozenPictures = 20;
const learnMs = 300_000;

export class Frozen {
  #last: Uint8Array | null = null;
  #watchedMs = 0;
  #repeatedShare = 0;
  #sameMs = 0;
  #samePictures = 0;

  /** True while it is frozen. */
  update(luma: Uint8Array, elapsedMs: number): boolean {
    const isSame = this.#isSame(luma);
    if (!isSame) {
      this.#learn(elapsedMs);
      return false;
    }
    this.#sameMs += elapsedMs;
    this.#samePictures++;
    return (
      this.#watchedMs >= watchedMs &&
      this.#repeatedShare < mostRepeated &&
      this.#sameMs >= frozenMs &&
      this.#samePictures >= frozenPictures
    );
  }

  /** Comes with every picture that is new, and counts the repeated ones before it. */
  #learn(elapsedMs: number): void {
    const spanMs = this.#sameMs + elapsedMs;
    // A real freeze says nothing of how the camera usually is.
    const repeated = this.#sameMs >= frozenMs ? 0 : this.#samePictures / (this.#samePictures + 1);
    const rate = 1 - Math.exp(-spanMs / Math.min(learnMs, this.#watchedMs + spanMs + 1));
    this.#repeatedShare += (repeated - this.#repeatedShare) * rate;
    this.#watchedMs += spanMs;
    this.#sameMs = 0;
    this.#samePictures = 0;
  }

  /** Noise makes nearly all pictures differ within the first cells, so this costs next to nothing. */
  #isSame(luma: Uint8Array): boolean {
    const last = this.#last;
    if (last === null || last.length !== luma.length) {
      this.#last = luma.slice();
      return false;
    }
    for (let i = 0; i < luma.length; i++) {
      if (luma[i] === last[i]) continue;
      last.set(luma);
      return false;
    }
    return true;
  }
}
