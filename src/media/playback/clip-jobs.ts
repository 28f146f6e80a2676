/** Clips under way in this process: a few at a time, each with its progress, until it is done, failed or aborted. */
import { VidetteError } from '#domain/errors.ts';
import { writeClip } from './clip-file.ts';
import { planClip } from './clip-plan.ts';
import { type RecordedFile, readPlanFragments } from './recorded.ts';

export interface ClipJobOrder {
  readonly clipId: string;
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly path: string;
}

export type ClipJobState =
  | { readonly state: 'running'; readonly progress: number }
  | { readonly state: 'done'; readonly bytes: number; readonly durationMs: number; readonly sha256: string }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'aborted' };

interface Job {
  readonly order: ClipJobOrder;
  readonly abort: AbortController;
  state: ClipJobState;
}

/** Copying is bound by the disk: more at once would only make each slower. */
const runningAtOnce = 2;
/** Ended jobs are remembered for those who ask late. */
const endedKept = 1000;
/** Progress is told in steps of this. */
const progressStep = 0.02;

export interface ClipJobsOptions {
  readonly files: (cameraId: string, fromMs: number, toMs: number) => readonly RecordedFile[];
  readonly moved: (clipId: string, state: ClipJobState) => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export class ClipJobs implements AsyncDisposable {
  readonly #options: ClipJobsOptions;
  readonly #jobs = new Map<string, Job>();
  readonly #waiting: Job[] = [];
  readonly #running = new Map<Job, Promise<void>>();

  constructor(options: ClipJobsOptions) {
    this.#options = options;
  }

  /** Asking twice for one clip is asking once. */
  start(order: ClipJobOrder): ClipJobState {
    const known = this.#jobs.get(order.clipId);
    if (known !== undefined) return known.state;
    const job: Job = { order, abort: new AbortController(), state: { state: 'running', progress: 0 } };
    this.#jobs.set(order.clipId, job);
    this.#forgetOld();
    this.#waiting.push(job);
    this.#next();
    return job.state;
  }

  state(clipId: string): ClipJobState | null {
    return this.#jobs.get(clipId)?.state ?? null;
  }

  /** Resolves when nothing of the clip is written any more. */
  async abort(clipId: string): Promise<void> {
    const job = this.#jobs.get(clipId);
    if (job === undefined || job.state.state !== 'running') return;
    job.abort.abort();
    const waiting = this.#waiting.indexOf(job);
    if (waiting >= 0) {
      this.#waiting.splice(waiting, 1);
      this.#move(job, { state: 'aborted' });
    }
    await this.#running.get(job);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#jobs.keys()].map((clipId) => this.abort(clipId)));
  }

  #next(): void {
    while (this.#running.size < runningAtOnce) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      const run = this.#run(job).finally(() => {
        this.#running.delete(job);
        this.#next();
      });
      this.#running.set(job, run);
    }
  }

  async #run(job: Job): Promise<void> {
    try {
      this.#move(job, await this.#make(job));
    } catch (error) {
      if (job.abort.signal.aborted) {
        this.#move(job, { state: 'aborted' });
        return;
      }
      this.#options.log('a clip failed', { clipId: job.order.clipId, error });
      const known = error instanceof VidetteError;
      this.#move(job, {
        state: 'failed',
        message: known ? error.message : `it cannot be written: ${String(error)}`,
      });
    }
  }

  async #make(job: Job): Promise<ClipJobState> {
    const { cameraId, fromMs, toMs, path } = job.order;
    const files = this.#options.files(cameraId, fromMs, toMs);
    const plan = await planClip(readPlanFragments(files, job.abort.signal), fromMs, toMs);
    if (plan === null) throw new VidetteError('not_found', 'nothing was recorded in this period');
    let told = 0;
    const written = await writeClip(plan, path, {
      creationUtcMs: fromMs,
      signal: job.abort.signal,
      progress: (share) => {
        if (share - told < progressStep) return;
        told = share;
        this.#move(job, { state: 'running', progress: Math.min(share, 0.99) });
      },
    });
    return { state: 'done', ...written, durationMs: Math.round(plan.durationMs) };
  }

  #move(job: Job, state: ClipJobState): void {
    job.state = state;
    this.#options.moved(job.order.clipId, state);
  }

  #forgetOld(): void {
    for (const [clipId, { state }] of this.#jobs) {
      if (this.#jobs.size <= endedKept) return;
      if (state.state !== 'running') this.#jobs.delete(clipId);
    }
  }
}
