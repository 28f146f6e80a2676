/** What the views ask of the event log, counters and heat maps. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EventType } from '#domain/event.ts';
import type { EventFilter, LoggedEvent } from './event-words.ts';
import { request } from './request.ts';
import { csrfHeader } from './session.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly pagination: { readonly cursor?: string };
}

export interface EventCount {
  readonly begin: number;
  readonly event_type: EventType;
  readonly count: number;
}

export interface LineCounter {
  readonly camera_id: string;
  readonly line: string;
  readonly in: number;
  readonly out: number;
  /** Counted from then on. */
  readonly since: number;
}

export interface HeatMap {
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the upper left. */
  readonly counts: readonly number[];
}

const log = '/api/v1/eventlog';

/** Lists are repeated: `camera_id=a&camera_id=b`. */
export function queryText(query: object): string {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) text.append(name, String(one));
  }
  return text.toString();
}

export function eventsQuery(filter: EventFilter, limit = 100) {
  return infiniteQueryOptions({
    queryKey: ['events', 'list', filter, limit],
    queryFn: ({ pageParam, signal }) => listEvents({ ...filter, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page.items.length === 0 ? undefined : page.pagination.cursor),
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

export async function listEvents(
  query: EventFilter & { readonly limit?: number; readonly cursor?: string | undefined },
  signal: AbortSignal,
): Promise<Page<LoggedEvent>> {
  return existing(await request<Page<LoggedEvent>>(`${log}?${queryText(query)}`, { signal }));
}

export function eventQuery(eventId: string) {
  return queryOptions({
    queryKey: ['events', 'one', eventId],
    queryFn: async ({ signal }) =>
      existing(await request<LoggedEvent>(`${log}/${encodeURIComponent(eventId)}`, { signal })),
    staleTime: 30_000,
  });
}

/** Up to a thousand events for marks on a timeline, and whether there are more. */
export function marksQuery(cameraId: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['events', 'marks', cameraId, from, to],
    queryFn: ({ signal }) => listEvents({ camera_id: [cameraId], from, to, limit: 1_000 }, signal),
  });
}

export function countsQuery(filter: EventFilter, interval: 'hour' | 'day') {
  return queryOptions({
    queryKey: ['events', 'counts', filter, interval],
    queryFn: async ({ signal }) =>
      existing(
        await request<{ items: EventCount[] }>(`${log}/counts?${queryText({ ...filter, interval })}`, {
          signal,
        }),
      ).items,
    staleTime: 30_000,
  });
}

export function exportPath(filter: EventFilter, format: 'csv' | 'jsonl'): string {
  return `${log}/export?${queryText({ format, ...filter })}`;
}

export function picturePath({ event_id, revision }: LoggedEvent, what: 'snapshot' | 'crop'): string {
  // A later revision may have a better picture.
  return `${log}/${encodeURIComponent(event_id)}/${what}.jpg?r=${revision}`;
}

export function countersQuery(cameraId: string) {
  return queryOptions({
    queryKey: ['counters', cameraId],
    queryFn: async ({ signal }) =>
      existing(
        await request<{ items: LineCounter[] }>(`/api/v1/counters?${queryText({ camera_id: cameraId })}`, {
          signal,
        }),
      ).items,
  });
}

export async function resetCounters(cameraId: string, line?: string): Promise<void> {
  await request('/api/v1/counters/reset', {
    method: 'POST',
    json: { camera_id: cameraId, ...(line === undefined ? {} : { line }) },
    headers: csrfHeader(),
  });
}

export function heatMapQuery(cameraId: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['heatmap', cameraId, from, to],
    queryFn: async ({ signal }) =>
      existing(
        await request<HeatMap>(`/api/v1/heatmaps?${queryText({ camera_id: cameraId, from, to })}`, {
          signal,
        }),
      ),
  });
}

function existing<Data>(data: Data | null): Data {
  if (data === null) throw new TypeError('the server answered without a body');
  return data;
}
