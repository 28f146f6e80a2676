/**
 * The one place where a camera's settings are checked, whichever API they come through. Shapes and bounds as JSON Schema; what a
 * schema cannot say (addresses, time zones, lines without length) in code below. What was set is kept as it was set; defaults are
 * filled in where the settings are used (settings.ts).
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { recordingModes, transports } from '#domain/camera.ts';
import { invalid } from '../sites/checks.ts';
import { analyticsSchema, checkAnalytics } from './analytics-schema.ts';
import { exactly, flag, list, number, open, text } from './json-schema.ts';
import type { CameraSettings } from './settings.ts';

const timeOfDay = { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' };

const schema = exactly(
  {
    source: exactly(
      {
        url: text(2048),
        sub_url: text(2048),
        transport: { enum: transports },
        username: text(255),
        password: { type: 'string', maxLength: 255 },
        audio: flag,
      },
      ['url'],
    ),
    video_storage: exactly(
      {
        mode: { enum: recordingModes },
        schedule: list(
          exactly(
            {
              days: { ...list({ type: 'integer', minimum: 1, maximum: 7 }, 7, 1), uniqueItems: true },
              from: timeOfDay,
              to: timeOfDay,
            },
            ['days', 'from', 'to'],
          ),
          100,
        ),
        time_zone: text(64),
        min_days: number(0, 36_500),
        max_days: { type: 'number', exclusiveMinimum: 0, maximum: 36_500 },
        max_bytes: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
        pre_seconds: number(0, 60),
        post_seconds: number(0, 60),
        audio: flag,
      },
      ['mode'],
    ),
    video_streaming: open({ rtsp_path: { type: 'string', pattern: '^[\\w-][\\w./-]{0,127}$' } }),
    video_analytics: analyticsSchema,
    ptz: open({ enabled: flag }),
    onvif_host: text(255),
    onvif_port: { type: 'integer', minimum: 1, maximum: 65_535 },
    onvif_login: text(255),
    onvif_password: text(255),
    scheduler_group: text(64),
    scheduler_tags: list(text(32), 64),
  },
  ['source'],
);

/** Characters of all settings together, as JSON. */
const maxSize = 65_536;
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
(addFormats as unknown as (ajv: Ajv2020, formats: readonly string[]) => void)(ajv, ['date-time']);
const fits = ajv.compile<CameraSettings>(schema);

/** JSON.stringify writes halves of surrogate pairs as escapes. */
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Throws `invalid` with the place of the first thing that is wrong. */
export function checkSettings(settings: unknown): asserts settings is CameraSettings {
  if (!fits(settings)) throw fromAjv(fits.errors![0]!);
  const json = JSON.stringify(settings);
  if (json.length > maxSize) throw invalid([], `settings are longer than ${maxSize} characters`);
  if (loneSurrogate.test(json)) throw invalid([], 'settings are not well-formed Unicode');
  checkStorage(settings);
  if (settings.video_analytics !== undefined) checkAnalytics(settings.video_analytics);
}

function checkStorage({ video_storage: storage }: CameraSettings): void {
  if (storage === undefined) return;
  const at = (name: string) => ['video_storage', name];
  if (storage.mode === 'schedule' && (storage.schedule ?? []).length === 0)
    throw invalid(at('schedule'), 'is needed by this mode');
  if ((storage.min_days ?? 0) > (storage.max_days ?? Number.POSITIVE_INFINITY))
    throw invalid(at('min_days'), 'is more than max_days');
  if (storage.time_zone !== undefined && !isTimeZone(storage.time_zone))
    throw invalid(at('time_zone'), 'is not a time zone such as Europe/Berlin');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // RangeError: not a name that this server's time zone data has.
    return false;
  }
}

function fromAjv(error: ErrorObject) {
  const field = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part));
  const params = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  if (params.additionalProperty !== undefined)
    return invalid([...field, params.additionalProperty], 'is not known');
  if (params.missingProperty !== undefined) return invalid([...field, params.missingProperty], 'is required');
  if (params.allowedValues !== undefined)
    return invalid(field, `is none of ${params.allowedValues.join(', ')}`);
  return invalid(field, error.message ?? 'is not valid');
}
