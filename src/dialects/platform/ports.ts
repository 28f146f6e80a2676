/** What the platform API is made of. */
import type { Clock } from '#domain/clock.ts';
import type { AccessService } from '#services/access/access-service.ts';
import type { ArchiveService } from '#services/archive/archive-service.ts';
import type { CameraService } from '#services/cameras/camera-service.ts';
import type { ClipService } from '#services/clips/clip-service.ts';
import type { EventServices } from '#services/events/event-services.ts';
import type { ListServices } from '#services/lists/list-services.ts';
import type { OnvifService } from '#services/onvif/onvif-service.ts';
import type { PeopleServices } from '#services/people/people-services.ts';
import type { SelfService } from '#services/self/self-service.ts';
import type { SiteService } from '#services/sites/site-service.ts';
import type { SnapshotService } from '#services/snapshots/snapshot-service.ts';
import type { StreamService } from '#services/streams/stream-service.ts';

export interface PlatformPorts extends PeopleServices, ListServices, EventServices {
  readonly access: AccessService;
  readonly self: SelfService;
  readonly cameras: CameraService;
  readonly sites: SiteService;
  readonly streams: StreamService;
  readonly archive: ArchiveService;
  readonly snapshots: SnapshotService;
  readonly clips: ClipService;
  readonly onvif: OnvifService;
  readonly clock: Clock;
  /** Signs addresses of clips. */
  readonly mediaKey: Buffer;
  /** How long a signed address of a clip is good; an hour when not given. */
  readonly signedForMs?: number;
  /** Of the program, for `hello`. */
  readonly version: string;
}
