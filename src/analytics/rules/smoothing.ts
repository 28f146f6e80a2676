/** The median of a count over the last seconds: somebody hidden for a moment does not shorten a queue. */

/** So often a count is kept: 60 s are at most 121 values. */
const stepMs = 500;

export class MedianOverTime {
  readonly #windowMs: number;
  #values: { readonly utcMs: number; readonly count: number }[] = [];

  /** 0: no smoothing. */
  constructor(seconds: number) {
    this.#windowMs = seconds * 1000;
  }

  add(count: number, utcMs: number): number {
    if (this.#windowMs === 0) return count;
    const last = this.#values.at(-1);
    if (last !== undefined && utcMs < last.utcMs) this.#values = []; // the clock went back
    if (last === undefined || utcMs < last.utcMs || utcMs - last.utcMs >= stepMs) {
      this.#values.push({ utcMs, count });
      this.#values = this.#values.filter((one) => utcMs - one.utcMs <= this.#windowMs);
    }
    const sorted = this.#values.map((one) => one.count).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? count;
  }
}
