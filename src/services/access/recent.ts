/**
 * A bounded memory of what was true a moment ago. What is looked up while something is forgotten may be old already: `keep` takes
 * the mark from before the look-up and drops what a change overtook.
 */
import type { Clock } from '#domain/clock.ts';

export class Recent<T> {
  readonly #entries = new Map<string, { value: T; atMs: number }>();
  readonly #lifeMs: number;
  readonly #max: number;
  readonly #clock: Clock;
  #changes = 0;

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

  /** To be taken before a look-up. */
  mark(): number {
    return this.#changes;
  }

  keep(key: string, value: T, mark: number): void {
    if (mark !== this.#changes) return;
    this.#entries.delete(key);
    this.#entries.set(key, { value, atMs: this.#clock.monotonicMs() });
    if (this.#entries.size > this.#max) this.#entries.delete(this.#entries.keys().next().value!);
  }

  forget(key: string): void {
    this.#changes++;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#changes++;
    this.#entries.clear();
  }
}
