/**
 * Lets go of events by age and by number, in steps so small that nobody waits for one. PostgreSQL drops whole days where all of one
 * goes.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#domain/clock.ts';
import { engineOf } from '#stores/columns.ts';
import { dayMs } from '#stores/event-keys.ts';
import {
  deleteOldCounts,
  deleteOldestEvents,
  deleteOldPlates,
  dropEventDay,
  forgetEventDay,
  listEventDays,
} from '#stores/event-retention.ts';
import type { Db } from '#stores/schema.ts';

export interface EventLimits {
  readonly keepDays: number;
  /** 0: no limit. */
  readonly maxCount: number;
  readonly statisticsDays: number;
}

export interface EventRetentionOptions extends EventLimits {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Told after a whole day went. */
  readonly dropped?: () => void;
  /** Rows of one step; the default takes a few milliseconds on SQLite. */
  readonly stepRows?: number;
}

/** Between steps others get their turn. */
const restMs = 20;
const everyMs = 60_000;
const countsEveryMs = 3_600_000;
const defaultStepRows = 250;

export class EventRetention implements AsyncDisposable {
  readonly #options: EventRetentionOptions;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #countedMs = Number.NEGATIVE_INFINITY;

  constructor(options: EventRetentionOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.run()
        .catch((error: unknown) => this.#options.log('old events cannot be deleted', { error }))
        .finally(() => {
          this.#running = null;
        });
    }, everyMs);
    this.#timer.unref();
  }

  /** Once through all limits. */
  async run(): Promise<void> {
    const { db, clock, keepDays, statisticsDays, stepRows = defaultStepRows } = this.#options;
    const nowMs = clock.utcMs();
    const firstKeptMs = nowMs - keepDays * dayMs;
    await this.#deleteBefore(firstKeptMs);
    await this.#deleteAboveNumber();
    if (nowMs - this.#countedMs < countsEveryMs) return;
    this.#countedMs = nowMs;
    const firstDay = Math.floor((nowMs - statisticsDays * dayMs) / dayMs);
    await deleteOldCounts(db, firstDay);
    while (
      !this.#stop.signal.aborted &&
      (await deleteOldPlates(db, Math.floor(firstKeptMs / dayMs), stepRows))
    )
      await pause(restMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#stop.abort();
    await this.#running;
  }

  async #deleteBefore(ms: number): Promise<void> {
    const { db } = this.#options;
    const firstDay = Math.floor(ms / dayMs);
    for (const { day, count } of await listEventDays(db)) {
      if (day > firstDay || this.#stop.signal.aborted) return;
      if (day < firstDay && engineOf(db) === 'postgres') await this.#dropDay(day);
      else if (count > 0) await this.#deleteSteps(Math.min(ms, (day + 1) * dayMs), Number.POSITIVE_INFINITY);
      if (day < firstDay) await forgetEventDay(db, day);
    }
  }

  async #deleteAboveNumber(): Promise<void> {
    const { db, maxCount } = this.#options;
    if (maxCount === 0) return;
    const days = await listEventDays(db);
    let over = days.reduce((sum, { count }) => sum + count, 0) - maxCount;
    for (const { day, count } of days) {
      if (over <= 0 || this.#stop.signal.aborted) return;
      if (count <= over && engineOf(db) === 'postgres') await this.#dropDay(day);
      else await this.#deleteSteps((day + 1) * dayMs, over);
      over -= count;
    }
  }

  async #dropDay(day: number): Promise<void> {
    await dropEventDay(this.#options.db, day);
    this.#options.dropped?.();
  }

  async #deleteSteps(beforeMs: number, most: number): Promise<void> {
    const { db, stepRows = defaultStepRows } = this.#options;
    for (let left = most; left > 0 && !this.#stop.signal.aborted; ) {
      const gone = await deleteOldestEvents(db, beforeMs, Math.min(stepRows, left));
      if (gone === 0) return;
      left -= gone;
      await pause(restMs);
    }
  }
}
