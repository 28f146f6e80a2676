/**
 * The event log: one row per event, the highest revision of it. Rows lie in the order of their keys, which is that of time; on
 * PostgreSQL in a partition per day. docs/design/event-store.md says why it is laid out so and what it was measured with.
 */
import type { Selectable } from 'kysely';
import {
  type AnyEventFacts,
  type Box,
  type EventAction,
  type EventReport,
  type EventType,
  eventActions,
  type ObjectClass,
  objectClasses,
} from '#domain/event.ts';
import { type EventKey, fromEventKey, timeOfEventId } from './event-keys.ts';
import type { EventSeries } from './event-series.ts';

export interface EventTables {
  events: {
    id: EventKey;
    /** Number of this revision in the one sequence of all changes. */
    change: number;
    revision: number;
    /** Camera, type, class and name: see event-series.ts. */
    series: number;
    /** As in `eventTypeCodes`; also in the series, here for lists of one type over all cameras. */
    type: number;
    /** As in `actionCodes`. */
    action: number;
    end_ms: number | null;
    /** `hasSnapshot`, `hasCrop`. */
    flags: number;
    object_id: string | null;
    /** Of a plate_recognition: the plate as compared. */
    plate: string | null;
    /** JSON: `StoredFacts`. */
    facts: string;
  };
  /** The number of the last change; one row. A writer holds it for the length of its transaction. */
  event_sequence: { id: number; change: number };
  /** How far the outbox of each streamserver is stored. */
  outbox_positions: { outbox: string; number: number };
  /** How many events are stored of each day (UTC, since 1970). */
  event_days: { day: number; count: number };
}

export type EventRow = Selectable<EventTables['events']>;

/** Numbers that are stored; one that was used keeps its meaning. */
export const eventTypeCodes: Readonly<Record<EventType, number>> = {
  motion_detection: 1,
  line_crossing: 2,
  zone: 3,
  counting: 4,
  queue: 5,
  scene: 6,
  tamper: 7,
  sound: 8,
  plate_recognition: 9,
  face_recognition: 10,
  object: 11,
  camera_connection: 12,
  camera_input: 13,
  user_alarm: 14,
  system: 15,
};

const typesByCode = new Map(Object.entries(eventTypeCodes).map(([type, code]) => [code, type as EventType]));

export function eventTypeOf(code: number): EventType {
  return typesByCode.get(code)!;
}

export const actionCodes: Readonly<Record<EventAction, number>> = { appeared: 1, updated: 2, finished: 3 };
export const classCodes: Readonly<Record<ObjectClass, number>> = { unknown: 0, person: 1, vehicle: 2 };

export const hasSnapshot = 1;
export const hasCrop = 2;

/** What a series does not say of an event already. Descriptors of faces are kept apart. */
export interface StoredFacts {
  readonly box?: Box;
  readonly confidence?: number;
  readonly details: object;
}

export interface StoredEvent {
  readonly change: number;
  readonly report: EventReport;
  readonly series: EventSeries;
}

export function toStoredEvent(row: EventRow, series: EventSeries): StoredEvent {
  const id = fromEventKey(row.id);
  const { box, confidence, details } = JSON.parse(row.facts) as StoredFacts;
  const facts = {
    type: series.type,
    name: series.name,
    objectId: row.object_id,
    objectClass: objectClasses[series.objectClass]!,
    box: box ?? null,
    ...(confidence === undefined ? {} : { confidence }),
    details,
  } as AnyEventFacts;
  const report: EventReport = {
    id,
    revision: row.revision,
    cameraId: series.cameraUuid,
    action: eventActions[row.action - 1]!,
    beginMs: timeOfEventId(id),
    endMs: row.end_ms,
    facts,
    snapshot: (row.flags & hasSnapshot) !== 0,
    crop: (row.flags & hasCrop) !== 0,
  };
  return { change: row.change, report, series };
}
