/** Pictures per second that were looked at, over the last seconds. */

const windowMs = 6000;

export class LookedRate {
  #readings: { readonly atMs: number; readonly pictures: number }[] = [];
  #since: number | null = null;

  /** `atMs` is monotonic. */
  add(pictures: number, atMs: number): void {
    this.#since ??= atMs;
    if (pictures > 0) this.#readings.push({ atMs, pictures });
  }

  read(atMs: number): number {
    this.#readings = this.#readings.filter((one) => atMs - one.atMs < windowMs);
    const overMs = Math.min(windowMs, Math.max(1000, atMs - (this.#since ?? atMs)));
    const pictures = this.#readings.reduce((sum, one) => sum + one.pictures, 0);
    return Math.round((pictures * 100_000) / overMs) / 100;
  }

  reset(): void {
    this.#readings = [];
    this.#since = null;
  }
}
