/** What is asked of the event log, and whether an event that just came belongs to it. */
import type { EventType } from '#domain/event.ts';
import type { LoggedEvent } from './contract.ts';

/** Nothing given: everything. */
export interface EventFilter {
  /** Unix milliseconds, both included. */
  readonly from?: number;
  readonly to?: number;
  readonly event_type?: EventType[];
  readonly camera_id?: string[];
  readonly place_id?: number;
  /** Of a zone, line or input. */
  readonly name?: string[];
  readonly obj_class?: (0 | 1 | 2)[];
}

export function matches(filter: EventFilter, event: LoggedEvent): boolean {
  const { from, to, event_type: types, camera_id: cameras, place_id: place, name: names } = filter;
  if (from !== undefined && event.begin < from) return false;
  if (to !== undefined && event.begin > to) return false;
  if (types !== undefined && !types.includes(event.event_type)) return false;
  if (cameras !== undefined && !cameras.includes(event.camera_id ?? '')) return false;
  if (place !== undefined && event.place_id !== place) return false;
  if (names !== undefined && !names.includes(event.name ?? '')) return false;
  return filter.obj_class === undefined || filter.obj_class.includes(event.obj_class);
}
