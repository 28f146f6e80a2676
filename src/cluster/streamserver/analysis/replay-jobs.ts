/** Replays of this streamserver: one at a time, so that what is live keeps the analyzers, and the state of each until nobody asks any more. */
import type { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { RecordedFile } from '#media/playback/recorded.ts';
import type { ReplayEvent, ReplayOrder, ReplayState } from '../../protocol.ts';
import { runReplay } from './replay-run.ts';

export interface ReplayJobsOptions {
  readonly pool: Pick<AnalyzerPool, 'openAnalysis'>;
  readonly clock: Clock;
  readonly files: (cameraId: string, fromMs: number, toMs: number) => readonly RecordedFile[];
  /** The analyzers have no time for this now. */
  readonly busy: () => boolean;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

interface Job {
  readonly order: ReplayOrder;
  readonly abort: AbortController;
  state: ReplayState['state'];
  atMs: number;
  startedAtMs: number | null;
  endedAtMs: number | null;
  message: string | null;
  events: readonly ReplayEvent[];
}

const keptMs = 3600_000;
const maxJobs = 100;

export class ReplayJobs implements AsyncDisposable {
  readonly #options: ReplayJobsOptions;
  readonly #jobs = new Map<string, Job>();
  #last: Promise<void> = Promise.resolve();

  constructor(options: ReplayJobsOptions) {
    this.#options = options;
  }

  /** Asking twice for one replay is asking once. */
  start(order: ReplayOrder): ReplayState {
    this.#forgetOld();
    const known = this.#jobs.get(order.replayId);
    if (known !== undefined) return this.#stateOf(known);
    if (this.#jobs.size >= maxJobs) {
      throw new VidetteError('exhausted', 'too many replays', { reason: 'too_many_replays' });
    }
    const job: Job = {
      order,
      abort: new AbortController(),
      state: 'waiting',
      atMs: order.fromMs,
      ...{ startedAtMs: null, endedAtMs: null, message: null, events: [] },
    };
    this.#jobs.set(order.replayId, job);
    this.#last = this.#last.then(() => this.#run(job));
    return this.#stateOf(job);
  }

  state(replayId: string): ReplayState | null {
    const job = this.#jobs.get(replayId);
    return job === undefined ? null : this.#stateOf(job);
  }

  abort(replayId: string): void {
    const job = this.#jobs.get(replayId);
    if (job === undefined) return;
    job.abort.abort();
    if (job.state === 'waiting') this.#end(job, 'aborted');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const id of this.#jobs.keys()) this.abort(id);
    await this.#last;
  }

  async #run(job: Job): Promise<void> {
    if (job.state !== 'waiting') return;
    const { pool, clock, files, busy, log } = this.#options;
    const { cameraId, fromMs, toMs, settings, replayId } = job.order;
    job.state = 'running';
    job.startedAtMs = clock.monotonicMs();
    try {
      job.events = await runReplay({
        ...{ pool, settings, fromMs, toMs, busy },
        source: `${cameraId}/replay`,
        files: files(cameraId, fromMs, toMs),
        signal: job.abort.signal,
        progress: (atMs) => {
          job.atMs = atMs;
        },
      });
      job.atMs = toMs;
      this.#end(job, 'done');
    } catch (error) {
      if (job.abort.signal.aborted) this.#end(job, 'aborted');
      else {
        const failure = toVidetteError(error);
        job.message = failure.message;
        this.#end(job, 'failed');
        log('a replay failed', { camera: cameraId, replay: replayId, error: failure });
      }
    }
  }

  #end(job: Job, state: 'done' | 'failed' | 'aborted'): void {
    job.state = state;
    job.endedAtMs = this.#options.clock.monotonicMs();
  }

  #stateOf({ state, order, atMs, startedAtMs, endedAtMs, message, events }: Job): ReplayState {
    const doneMs = Math.min(order.toMs, Math.max(order.fromMs, atMs)) - order.fromMs;
    const tookMs = startedAtMs === null ? 0 : (endedAtMs ?? this.#options.clock.monotonicMs()) - startedAtMs;
    return {
      state,
      progress: order.toMs > order.fromMs ? doneMs / (order.toMs - order.fromMs) : 1,
      speed: tookMs > 0 ? Math.round((doneMs * 10) / tookMs) / 10 : 0,
      ...(message === null ? {} : { message }),
      events,
    };
  }

  #forgetOld(): void {
    const nowMs = this.#options.clock.monotonicMs();
    for (const [id, { endedAtMs }] of this.#jobs) {
      if (endedAtMs !== null && nowMs - endedAtMs > keptMs) this.#jobs.delete(id);
    }
  }
}
