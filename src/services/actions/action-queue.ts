/**
 * Does what scenarios order. What counts is in the database: an action is done at least once, also when the server is killed
 * meanwhile. The actions of one target are done in order, each tried again with a growing pause until it is done or its time is
 * over; a target that does not answer holds up nobody else.
 */
import type { Clock } from '#domain/clock.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import {
  type ActionRow,
  deleteActions,
  findNextAction,
  listWaitingTargets,
  moveAction,
} from '#stores/actions.ts';
import type { Db } from '#stores/schema.ts';
import type { QueuedSettings } from '../scenarios/scenario.ts';
import type { Executor, Executors } from './executor.ts';
import type { Occasion } from './occasion.ts';
import { pauseMs } from './pauses.ts';

export interface ActionQueueOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly executors: Executors;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export type AttemptEnd = 'done' | 'again' | 'failed';

/** For metrics. */
export interface QueueFigures {
  readonly waitingTargets: number;
  /** Since the start. */
  attempts(): readonly { readonly kind: string; readonly end: AttemptEnd; readonly count: number }[];
}

interface Lane {
  nextMs: number;
  busy: boolean;
  /** Something came while it was looked at. */
  woken: boolean;
}

/** Attempts at a time. */
const atATime = 8;
const attemptMs = 30_000;
/** Targets whose failure is remembered, for the log only. */
const mostTold = 1_000;
/** The database did not answer. */
const troubleMs = 5_000;
const longestSleepMs = 60_000;
const houseKeepingMs = 3_600_000;
const keepDoneMs = 7 * 24 * 3_600_000;
const keepFailedMs = 30 * 24 * 3_600_000;

export class ActionQueue implements AsyncDisposable, QueueFigures {
  readonly #options: ActionQueueOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #running = new Set<Promise<void>>();
  /** By kind and end. */
  readonly #attempts = new Map<string, number>();
  /** By target the failure that the log has, until something is done there again. */
  readonly #told = new Map<string, string>();
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #houseKeeping: NodeJS.Timeout | null = null;

