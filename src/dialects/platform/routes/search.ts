import { VidetteError } from '#domain/errors.ts';
import { toEventMatch } from '../event-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

export function searchRoutes({
  eventMatches,
  streamserverOf,
}: PlatformPorts): Routes<'searchPlateEvents' | 'searchFaceEvents'> {
  const mapping = { streamserverOf, withOrigin: true };
  return {
    searchPlateEvents: async ({ principal, query, body }) => {
      const found = await eventMatches.findPlates(principal, body.plate.number, { groupId: query.group_id });
      const events = found.flatMap((event) => {
        const { similarity } = event;
        const match = toEventMatch(event, mapping);
        return match === null ? [] : { ...match, similarity };
      });
      return { events: events as Wire['PlateSearchHit'][] };
    },
    searchFaceEvents: async ({ principal, query, body }) => {
      const { threshold, descriptor } = body;
      const search = { threshold, version: descriptor.version, descriptor: fromBase64(descriptor.data) };
      const found = await eventMatches.findFaces(principal, search, { groupId: query.group_id });
      const events = found.flatMap((event) => {
        const { similarity } = event;
        const match = toEventMatch(event, mapping);
        return match === null
          ? []
          : { ...match, event_data: withoutDescriptor(match.event_data), similarity };
      });
      return { events: events as Wire['FaceSearchHit'][] };
    },
  };
}

/** The contract lets it be left out of what is found; a hundred of them are 300 kB. */
function withoutDescriptor(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'descriptor'));
}

function fromBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new VidetteError('conflict', 'descriptor.data is no base64');
  return bytes;
}
