/**
 * What may stand in `video_analytics` of a camera: shapes and bounds as JSON Schema, and in code what a schema cannot say. Points are
 * fractions 0..1 of the picture.
 */
import { resetHours } from '#domain/analytics.ts';
import { invalid } from '../sites/checks.ts';
import { exactly, flag, list, number, open, text } from './json-schema.ts';

const point = { type: 'array', items: number(0, 1), minItems: 2, maxItems: 2 };
const polygon = list(point, 100, 3);
const zone = (more: Record<string, object> = {}) =>
  exactly({ name: text(64), points: polygon, ...more }, ['name', 'points']);
const line = (more: Record<string, object>) =>
  exactly({ name: text(64), points: list(point, 2, 2), ...more }, ['name', 'points']);
const most = 64;
const zones = list(zone(), most);

export const analyticsSchema = exactly({
  motion_detection: exactly({
    enabled: flag,
    sensitivity: { type: 'integer', minimum: 1, maximum: 10 },
    zones,
    masks: list(exactly({ name: text(64), points: polygon }, ['points']), most),
    min_object_area: number(0, 1),
    cool_down_seconds: number(0, 3600),
  }),
  line_crossing: exactly({
    enabled: flag,
    lines: list(line({ direction: { enum: ['both', 'a_to_b', 'b_to_a'] } }), most),
  }),
  zone_detection: exactly({
    enabled: flag,
    zones: list(zone({ loiter_seconds: number(1, 86_400) }), most),
  }),
  counting: exactly({
    enabled: flag,
    lines: list(line({ inverted: flag }), most),
    reset_hours: { enum: resetHours },
    reset_from: { type: 'string', format: 'date-time' },
    object_width: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    object_height: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
  }),
  queue: exactly({
    enabled: flag,
    zones: list(zone({ max: { type: 'integer', minimum: 0, maximum: 1000 } }), most),
    smoothing_seconds: { enum: [0, 10, 15, 30, 60] },
  }),
  left_objects: exactly({ enabled: flag, zones, after_seconds: number(5, 86_400) }),
  tamper_detection: exactly({ enabled: flag }),
  heat_map: exactly({ enabled: flag }),
  sound_detection: exactly({
    enabled: flag,
    threshold_db: number(-90, 0),
    cool_down_seconds: number(0, 3600),
  }),
  plate_recognition: exactly({ enabled: flag, zones, region: text(64), speed: {} }),
  face_recognition: open({ enabled: flag }),
  object_detection: exactly({ enabled: flag, classes: list(text(64), 100) }),
});

interface Named {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
}

type Parts = Readonly<Record<string, { readonly zones?: Named[]; readonly lines?: Named[] } | undefined>>;

/** Throws `invalid`: names that are there twice, lines of no length, areas of none. `analytics` fits the schema. */
export function checkAnalytics(analytics: Readonly<Record<string, unknown>>): void {
  checkOccupied(analytics as Parts);
  for (const [part, { zones = [], lines = [] } = {}] of Object.entries(analytics as Parts)) {
    checkNames(zones, ['video_analytics', part, 'zones']);
    checkNames(lines, ['video_analytics', part, 'lines']);
    for (const [index, { points }] of lines.entries()) {
      const [a, b] = points;
      if (a![0] === b![0] && a![1] === b![1])
        throw invalid(['video_analytics', part, 'lines', index, 'points'], 'are the same point twice');
    }
    for (const [index, { points }] of zones.entries()) {
      if (isFlat(points))
        throw invalid(['video_analytics', part, 'zones', index, 'points'], 'enclose no area');
    }
  }
}

/** Events name the zone or line they happened at. */
function checkNames(things: readonly Named[], place: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, { name }] of things.entries()) {
    if (seen.has(name)) throw invalid([...place, index, 'name'], 'is there twice');
    seen.add(name);
  }
}

/** How many there are in zones and queues is told by name, of both together. */
function checkOccupied({ zone_detection, queue }: Parts): void {
  const zones = new Set((zone_detection?.zones ?? []).map(({ name }) => name));
  const at = (queue?.zones ?? []).findIndex(({ name }) => zones.has(name));
  if (at >= 0)
    throw invalid(
      ['video_analytics', 'queue', 'zones', at, 'name'],
      'is the name of a zone of zone_detection, too; zones and queues of a camera need names of their own',
    );
}

/** All points on one line. A polygon that crosses itself encloses an area, by the even-odd rule. */
function isFlat(points: Named['points']): boolean {
  const [origin, ...others] = points;
  const [x, y] = origin!;
  const far = others.reduce(
    (best, p) => (Math.hypot(p[0] - x, p[1] - y) > Math.hypot(best[0] - x, best[1] - y) ? p : best),
    origin!,
  );
  return others.every((p) => Math.abs((far[0] - x) * (p[1] - y) - (far[1] - y) * (p[0] - x)) < 1e-9);
}