  constructor(options: ActionQueueOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    for (const { target, next_ms } of await listWaitingTargets(this.#options.db))
      this.#lanes.set(target, { nextMs: next_ms, busy: false, woken: false });
    this.#houseKeeping = setInterval(() => void this.#removeOld(), houseKeepingMs);
    this.#houseKeeping.unref();
    this.look();
  }

  get waitingTargets(): number {
    return this.#lanes.size;
  }

  attempts() {
    return [...this.#attempts].map(([key, count]) => {
      const [kind, end] = key.split(' ') as [string, AttemptEnd];
      return { kind, end, count };
    });
  }

  /** There is something new for these targets, or something to be tried again. */
  wake(targets: Iterable<string>): void {
    for (const target of targets) {
      const lane = this.#lanes.get(target);
      if (lane === undefined) this.#lanes.set(target, { nextMs: 0, busy: false, woken: false });
      else lane.woken = true;
    }
    this.look();
  }

  /** Begins what is due. Timers call it; who moves the clock does, too. */
  look(): void {
    if (this.#stop.signal.aborted) return;
    const nowMs = this.#nowMs();
    const idle = [...this.#lanes].filter(([, { busy }]) => !busy);
    const due = idle.filter(([, { nextMs, woken }]) => woken || nextMs <= nowMs);
    due.sort(([, a], [, b]) => a.nextMs - b.nextMs);
    for (const [target, lane] of due.slice(0, Math.max(0, atATime - this.#running.size)))
      this.#begin(target, lane);
    this.#sleep(idle.map(([, lane]) => lane));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#houseKeeping !== null) clearInterval(this.#houseKeeping);
    await Promise.all(this.#running);
  }

  #begin(target: string, lane: Lane): void {
    lane.busy = true;
    lane.woken = false;
    const run = this.#tryNext(target, lane)
      .catch((error: unknown) => {
        this.#options.log('an action cannot be looked after', { target, error });
        lane.nextMs = this.#nowMs() + troubleMs;
      })
      .finally(() => {
        lane.busy = false;
        this.#running.delete(run);
        this.look();
      });
    this.#running.add(run);
  }

  /** One attempt, so that the lanes take turns. */
  async #tryNext(target: string, lane: Lane): Promise<void> {
    const action = await findNextAction(this.#options.db, target);
    if (action === undefined) {
      if (!lane.woken) this.#lanes.delete(target);
      return;
    }
    lane.nextMs = action.next_ms > this.#nowMs() ? action.next_ms : await this.#attempt(action);
  }

  /** When to go on with this target. */
  async #attempt(action: ActionRow): Promise<number> {
    const { db } = this.#options;
    if (action.expires_ms <= this.#nowMs()) {
      const message = action.message ?? 'its time was over before it could be tried';
      await this.#finish(action, { state: 'failed', attempts: action.attempts, message });
      return this.#nowMs();
    }
    const attempts = action.attempts + 1;
    try {
      const remark = await this.#carryOut(action);
      await this.#finish(action, { state: 'done', attempts, message: remark ?? null });
      this.#told.delete(action.target);
    } catch (cause) {
      if (this.#stop.signal.aborted) return 0;
      const error = toVidetteError(cause);
      const nextMs = this.#nowMs() + pauseMs(attempts, error.retryAfterMs);
      const message = error.message.slice(0, 1000);
      if (isPassing(error) && nextMs < action.expires_ms) {
        await moveAction(db, action.id, 'waiting', { attempts, next_ms: nextMs, message });
        this.#count(action, 'again');
        return nextMs;
      }
      this.#tell(action, attempts, error);
      await this.#finish(action, { state: 'failed', attempts, message });
    }
    return this.#nowMs();
  }

  /** Once for as long as a target says the same; the list of actions has them all. */
  #tell({ uuid, target }: ActionRow, attempts: number, error: VidetteError): void {
    if (this.#told.get(target) === error.message) return;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.set(target, error.message);
    this.#options.log('an action failed', { action: uuid, target, attempts, error });
  }

  async #carryOut({ uuid, organization_id, settings, occasion }: ActionRow): Promise<string | undefined> {
    const read = JSON.parse(settings) as QueuedSettings;
    const execute = this.#options.executors[read.kind] as Executor<QueuedSettings>;
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(attemptMs)]);
    const done = execute({
      id: uuid,
      organizationId: organization_id,
      settings: read,
      occasion: JSON.parse(occasion) as Occasion,
      signal,
    });
    return await Promise.race([done, tooLong(signal)]);
  }

  async #finish(
    action: ActionRow,
    end: Pick<ActionRow, 'attempts' | 'message'> & { readonly state: 'done' | 'failed' },
  ): Promise<void> {
    await moveAction(this.#options.db, action.id, 'waiting', { ...end, finished_ms: this.#nowMs() });
    this.#count(action, end.state);
  }

  #count({ kind }: ActionRow, end: AttemptEnd): void {
    const key = `${kind} ${end}`;
    this.#attempts.set(key, (this.#attempts.get(key) ?? 0) + 1);
  }

  #sleep(lanes: readonly Lane[]): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const nextMs = Math.min(...lanes.filter(({ busy }) => !busy).map(({ nextMs }) => nextMs));
    // A slot that gets free looks itself.
    if (nextMs === Number.POSITIVE_INFINITY || this.#running.size >= atATime) return;
    const ms = Math.min(Math.max(nextMs - this.#nowMs(), 0), longestSleepMs);
    this.#timer = setTimeout(() => this.look(), ms);
    this.#timer.unref();
  }

  async #removeOld(): Promise<void> {
    const { db, log } = this.#options;
    try {
      await deleteActions(db, 'done', this.#nowMs() - keepDoneMs);
      await deleteActions(db, 'failed', this.#nowMs() - keepFailedMs);
    } catch (error) {
      log('old actions cannot be deleted', { error });
    }
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

function tooLong(signal: AbortSignal): Promise<never> {
  const error = () => new VidetteError('unavailable', `was not done within ${attemptMs / 1000} s`);
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(error()), { once: true }));
}

/** The other side may be back later. */
function isPassing({ code }: VidetteError): boolean {
  return code === 'unavailable' || code === 'exhausted';
}
