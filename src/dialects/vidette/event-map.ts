/** Events in the words of this API. */
import type { CounterView } from '#services/events/counter-service.ts';
import { toEventMessage } from '#services/events/event-message.ts';
import type { EventFilter } from '#services/events/event-service.ts';
import type { EventView } from '#services/events/event-view.ts';
import type { Wire } from './wire.ts';

export function toEvent({ change, report, camera }: EventView): Wire['Event'] {
  const origin = camera && {
    cameraName: camera.name,
    placeId: camera.site_id,
    placeName: camera.site_name,
  };
  return { change, ...toEventMessage(report, origin) };
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
