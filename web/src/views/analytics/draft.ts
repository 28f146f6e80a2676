/** The analytics settings of a camera as the editor holds them, from the wire and back. What the editor does not show is kept. */
import type { Point } from '#domain/event.ts';
import type { VideoAnalytics } from '#services/cameras/analytics-settings.ts';

/** `video_analytics` of a camera on the wire; recognisers have parts of their own beside these. */
export type WireAnalytics = VideoAnalytics & Readonly<Record<string, unknown>>;

export const partNames = [
  'motion_detection',
  'line_crossing',
  'zone_detection',
  'counting',
  'queue',
  'left_objects',
  'tamper_detection',
  'heat_map',
  'sound_detection',
] as const;
export type PartName = (typeof partNames)[number];

/** What can be drawn: to which part it belongs, in which list of it, and whether it is an area or a line. */
export const shapeKinds = {
  mask: { part: 'motion_detection', list: 'masks', form: 'area' },
  motion: { part: 'motion_detection', list: 'zones', form: 'area' },
  crossing: { part: 'line_crossing', list: 'lines', form: 'line' },
  zone: { part: 'zone_detection', list: 'zones', form: 'area' },
  counting: { part: 'counting', list: 'lines', form: 'line' },
  queue: { part: 'queue', list: 'zones', form: 'area' },
  left: { part: 'left_objects', list: 'zones', form: 'area' },
} as const satisfies Record<string, { part: PartName; list: string; form: 'area' | 'line' }>;
export type ShapeKind = keyof typeof shapeKinds;
export const kindNames = Object.keys(shapeKinds) as ShapeKind[];

export type Direction = 'both' | 'a_to_b' | 'b_to_a';

export interface Shape {
  /** Unique in the draft. */
  readonly id: string;
  readonly kind: ShapeKind;
  readonly name: string;
  readonly points: readonly Point[];
  /** Of `crossing`. */
  readonly direction: Direction;
  /** Of `counting`: in is b to a. */
  readonly inverted: boolean;
  /** Of `zone`, seconds; empty: staying is no news. */
  readonly loiterSeconds: number | '';
  /** Of `queue`; empty: no length is too long. */
  readonly max: number | '';
}

/** Empty numbers stand for the server's default. */
export interface Options {
  readonly sensitivity: number;
  /** Percent of the picture. */
  readonly minObjectPercent: number | '';
  readonly motionCoolDown: number | '';
  readonly resetHours: 0 | 12 | 24 | 168;
  /** ISO time; empty: 1970. */
  readonly resetFrom: string;
  /** Percent of the picture's width and height. */
  readonly objectWidthPercent: number | '';
  readonly objectHeightPercent: number | '';
  readonly smoothing: 0 | 10 | 15 | 30 | 60;
  readonly leftAfter: number | '';
  readonly soundThreshold: number | '';
  readonly soundCoolDown: number | '';
}

export interface Draft {
  readonly enabled: Readonly<Record<PartName, boolean>>;
  readonly options: Options;
  readonly shapes: readonly Shape[];
}

/** The server's own, shown where nothing is set. */
export const defaults = {
  sensitivity: 5,
  minObjectPercent: 0.08,
  motionCoolDown: 3,
  leftAfter: 60,
  soundThreshold: -20,
  soundCoolDown: 10,
} as const;

type WireShape = {
  readonly name?: string;
  readonly points: readonly Point[];
  readonly direction?: Direction;
  readonly inverted?: boolean;
  readonly loiter_seconds?: number;
  readonly max?: number;
};

export function draftOf(wire: WireAnalytics | undefined): Draft {
  const settings = wire ?? {};
  const { motion_detection: motion, counting, queue, left_objects: left, sound_detection: sound } = settings;
  const partOf = (name: PartName) => settings[name] as Readonly<Record<string, unknown>> | undefined;
  const shapes = kindNames.flatMap((kind) => {
    const { part, list } = shapeKinds[kind];
    return ((partOf(part)?.[list] ?? []) as readonly WireShape[]).map((shape) => shapeOf(kind, shape));
  });
  return {
    enabled: Object.fromEntries(
      partNames.map((name) => [name, partOf(name)?.enabled === true]),
    ) as Draft['enabled'],
    options: {
      sensitivity: motion?.sensitivity ?? defaults.sensitivity,
      minObjectPercent: percentOf(motion?.min_object_area),
      motionCoolDown: motion?.cool_down_seconds ?? '',
      resetHours: counting?.reset_hours ?? 0,
      resetFrom: counting?.reset_from ?? '',
      objectWidthPercent: percentOf(counting?.object_width),
      objectHeightPercent: percentOf(counting?.object_height),
      smoothing: queue?.smoothing_seconds ?? 0,
      leftAfter: left?.after_seconds ?? '',
      soundThreshold: sound?.threshold_db ?? '',
      soundCoolDown: sound?.cool_down_seconds ?? '',
    },
    shapes,
  };
}

