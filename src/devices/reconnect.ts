/** Pauses between connections: growing while a source fails, short again after it has run well. */
import type { StreamFailure } from '#media/stream.ts';

export interface ReconnectOptions {
  readonly firstMs?: number;
  readonly maxMs?: number;
  /** Streaming for this long makes the next pause the first one again. */
  readonly stableMs?: number;
  /** 0 … 1, replaceable for tests. */
  readonly random?: () => number;
}

/** These do not pass by trying often; wrong passwords even lock accounts. */
const patientFailures: readonly StreamFailure[] = ['wrong_credentials', 'invalid_source', 'unsupported'];

export class ReconnectPauses {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #stableMs: number;
  readonly #random: () => number;
  #nextMs: number;

  constructor(options: ReconnectOptions = {}) {
    this.#firstMs = options.firstMs ?? 1000;
    this.#maxMs = options.maxMs ?? 30_000;
    this.#stableMs = options.stableMs ?? 30_000;
    this.#random = options.random ?? Math.random;
    this.#nextMs = this.#firstMs;
  }

  /** How long to wait after a connection that streamed for `streamedMs`; a quarter more or less, so that cameras do not come back all at once. */
  next(failure: StreamFailure, streamedMs: number): number {
    if (streamedMs >= this.#stableMs) this.#nextMs = this.#firstMs;
    const baseMs = patientFailures.includes(failure) ? this.#maxMs : this.#nextMs;
    this.#nextMs = Math.min(this.#maxMs, this.#nextMs * 2);
    return Math.min(this.#maxMs, Math.round(baseMs * (0.75 + this.#random() / 2)));
  }
}
