/**
 * Does what scenarios order. What counts is in the database: an action is done at least once, also when the server is killed
 * meanwhile. The actions of one target are done in order, each tried again with a growing pause until it is done or its time is
 * over; a target that does not answer holds up nobody else: each kind of action has places of its own, and half of them are kept
 * for targets that did answer.
 * Of an action that is done in part, the rest goes on as an action of its own.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import {
  type ActionChange,
  type ActionRow,
  areWaiting,
  deleteActions,
  findAction,
  findNextAction,
  insertAction,
  listWaitingTargets,
  moveAction,
  type NewAction,
} from '#stores/actions.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { everything } from '#stores/site-scope.ts';
import { mostWaiting } from '../scenarios/judge.ts';
import type { QueuedSettings } from '../scenarios/scenario.ts';
import type { Executor, Executors, LeftOver, PartlyDone } from './executor.ts';
import type { Occasion } from './occasion.ts';
import { attemptMs, longestPauseMs, pauseMs } from './pauses.ts';
import { targetOf } from './targets.ts';

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

/** What came of an attempt. */
interface Ending {
  readonly end: AttemptEnd;
  readonly change: ActionChange;
}

interface Attempted extends Ending {
  readonly actionId: number;
  readonly kind: string;
  readonly rests: readonly Rest[];
}

/** What was not done, as if it had been an action of its own before the attempt. */
interface Rest extends Ending {
  readonly action: NewAction;
}

interface Lane {
  readonly kind: string;
  nextMs: number;
  busy: boolean;
  /** The last attempt failed. */
  troubled: boolean;
  /** Something came while it was looked at. */
  woken: boolean;
  /** Of the last attempt, until it is written down. */
  ending: Attempted | null;
}

