/** What the views read and write, as queries and mutations with their keys in one place. */
import { queryOptions } from '@tanstack/react-query';
import type { ProbeRequest, ProbeResult, StreamserverStatus } from '#cluster/protocol.ts';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import { bodyOf, platform } from './client.ts';
import type { Camera, CameraInput, Place, VideoClip } from './contract.ts';
import { request } from './request.ts';
import { csrfHeader, readSession } from './session.ts';

const pageSize = 500;

export interface SystemStatus {
  readonly version: string;
  readonly startedAtMs: number;
  readonly streamservers: readonly StreamserverStatus[];
  readonly database: { readonly engine: string };
  readonly cameras: number;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 5 * 60_000,
  // Another window may have logged out, or in as somebody else.
  refetchOnWindowFocus: 'always',
});

export const camerasQuery = queryOptions({
  queryKey: ['cameras'],
  queryFn: listAllCameras,
  refetchInterval: 30_000,
});

export const placesQuery = queryOptions({ queryKey: ['places'], queryFn: listAllPlaces, staleTime: 60_000 });

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: async ({ signal }) => existing(await request<SystemStatus>('/system/status', { signal })),
  refetchInterval: 2_000,
});

export function spansQuery(cameraId: string, fromMs: number, toMs: number) {
  return queryOptions({
    queryKey: ['spans', cameraId, fromMs, toMs],
    queryFn: async ({ signal }) =>
      existing(await request<RecordedSpan[]>(archivePath(cameraId, 'spans', fromMs, toMs), { signal })),
  });
}

export function gapsQuery(cameraId: string, fromMs: number, toMs: number) {
  return queryOptions({
    queryKey: ['gaps', cameraId, fromMs, toMs],
    queryFn: async ({ signal }) =>
      existing(await request<Gap[]>(archivePath(cameraId, 'gaps', fromMs, toMs), { signal })),
  });
}

export function clipsQuery(cameraId: string) {
  return queryOptions({
    queryKey: ['clips', cameraId],
    queryFn: async ({ signal }): Promise<VideoClip[]> =>
      bodyOf(await platform.GET('/api/v1/videoclips', { params: { query: { camera_id: cameraId } }, signal }))
        .videoclips,
  });
}

export function archivePath(cameraId: string, what: string, fromMs: number, toMs: number): string {
  return `/archive/${encodeURIComponent(cameraId)}/${what}?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`;
}

export async function saveCamera(id: string | null, body: CameraInput): Promise<Camera> {
  if (id === null) return bodyOf(await platform.POST('/api/v1/cameras', { body }));
  return bodyOf(
    await platform.PUT('/api/v1/cameras/{camera_id}', { params: { path: { camera_id: id } }, body }),
  );
}

export async function deleteCamera(id: string): Promise<void> {
  await platform.DELETE('/api/v1/cameras/{camera_id}', { params: { path: { camera_id: id } } });
}

export async function createPlace(name: string): Promise<Place> {
  return bodyOf(await platform.POST('/api/v1/places', { body: { name } }));
}

export async function probeSource(source: ProbeRequest, signal: AbortSignal): Promise<ProbeResult> {
  return existing(
    await request<ProbeResult>('/system/probe', {
      method: 'POST',
      json: source,
      headers: csrfHeader(),
      signal,
    }),
  );
}

export async function createClip(cameraId: string, fromMs: number, toMs: number): Promise<VideoClip> {
  const body = {
    camera_id: cameraId,
    range_start: new Date(fromMs).toISOString(),
    range_end: new Date(toMs).toISOString(),
  };
  return bodyOf(await platform.POST('/api/v1/videoclips', { body }));
}

export async function deleteClip(id: string): Promise<void> {
  await platform.DELETE('/api/v1/videoclips/{videoclip_id}', { params: { path: { videoclip_id: id } } });
}

async function listAllCameras({ signal }: { signal: AbortSignal }): Promise<Camera[]> {
  const all: Camera[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const page = bodyOf(await platform.GET('/api/v1/cameras', { params: { query }, signal }));
    all.push(...page.cameras);
    cursor = page.cameras.length === 0 ? undefined : page.pagination.cursor;
  } while (cursor !== undefined);
  return all;
}

/** The contract gives places in one answer. */
async function listAllPlaces({ signal }: { signal: AbortSignal }): Promise<Place[]> {
  return bodyOf(await platform.GET('/api/v1/places', { signal })).places;
}

function existing<Data>(data: Data | null): Data {
  if (data === null) throw new TypeError('the server answered without a body');
  return data;
}
