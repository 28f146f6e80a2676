/** Something that fails again and again, as while a disk is full: told when it begins, at most once a minute after, and when it is over. */
import type { Clock } from './clock.ts';

export interface TroubleOptions {
  /** What is told while it lasts, and when it is over. */
  readonly failing: string;
  readonly over: string;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

const tellEveryMs = 60_000;

export class Trouble {
  readonly #options: TroubleOptions;
  /** Failures since it began; 0 while all is well. */
  #times = 0;
  #toldAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: TroubleOptions) {
    this.#options = options;
  }

  failed(details: Record<string, unknown>): void {
    const { clock, log, failing } = this.#options;
    this.#times += 1;
    const nowMs = clock.monotonicMs();
    if (this.#times > 1 && nowMs - this.#toldAtMs < tellEveryMs) return;
    this.#toldAtMs = nowMs;
    log(failing, this.#times === 1 ? details : { ...details, times: this.#times });
  }

  /** It works; to be called each time that it does. */
  works(): void {
    if (this.#times === 0) return;
    const times = this.#times;
    this.#times = 0;
    this.#options.log(this.#options.over, { times });
  }
}
