/** What made an action necessary, kept with it: the event as it was then, in words for people and programs. */
import { type EventReport, objectClasses } from '#domain/event.ts';
import type { EventMoment } from '#stores/scenarios.ts';

export interface Occasion {
  readonly scenario: { readonly id: string; readonly name: string };
  readonly moment: EventMoment;
  /** Begin or end of the event, UTC milliseconds. */
  readonly atMs: number;
  /** IANA name, for times in texts. */
  readonly timeZone: string;
  readonly event: EventReport;
  readonly camera: { readonly id: string; readonly name: string } | null;
  readonly place: { readonly id: number; readonly name: string } | null;
}

/** The JSON that receivers get. docs/integrations/webhooks.md describes it. */
export function toMessage(actionId: string, { scenario, moment, event, camera, place }: Occasion): object {
  const { facts } = event;
  return {
    action_id: actionId,
    scenario,
    phase: moment,
    event: {
      event_id: event.id,
      revision: event.revision,
      event_type: facts.type,
      event_action: event.action,
      camera_id: event.cameraId,
      camera_name: camera?.name ?? null,
      place_id: place?.id ?? null,
      place_name: place?.name ?? null,
      begin: event.beginMs,
      end: event.endMs,
      name: facts.name,
      object_id: facts.objectId,
      obj_class: objectClasses.indexOf(facts.objectClass),
      bbox: facts.box,
      ...(facts.confidence !== undefined && { confidence: facts.confidence }),
      details: Object.fromEntries(
        Object.entries(facts.details).map(([name, value]) => [toSnake(name), value]),
      ),
      snapshot: event.snapshot,
      crop: event.crop,
    },
  };
}

function toSnake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
