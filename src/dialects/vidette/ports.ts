/** What the native API is made of. */
import type { AccessService } from '#services/access/access-service.ts';
import type { Denials } from '#services/audit/denials.ts';
import type { EventFeed } from '#services/events/event-feed.ts';
import type { EventServices } from '#services/events/event-services.ts';
import type { ManualRecordings } from '#services/recordings/manual-recordings.ts';
import type { ScenarioServices } from '#services/scenarios/scenario-services.ts';

export interface VidettePorts extends EventServices, ScenarioServices {
  readonly access: AccessService;
  readonly eventFeed: EventFeed;
  readonly denials: Denials;
  readonly manualRecordings: ManualRecordings;
}
