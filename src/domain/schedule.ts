/** Weekly hours on the wall clock of a time zone: when a camera records, when a scenario counts. */
import type { ScheduleSpan } from './camera.ts';
import { VidetteError } from './errors.ts';

const minutesPerDay = 24 * 60;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Tells whether a moment lies inside a schedule. It looks at the wall clock of the time zone, so a span of 02:00–03:00 is skipped
 * in the night the clocks go forward and lasts two hours in the night they go back, as people there would say.
 */
export class Schedule {
  readonly #spans: readonly { days: readonly number[]; from: number; to: number }[];
  readonly #format: Intl.DateTimeFormat;
  #known: { minute: number; inside: boolean } | null = null;

  constructor(spans: readonly ScheduleSpan[], timeZone: string) {
    this.#spans = spans.map(({ days, from, to }) => ({ days, from: minutesOf(from), to: minutesOf(to) }));
    try {
      this.#format = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    } catch (cause) {
      throw new VidetteError('invalid', `unknown time zone ${JSON.stringify(timeZone)}`, {
        cause,
        field: ['timeZone'],
      });
    }
  }

  includes(utcMs: number): boolean {
    const minute = Math.floor(utcMs / 60_000);
    if (this.#known?.minute !== minute) this.#known = { minute, inside: this.#look(minute * 60_000) };
    return this.#known.inside;
  }

  #look(utcMs: number): boolean {
    const parts = new Map(this.#format.formatToParts(utcMs).map(({ type, value }) => [type, value]));
    const day = weekdays.indexOf(parts.get('weekday') ?? '') + 1;
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    const dayBefore = day === 1 ? 7 : day - 1;
    return this.#spans.some(({ days, from, to }) => {
      if (from < to) return days.includes(day) && minute >= from && minute < to;
      return (days.includes(day) && minute >= from) || (days.includes(dayBefore) && minute < to);
    });
  }
}

/** `HH:MM`, and `24:00` for the end of the day. */
function minutesOf(text: string): number {
  const match = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text);
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  if (!(minutes <= minutesPerDay)) {
    throw new VidetteError('invalid', `not a time of day: ${JSON.stringify(text)}`, { field: ['schedule'] });
  }
  return minutes;
}
