/** For tests: a camera with hubs that are fed by hand, a real analyzer, and what came of it. */
import type { AnalysisClient, AnalysisOptions } from '#analytics/analyzer/analysis-client.ts';
import type { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import type { TestClip } from '#analytics/analyzer/clip.fixture.ts';
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';
import type { StreamName } from '#domain/camera.ts';
import type { Sighting } from '#domain/event.ts';
import { HandClock } from '#media/archive/test-archive.ts';
import { StreamHub } from '#media/hub.ts';
import type { Sample } from '#media/stream.ts';
import { AnalysisCentre } from './analysis-centre.ts';
import { CameraAnalysis } from './camera-analysis.ts';

const whole = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Motion, and who is in the picture. */
export const wholePicture: AnalyticsSettings = {
  ...noAnalytics,
  motion: { zones: [], coolDownSeconds: 1 },
  zones: [{ name: 'all', points: whole, loiterSeconds: null }],
};

/** Counts what goes to the analyzers and comes back. */
class CountingPool {
  readonly pool: AnalyzerPool;
  pushed = 0;
  answered = 0;
  looked = 0;
  decoded = 0;
  #wake = () => {};

  constructor(pool: AnalyzerPool) {
    this.pool = pool;
  }

  openAnalysis(options: AnalysisOptions): AnalysisClient {
    const client = this.pool.openAnalysis({
      ...options,
      onResult: (result, afterMs) => {
        options.onResult(result, afterMs);
        this.looked += result.looked;
        this.decoded += result.decoded;
        if (afterMs !== null) this.answered += 1;
        this.#wake();
      },
      onLost: () => {
        options.onLost();
        this.answered = this.pushed;
        this.#wake();
      },
    });
    const push = client.push.bind(client);
    client.push = (order) => {
      const done = push(order);
      if (done) this.pushed += 1;
      return done;
    };
    return client;
  }

  /** Nothing is on its way. */
  async drained(): Promise<void> {
    while (this.answered < this.pushed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

export class WatchedCamera implements AsyncDisposable {
  readonly clock = new HandClock();
  readonly hubs: Partial<Record<StreamName, StreamHub>> = {};
  readonly counts: CountingPool;
  readonly centre: AnalysisCentre;
  readonly analysis: CameraAnalysis;
  readonly seen: Sighting[] = [];
  readonly triggers: number[] = [];
  stopped = 0;
  #generation = 0;

  constructor(
    pool: AnalyzerPool,
    options: { readonly bursts?: number; readonly motion?: (untilMs: number) => void } = {},
  ) {
    this.counts = new CountingPool(pool);
    this.centre = new AnalysisCentre({
      pool: this.counts,
      clock: this.clock,
      sink: {
        take: (_, sighting) => this.seen.push(sighting),
        takeHeatMap: () => {},
        analysisStopped: () => {
          this.stopped += 1;
        },
      },
      log: () => {},
      bursts: options.bursts ?? 1,
    });
    this.analysis = new CameraAnalysis('camera', this.centre, (untilMs) => {
      this.triggers.push(untilMs);
      options.motion?.(untilMs);
    });
  }

  connect(name: StreamName, clip: TestClip): void {
    const hub = this.hubs[name] ?? new StreamHub();
    this.hubs[name] = hub;
    this.#generation += 1;
    hub.publishTracks({ generation: this.#generation, video: clip.track, audio: null });
  }

  /** Begins to watch and waits until it has. */
  async watch(settings: AnalyticsSettings = wholePicture): Promise<void> {
    this.analysis.wanted = { settings, hideMotion: false };
    this.analysis.open((name) => this.hubs[name] ?? null);
    await this.begun();
  }

  /** A feed has begun, the one before it has ended. */
  async begun(): Promise<void> {
    while (this.analysis.status() === null) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Each picture comes when it was taken and is looked at before the next; the centre ticks once a second. */
  async play(streams: Partial<Record<StreamName, readonly Sample[]>>): Promise<void> {
    const all = Object.entries(streams)
      .flatMap(([name, samples]) => samples.map((sample) => ({ name: name as StreamName, sample })))
      .sort((a, b) => a.sample.utcMs - b.sample.utcMs);
    for (const { name, sample } of all) {
      const second = Math.floor(this.clock.nowMs / 1000);
      this.clock.nowMs = sample.utcMs;
      if (Math.floor(sample.utcMs / 1000) !== second) this.centre.tick();
      this.hubs[name]?.publishSample(sample);
      await this.counts.drained();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.analysis[Symbol.asyncDispose]();
    this.centre[Symbol.dispose]();
  }
}

/** The same samples later, as a camera goes on: times of the first are `startMs`. */
export function startingAt(samples: readonly Sample[], startMs: number): Sample[] {
  const first = samples[0];
  return samples.map((sample) => ({ ...sample, utcMs: startMs + sample.utcMs - (first?.utcMs ?? 0) }));
}
