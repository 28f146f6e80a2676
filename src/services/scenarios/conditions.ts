/** Does an event fulfil the conditions of a scenario? All but the arming, which the one who asks looks up. */
import { type AnyEventFacts, objectClasses } from '#domain/event.ts';
import { Schedule } from '#domain/schedule.ts';
import type { CameraPlace, EventMoment } from '#stores/scenarios.ts';
import type { Conditions } from './scenario.ts';

export interface Occurrence {
  readonly facts: AnyEventFacts;
  readonly moment: EventMoment;
  /** UTC milliseconds of its begin or end. */
  readonly atMs: number;
  /** Null where no camera saw it. */
  readonly camera: CameraPlace | null;
  /** Watchlists that have what was recognised. */
  readonly listIds: ReadonlySet<number>;
}

export class ConditionCheck {
  readonly #when: Conditions;
  readonly #schedule: Schedule | null;

  /** Throws `invalid` for a schedule or time zone that makes no sense. */
  constructor(when: Conditions, timeZone: string) {
    this.#when = when;
    const spans = when.schedule ?? [];
    this.#schedule = spans.length === 0 ? null : new Schedule(spans, when.time_zone ?? timeZone);
  }

  holds({ facts, moment, atMs, camera, listIds }: Occurrence): boolean {
    const { event_types, phases = ['begin'], names, obj_classes, list_ids, min_confidence } = this.#when;
    return (
      event_types.includes(facts.type) &&
      phases.includes(moment) &&
      covers(this.#when, camera) &&
      isOneOf(names, facts.name) &&
      isOneOf(obj_classes, objectClasses.indexOf(facts.objectClass)) &&
      (isEmpty(list_ids) || list_ids!.some((id) => listIds.has(id))) &&
      (min_confidence === undefined || (facts.confidence ?? 0) >= min_confidence) &&
      (this.#schedule === null || this.#schedule.includes(atMs))
    );
  }
}

/** Whether the conditions mean events of this camera, or (null) of none. */
export function covers(
  { camera_ids, place_ids }: Conditions,
  camera: Pick<CameraPlace, 'uuid' | 'siteIds'> | null,
): boolean {
  if (isEmpty(camera_ids) && isEmpty(place_ids)) return true;
  if (camera === null) return false;
  return (camera_ids ?? []).includes(camera.uuid) || (place_ids ?? []).some((id) => camera.siteIds.has(id));
}

function isOneOf<T>(allowed: readonly T[] | undefined, value: T | null): boolean {
  return isEmpty(allowed) || (value !== null && allowed!.includes(value));
}

function isEmpty(list: readonly unknown[] | undefined): boolean {
  return list === undefined || list.length === 0;
}
