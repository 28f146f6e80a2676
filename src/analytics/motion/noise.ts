/**
 * The noise of the camera now (night gain, compression). Measured between neighbours, so that neither light nor large objects
 * count: how the step from a cell to the next differs from the same step in the background. The lower quarter over the picture
 * is believed, since something large may hide the rest.
 */

/** Of a quarter of a level each. */
const bins = 64;
const followSeconds = 5;
/** A thousand cells are enough; usual column counts are no multiple of this. */
const stride = 11;
const quantile = 0.25;
/** Of the absolute values of a normal distribution: a quarter is below 0.319 σ, their mean is 0.798 σ. */
const quantileToMean = 0.798 / 0.319;

export class Noise {
  readonly #histogram = new Uint16Array(bins);
  #level = 0;

  /** Mean absolute deviation of a cell, luma levels. */
  get level(): number {
    return this.#level;
  }

  learn(luma: Uint8Array, background: Uint16Array, elapsedMs: number): void {
    const histogram = this.#histogram.fill(0);
    let counted = 0;
    for (let i = 1; i < luma.length; i += stride) {
      const step = (luma[i]! - luma[i - 1]!) * 256 - background[i]! + background[i - 1]!;
      // Noise has either sign as often: a branch would be guessed wrong every other time.
      const bin = Math.abs(step) >> 6;
      histogram[bin < bins ? bin : bins - 1]!++;
      counted++;
    }
    const wanted = counted * quantile;
    let below = 0;
    let bin = 0;
    while (bin < bins - 1 && below + histogram[bin]! < wanted) below += histogram[bin++]!;
    const step = (bin + (wanted - below) / Math.max(1, histogram[bin]!)) / 4;
    // The step has the noise of two cells.
    const now = step * quantileToMean * Math.SQRT1_2;
    // More noise is there at once, and nothing else makes three quarters of the picture noisy; less is believed slowly.
    const weight = now > this.#level ? 1 : 1 - Math.exp(-elapsedMs / 1000 / followSeconds);
    this.#level += weight * (now - this.#level);
  }
}
