/** An event as programs outside read it: the native API, web hooks, MQTT. Times are Unix milliseconds, boxes fractions 0..1. */
import { type AnyEventFacts, type EventReport, objectClasses } from '#domain/event.ts';

export interface EventMessage {
  event_id: string;
  revision: number;
  event_type: AnyEventFacts['type'];
  event_action: EventReport['action'];
  camera_id: string | null;
  camera_name: string | null;
  place_id: number | null;
  place_name: string | null;
  begin: number;
  end: number | null;
  name: string | null;
  object_id: string | null;
  obj_class: 0 | 1 | 2;
  bbox: number[] | null;
  confidence?: number;
  /** Particular to the type, names in snake_case. */
  details: Record<string, unknown>;
  snapshot: boolean;
  crop: boolean;
}

/** Null where no camera saw it, and when the camera is gone. */
export interface EventOrigin {
  readonly cameraName: string;
  readonly placeId: number;
  readonly placeName: string;
}

export function toEventMessage(report: EventReport, origin: EventOrigin | null): EventMessage {
  const { facts } = report;
  return {
    event_id: report.id,
    revision: report.revision,
    event_type: facts.type,
    event_action: report.action,
    camera_id: report.cameraId,
    camera_name: origin?.cameraName ?? null,
    place_id: origin?.placeId ?? null,
    place_name: origin?.placeName ?? null,
    begin: report.beginMs,
    end: report.endMs,
    name: facts.name,
    object_id: facts.objectId,
    obj_class: objectClasses.indexOf(facts.objectClass) as 0 | 1 | 2,
    bbox: facts.box === null ? null : [...facts.box],
    ...(facts.confidence !== undefined && { confidence: facts.confidence }),
    details: Object.fromEntries(Object.entries(facts.details).map(([name, value]) => [toSnake(name), value])),
    snapshot: report.snapshot,
    crop: report.crop,
  };
}

function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
