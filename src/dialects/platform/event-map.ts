/** Events, their hits and their statistics in the words of this API. */

import { VidetteError } from '#domain/errors.ts';
import { type AnyEventFacts, type Box, objectClasses, type Point } from '#domain/event.ts';
import type { EventView } from '#services/events/event-view.ts';
import type { MatchedEvent } from '#services/events/match-service.ts';
import { present } from './map.ts';
import type { Wire } from './wire.ts';

type PlatformType = Wire['EventType'];

export interface EventMapping {
  /** The streamserver that has this camera. */
  readonly streamserverOf: (cameraId: string) => string;
  readonly withOrigin: boolean;
}

/** Those of the four types that this API knows; null for others. */
export function toEvent(event: EventView, mapping: EventMapping): Wire['Event'] | null {
  const { report } = event;
  const { facts } = report;
  if (report.cameraId === null) return null;
  const common = {
    ...(mapping.withOrigin ? { origin: toEventOrigin(event) } : {}),
    streamserver_id: mapping.streamserverOf(report.cameraId),
    stream_id: report.cameraId,
    object_id: facts.objectId ?? '',
    event_id: report.id,
    event_action: report.action,
    ts: report.beginMs,
  };
  switch (facts.type) {
    case 'motion_detection':
      return { ...common, event_type: facts.type, event_data: toMotion(facts) };
    case 'line_crossing':
      return { ...common, event_type: facts.type, event_data: toLineCrossing(facts) };
    case 'plate_recognition':
      return {
        ...common,
        event_type: facts.type,
        event_data: {
          plate_number: { data: facts.details.plate },
          detection: toDetection(facts.box ?? whole),
        },
      };
    case 'face_recognition':
      return { ...common, event_type: facts.type, event_data: toFace(facts) };
    default:
      return null;
  }
}

type FactsOf<Type extends AnyEventFacts['type']> = Extract<AnyEventFacts, { type: Type }>;

const whole: Box = [0, 0, 1, 1];
const directions = ['unknown', 'a_to_b', 'b_to_a'] as const;

function toMotion(facts: FactsOf<'motion_detection'>): Wire['MotionEventData'] {
  const { zoneBox, area } = facts.details;
  return {
    motion: { roi_bbox: [...zoneBox], roi_name: facts.name ?? '', area_fr: area },
    detection: toDetection(facts.box ?? zoneBox),
    attributes: toAttributes(facts),
  };
}

function toLineCrossing(facts: FactsOf<'line_crossing'>): Wire['LineCrossingEventData'] {
  const { line, direction } = facts.details;
  return {
    line_crossing: {
      line_coords: line.flat(),
      direction: directions.indexOf(direction) as 0 | 1 | 2,
      line_name: facts.name ?? '',
    },
    detection: toDetection(facts.box ?? boxAround(line)),
    attributes: toAttributes(facts),
  };
}

/** A face whose descriptor was not kept has an empty one: the contract wants one of every single event. */
function toFace(facts: FactsOf<'face_recognition'>): Wire['FaceEventData'] {
  const { descriptor, norm } = facts.details;
  return {
    detection: toDetection(facts.box ?? whole),
    descriptor: { data: descriptor ?? '', norm: norm ?? 0 },
  };
}

function toDetection(box: Box): Wire['Detection'] {
  return { bbox: [...box] };
}

function toAttributes({ objectClass }: AnyEventFacts): Wire['ObjectAttributes'] {
  return { obj_class: objectClasses.indexOf(objectClass) as 0 | 1 | 2 };
}

function boxAround([[ax, ay], [bx, by]]: readonly [Point, Point]): Box {
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** Of a camera that is gone only its id is known. */
function toEventOrigin({ report, camera }: EventView): Wire['EventOrigin'] {
  if (camera === null) return present('camera_id', report.cameraId);
  return {
    camera_id: camera.uuid,
    camera_name: camera.name,
    place_id: camera.site_id,
    place_name: camera.site_name,
    ...present('place_description', camera.site_description),
    ...present('place_latitude', camera.site_latitude),
    ...present('place_longitude', camera.site_longitude),
    ...present('plan_id', camera.plan_id),
    ...present('plan_name', camera.plan_name),
  };
}

/** With its hits, for the two types that have some. */
export function toEventMatch(event: MatchedEvent, mapping: EventMapping): Wire['EventMatch'] | null {
  const base = toEvent(event, mapping);
  if (base?.event_type === 'plate_recognition')
    return {
      ...base,
      match_data: event.matches.map((match) => ({
        plate_id: match.entryId,
        platelist_id: match.listId,
        platelist_name: match.listName,
        ...present('plate_number', match.entryName),
        ...present('similarity', match.similarity),
        ...present('priority', match.priority),
      })),
    };
  if (base?.event_type === 'face_recognition')
    return {
      ...base,
      match_data: event.matches.map((match) => ({
        face_id: match.entryId,
        facelist_id: match.listId,
        facelist_name: match.listName,
        similarity: match.similarity ?? 1,
        ...present('face_name', match.entryName),
        ...present('priority', match.priority),
      })),
    };
  return null;
}

const longestMs = 24 * 3_600_000;

/** Lists need a period of at most a day. */
export function checkDay({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): void {
  if (toMs < fromMs) throw new VidetteError('conflict', 'ts_to is before ts_from');
  if (toMs - fromMs > longestMs) throw new VidetteError('conflict', 'the period is longer than 24 hours');
}

interface OneFilter {
  readonly stream_id?: string;
  readonly place_id?: number;
  readonly group_id?: number;
}

export function fromOneFilter({ stream_id, place_id, group_id }: OneFilter) {
  if ([stream_id, place_id, group_id].filter((one) => one !== undefined).length > 1)
    throw new VidetteError('conflict', 'at most one of stream_id, place_id and group_id');
  return {
    cameraIds: stream_id === undefined ? undefined : [stream_id],
    siteId: place_id,
    groupId: group_id,
  };
}

export function hasMatches(type: PlatformType): type is 'face_recognition' | 'plate_recognition' {
  return type === 'face_recognition' || type === 'plate_recognition';
}
