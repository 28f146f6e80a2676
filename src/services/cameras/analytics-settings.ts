/** `video_analytics` as people write it → what shall be looked for, with all defaults. */
import {
  type AnalyticsSettings,
  defaultDetection,
  needsPictures,
  noAnalytics,
  type Polygon,
  type resetHours,
} from '#domain/analytics.ts';
import type { Point } from '#domain/event.ts';

interface Part {
  readonly enabled?: boolean;
}
interface ZonePart {
  readonly name: string;
  readonly points: Polygon;
}
interface LinePart {
  readonly name: string;
  readonly points: readonly [Point, Point];
}

/** The shape that analytics-schema.ts lets through; recognisers have settings of their own. */
export interface VideoAnalytics {
  readonly motion_detection?: Part & {
    readonly sensitivity?: number;
    readonly zones?: readonly ZonePart[];
    readonly masks?: readonly { readonly points: Polygon }[];
    readonly min_object_area?: number;
    readonly cool_down_seconds?: number;
  };
  readonly line_crossing?: Part & {
    readonly lines?: readonly (LinePart & { readonly direction?: 'both' | 'a_to_b' | 'b_to_a' })[];
  };
  readonly zone_detection?: Part & {
    readonly zones?: readonly (ZonePart & { readonly loiter_seconds?: number })[];
  };
  readonly counting?: Part & {
    readonly lines?: readonly (LinePart & { readonly inverted?: boolean })[];
    readonly reset_hours?: (typeof resetHours)[number];
    readonly reset_from?: string;
    readonly object_width?: number;
    readonly object_height?: number;
  };
  readonly queue?: Part & {
    readonly zones?: readonly (ZonePart & { readonly max?: number })[];
    readonly smoothing_seconds?: 0 | 10 | 15 | 30 | 60;
  };
  readonly left_objects?: Part & { readonly zones?: readonly ZonePart[]; readonly after_seconds?: number };
  readonly tamper_detection?: Part;
  readonly heat_map?: Part;
  readonly sound_detection?: Part & { readonly threshold_db?: number; readonly cool_down_seconds?: number };
}

/**
 * A part is on when it says `enabled: true`. Null when nothing is looked for. Sensitivity, masks and smallest object hold for every
 * part, also while motion itself is off.
 */
export function toAnalytics(analytics: VideoAnalytics | undefined): AnalyticsSettings | null {
  if (analytics === undefined) return null;
  const { motion_detection: motion, sound_detection: sound, left_objects: left } = analytics;
  const settings: AnalyticsSettings = {
    ...noAnalytics,
    detection: {
      sensitivity: motion?.sensitivity ?? defaultDetection.sensitivity,
      masks: (motion?.masks ?? []).map(({ points }) => points),
      minObjectArea: motion?.min_object_area ?? defaultDetection.minObjectArea,
    },
    motion: isOn(motion)
      ? { zones: motion.zones ?? [], coolDownSeconds: motion.cool_down_seconds ?? 3 }
      : null,
    lines: (isOn(analytics.line_crossing) ? (analytics.line_crossing.lines ?? []) : []).map((line) => ({
      ...line,
      direction: line.direction ?? 'both',
    })),
    zones: (isOn(analytics.zone_detection) ? (analytics.zone_detection.zones ?? []) : []).map(
      ({ name, points, loiter_seconds: loiterSeconds = null }) => ({ name, points, loiterSeconds }),
    ),
    counting: isOn(analytics.counting) ? toCounting(analytics.counting) : null,
    queue: isOn(analytics.queue) ? toQueue(analytics.queue) : null,
    leftObjects: isOn(left) ? { zones: left.zones ?? [], afterSeconds: left.after_seconds ?? 60 } : null,
    tamper: isOn(analytics.tamper_detection),
    heatMap: isOn(analytics.heat_map),
    sound: isOn(sound)
      ? { thresholdDb: sound.threshold_db ?? -20, coolDownSeconds: sound.cool_down_seconds ?? 10 }
      : null,
  };
  return needsPictures(settings) || settings.sound !== null ? settings : null;
}

function isOn<P extends Part>(part: P | undefined): part is P {
  return part?.enabled === true;
}

function toCounting(counting: NonNullable<VideoAnalytics['counting']>): AnalyticsSettings['counting'] {
  return {
    lines: (counting.lines ?? []).map((line) => ({ ...line, inverted: line.inverted ?? false })),
    resetHours: counting.reset_hours ?? 0,
    resetFromMs: counting.reset_from === undefined ? 0 : Date.parse(counting.reset_from),
    objectWidth: counting.object_width ?? null,
    objectHeight: counting.object_height ?? null,
  };
}

function toQueue(queue: NonNullable<VideoAnalytics['queue']>): AnalyticsSettings['queue'] {
  return {
    zones: (queue.zones ?? []).map(({ name, points, max = null }) => ({ name, points, max })),
    smoothingSeconds: queue.smoothing_seconds ?? 0,
  };
}
