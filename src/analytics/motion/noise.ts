/** The noise of the camera now (night gain, compression): the median difference from the background over the picture. */

const bins = 64;
const followSeconds = 5;

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
    for (let i = 1; i < luma.length; i += 3) {
      // Quarters of a level, so that a clean picture can be told from a very clean one.
      const signed = (luma[i]! * 256 - background[i]!) >> 6;
      const distance = signed < 0 ? -signed : signed;
      histogram[distance < bins ? distance : bins - 1]!++;
      counted++;
    }
    let below = 0;
    let bin = 0;
    while (bin < bins - 1 && below + histogram[bin]! < counted / 2) below += histogram[bin++]!;
    const median = (bin + (counted / 2 - below) / Math.max(1, histogram[bin]!)) / 4;
    const weight = this.#level === 0 ? 1 : 1 - Math.exp(-elapsedMs / 1000 / followSeconds);
    this.#level += weight * (median - this.#level);
  }
}
