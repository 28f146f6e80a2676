import { VidetteError } from '#domain/errors.ts';
import {
  checkDay,
  type EventMapping,
  fromOneFilter,
  hasMatches,
  toEvent,
  toEventMatch,
} from '../event-map.ts';
import { fromTime, toPagination } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

const pageSize = 20;

export function eventRoutes({
  events,
  eventMatches,
  streamserverOf,
}: PlatformPorts): Routes<
  'listEvents' | 'getEvent' | 'listEventMatches' | 'getEventMatch' | 'getEventSnapshot'
> {
  const mapping = (withOrigin: boolean | undefined): EventMapping => ({
    streamserverOf,
    withOrigin: withOrigin ?? false,
  });
  return {
    listEvents: async ({ principal, query, reply }) => {
      const filter = { ...periodOf(query), ...fromOneFilter(query), types: [query.event_type] };
      const { cursor, limit = pageSize } = query;
      const page = await events.list(principal, filter, { cursor, limit });
      if (page.cursor !== undefined) reply.header('pagination-cursor', page.cursor);
      const items = page.items.flatMap((event) => toEvent(event, mapping(query.with_origin)) ?? []);
      return { pagination: toPagination(page), events: items as Wire['MotionEvent'][] };
    },
    getEvent: async ({ principal, params, query }) => {
      const event = toEvent(await events.get(principal, params.event_id), mapping(query.with_origin));
      if (event?.event_type !== query.event_type) throw noEvent();
      return event;
    },
    listEventMatches: async ({ principal, query, reply }) => {
      const filter = { ...periodOf(query), ...fromOneFilter(query), type: matchedType(query.event_type) };
      const { cursor, limit = pageSize } = query;
      const page = await eventMatches.list(principal, filter, { cursor, limit });
      if (page.cursor !== undefined) reply.header('pagination-cursor', page.cursor);
      const items = page.items.flatMap((event) => toEventMatch(event, mapping(query.with_origin)) ?? []);
      return { pagination: toPagination(page), events: items as Wire['PlateEventMatch'][] };
    },
    getEventMatch: async ({ principal, params, query }) => {
      const type = matchedType(query.event_type);
      const event = toEventMatch(
        await eventMatches.get(principal, params.event_id),
        mapping(query.with_origin),
      );
      if (event?.event_type !== type) throw noEvent();
      return event;
    },
    getEventSnapshot: async ({ principal, params, query }) => {
      const { report } = await events.get(principal, params.event_id, 'snapshot_read');
      if (report.facts.type !== query.event_type) throw noEvent();
      return await events.picture(principal, params.event_id, 'full', 'snapshot_read');
    },
  };
}

function periodOf(query: { readonly ts_from: string; readonly ts_to: string }) {
  const period = { fromMs: fromTime(query.ts_from, 'ts_from'), toMs: fromTime(query.ts_to, 'ts_to') };
  checkDay(period);
  return period;
}

function matchedType(type: Wire['EventType']) {
  if (!hasMatches(type)) throw new VidetteError('conflict', `events of ${type} have no matches`);
  return type;
}

/** Also one of another type: an event is asked for with its type. */
function noEvent(): VidetteError {
  return new VidetteError('not_found', 'no such event');
}
