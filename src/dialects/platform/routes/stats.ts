import { VidetteError } from '#domain/errors.ts';
import type { CountFilter } from '#services/events/statistics.ts';
import { fromTime, toTime } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

const hourMs = 3_600_000;
const spanMs = { hour: hourMs, day: 24 * hourMs } as const;
const types = ['face_recognition', 'plate_recognition', 'motion_detection', 'line_crossing'] as const;
const shortTypes = {
  fr: 'face_recognition',
  pr: 'plate_recognition',
  md: 'motion_detection',
  lc: 'line_crossing',
} as const;
const priorities = ['low', 'medium', 'high', 'none'] as const;

export function statsRoutes({
  cameras,
  cameraStats,
  eventStatistics,
}: PlatformPorts): Routes<
  'getCameraStats' | 'getEventStatsByType' | 'getEventMatchStatsByPriority' | 'getEventIntensity'
> {
  return {
    getCameraStats: async ({ principal, query }) => {
      const filter = { organizationId: query.organization_id, groupId: query.group_id };
      const { total, active } = await cameraStats.count(principal, filter);
      return { total_count: total, active_count: active };
    },
    getEventStatsByType: async ({ principal, query }) => {
      const filter = { ...filterOf(query), types };
      const counts = await eventStatistics.byType(principal, filter, 'stats_read');
      return grouped(
        filter,
        types,
        counts.map(({ type, ...count }) => ({ ...count, group: type })),
      );
    },
    getEventMatchStatsByPriority: async ({ principal, query }) => {
      const filter = filterOf(query);
      const counts = await eventStatistics.byPriority(principal, filter, 'stats_read');
      return grouped(
        filter,
        priorities,
        counts.map(({ priority, ...count }) => ({ ...count, group: priority ?? 'none' })),
      );
    },
    getEventIntensity: async ({ principal, query }) => {
      const { id } = await cameras.getFor(principal, query.stream_id, 'archive', 'stats_read');
      const filter = { ...filterOf(query), cameraIds: [id], types };
      const counts = await eventStatistics.byType(principal, filter, 'stats_read');
      const bySpan = Map.groupBy(counts, ({ beginMs }) => beginMs);
      return {
        meta: { event_types: { ...shortTypes } },
        entries: spansOf(filter).map((beginMs) => {
          const count = (wanted: string) =>
            bySpan.get(beginMs)?.find(({ type }) => type === wanted)?.count ?? 0;
          const names = Object.entries(shortTypes).map(([name, type]) => [name, count(type)]);
          return { ts: toTime(beginMs), ...Object.fromEntries(names) };
        }),
      };
    },
  };
}

interface StatsQuery {
  readonly ts_from: string;
  readonly ts_to: string;
  readonly organization_id?: number;
  readonly group_id?: number;
}

/** Days when the period is longer than 24 hours, else hours. */
function filterOf(query: StatsQuery): CountFilter {
  const fromMs = fromTime(query.ts_from, 'ts_from');
  const toMs = fromTime(query.ts_to, 'ts_to');
  if (fromMs < 0) throw new VidetteError('conflict', 'ts_from is before 1970');
  const interval = toMs - fromMs > spanMs.day ? 'day' : 'hour';
  return { fromMs, toMs, interval, organizationId: query.organization_id, groupId: query.group_id };
}

interface Count {
  readonly beginMs: number;
  readonly group: string;
  readonly count: number;
}

/** For each group a count of every hour or day, also where nothing happened. */
function grouped(filter: CountFilter, groups: readonly string[], counts: readonly Count[]) {
  const known = new Map(counts.map(({ beginMs, group, count }) => [`${group} ${beginMs}`, count]));
  const spans = spansOf(filter);
  return Object.fromEntries(
    groups.map((group) => [
      group,
      spans.map((beginMs) => ({ ts: toTime(beginMs), count: known.get(`${group} ${beginMs}`) ?? 0 })),
    ]),
  );
}

function spansOf({ fromMs, toMs, interval }: CountFilter): number[] {
  const lengthMs = spanMs[interval];
  const first = Math.floor(fromMs / lengthMs);
  const last = Math.ceil(toMs / lengthMs) - 1;
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * lengthMs);
}
