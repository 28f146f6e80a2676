/**
 * How the clock of a camera stands to the server's. Both tracks of a connection share one, so that sound and picture stay
 * together whatever the camera believes the time to be. docs/design/time.md tells why it is done so.
 */

const windowMs = 10_000;

/** The least of a value over the last 10 to 20 seconds: of arrival delays, the one with the least waiting in it. */
export class MinFilter {
  #previous = Number.POSITIVE_INFINITY;
  #current = Number.POSITIVE_INFINITY;
  #windowStartMs = Number.NEGATIVE_INFINITY;

  /** Infinity before the first `add`. */
  get value(): number {
    return Math.min(this.#previous, this.#current);
  }

  add(value: number, nowMs: number): void {
    if (nowMs - this.#windowStartMs > windowMs) {
      this.#previous = this.#current;
      this.#current = value;
      this.#windowStartMs = nowMs;
    } else if (value < this.#current) {
      this.#current = value;
    }
  }

  reset(): void {
    this.#previous = Number.POSITIVE_INFINITY;
    this.#current = Number.POSITIVE_INFINITY;
    this.#windowStartMs = Number.NEGATIVE_INFINITY;
  }
}

/** A picture taken this long before it arrived (least delay) is believed. */
const believe = { minDelayMs: -50, maxDelayMs: 1500 };
/** A clock that was believed is believed on within these bounds. */
const keepBelieving = { minDelayMs: -300, maxDelayMs: 3000 };

export class CameraClock {
  /** Monotonic arrival minus camera time. */
  readonly #offset = new MinFilter();
  #trusted = false;

  /** Does the camera's clock agree with ours? */
  get trusted(): boolean {
    return this.#trusted;
  }

  /**
   * A sample that the camera took at `cameraUtcMs` by its own clock arrived at `arrivalMs` (monotonic); server UTC is
   * `utcOffsetMs` ahead of the monotonic clock.
   */
  observe(cameraUtcMs: number, arrivalMs: number, utcOffsetMs: number): void {
    this.#offset.add(arrivalMs - cameraUtcMs, arrivalMs);
    const delayMs = this.#offset.value + utcOffsetMs;
    const bounds = this.#trusted ? keepBelieving : believe;
    this.#trusted = delayMs >= bounds.minDelayMs && delayMs <= bounds.maxDelayMs;
  }

  /** Server UTC at a time of the camera's clock. */
  toServer(cameraUtcMs: number, utcOffsetMs: number): number {
    return this.#trusted ? cameraUtcMs : cameraUtcMs + this.#offset.value + utcOffsetMs;
  }

  /** The camera's clock was set: what is known of it is void. */
  reset(): void {
    this.#offset.reset();
    this.#trusted = false;
  }
}
