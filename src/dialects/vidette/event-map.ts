/** Events in the words of this API. */
import { type ObjectClass, objectClasses } from '#domain/event.ts';
import type { CounterView } from '#services/events/counter-service.ts';
import type { EventFilter } from '#services/events/event-service.ts';
import type { EventView } from '#services/events/event-view.ts';
import type { Wire } from './wire.ts';

export function toEvent({ change, report, camera }: EventView): Wire['Event'] {
  const { facts } = report;
  return {
    event_id: report.id,
    change,
    revision: report.revision,
    event_type: facts.type,
    event_action: report.action,
    camera_id: report.cameraId,
    camera_name: camera?.name ?? null,
    place_id: camera?.site_id ?? null,
    place_name: camera?.site_name ?? null,
    begin: report.beginMs,
    end: report.endMs,
    name: facts.name,
    object_id: facts.objectId,
    obj_class: toObjectClass(facts.objectClass),
    bbox: facts.box === null ? null : [...facts.box],
    ...(facts.confidence === undefined ? {} : { confidence: facts.confidence }),
    details: toDetails(facts.details),
    snapshot: report.snapshot,
    crop: report.crop,
  };
}

export function toObjectClass(objectClass: ObjectClass): 0 | 1 | 2 {
  return objectClasses.indexOf(objectClass) as 0 | 1 | 2;
}

function toDetails(details: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
      value,
    ]),
  );
}

export function toCounter({ cameraId, line, in: entered, out, sinceMs }: CounterView): Wire['Counter'] {
  return { camera_id: cameraId, line, in: entered, out, since: sinceMs };
}

interface EventQuery {
  readonly from?: number;
  readonly to?: number;
  readonly event_type?: readonly Wire['EventType'][];
  readonly camera_id?: readonly string[];
  readonly place_id?: number;
  readonly group_id?: number;
  readonly name?: readonly string[];
  readonly obj_class?: readonly (0 | 1 | 2)[];
}

export function fromEventQuery(query: EventQuery): EventFilter {
  return {
    fromMs: query.from,
    toMs: query.to,
    types: query.event_type,
    cameraIds: query.camera_id,
    siteId: query.place_id,
    groupId: query.group_id,
    names: query.name,
    objectClasses: query.obj_class,
  };
}
