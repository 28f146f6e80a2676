/** Every list, filter and statistic of events, as three users ask for them. */
import type { Question } from '../platform/load.ts';
import type { BenchSite } from './site.ts';

export interface Asker {
  readonly name: string;
  readonly token: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export function questionsOf(
  { name, token }: Asker,
  { cameras, siteIds, groupIds }: BenchSite,
  nowMs: number,
): Question[] {
  const time = (ms: number) => new Date(ms).toISOString();
  const day = (endMs: number) => `ts_from=${time(endMs - dayMs)}&ts_to=${time(endMs)}`;
  const month = `ts_from=${time(nowMs - 29 * dayMs)}&ts_to=${time(nowMs)}`;
  const past = nowMs - 14 * dayMs;
  const camera = cameras[0]!.uuid;
  const get = (what: string, path: string): Question => ({
    name: `${name}: ${what}`,
    token,
    method: 'GET',
    path: `/api/v1/${path}`,
  });
  const post = (what: string, path: string, body: object): Question => ({
    ...get(what, path),
    method: 'POST',
    body: JSON.stringify(body),
  });
  return [
    get('newest', 'eventlog?limit=100'),
    get('newest of rare types', 'eventlog?limit=100&event_type=tamper&event_type=face_recognition'),
    get('newest of one camera', `eventlog?limit=100&camera_id=${camera}`),
    get('newest of a place', `eventlog?limit=100&place_id=${siteIds[0]}`),
    get('newest of a group', `eventlog?limit=100&group_id=${groupIds[2]}`),
    get('two weeks ago', `eventlog?limit=100&to=${past}`),
    get('by name and class', `eventlog?limit=100&name=Fence&obj_class=2&to=${past}`),
    get('counts by hour, a day', `eventlog/counts?interval=hour&from=${nowMs - dayMs}&to=${nowMs}`),
    get('counts by hour, a week', `eventlog/counts?interval=hour&from=${nowMs - 7 * dayMs}&to=${nowMs}`),
    get('counts by day, a month', `eventlog/counts?interval=day&from=${nowMs - 29 * dayMs}&to=${nowMs}`),
    get('counters', `counters?camera_id=${camera}`),
    get('heat map, a month', `heatmaps?camera_id=${camera}&from=${nowMs - 29 * dayMs}&to=${nowMs}`),
    get('platform: motion, 24 h', `events?event_type=motion_detection&limit=100&${day(nowMs)}`),
    get('platform: plates, 24 h', `events?event_type=plate_recognition&limit=100&${day(past)}`),
    get('platform: one stream', `events?event_type=line_crossing&limit=100&stream_id=${camera}&${day(past)}`),
    get(
      'platform: with origin',
      `events?event_type=motion_detection&limit=100&with_origin=true&place_id=${siteIds[0]}&${day(past)}`,
    ),
    get('platform: matches, 24 h', `eventmatches?event_type=plate_recognition&limit=100&${day(past)}`),
    get('platform: by type, a month', `stats/eventsbytype?${month}`),
    get('platform: by type, 24 h', `stats/eventsbytype?${day(past)}`),
    get('platform: by priority', `stats/eventmatchesbypriority?${month}`),
    get('platform: intensity', `stats/eventsintensity?stream_id=${camera}&${month}`),
    get('platform: cameras', 'stats/cameras'),
    post('platform: search a plate', 'search/plate', { plate: { number: 'AB 123 CD' } }),
  ];
}
