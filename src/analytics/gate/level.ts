/** The usual level of something noisy and how far it strays, learnt as it comes; a value far off moves it little. */

/** So many values count; older ones fade. */
const memory = 300;
/** Values further off, in deviations, are taken as this far off. */
const clipAt = 4;

export class Level {
  count = 0;
  #mean = 0;
  #variance = 0;
  readonly #minDeviation: number;

  constructor(minDeviation: number) {
    this.#minDeviation = minDeviation;
  }

  learn(value: number): void {
    this.count += 1;
    const share = 1 / Math.min(this.count, memory);
    const limit = this.count > 30 ? clipAt * this.deviation : Number.POSITIVE_INFINITY;
    const off = Math.min(limit, Math.max(-limit, value - this.#mean));
    this.#mean += share * off;
    this.#variance += share * (off * off * (1 - share) - this.#variance);
  }

  get deviation(): number {
    return Math.max(this.#minDeviation, Math.sqrt(this.#variance));
  }

  /** How many deviations above the level. */
  above(value: number): number {
    return (value - this.#mean) / this.deviation;
  }
}
