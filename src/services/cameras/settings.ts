/**
 * The settings of a camera as people write and read them and what a streamserver makes of them. Stored without passwords.
 * Times are seconds and days, points are fractions 0..1 of the picture.
 */
import {
  type CameraSource,
  type CameraSpec,
  defaultRecordingPolicy,
  type RecordingMode,
  type RecordingPolicy,
  type ScheduleSpan,
  type Transport,
} from '#domain/camera.ts';
import { toAnalytics, type VideoAnalytics } from './analytics-settings.ts';

/** Stands for a stored password in what is read, and for "as it was" in what is written. */
export const maskedPassword = '********';

export interface SourceSettings {
  readonly url: string;
  readonly sub_url?: string;
  readonly transport?: Transport;
  readonly username?: string;
  /** Masked; the real one is sealed apart. */
  readonly password?: string;
  readonly audio?: boolean;
}

export interface StorageSettings {
  readonly mode: RecordingMode;
  readonly schedule?: readonly ScheduleSpan[];
  /** IANA name; the server's own when not given. */
  readonly time_zone?: string;
  readonly min_days?: number;
  readonly max_days?: number;
  readonly max_bytes?: number;
  readonly pre_seconds?: number;
  readonly post_seconds?: number;
  readonly audio?: boolean;
}

/** Groups of settings that hold objects checked elsewhere, see settings-schema.ts. */
export interface CameraSettings {
  readonly source: SourceSettings;
  readonly video_storage?: StorageSettings;
  readonly video_streaming?: Readonly<Record<string, unknown>>;
  readonly video_analytics?: VideoAnalytics & Readonly<Record<string, unknown>>;
  readonly ptz?: Readonly<Record<string, unknown>>;
  readonly onvif_host?: string;
  readonly onvif_port?: number;
  readonly onvif_login?: string;
  readonly onvif_password?: string;
  readonly scheduler_group?: string;
  readonly scheduler_tags?: readonly string[];
}

function toRecordingPolicy(storage: StorageSettings | undefined, timeZone: string): RecordingPolicy {
  const fallback = defaultRecordingPolicy;
  return {
    mode: storage?.mode ?? fallback.mode,
    schedule: storage?.schedule ?? fallback.schedule,
    timeZone: storage?.time_zone ?? timeZone,
    ...(storage?.min_days === undefined ? {} : { minDays: storage.min_days }),
    ...(storage?.max_days === undefined ? {} : { maxDays: storage.max_days }),
    ...(storage?.max_bytes === undefined ? {} : { maxBytes: storage.max_bytes }),
    preSeconds: storage?.pre_seconds ?? fallback.preSeconds,
    postSeconds: storage?.post_seconds ?? fallback.postSeconds,
    audio: storage?.audio ?? fallback.audio,
  };
}

function toSource(source: SourceSettings, password: string | null): CameraSource {
  return {
    url: source.url,
    ...(source.sub_url === undefined ? {} : { subUrl: source.sub_url }),
    transport: source.transport ?? 'auto',
    ...(source.username === undefined ? {} : { username: source.username }),
    ...(password === null ? {} : { password }),
    audio: source.audio ?? true,
  };
}

export function toSpec(
  camera: { readonly uuid: string; readonly id: number; readonly name: string },
  settings: CameraSettings,
  password: string | null,
  timeZone: string,
): CameraSpec {
  const analytics = toAnalytics(settings.video_analytics);
  return {
    id: camera.uuid,
    number: camera.id,
    name: camera.name,
    source: toSource(settings.source, password),
    recording: toRecordingPolicy(settings.video_storage, timeZone),
    ...(analytics === null ? {} : { analytics }),
  };
}
