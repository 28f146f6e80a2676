/** What the analytics of all cameras of a streamserver share. */
import type { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import type { Clock } from '#domain/clock.ts';
import { Bursts } from './bursts.ts';
import { RateGovernor } from './rate-governor.ts';
import type { SightingSink } from './sighting-sink.ts';

export interface AnalysisCentreOptions {
  readonly pool: Pick<AnalyzerPool, 'openAnalysis'>;
  readonly clock: Clock;
  readonly sink: SightingSink;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Cameras without a sub-stream whose main stream may be decoded whole at a time; 0: keyframes only. */
  readonly bursts: number;
  /** A stream without pictures for so long is gone; default 10 s. */
  readonly goneMs?: number;
}

interface Ticking {
  tick(): void;
}

const tickMs = 1000;

export class AnalysisCentre implements Disposable {
  readonly pool: AnalysisCentreOptions['pool'];
  readonly clock: Clock;
  readonly sink: SightingSink;
  readonly log: AnalysisCentreOptions['log'];
  readonly goneMs: number;
  readonly governor = new RateGovernor();
  readonly bursts: Bursts;
  readonly #cameras = new Set<Ticking>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: AnalysisCentreOptions) {
    this.pool = options.pool;
    this.clock = options.clock;
    this.sink = options.sink;
    this.log = options.log;
    this.goneMs = options.goneMs ?? 10_000;
    this.bursts = new Bursts(options.bursts);
  }

  /** Ticked once a second from now on; returns what ends it. */
  join(camera: Ticking): () => void {
    this.#cameras.add(camera);
    this.#timer ??= setInterval(() => this.tick(), tickMs).unref();
    return () => {
      this.#cameras.delete(camera);
    };
  }

  tick(): void {
    this.governor.tick();
    for (const camera of this.#cameras) camera.tick();
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }
}
