/** What the native API is made of. */
import type { AccessService } from '#services/access/access-service.ts';
import type { Denials } from '#services/audit/denials.ts';
import type { CameraService } from '#services/cameras/camera-service.ts';
import type { EventFeed } from '#services/events/event-feed.ts';
import type { EventServices } from '#services/events/event-services.ts';
import type { ManualRecordings } from '#services/recordings/manual-recordings.ts';
import type { ReplayService } from '#services/replays/replay-service.ts';
import type { ScenarioServices } from '#services/scenarios/scenario-services.ts';
import type { StreamserverPort } from '#services/streams/ports.ts';

export interface VidettePorts extends EventServices, ScenarioServices {
  readonly access: AccessService;
  readonly eventFeed: EventFeed;
  readonly denials: Denials;
  readonly manualRecordings: ManualRecordings;
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly streamservers: Pick<StreamserverPort, 'statusOf'>;
  readonly replays: ReplayService;
}
