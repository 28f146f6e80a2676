/** The bars of the chart of events: hours, or days of the browser's time zone. */
import type { EventCount } from '../../api/contract.ts';

export const hourMs = 3_600_000;

export type Step = 'hour' | 'day';

export interface Bar {
  readonly begin: number;
  /** Not included. */
  readonly end: number;
  readonly count: number;
}

/**
 * Counts by the hour, all types together; where nothing happened there is a bar with 0. `from` and `to` are whole hours. The first day
 * begins at `from`, every other one at midnight here; a day on which clocks are changed has an hour less or more.
 */
export function barsOf(counts: readonly EventCount[], from: number, to: number, step: Step): Bar[] {
  const hours = new Map<number, number>();
  for (const { begin, count } of counts) hours.set(begin, (hours.get(begin) ?? 0) + count);
  const bars: Bar[] = [];
  for (let begin = from; begin < to; ) {
    const end = step === 'hour' ? begin + hourMs : nextDay(begin);
    let count = 0;
    for (let hour = begin; hour < Math.min(end, to); hour += hourMs) count += hours.get(hour) ?? 0;
    bars.push({ begin, end, count });
    begin = end;
  }
  return bars;
}

export function isMidnight(ms: number): boolean {
  return new Date(ms).setHours(0, 0, 0, 0) === ms;
}

/**
 * The server counts by hours of UTC. In zones that are half an hour or a quarter beside them, the hour around midnight belongs to the
 * day in which it begins: the next one begins at 00:30 there, and its bar says so.
 */
function nextDay(ms: number): number {
  return Math.ceil(new Date(ms).setHours(24, 0, 0, 0) / hourMs) * hourMs;
}
