/** Scenarios from the event log to their actions, over a real database, with a clock that the test moves. Nothing runs until started. */
import { randomUUID } from 'node:crypto';
import { OnvifDevices } from '#devices/onvif/devices.ts';
import { systemClock } from '#domain/clock.ts';
import type { EventReport, EventType } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { Permission } from '#services/access/permissions.ts';
import type { EventPicture, MailSettings } from '#services/actions/mail.ts';
import type { MqttPublisher } from '#services/actions/mqtt.ts';
import { CameraService } from '#services/cameras/camera-service.ts';
import { EventLog } from '#services/events/event-log.ts';
import { type ReportOrder, report } from '#services/events/reports.fixture.ts';
import { OnvifService } from '#services/onvif/onvif-service.ts';
import { Cursors } from '#services/paging/cursors.ts';
import { ManualRecordings } from '#services/recordings/manual-recordings.ts';
import type { ScenarioInput, ScenarioView } from '#services/scenarios/scenario.ts';
import {
  makeScenarioServices,
  type ScenarioServices,
  type ScenarioWork,
} from '#services/scenarios/scenario-services.ts';
import type { ActionRow } from '#stores/actions.ts';
import { insertGroup } from '#stores/groups.ts';
import { openTestAccess, type TestAccess } from './access.ts';
import type { OpenDatabase } from './database.ts';
import { addCamera, addSite, type TestCamera, type TestCameraOrder } from './event-log.ts';

export interface TestScenarios extends AsyncDisposable, TestAccess, ScenarioServices {
  readonly admin: Principal;
  readonly eventLog: EventLog;
  readonly cameras: CameraService;
  readonly recordings: ManualRecordings;
  readonly work: ScenarioWork;
  /** Messages of the log. */
  readonly said: string[];
  /** What streamservers were told of recording. */
  readonly recorded: { cameraId: string; on: boolean }[];
  /** Its number. */
  site(parentId?: number): Promise<number>;
  camera(order?: TestCameraOrder): Promise<TestCamera>;
  /** Made by the administrator; motion and an alarm when nothing else is said. */
  scenario(order?: Partial<ScenarioInput>): Promise<ScenarioView>;
  /** Stores one state of an event and gives it. Its begin is now. */
  happens<Type extends EventType = 'motion_detection'>(order: Happening<Type>): Promise<EventReport>;
  /** Lets the scenarios read the log to its end. */
  read(): Promise<void>;
  actionRows(): Promise<ActionRow[]>;
  /** Somebody of the organisation who sees these places, and may do this. */
  member(siteIds: readonly number[], permissions?: readonly Permission[]): Promise<Principal>;
  /** The same database as after a start: other services, which nothing has started yet. */
  again(): ScenarioServices & { readonly work: ScenarioWork };
}

export type Happening<Type extends EventType> = Omit<ReportOrder<Type>, 'beginMs'> & {
  readonly beginMs?: number;
  readonly organizationId?: number;
};

export interface TestScenarioOptions {
  readonly open?: OpenDatabase;
  readonly mail?: MailSettings;
  readonly picture?: EventPicture;
  readonly allowPrivate?: boolean;
  readonly publisher?: MqttPublisher;
}

export async function openTestScenarios(options: TestScenarioOptions = {}): Promise<TestScenarios> {
  const test = await openTestAccess({}, options.open);
  const { db, audit, clock, vault, keys, access } = test;
  const said: string[] = [];
  const recorded: { cameraId: string; on: boolean }[] = [];
  const log = (message: string) => void said.push(message);
  const cursors = new Cursors(keys.tokens, clock);
  const common = { db, audit, clock, vault, cursors, log, timeZone: 'UTC', changed: () => {} };
  const cameras = new CameraService(common);
  const devices = new OnvifDevices({ clock: systemClock });
  const onvif = new OnvifService({ ...common, cameras, devices });
  const streamservers = {
    request: async (_camera: string, _name: 'record.manual', order: { cameraId: string; on: boolean }) =>
      void recorded.push({ cameraId: order.cameraId, on: order.on }),
  };
  const recordings = new ManualRecordings({ ...common, cameras, streamservers });
  const eventLog = new EventLog({ db, log });
  await eventLog.start();
  const again = () =>
    makeScenarioServices({
      ...common,
      cameras,
      recordings,
      onvif,
      feed: eventLog,
      version: '0.1.0',
      outbound: { allowPrivate: options.allowPrivate ?? false },
      mail: options.mail ?? null,
      picture: options.picture ?? (async () => null),
      hasBroker: options.publisher !== undefined,
      ownTopics: ['vidette', 'homeassistant'],
      publisher: () => options.publisher ?? null,
    });
  const services = again();
  const admin = await access.principalNamed(null, '127.0.0.1');
  const outbox = randomUUID();
  let entries = 0;
  return {
    ...test,
    ...services,
    admin,
    eventLog,
    cameras,
    recordings,
    said,
    recorded,
    site: (parentId) => addSite(db, 1, parentId),
    camera: async (order = {}) => {
      const camera = await addCamera(db, { organizationId: 1, ...order });
      eventLog.camerasChanged();
      return camera;
    },
    scenario: (order = {}) =>
      services.scenarios.create(admin, {
        name: 'Somebody is there',
        when: { event_types: ['motion_detection'] },
        actions: [{ kind: 'alarm' }],
        ...order,
      }),
    async happens({ organizationId, ...order }) {
      const event = report({ beginMs: Math.trunc(clock.utcMs()), ...order } as ReportOrder);
      if (event.cameraId === null) await eventLog.record(event, organizationId ?? null);
      else await eventLog.store(outbox, [{ number: ++entries, event }]);
      return event;
    },
    read: () => services.work.engine.wake(),
    actionRows: () => db.selectFrom('actions').selectAll().orderBy('id').execute(),
    async member(siteIds, permissions = ['event_read', 'camera_update']) {
      const groupId = await insertGroup(db, { name: 'Guards', description: '', organizationId: 1 });
      for (const site_id of siteIds)
        await db
          .insertInto('group_sites')
          .values({ group_id: groupId, site_id, live: 1, archive: 1 })
          .execute();
      return {
        ...admin,
        email: `guard-${groupId}@example.org`,
        superuser: false,
        permissions: new Set<string>(permissions),
        groupIds: [groupId],
        seesGroupless: false,
      };
    },
    again,
    async [Symbol.asyncDispose]() {
      await services.work[Symbol.asyncDispose]();
      devices[Symbol.dispose]();
      await test[Symbol.asyncDispose]();
    },
  };
}
