/**
 * Counts of many cameras together, day by day as they were read before. A month of 270 cameras is 65,000 rows, but of all days only
 * those change on which something is counted: mostly the present one. What another server counts is seen within a minute.
 */
import type { Clock } from '#domain/clock.ts';
import { type CountQuery, type CountRow, type Interval, listCounts } from '#stores/event-counts.ts';
import type { Db } from '#stores/schema.ts';
import type { CountedDays } from './counted-days.ts';

export interface DayCountsOptions {
  readonly db: Db;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly days: CountedDays;
}

/** Of one day, all kinds. */
interface Kept {
  readonly rows: Promise<readonly CountRow[]>;
  /** What `CountedDays` said before it was read. */
  readonly asOf: number;
  readonly untilMs: number;
}

type KeptDays = Map<number, Kept>;

/** Fewer cameras are read as quickly as they are found here. */
const leastCameras = 20;
const keepMs = 60_000;
/** Of one set of cameras: a little more than the longest period by hour, and a year by day. */
const mostDays: Readonly<Record<Interval, number>> = { hour: 40, day: 400 };
/** In one statement, between which others get their turn. */
const daysAtATime = 7;
const perDay: Readonly<Record<Interval, number>> = { hour: 24, day: 1 };

export class DayCounts {
  readonly #options: DayCountsOptions;
  readonly #kept = new WeakMap<ReadonlySet<number>, Record<Interval, KeptDays>>();

  constructor(options: DayCountsOptions) {
    this.#options = options;
  }

  /** As `listCounts`. For the same cameras hand in the same set. */
  async list(cameras: ReadonlySet<number>, query: Omit<CountQuery, 'cameras'>): Promise<CountRow[]> {
    const { interval, from, to } = query;
    if (cameras.size < leastCameras)
      return await listCounts(this.#options.db, { ...query, cameras: [...cameras] });
    const kept = this.#kept.get(cameras) ?? { hour: new Map(), day: new Map() };
    this.#kept.set(cameras, kept);
    const first = Math.floor(from / perDay[interval]);
    const last = Math.floor(to / perDay[interval]);
    const days = await this.#days(cameras, kept[interval], { interval, first, last });
    const kinds = query.kinds === null ? null : new Set(query.kinds);
    return days
      .flat()
      .filter(({ span, kind }) => span >= from && span <= to && (kinds === null || kinds.has(kind)));
  }

  async #days(
    cameras: ReadonlySet<number>,
    kept: KeptDays,
    { interval, first, last }: { readonly interval: Interval; readonly first: number; readonly last: number },
  ): Promise<(readonly CountRow[])[]> {
    const { clock, days } = this.#options;
    const nowMs = clock.monotonicMs();
    const isUsable = (day: number) => {
      const one = kept.get(day);
      return one !== undefined && one.untilMs > nowMs && days.isAsBefore(day, one.asOf);
    };
    const found: Kept['rows'][] = [];
    for (let day = first; day <= last; day++) {
      if (!isUsable(day)) {
        let end = day;
        while (end < last && end - day + 1 < daysAtATime && !isUsable(end + 1)) end += 1;
        this.#read(cameras, kept, { interval, first: day, last: end });
      }
      found.push(kept.get(day)!.rows);
    }
    while (kept.size > mostDays[interval]) kept.delete(kept.keys().next().value!);
    return await Promise.all(found);
  }

  #read(
    cameras: ReadonlySet<number>,
    kept: KeptDays,
    { interval, first, last }: { readonly interval: Interval; readonly first: number; readonly last: number },
  ): void {
    const { db, clock, days } = this.#options;
    const asOf = days.now;
    const length = perDay[interval];
    const read = listCounts(db, {
      interval,
      from: first * length,
      to: (last + 1) * length - 1,
      kinds: null,
      cameras: [...cameras],
    });
    const byDay = read.then((rows) => Map.groupBy(rows, ({ span }) => Math.floor(span / length)));
    for (let day = first; day <= last; day++) {
      const one: Kept = {
        rows: byDay.then((found) => found.get(day) ?? []),
        asOf,
        untilMs: clock.monotonicMs() + keepMs,
      };
      kept.delete(day);
      kept.set(day, one);
      // Whoever waits for it is told; the next one reads again.
      one.rows.catch(() => {
        if (kept.get(day) === one) kept.delete(day);
      });
    }
  }
}
