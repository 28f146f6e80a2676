/** What made an action necessary, kept with it: the event as it was then, in words for people and programs. */
import type { EventReport } from '#domain/event.ts';
import type { EventMoment } from '#stores/scenarios.ts';
import { toEventMessage } from '../events/event-message.ts';

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
  const origin = camera && place && { cameraName: camera.name, placeId: place.id, placeName: place.name };
  return { action_id: actionId, scenario, phase: moment, event: toEventMessage(event, origin) };
}
