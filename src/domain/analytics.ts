/**
 * What shall be understood of a camera's pictures and sound: the settings of the analytics with all defaults filled in.
 * Points are fractions 0..1 of the picture. docs/design/analytics.md says what each part does.
 */
import type { Point } from './event.ts';

/** Closed by itself: the last point joins the first. At least three points. */
export type Polygon = readonly Point[];

export interface NamedZone {
  readonly name: string;
  readonly points: Polygon;
}

/** How pictures are looked at, for all parts. */
export interface DetectionSettings {
  /** 1 (only large, clear motion) … 10 (everything that moves). */
  readonly sensitivity: number;
  /** Never looked at, by anything. */
  readonly masks: readonly Polygon[];
  /** Share 0..1 of the picture; smaller things are not objects. */
  readonly minObjectArea: number;
}

export interface MotionSettings {
  /** Motion counts here only; empty: everywhere. */
  readonly zones: readonly NamedZone[];
  /** After an end, motion that begins again within this time goes on with the same event. */
  readonly coolDownSeconds: number;
}

export interface CrossingLine {
  readonly name: string;
  readonly points: readonly [Point, Point];
  readonly direction: 'both' | 'a_to_b' | 'b_to_a';
}

export interface WatchedZone extends NamedZone {
  /** Staying longer is loitering; null: never. */
  readonly loiterSeconds: number | null;
}

export interface CountingLine {
  readonly name: string;
  readonly points: readonly [Point, Point];
  /** In is `a_to_b`; inverted, `b_to_a`. */
  readonly inverted: boolean;
}

export const resetHours = [0, 12, 24, 168] as const;

export interface CountingSettings {
  readonly lines: readonly CountingLine[];
  /** Counters begin anew every so many hours (0: never) from `resetFromMs` (UTC) on. The server does this. */
  readonly resetHours: (typeof resetHours)[number];
  readonly resetFromMs: number;
  /** Usual size of one object as shares of the picture, so that a group counts as several; null: each track is one. */
  readonly objectWidth: number | null;
  readonly objectHeight: number | null;
}

export interface QueueZone extends NamedZone {
  /** More than this is an event; null: never. */
  readonly max: number | null;
}

export interface QueueSettings {
  readonly zones: readonly QueueZone[];
  readonly smoothingSeconds: 0 | 10 | 15 | 30 | 60;
}

export interface LeftObjectSettings {
  readonly zones: readonly NamedZone[];
  /** A thing that stays, or is missing, for this long. */
  readonly afterSeconds: number;
}

export interface SoundSettings {
  /** dBFS, -90..0: the level of a second above which it is loud. */
  readonly thresholdDb: number;
  readonly coolDownSeconds: number;
}

/** Null, or an empty list: switched off. */
export interface AnalyticsSettings {
  readonly detection: DetectionSettings;
  readonly motion: MotionSettings | null;
  readonly lines: readonly CrossingLine[];
  readonly zones: readonly WatchedZone[];
  readonly counting: CountingSettings | null;
  readonly queue: QueueSettings | null;
  readonly leftObjects: LeftObjectSettings | null;
  readonly tamper: boolean;
  readonly heatMap: boolean;
  readonly sound: SoundSettings | null;
}

export const defaultDetection: DetectionSettings = { sensitivity: 5, masks: [], minObjectArea: 0.0008 };

export const noAnalytics: AnalyticsSettings = {
  detection: defaultDetection,
  motion: null,
  lines: [],
  zones: [],
  counting: null,
  queue: null,
  leftObjects: null,
  tamper: false,
  heatMap: false,
  sound: null,
};

/** Pictures must be looked at (sound alone needs none). */
export function needsPictures(settings: AnalyticsSettings): boolean {
  const { motion, lines, zones, counting, queue, leftObjects, tamper, heatMap } = settings;
  return (
    motion !== null ||
    lines.length > 0 ||
    zones.length > 0 ||
    counting !== null ||
    queue !== null ||
    leftObjects !== null ||
    tamper ||
    heatMap
  );
}
