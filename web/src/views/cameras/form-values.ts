/** A camera as the form edits it, from the wire and back. Everything that the form does not show is given back unchanged. */
import type { Camera, CameraInput, WireScheduleSpan, WireSource, WireStorage } from '../../api/contract.ts';

export type FormMode = NonNullable<WireStorage['mode']>;

export interface FormValues {
  name: string;
  url: string;
  subUrl: string;
  username: string;
  /** Empty while editing means: leave it as it is. */
  password: string;
  transport: 'auto' | 'tcp' | 'udp';
  audio: boolean;
  placeId: string | null;
  mode: FormMode;
  schedule: WireScheduleSpan[];
  timeZone: string;
  maxDays: number | '';
  minDays: number | '';
  maxGigabytes: number | '';
  /** Of recording on motion; empty: as the server does by itself. */
  preSeconds: number | '';
  postSeconds: number | '';
}

export const workingHours: WireScheduleSpan = { days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };

const gigabyte = 1_000_000_000;

export function emptyValues(placeId: string | null): FormValues {
  return {
    name: '',
    url: '',
    subUrl: '',
    username: '',
    password: '',
    transport: 'auto',
    audio: true,
    placeId,
    mode: 'continuous',
    schedule: [workingHours],
    timeZone: browserZone(),
    maxDays: 30,
    minDays: '',
    maxGigabytes: '',
    preSeconds: '',
    postSeconds: '',
  };
}

export function valuesOf(camera: Camera): FormValues {
  const source = camera.source as WireSource;
  const storage = (camera.video_storage ?? {}) as WireStorage;
  return {
    name: camera.name,
    url: source.url ?? '',
    subUrl: source.sub_url ?? '',
    username: source.username ?? '',
    password: '',
    transport: source.transport ?? 'auto',
    audio: source.audio ?? true,
    placeId: String(camera.place_id),
    mode: storage.mode ?? 'continuous',
    schedule: storage.schedule?.length ? storage.schedule : [workingHours],
    timeZone: storage.time_zone ?? browserZone(),
    maxDays: storage.max_days ?? '',
    minDays: storage.min_days ?? '',
    maxGigabytes: storage.max_bytes === undefined ? '' : Math.round(storage.max_bytes / gigabyte),
    preSeconds: storage.pre_seconds ?? '',
    postSeconds: storage.post_seconds ?? '',
  };
}

/** A camera as it was read, without what only the server says. */
export function writableOf(camera: Camera): CameraInput {
  const { id: _id, created_at: _created, updated_at: _updated, snapshot_id: _snapshot, ...kept } = camera;
  const { snapshot_url: _url, origin: _origin, plan_id: _plan, ...writable } = kept as Partial<Camera>;
  return writable as CameraInput;
}

/** `before`: the camera that is edited, or null for a new one. */
export function inputOf(values: FormValues, before: Camera | null): CameraInput {
  const oldSource = (before?.source ?? {}) as WireSource;
  const oldStorage = (before?.video_storage ?? {}) as WireStorage;
  const source: WireSource = {
    ...oldSource,
    url: values.url.trim(),
    sub_url: values.subUrl.trim() || undefined,
    transport: values.transport,
    username: values.username.trim() || undefined,
    password: passwordOf(values, oldSource),
    audio: values.audio,
  } as WireSource;
  const storage: WireStorage = {
    ...oldStorage,
    mode: values.mode,
    schedule: values.mode === 'schedule' ? values.schedule : oldStorage.schedule,
    time_zone: values.mode === 'schedule' ? values.timeZone : oldStorage.time_zone,
    max_days: values.maxDays === '' ? undefined : values.maxDays,
    min_days: values.minDays === '' ? undefined : values.minDays,
    max_bytes: values.maxGigabytes === '' ? undefined : values.maxGigabytes * gigabyte,
    pre_seconds: values.preSeconds === '' ? undefined : values.preSeconds,
    post_seconds: values.postSeconds === '' ? undefined : values.postSeconds,
  } as WireStorage;
  return {
    ...(before === null ? {} : writableOf(before)),
    name: values.name.trim(),
    place_id: Number(values.placeId),
    source: withoutUndefined(source),
    video_storage: withoutUndefined(storage),
  };
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A login that was taken away takes its password along. */
function passwordOf(values: FormValues, before: WireSource): string | undefined {
  if (values.password !== '') return values.password;
  return values.username.trim() === '' ? undefined : before.password;
}

function withoutUndefined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/**
 * User name and password written inside the URL, as people paste it, moved to their own fields. The URL is left as it is when
 * it has none or is not one.
 */
export function splitCredentials(url: string): { url: string; username?: string; password?: string } {
  const match = /^([a-z0-9+.-]+:\/\/)([^/@\s]*)@(.*)$/i.exec(url.trim());
  if (match === null) return { url: url.trim() };
  const [, scheme = '', userInfo = '', rest = ''] = match;
  const colon = userInfo.indexOf(':');
  const username = colon < 0 ? userInfo : userInfo.slice(0, colon);
  const password = colon < 0 ? '' : userInfo.slice(colon + 1);
  return {
    url: scheme + rest,
    username: decoded(username),
    ...(password === '' ? {} : { password: decoded(password) }),
  };
}

/** Percent-decoded where it is encoded; a lone `%` of a raw password stays. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      // Not UTF-8: then it was meant literally.
      return bytes;
    }
  });
}
