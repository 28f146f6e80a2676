/** The core's things in the words of this API, and back. Times are ISO 8601 in UTC, or Unix milliseconds where it wants integers. */
import type { StreamserverStatus, VideoFacts } from '#cluster/protocol.ts';
import { VidetteError } from '#domain/errors.ts';
import { isoTime } from '#domain/iso-time.ts';
import type { CameraInput } from '#services/cameras/camera-service.ts';
import type { CameraView } from '#services/cameras/camera-view.ts';
import type { ClipView } from '#services/clips/clip-view.ts';
import type { Page } from '#services/paging/cursors.ts';
import type { SiteFields, SiteView } from '#services/sites/site-view.ts';
import type { Downtime } from '#services/streams/availability.ts';
import type { StreamUptime } from '#services/streams/stream-service.ts';
import type { Wire } from './wire.ts';

export function toTime(ms: number): string {
  return isoTime(ms);
}

/** The contract's form check lets leap seconds pass, which `Date` does not know. */
export function fromTime(text: string, field: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new VidetteError('invalid', `${field} is not a time`, { field: [field] });
  return ms;
}

export function toPagination(page: Page<unknown>): Wire['Pagination'] {
  return page.cursor === undefined ? {} : { cursor: page.cursor };
}

export function toCamera(camera: CameraView, withOrigin = false): Wire['Camera'] {
  return {
    id: camera.id,
    name: camera.name,
    place_id: camera.siteId,
    ...(camera.planId === null ? {} : { plan_id: camera.planId }),
    ...toSettings(camera),
    created_at: toTime(camera.createdMs),
    updated_at: toTime(camera.updatedMs),
    ...(withOrigin ? { origin: toOrigin(camera) } : {}),
  };
}

function toSettings({ settings }: CameraView) {
  const { source, video_storage, scheduler_tags, ...rest } = settings;
  return {
    ...rest,
    source: { ...source },
    ...(video_storage === undefined ? {} : { video_storage: { ...video_storage } }),
    ...(scheduler_tags === undefined ? {} : { scheduler_tags: [...scheduler_tags] }),
  };
}

function toOrigin({ siteId, planId, origin }: CameraView): Wire['CameraOrigin'] {
  return {
    place_id: siteId,
    place_name: origin.siteName,
    ...present('place_description', origin.siteDescription),
    ...present('place_latitude', origin.latitude),
    ...present('place_longitude', origin.longitude),
    ...present('plan_id', planId),
    ...present('plan_name', origin.planName),
  };
}

const settingNames = [
  'source',
  'video_storage',
  'video_streaming',
  'video_analytics',
  'ptz',
  'onvif_host',
  'onvif_port',
  'onvif_login',
  'onvif_password',
  'scheduler_group',
  'scheduler_tags',
] as const satisfies (keyof Wire['CameraInput'])[];

/** Members that the contract does not name are let go, as it does not forbid them. */
export function fromCamera(body: Wire['CameraInput']): CameraInput {
  const settings = Object.fromEntries(
    settingNames.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
  );
  return { name: body.name, siteId: body.place_id, settings };
}

export function toPlace(site: SiteView): Wire['Place'] {
  return {
    id: site.id,
    name: site.name,
    ...present('description', site.description),
    ...present('latitude', site.latitude),
    ...present('longitude', site.longitude),
    plan_count: site.planCount,
    camera_count: site.cameraCount,
    created_at: toTime(site.createdMs),
    updated_at: toTime(site.updatedMs),
  };
}

export function fromPlace(body: Wire['PlaceInput']): SiteFields {
  return {
    name: body.name,
    description: body.description ?? null,
    latitude: body.latitude ?? null,
    longitude: body.longitude ?? null,
  };
}

export function toStreamInfo(video: VideoFacts): Wire['StreamSourceInfo'] {
  return {
    frame_rate: Math.round(video.fps),
    bit_rate: Math.round(video.bitrateBps),
    frame_width: video.width,
    frame_height: video.height,
    codec: video.codec,
  };
}

export function toStreamServer({ id }: Pick<StreamserverStatus, 'id'>): Wire['StreamServer'] {
  return { streamserver_id: id, tags: [] };
}

/** `lifetime` in seconds. */
export function toUptime(uptime: StreamUptime): Wire['StreamUptime'] {
  return {
    stream_id: uptime.cameraId,
    stream_name: uptime.name,
    lifetime: uptime.lifetimeMs / 1000,
    availability: Math.round(uptime.availability * 1000) / 1000,
  };
}

export function toDowntime({ startMs, endMs, reason }: Downtime): Wire['StreamDowntime'] {
  return { ts: toTime(startMs), downtime_start: toTime(startMs), downtime_end: toTime(endMs), reason };
}

/** `progress` 0..1; `url` is where a finished one is fetched. */
export function toClip(clip: ClipView, url: (id: string) => string): Wire['VideoClip'] {
  return {
    id: clip.id,
    camera_id: clip.cameraId,
    camera_name: clip.cameraName,
    range_start: toTime(clip.fromMs),
    range_end: toTime(clip.toMs),
    status: clip.state,
    progress: clip.progress,
    created_at: toTime(clip.createdMs),
    ...(clip.finishedMs === null ? {} : { finished_at: toTime(clip.finishedMs) }),
    ...(clip.state === 'done' ? { result: { url: url(clip.id) } } : {}),
  };
}

/** The contract leaves out what is not there; it has no null. */
export function present<Name extends string, T>(name: Name, value: T | null): { [Key in Name]?: T } {
  return (value === null ? {} : { [name]: value }) as { [Key in Name]?: T };
}
