/** Everything about the event log that others are handed. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db } from '#stores/schema.ts';
import type { AuditService } from '../audit/audit-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { Cursors } from '../paging/cursors.ts';
import type { StreamserverPort } from '../streams/ports.ts';
import { CameraStats } from './camera-stats.ts';
import { CounterService } from './counter-service.ts';
import type { EventLog } from './event-log.ts';
import { type EventPictures, EventService } from './event-service.ts';
import { type HeatMap, type HeatMapPeriod, heatMapOf } from './heat-maps.ts';
import { MatchService } from './match-service.ts';
import { EventStatistics } from './statistics.ts';
import { UserAlarms } from './user-alarms.ts';

export interface EventServicesOptions {
  readonly db: Db;
  readonly eventLog: EventLog;
  readonly clock: Clock;
  readonly cursors: Cursors;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly eventPictures: EventPictures;
  readonly streamservers: Pick<StreamserverPort, 'ownerOf' | 'list' | 'expected'>;
}

export interface EventServices {
  readonly eventLog: EventLog;
  readonly events: EventService;
  readonly eventStatistics: EventStatistics;
  readonly eventMatches: MatchService;
  readonly counters: CounterService;
  readonly userAlarms: UserAlarms;
  readonly cameraStats: CameraStats;
  /** The id of the streamserver that shall have this camera. */
  readonly streamserverOf: (cameraId: string) => string;
  readonly heatMaps: {
    of(by: Principal, cameraId: string, period: HeatMapPeriod): Promise<HeatMap>;
  };
}

export function makeEventServices(options: EventServicesOptions): EventServices {
  const {
    db,
    eventLog: log,
    clock,
    cursors,
    audit,
    cameras,
    eventPictures: pictures,
    streamservers,
  } = options;
  const events = new EventService({ db, log, cursors, pictures });
  return {
    eventLog: log,
    events,
    eventStatistics: new EventStatistics({ db, clock, days: log.countedDays }),
    eventMatches: new MatchService({ db, log, events, cursors }),
    counters: new CounterService({ db, log, clock, audit, cameras }),
    userAlarms: new UserAlarms({ log, events, clock, audit, cameras }),
    cameraStats: new CameraStats(db, streamservers),
    streamserverOf: (cameraId) => streamservers.ownerOf(cameraId),
    heatMaps: { of: (by, cameraId, period) => heatMapOf(db, cameras, by, cameraId, period) },
  };
}
