/** Remembers whose data made an analyzer crash, and keeps such a stream away from the analyzers for a while. */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';

/** So many crashes within `windowMs` isolate a stream for `isolationMs`. */
const crashesAllowed = 2;
const windowMs = 10 * 60_000;
const isolationMs = 5 * 60_000;

export class Isolation {
  readonly #clock: Clock;
  readonly #crashes = new Map<string, number[]>();
  readonly #isolatedUntil = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws `unavailable` while the stream is isolated. */
  check(source: string): void {
    const until = this.#isolatedUntil.get(source);
    if (until === undefined) return;
    const leftMs = until - this.#clock.monotonicMs();
    if (leftMs <= 0) {
      this.#isolatedUntil.delete(source);
      return;
    }
    throw new VidetteError(
      'unavailable',
      'the data of this stream made the analyzers crash; it is left alone for a while',
      {
        reason: 'isolated',
        retryAfterMs: leftMs,
      },
    );
  }

  /** Notes a crash; true when it isolates the stream. */
  crashed(source: string): boolean {
    const now = this.#clock.monotonicMs();
    const recent = [...(this.#crashes.get(source) ?? []).filter((at) => now - at < windowMs), now];
    this.#crashes.set(source, recent);
    if (recent.length < crashesAllowed) return false;
    this.#crashes.delete(source);
    this.#isolatedUntil.set(source, now + isolationMs);
    return true;
  }
}
