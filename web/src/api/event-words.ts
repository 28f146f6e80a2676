/** An event as the native API tells it. */
import type { Box, EventType } from '#domain/event.ts';

export interface LoggedEvent {
  readonly event_id: string;
  /** Grows with every change of any event: whoever follows remembers the last. */
  readonly change: number;
  readonly revision: number;
  readonly event_type: EventType;
  readonly event_action: 'appeared' | 'updated' | 'finished';
  readonly camera_id: string | null;
  readonly camera_name: string | null;
  readonly place_id: number | null;
  readonly place_name: string | null;
  readonly begin: number;
  readonly end: number | null;
  readonly name: string | null;
  readonly object_id: string | null;
  readonly obj_class: 0 | 1 | 2;
  readonly bbox: Box | null;
  readonly confidence?: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly snapshot: boolean;
  readonly crop: boolean;
}

/** What is asked of the log; nothing given: everything. */
export interface EventFilter {
  readonly from?: number;
  readonly to?: number;
  readonly event_type?: readonly EventType[];
  readonly camera_id?: readonly string[];
  readonly place_id?: number;
  readonly name?: string;
  readonly obj_class?: 0 | 1 | 2;
}

/** Whether an event that just came belongs to what is shown. */
export function matches(filter: EventFilter, event: LoggedEvent): boolean {
  const { from, to, event_type: types, camera_id: cameras, place_id: place, name, obj_class } = filter;
  if (from !== undefined && event.begin < from) return false;
  if (to !== undefined && event.begin >= to) return false;
  if (types !== undefined && types.length > 0 && !types.includes(event.event_type)) return false;
  if (cameras !== undefined && cameras.length > 0 && !cameras.includes(event.camera_id ?? '')) return false;
  if (place !== undefined && event.place_id !== place) return false;
  if (name !== undefined && event.name !== name) return false;
  return obj_class === undefined || event.obj_class === obj_class;
}
