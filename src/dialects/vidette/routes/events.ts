import { Readable } from 'node:stream';
import { exportFormats } from '../event-export.ts';
import { fromEventQuery, toEvent } from '../event-map.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

const pageSize = 50;

export function eventRoutes({
  events,
  eventStatistics,
  userAlarms,
}: VidettePorts): Routes<
  | 'listEventLog'
  | 'exportEventLog'
  | 'countEvents'
  | 'getEventLogEntry'
  | 'getEventPicture'
  | 'getEventCrop'
  | 'raiseUserAlarm'
> {
  return {
    listEventLog: async ({ principal, query }) => {
      const { cursor, limit = pageSize } = query;
      const page = await events.list(principal, fromEventQuery(query), { cursor, limit });
      return {
        items: page.items.map(toEvent),
        pagination: page.cursor === undefined ? {} : { cursor: page.cursor },
      };
    },
    exportEventLog: async ({ principal, query, reply }) => {
      const portions = events.all(principal, fromEventQuery(query));
      const { type, lines } = exportFormats[query.format];
      const body = lines(await begun(portions));
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="events.${query.format}"`)
        .send(Readable.from(body, { objectMode: false }));
    },
    countEvents: async ({ principal, query }) => {
      const { interval, from, to } = query;
      const filter = { ...fromEventQuery(query), interval, fromMs: from, toMs: to };
      const counts = await eventStatistics.byType(principal, filter, 'event_read');
      return {
        items: counts.map(({ beginMs, type, count }) => ({ begin: beginMs, event_type: type, count })),
      };
    },
    getEventLogEntry: async ({ principal, params }) => toEvent(await events.get(principal, params.event_id)),
    getEventPicture: async ({ principal, params }) =>
      await events.picture(principal, params.event_id, 'full'),
    getEventCrop: async ({ principal, params }) => await events.picture(principal, params.event_id, 'crop'),
    raiseUserAlarm: async ({ principal, body }) =>
      toEvent(await userAlarms.raise(principal, { cameraId: body.camera_id ?? null, text: body.text })),
  };
}

/** With its first portion read, so that a refusal is answered as one and not by a file that breaks off. */
async function begun<T>(portions: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await portions.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* portions;
  })();
}
