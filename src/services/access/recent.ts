/** A bounded memory of what was true a moment ago. */
import type { Clock } from '#domain/clock.ts';

export class Recent<T> {
  readonly #entries = new Map<string, { value: T; atMs: number }>();
  readonly #lifeMs: number;
  readonly #max: number;
  readonly #clock: Clock;

  constructor(options: { lifeMs: number; max: number }, clock: Clock) {
    this.#lifeMs = options.lifeMs;
    this.#max = options.max;
    this.#clock = clock;
  }

  find(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (this.#clock.monotonicMs() - entry.atMs < this.#lifeMs) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  keep(key: string, value: T): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, atMs: this.#clock.monotonicMs() });
    if (this.#entries.size > this.#max) this.#entries.delete(this.#entries.keys().next().value!);
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
