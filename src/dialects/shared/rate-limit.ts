/** Counts requests per client and class in fixed windows. Bounded: with too many clients the oldest counters go. */
import type { Clock } from '#domain/clock.ts';

export interface RateState {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Until the window opens again, milliseconds. */
  readonly resetInMs: number;
}

const maxCounters = 10_000;

export class RateLimiter {
  readonly #clock: Clock;
  readonly #windowMs: number;
  readonly #counters = new Map<string, { startMs: number; count: number }>();

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  take(key: string, limit: number): RateState {
    const nowMs = this.#clock.monotonicMs();
    let counter = this.#counters.get(key);
    if (!counter || nowMs - counter.startMs >= this.#windowMs) {
      // Set anew, so that the map stays in order of age.
      this.#counters.delete(key);
      counter = { startMs: nowMs, count: 0 };
      this.#counters.set(key, counter);
      this.#dropOldest();
    }
    const allowed = counter.count < limit;
    if (allowed) counter.count += 1;
    const resetInMs = counter.startMs + this.#windowMs - nowMs;
    return { allowed, limit, remaining: Math.max(0, limit - counter.count), resetInMs };
  }

  #dropOldest(): void {
    if (this.#counters.size <= maxCounters) return;
    const oldest = this.#counters.keys().next();
    if (!oldest.done) this.#counters.delete(oldest.value);
  }
}
