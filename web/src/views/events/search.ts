/** The filter of the events page as it stands in the address, so that it can be shared and survives a reload. */
import type { EventType } from '#domain/event.ts';
import type { EventFilter } from '../../api/event-filter.ts';
import { eventTypes } from '../../api/event-types.ts';

export const periods = ['hour', 'day', 'week', 'month', 'all'] as const;
export type Period = (typeof periods)[number];

export interface EventSearch {
  readonly period?: Period;
  /** Instead of a period, Unix milliseconds. */
  readonly from?: number;
  readonly to?: number;
  readonly types?: readonly EventType[];
  readonly cameras?: readonly string[];
  readonly place?: number;
  readonly name?: string;
  readonly class?: 0 | 1 | 2;
}

const hourMs = 3_600_000;
const lengths: Readonly<Record<Period, number>> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
  all: Number.POSITIVE_INFINITY,
};

/** Whatever somebody wrote into the address; what makes no sense is left out. */
export function parseSearch(raw: Record<string, unknown>): EventSearch {
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const time = (value: unknown) => (typeof value === 'number' && value > 0 ? Math.floor(value) : undefined);
  const types = eventTypes.filter((type) => texts(raw.types).includes(type));
  const cameras = texts(raw.cameras);
  const wanted = {
    period: periods.find((period) => period === raw.period),
    from: time(raw.from),
    to: time(raw.to),
    types: types.length === 0 ? undefined : types,
    cameras: cameras.length === 0 ? undefined : cameras,
    place: time(raw.place),
    name: typeof raw.name === 'string' && raw.name !== '' ? raw.name : undefined,
    class: ([0, 1, 2] as const).find((value) => value === raw.class),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/** Each object that passes is one event more beside what it does: shown when it is asked for. */
const usualTypes = eventTypes.filter((type) => type !== 'object');

/** `nowMs` should stay the same while the filter does, else the list is asked for again and again. */
export function filterOf(search: EventSearch, nowMs: number): EventFilter {
  const { types = usualTypes, cameras, place, name, class: objClass } = search;
  return {
    ...rangeOf(search, nowMs),
    event_type: [...types],
    ...(cameras === undefined ? {} : { camera_id: [...cameras] }),
    ...(place === undefined ? {} : { place_id: place }),
    ...(name === undefined ? {} : { name: [name] }),
    ...(objClass === undefined ? {} : { obj_class: [objClass] }),
  };
}

function rangeOf({ period, from, to }: EventSearch, nowMs: number): { from?: number; to?: number } {
  if (from !== undefined || to !== undefined)
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const length = lengths[period ?? 'day'];
  return Number.isFinite(length) ? { from: Math.floor(nowMs / 60_000) * 60_000 - length } : {};
}

/** Reaches up to the present, so that new events belong to it. */
export function isOpenEnded({ to }: EventSearch, nowMs: number): boolean {
  return to === undefined || to > nowMs;
}
