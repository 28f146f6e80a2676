/** An alarm that somebody raises by hand: at a camera, or for the whole organisation. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import { makeEventId } from '#stores/event-keys.ts';
import { requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import { checkText, invalid } from '../sites/checks.ts';
import type { EventLog } from './event-log.ts';
import type { EventService } from './event-service.ts';
import type { EventView } from './event-view.ts';

export interface UserAlarmOptions {
  readonly log: EventLog;
  readonly events: Pick<EventService, 'get'>;
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cameras: Pick<CameraService, 'getFor'>;
}

export interface UserAlarmInput {
  readonly cameraId: string | null;
  readonly text: string;
}

const longestText = 1_000;

export class UserAlarms {
  readonly #options: UserAlarmOptions;

  constructor(options: UserAlarmOptions) {
    this.#options = options;
  }

  async raise(by: Principal, { cameraId, text }: UserAlarmInput): Promise<EventView> {
    requirePermission(by, 'event_read');
    if (text.trim() === '' || text.length > longestText)
      throw invalid(['text'], `has to have 1 to ${longestText} characters`);
    checkText(text, ['text']);
    const { log, events, clock, cameras, audit } = this.#options;
    const camera = cameraId === null ? null : await cameras.getFor(by, cameraId, 'archive', 'event_read');
    const nowMs = Math.trunc(clock.utcMs());
    const id = makeEventId(nowMs);
    await log.record(
      {
        id,
        revision: 1,
        cameraId: camera?.id ?? null,
        action: 'finished',
        beginMs: nowMs,
        endMs: nowMs,
        facts: {
          type: 'user_alarm',
          name: null,
          objectId: null,
          objectClass: 'unknown',
          box: null,
          details: { text, userId: by.userId },
        },
        snapshot: false,
        crop: false,
      },
      by.organizationId,
      (trx) =>
        audit.record(trx, {
          action: 'organization_update',
          by,
          ...(camera === null ? {} : { organizationId: camera.organizationId }),
          meta: { user_alarm: id, ...(camera === null ? {} : { camera_id: camera.id }) },
        }),
    );
    return await events.get(by, id);
  }
}