function shapeOf(kind: ShapeKind, wire: WireShape): Shape {
  return {
    ...newShape(kind, wire.name ?? '', wire.points),
    direction: wire.direction ?? 'both',
    inverted: wire.inverted ?? false,
    loiterSeconds: wire.loiter_seconds ?? '',
    max: wire.max ?? '',
  };
}

export function newShape(kind: ShapeKind, name: string, points: readonly Point[]): Shape {
  const plain = { direction: 'both', inverted: false, loiterSeconds: '', max: '' } as const;
  // crypto.randomUUID is missing on pages that come by plain HTTP.
  return { id: Math.random().toString(36).slice(2), kind, name, points, ...plain };
}

/** `before`: what is stored. Parts that were never set and are not used stay unset. */
export function wireOf(draft: Draft, before: WireAnalytics | undefined): WireAnalytics {
  const { enabled, options } = draft;
  const shapes = (kind: ShapeKind) => draft.shapes.filter((shape) => shape.kind === kind).map(shapeToWire);
  const parts: Record<PartName, Record<string, unknown>> = {
    motion_detection: {
      sensitivity: options.sensitivity,
      min_object_area: shareOf(options.minObjectPercent),
      cool_down_seconds: numberOf(options.motionCoolDown),
      zones: shapes('motion'),
      masks: shapes('mask'),
    },
    line_crossing: { lines: shapes('crossing') },
    zone_detection: { zones: shapes('zone') },
    counting: {
      lines: shapes('counting'),
      reset_hours: options.resetHours,
      reset_from: options.resetFrom === '' ? undefined : options.resetFrom,
      object_width: shareOf(options.objectWidthPercent),
      object_height: shareOf(options.objectHeightPercent),
    },
    queue: { zones: shapes('queue'), smoothing_seconds: options.smoothing },
    left_objects: { zones: shapes('left'), after_seconds: numberOf(options.leftAfter) },
    tamper_detection: {},
    heat_map: {},
    sound_detection: {
      threshold_db: numberOf(options.soundThreshold),
      cool_down_seconds: numberOf(options.soundCoolDown),
    },
  };
  const wire: Record<string, unknown> = { ...before };
  for (const name of partNames) {
    const old = before?.[name] as Record<string, unknown> | undefined;
    const part = withoutUndefined({ ...old, ...parts[name], enabled: enabled[name] });
    const used = old !== undefined || enabled[name] || isSet(name, draft);
    if (used) wire[name] = part;
  }
  return wire;
}

function isSet(name: PartName, { shapes, options }: Draft): boolean {
  if (shapes.some(({ kind }) => shapeKinds[kind].part === name)) return true;
  if (name !== 'motion_detection') return false;
  return options.sensitivity !== defaults.sensitivity || options.minObjectPercent !== '';
}

function shapeToWire({ kind, name, points, direction, inverted, loiterSeconds, max }: Shape): object {
  return withoutUndefined({
    name: kind === 'mask' && name.trim() === '' ? undefined : name.trim(),
    points,
    direction: kind === 'crossing' ? direction : undefined,
    inverted: kind === 'counting' ? inverted : undefined,
    loiter_seconds: kind === 'zone' ? numberOf(loiterSeconds) : undefined,
    max: kind === 'queue' ? numberOf(max) : undefined,
  });
}

function numberOf(value: number | ''): number | undefined {
  return value === '' ? undefined : value;
}

/** Without the noise of binary fractions: 0.0008 is 0.08 %, and back. */
function percentOf(share: number | undefined): number | '' {
  return share === undefined ? '' : Number((share * 100).toFixed(6));
}

function shareOf(percent: number | ''): number | undefined {
  return percent === '' ? undefined : Number((percent / 100).toFixed(8));
}

function withoutUndefined(object: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
