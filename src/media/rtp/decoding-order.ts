/**
 * Decoding times for streams with B-frames. RTP tells when pictures are shown, and they come in decoding order. When at most
 * `depth` pictures come before one that is shown earlier, the (k − depth)-th smallest presentation time is known by the time
 * picture k arrives, and serves as its decoding time: strictly growing and never after its presentation.
 */

const maxDepth = 16;

export class DecodingOrder {
  /** Pictures that may come before one that is shown earlier; learned when the stream does not say. */
  #depth: number;
  readonly #learns: boolean;
  readonly #frameTicks: number;
  /** The newest presentation times, sorted; `depth` of them at most. */
  #window: number[] = [];
  /** The newest presentation times in order of arrival, to learn the depth from. */
  #recent: number[] = [];
  #started = 0;

  /** `depth` undefined when the stream does not say; `frameTicks` is about the duration of a picture. */
  constructor(depth: number | undefined, frameTicks: number) {
    this.#depth = depth ?? 0;
    this.#learns = depth === undefined;
    this.#frameTicks = frameTicks;
  }

  /** May pictures come out of the order in which they are shown? */
  get reorders(): boolean {
    return this.#learns || this.#depth > 0;
  }

  reset(): void {
    this.#window = [];
    this.#recent = [];
    this.#started = 0;
  }

  /** A decoding time for the picture shown at `pts`; the caller keeps it growing. */
  next(pts: number): number {
    if (this.#learns) this.#learn(pts);
    if (this.#depth === 0) return pts;
    const first = this.#window[0] ?? pts;
    this.#window.push(pts);
    this.#window.sort((a, b) => a - b);
    if (this.#window.length > this.#depth) {
      this.#started = this.#depth;
      return this.#window.shift()!;
    }
    this.#started += 1;
    return Math.min(first, pts) - (this.#depth - this.#started + 1) * this.#frameTicks;
  }

  #learn(pts: number): void {
    const later = this.#recent.reduce((count, one) => (one > pts ? count + 1 : count), 0);
    if (later > this.#depth) {
      this.#depth = Math.min(later, maxDepth);
      this.#window = this.#recent.slice(-this.#depth).sort((a, b) => a - b);
    }
    this.#recent.push(pts);
    if (this.#recent.length > maxDepth) this.#recent.shift();
  }
}