/** Attempts of one kind at a time, and those of them for targets whose last one failed. */
const atATime = 8;
const troubledAtATime = 4;
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
      this.#lanes.set(target, newLane(target, next_ms));
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
      if (lane === undefined) this.#lanes.set(target, newLane(target, 0));
      else lane.woken = true;
    }
    this.look();
  }

  /** Begins what is due. Timers call it; who moves the clock does, too. */
  look(): void {
    if (this.#stop.signal.aborted) return;
    const nowMs = this.#nowMs();
    const idle = [...this.#lanes].filter(([, { busy }]) => !busy);
    const due = idle.filter(([, { nextMs, woken }]) => woken || isDue(nextMs, nowMs));
    due.sort(([, a], [, b]) => a.nextMs - b.nextMs);
    const busy = [...this.#lanes.values()].filter((lane) => lane.busy);
    for (const [target, lane] of due) {
      if (!hasRoom(lane, busy)) continue;
      this.#begin(target, lane);
      busy.push(lane);
    }
    // Those that found no room begin when somebody ends.
    this.#sleep(idle.filter((lane) => !due.includes(lane)).map(([, { nextMs }]) => nextMs));
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
        if (this.#stop.signal.aborted) return;
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
    if (lane.ending === null) {
      const action = await findNextAction(this.#options.db, target);
      if (action === undefined) {
        if (!lane.woken) this.#lanes.delete(target);
        return;
      }
      if (!isDue(action.next_ms, this.#nowMs())) {
        lane.nextMs = action.next_ms;
        return;
      }
      lane.ending = await this.#attempt(action, lane);
    }
    // A database that does not take it is asked again; the attempt is not made again for that.
    const { kind, end, change, rests } = lane.ending;
    await this.#write(lane.ending);
    for (const one of [end, ...rests.map((rest) => rest.end)]) this.#count(kind, one);
    lane.nextMs = change.next_ms ?? this.#nowMs();
    lane.ending = null;
    if (rests.length > 0) this.wake(rests.map(({ action }) => action.target));
  }

  async #write({ actionId, change, rests }: Attempted): Promise<void> {
    await this.#options.db.transaction().execute(async (trx) => {
      // Else its scenario was deleted meanwhile.
      if (await moveAction(trx, actionId, 'waiting', change))
        for (const rest of rests) await this.#insertRest(trx, rest);
    });
  }

  async #insertRest(trx: Trx, { action, end, change }: Rest): Promise<void> {
    const isFull = end === 'again' && (await areWaiting(trx, action.target, mostWaiting));
    const full = `${mostWaiting} are waiting for this target already`;
    await insertAction(trx, action);
    const { id } = (await findAction(trx, everything, action.uuid))!;
    await moveAction(
      trx,
      id,
      'waiting',
      isFull ? this.#finished('failed', change.attempts!, full).change : change,
    );
  }

  async #attempt(action: ActionRow, lane: Lane): Promise<Attempted> {
    const common = { actionId: action.id, kind: action.kind, rests: [] };
    if (action.expires_ms <= this.#nowMs()) {
      const message = action.message ?? 'its time was over before it could be tried';
      return { ...common, ...this.#finished('failed', action.attempts, message) };
    }
    const attempts = action.attempts + 1;
    try {
      const partly = await this.#carryOut(action);
      lane.troubled = false;
      this.#told.delete(action.target);
      const rests = (partly?.left ?? []).map((left) => this.#restOf(action, attempts, left));
      return { ...common, ...this.#finished('done', attempts, partly?.remark ?? null), rests };
    } catch (cause) {
      // A stop is no attempt.
      this.#stop.signal.throwIfAborted();
      const error = toVidetteError(cause);
      lane.troubled = isPassing(error);
      return { ...common, ...this.#notDone(action, attempts, error) };
    }
  }

  #restOf({ id: _, attempts: __, ...action }: ActionRow, attempts: number, left: LeftOver): Rest {
    const rest = {
      ...action,
      uuid: randomUUID(),
      target: targetOf(left.settings, action.camera_id),
      settings: JSON.stringify(left.settings),
    };
    return { action: rest, ...this.#notDone(rest, attempts, left.error) };
  }

  /** Later, or never. */
  #notDone(action: NewAction, attempts: number, error: VidetteError): Ending {
    const nextMs = this.#nowMs() + pauseMs(attempts, error.retryAfterMs);
    const message = error.message.slice(0, 1000);
    if (isPassing(error) && nextMs < action.expires_ms)
      return { end: 'again', change: { attempts, next_ms: nextMs, message } };
    this.#tell(action, attempts, error);
    return this.#finished('failed', attempts, message);
  }

  #finished(state: 'done' | 'failed', attempts: number, message: string | null): Ending {
    return { end: state, change: { state, attempts, message, finished_ms: this.#nowMs() } };
  }

  /** Once for as long as a target says the same; the list of actions has them all. */
  #tell({ uuid, target }: NewAction, attempts: number, error: VidetteError): void {
    if (this.#told.get(target) === error.message) return;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.set(target, error.message);
    this.#options.log('an action failed', { action: uuid, target, attempts, error });
  }

  async #carryOut({ uuid, organization_id, settings, occasion }: ActionRow): Promise<PartlyDone | undefined> {
    const read = JSON.parse(settings) as QueuedSettings;
    const execute = this.#options.executors[read.kind] as Executor<QueuedSettings>;
    const limitMs = attemptMs(read.kind);
    const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(limitMs)]);
    const done = execute({
      id: uuid,
      organizationId: organization_id,
      settings: read,
      occasion: JSON.parse(occasion) as Occasion,
      signal,
    });
    return await Promise.race([done, tooLong(signal, limitMs)]);
  }

  #count(kind: string, end: AttemptEnd): void {
    const key = `${kind} ${end}`;
    this.#attempts.set(key, (this.#attempts.get(key) ?? 0) + 1);
  }

  #sleep(untilMs: readonly number[]): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const nextMs = untilMs.reduce((first, ms) => Math.min(first, ms), Number.POSITIVE_INFINITY);
    if (nextMs === Number.POSITIVE_INFINITY) return;
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

function newLane(target: string, nextMs: number): Lane {
  const [kind] = target.split(' ', 1) as [string];
  return { kind, nextMs, busy: false, troubled: false, woken: false, ending: null };
}

/** No pause is longer than the longest: what seems to be further away was written before the clock was set back. */
function isDue(nextMs: number, nowMs: number): boolean {
  return nextMs <= nowMs || nextMs > nowMs + longestPauseMs;
}

function hasRoom({ kind, troubled }: Lane, busy: readonly Lane[]): boolean {
  const same = busy.filter((other) => other.kind === kind);
  if (same.length >= atATime) return false;
  return !troubled || same.filter((other) => other.troubled).length < troubledAtATime;
}

function tooLong(signal: AbortSignal, limitMs: number): Promise<never> {
  const error = () => new VidetteError('unavailable', `was not done within ${limitMs / 1000} s`);
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(error()), { once: true }));
}

/** The other side may be back later. */
function isPassing({ code }: VidetteError): boolean {
  return code === 'unavailable' || code === 'exhausted';
}
