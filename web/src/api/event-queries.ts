/** What the views ask of the event log, counters and heat maps. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { bodyOf, native } from './client.ts';
import type { EventCount, HeatMap, LineCounter, LoggedEvent } from './contract.ts';
import type { EventFilter } from './event-filter.ts';

const hourMs = 3_600_000;
const mostPerPage = 1_000;
/** The server counts at most this many hours in one answer. */
const mostHours = 744;

export function eventsQuery(filter: EventFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['events', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) =>
      listEvents({ ...filter, limit, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.items.length === 0 ? undefined : page.pagination.cursor),
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

type ListQuery = EventFilter & { readonly limit?: number; readonly cursor?: string };

/** Newest first. */
async function listEvents(query: ListQuery, signal: AbortSignal) {
  return bodyOf(await native.GET('/api/v1/eventlog', { params: { query }, signal }));
}

export function eventQuery(eventId: string) {
  return queryOptions({
    queryKey: ['events', 'one', eventId],
    queryFn: async ({ signal }): Promise<LoggedEvent> => {
      const params = { path: { event_id: eventId } };
      return bodyOf(await native.GET('/api/v1/eventlog/{event_id}', { params, signal }));
    },
    staleTime: 30_000,
  });
}

export interface Marks {
  /** Newest first. */
  readonly events: readonly LoggedEvent[];
  /** Nothing was left out. */
  readonly all: boolean;
}

/** The newest of a camera in a range, `limit` at most. */
export function marksQuery(cameraId: string, from: number, to: number, limit: number) {
  return queryOptions({
    queryKey: ['events', 'marks', cameraId, from, to, limit] as const,
    queryFn: async ({ signal }): Promise<Marks> => {
      const events: LoggedEvent[] = [];
      let cursor: string | undefined;
      do {
        const size = Math.min(mostPerPage, limit - events.length);
        const query = { camera_id: [cameraId], from, to, limit: size };
        const page = await listEvents(cursor === undefined ? query : { ...query, cursor }, signal);
        events.push(...page.items);
        cursor = page.items.length === 0 ? undefined : page.pagination.cursor;
      } while (cursor !== undefined && events.length < limit);
      return { events, all: cursor === undefined };
    },
  });
}

/** By the hour. */
export function countsQuery(filter: EventFilter & { from: number; to: number }) {
  const { name: _name, obj_class: _class, ...counted } = filter;
  return queryOptions({
    queryKey: ['events', 'counts', counted],
    queryFn: ({ signal }) => listCounts(counted, signal),
    staleTime: 30_000,
  });
}

async function listCounts(
  filter: EventFilter & { from: number; to: number },
  signal: AbortSignal,
): Promise<EventCount[]> {
  const counts: EventCount[] = [];
  // The server counts hours whole, so that a piece that ended within one would count it twice.
  let from = Math.floor(filter.from / hourMs) * hourMs;
  while (from < filter.to) {
    const to = Math.min(filter.to, from + mostHours * hourMs);
    const params = { query: { ...filter, from, to, interval: 'hour' as const } };
    counts.push(...bodyOf(await native.GET('/api/v1/eventlog/counts', { params, signal })).items);
    from = to;
  }
  return counts;
}

export async function previousEvent(cameraId: string, ms: number, signal: AbortSignal) {
  const page = await listEvents({ camera_id: [cameraId], to: Math.floor(ms) - 1, limit: 1 }, signal);
  return page.items[0] ?? null;
}

/** The log is read newest first, so the next event is found by the hour in which it must be. */
export async function nextEvent(
  cameraId: string,
  ms: number,
  signal: AbortSignal,
): Promise<LoggedEvent | null> {
  const from = Math.floor(ms) + 1;
  const to = Math.min(Date.now(), from + (mostHours - 2) * hourMs);
  if (to <= from) return null;
  const query = { camera_id: [cameraId], from, to, interval: 'hour' as const };
  const counts = bodyOf(await native.GET('/api/v1/eventlog/counts', { params: { query }, signal })).items;
  const hours = [...new Set(counts.map(({ begin }) => begin))].sort((a, b) => a - b);
  for (const hour of hours) {
    const oldest = await oldestIn(cameraId, Math.max(from, hour), hour + hourMs - 1, signal);
    if (oldest !== null) return oldest;
  }
  return null;
}

async function oldestIn(cameraId: string, from: number, to: number, signal: AbortSignal) {
  let oldest: LoggedEvent | null = null;
  let cursor: string | undefined;
  do {
    const query = {
      camera_id: [cameraId],
      from,
      to,
      limit: 1_000,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await listEvents(query, signal);
    oldest = page.items.at(-1) ?? oldest;
    cursor = page.items.length === 0 ? undefined : page.pagination.cursor;
  } while (cursor !== undefined);
  return oldest;
}

export function exportPath(filter: EventFilter, format: 'csv' | 'jsonl'): string {
  return `/api/v1/eventlog/export?${queryText({ format, ...filter })}`;
}

export function picturePath({ event_id, revision }: LoggedEvent, what: 'snapshot' | 'crop'): string {
  // A later revision may have a better picture.
  return `/api/v1/eventlog/${encodeURIComponent(event_id)}/${what}.jpg?r=${revision}`;
}

/** Lists are repeated: `camera_id=a&camera_id=b`. */
export function queryText(query: object): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) text.append(name, String(one));
  }
  return text.toString();
}

export function countersQuery(cameraId: string) {
  return queryOptions({
    queryKey: ['counters', cameraId],
    queryFn: async ({ signal }): Promise<LineCounter[]> => {
      const params = { query: { camera_id: [cameraId] } };
      return bodyOf(await native.GET('/api/v1/counters', { params, signal })).items;
    },
  });
}

export async function resetCounter({ camera_id, line }: LineCounter): Promise<void> {
  await native.POST('/api/v1/counters/reset', { body: { camera_id, line } });
}

export function heatMapQuery(cameraId: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['heatmap', cameraId, from, to],
    queryFn: async ({ signal }): Promise<HeatMap> => {
      const params = { query: { camera_id: cameraId, from, to } };
      return bodyOf(await native.GET('/api/v1/heatmaps', { params, signal }));
    },
    staleTime: 60_000,
  });
}

export async function raiseAlarm(cameraId: string, text: string): Promise<LoggedEvent> {
  return bodyOf(await native.POST('/api/v1/user_alarms', { body: { camera_id: cameraId, text } }));
}
