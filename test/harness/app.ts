/**
 * Every dialect on its real router, with the real services on a database of its own, SQLite unless told. Only what lies outside the server is
 * replaced: a streamserver that says its cameras send, and pictures that sharp makes.
 */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import sharp from 'sharp';
import type { CameraStatus, StreamserverStatus } from '#cluster/protocol.ts';
import { OnvifDevices } from '#devices/onvif/devices.ts';
import { installAnpr } from '#dialects/anpr/plugin.ts';
import { installEocortex } from '#dialects/eocortex/plugin.ts';
import { installIpcamera } from '#dialects/ipcamera/plugin.ts';
import { platformPlugin } from '#dialects/platform/plugin.ts';
import { installRotoclear } from '#dialects/rotoclear/plugin.ts';
import type { AnswerCheck } from '#dialects/shared/answers.ts';
import { Core } from '#dialects/shared/core.ts';
import { DeviceUser } from '#dialects/shared/device-user.ts';
import { createListener } from '#dialects/shared/listener.ts';
import { Machine } from '#dialects/shared/machine.ts';
import type { PictureOptions } from '#dialects/shared/ports.ts';
import { videttePlugin } from '#dialects/vidette/plugin.ts';
import type { VidettePorts } from '#dialects/vidette/ports.ts';
import { systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { ArchiveService } from '#services/archive/archive-service.ts';
import { CameraService } from '#services/cameras/camera-service.ts';
import { ClipFiles } from '#services/clips/clip-files.ts';
import { ClipQueue } from '#services/clips/clip-queue.ts';
import { ClipService } from '#services/clips/clip-service.ts';
import { EventFeed } from '#services/events/event-feed.ts';
import { EventLog } from '#services/events/event-log.ts';
import { type EventServices, makeEventServices } from '#services/events/event-services.ts';
import { type ListServices, makeListServices } from '#services/lists/list-services.ts';
import { OnvifService } from '#services/onvif/onvif-service.ts';
import { Cursors } from '#services/paging/cursors.ts';
import { makePeopleServices, type PeopleServices } from '#services/people/people-services.ts';
import { ManualRecordings } from '#services/recordings/manual-recordings.ts';
import { ReplayService } from '#services/replays/replay-service.ts';
import { makeScenarioServices } from '#services/scenarios/scenario-services.ts';
import { SelfService } from '#services/self/self-service.ts';
import { SiteService } from '#services/sites/site-service.ts';
import { SnapshotService } from '#services/snapshots/snapshot-service.ts';
import type { StreamserverPort } from '#services/streams/ports.ts';
import { StreamService } from '#services/streams/stream-service.ts';
import { openTestAccess, type TestAccess } from './access.ts';
import { streaming } from './core.ts';
import type { OpenDatabase } from './database.ts';
import { addTestUploads, oneFace, orionInfo } from './uploads.ts';

export interface TestApp extends AsyncDisposable, TestAccess, PeopleServices, ListServices, EventServices {
  readonly admin: Principal;
  readonly siteId: number;
  readonly cameras: CameraService;
  readonly sites: SiteService;
  readonly streamservers: TestStreamservers;
  readonly clips: ClipService;
  readonly core: Core;
  readonly videttePorts: VidettePorts;
  /** A fresh app of one dialect. */
  platform(onAnswer?: AnswerCheck): Promise<FastifyInstance>;
  vidette(onAnswer?: AnswerCheck): Promise<FastifyInstance>;
  eocortex(onAnswer?: AnswerCheck): FastifyInstance;
  rotoclear(onAnswer?: AnswerCheck): FastifyInstance;
  anpr(onAnswer?: AnswerCheck): FastifyInstance;
  ipcamera(onAnswer?: AnswerCheck): FastifyInstance;
}

/** What was logged as an error since the last look: a request that broke something inside. */
const failures: string[] = [];
const logger = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });

export function takeFailures(): string[] {
  return failures.splice(0);
}

const certificate = await generate([{ name: 'commonName', value: 'Vidette' }], { keyType: 'ec' });

/** One site with two cameras, both sending. The eocortex API is on, so that MD5 forms are kept. */
export async function openTestApp(open?: OpenDatabase): Promise<TestApp> {
  const test = await openTestAccess({}, open);
  const { db, audit, vault, clock, access, keys } = test;
  const cursors = new Cursors(keys.tokens, clock);
  const log = () => {};
  const eventLog = new EventLog({ db, log });
  await eventLog.start();
  const sites = new SiteService({ db, audit, cursors, clock });
  const cameras = new CameraService({
    db,
    vault,
    audit,
    cursors,
    clock,
    timeZone: 'UTC',
    changed: () => eventLog.camerasChanged(),
    log,
  });
  const onvifDevices = new OnvifDevices({ clock: systemClock });
  const devices = { devices: onvifDevices, changed: () => {}, log: () => {} };
  const onvif = new OnvifService({ db, vault, audit, clock, cameras, ...devices });
  const streamservers = new TestStreamservers();
  const lists = makeListServices({
    ...test,
    cursors,
    faces: oneFace,
    readOrion: async () => orionInfo,
  });
  await lists.uploads.start();
  await addTestUploads(test.db, test.clock.utcMs());
  const services = { ...makePeopleServices({ ...test, cursors }), ...lists };
  const snapshots = new SnapshotService({ cameras, pictures: streamservers });
  const admin = await access.principalNamed(null, '127.0.0.1');
  const place = { name: 'Test site', description: null, latitude: null, longitude: null };
  const { id: siteId } = await sites.create(admin, place);
  for (const name of ['Yard', 'Gate']) {
    const settings = { source: { url: `rtsp://192.0.2.1/${name}` } };
    const camera = await cameras.create(admin, { name, siteId, settings });
    streamservers.statuses.set(camera.id, streaming(camera.id));
  }
  const files = new ClipFiles(join(test.settings.data, 'clips'));
  await files.make();
  const keepMs = 3_600_000;
  const queue = new ClipQueue({ db, clock, files, streamservers, keepMs, log });
  const limits = { perUser: 10, maxMinutes: 60, keepMs };
  const clips = new ClipService({ db, audit, clock, cameras, streamservers, files, queue, ...limits });
  const core = new Core({
    cameras,
    sites,
    snapshots,
    streamservers,
    pictures: streamservers,
    organizationId: null,
  });
  const device = new DeviceUser(access, null);
  const machine = new Machine(clock, test.settings.data);
  const ports = {
    access,
    device,
    machine,
    clock,
    cameras: core,
    streams: core,
    pictures: core,
    cameraNumber: 0,
  };
  const release = { version: '0.1.0', builtAtMs: clock.utcMs() };
  const manualRecordings = new ManualRecordings({ db, clock, audit, cameras, streamservers, log });
  const eventPictures = { get: async () => (await testPicture(85)).jpeg };
  const eventServices = makeEventServices({
    db,
    eventLog,
    clock,
    cursors,
    audit,
    cameras,
    eventPictures,
    streamservers,
  });
  const replays = new ReplayService({ cameras, events: eventServices.events, clock, streamservers });
  const scenarios = makeScenarioServices({
    db,
    audit,
    clock,
    cursors,
    vault,
    cameras,
    recordings: manualRecordings,
    onvif,
    feed: eventLog,
    timeZone: 'UTC',
    version: '0.1.0',
    outbound: { allowPrivate: false },
    mail: null,
    picture: async () => null,
    hasBroker: false,
    ownTopics: [],
    publisher: () => null,
    log,
  });
  const eventFeed = new EventFeed({ db, log: eventLog, alarms: scenarios.alarms, warn: log, proveMs: 50 });
  eventFeed.start();
  const videttePorts = {
    access,
    denials: services.denials,
    manualRecordings,
    cameras,
    streamservers,
    replays,
    eventFeed,
    ...eventServices,
    ...scenarios,
  };
  const checked = (onAnswer?: AnswerCheck) => onAnswer && { onAnswer };
  return {
    ...test,
    ...services,
    ...eventServices,
    admin,
    siteId,
    cameras,
    sites,
    streamservers,
    clips,
    core,
    videttePorts,
    platform: async (onAnswer) => {
      const app = createListener({ logger });
      await app.register(platformPlugin, {
        access,
        self: new SelfService(db),
        ...services,
        ...eventServices,
        cameras,
        sites,
        streams: new StreamService({ cameras, streamservers, clock, host: 'localhost' }),
        archive: new ArchiveService({ cameras, streamservers, access, clock, key: keys.media }),
        snapshots,
        clips,
        onvif,
        clock,
        mediaKey: keys.media,
        version: '0.1.0',
        ...checked(onAnswer),
      });
      return app;
    },
    vidette: async (onAnswer) => {
      const app = createListener({ logger });
      await app.register(videttePlugin, { ...videttePorts, ...checked(onAnswer) });
      return app;
    },
    eocortex: (onAnswer) => {
      const app = createListener({ logger, ignoreTrailingSlash: true });
      installEocortex(app, { ...ports, ...checked(onAnswer) });
      return app;
    },
    rotoclear: (onAnswer) => {
      const app = createListener({ logger });
      installRotoclear(app, { ...ports, release, ...checked(onAnswer) });
      return app;
    },
    anpr: (onAnswer) => {
      const app = createListener({ logger });
      installAnpr(app, { ...ports, tokenKey: keys.tokens, ...checked(onAnswer) });
      return app;
    },
    ipcamera: (onAnswer) => {
      const app = createListener({ logger });
      installIpcamera(app, { ...ports, certificate: certificate.cert, rtspPort: 8554, ...checked(onAnswer) });
      return app;
    },
    async [Symbol.asyncDispose]() {
      await scenarios.work[Symbol.asyncDispose]();
      onvifDevices[Symbol.dispose]();
      await eventFeed[Symbol.asyncDispose]();
      await queue[Symbol.asyncDispose]();
      await test[Symbol.asyncDispose]();
    },
  };
}

async function testPicture(quality: number): Promise<{ jpeg: Buffer }> {
  const size = { width: 64, height: 36, channels: 3 as const, background: '#386' };
  return { jpeg: await sharp({ create: size }).jpeg({ quality }).toBuffer() };
}

/** A streamserver that has every camera. What it is asked over the channel is answered by `replies`. */
export class TestStreamservers implements StreamserverPort {
  readonly statuses = new Map<string, CameraStatus>();
  readonly replies: Record<string, (payload: unknown) => unknown> = {};

  list(): readonly StreamserverStatus[] {
    const cameras = [...this.statuses.values()];
    return [
      {
        id: 'local-1',
        pid: process.pid,
        version: '0.1.0',
        startedAtMs: 0,
        cpuPercent: 1,
        memoryBytes: 50_000_000,
        cameras,
        volumes: [],
      },
    ];
  }

  expected() {
    return [{ id: 'local-1', connected: true }];
  }

  ownerOf(): string {
    return 'local-1';
  }

  statusOf(cameraId: string): CameraStatus | null {
    return this.statuses.get(cameraId) ?? null;
  }

  async request<Name extends Parameters<StreamserverPort['request']>[1]>(
    _cameraId: string,
    name: Name,
    payload: unknown,
  ): Promise<never> {
    const reply = this.replies[name];
    if (!reply) throw new VidetteError('unavailable', `nobody answers ${name}`);
    return reply(payload) as never;
  }

  async requestAny<Name extends Parameters<StreamserverPort['requestAny']>[0]>(
    name: Name,
    payload: unknown,
  ): Promise<never> {
    return this.request('', name, payload);
  }

  async snapshot(cameraId: string, options: PictureOptions): Promise<{ jpeg: Buffer }> {
    const main = this.statusOf(cameraId)?.streams.find((stream) => stream.name === 'main');
    if (main?.state !== 'streaming') throw new VidetteError('unavailable', 'the camera sends no picture');
    return await testPicture(options.quality ?? 85);
  }

  /** Sends one picture and stays open until `signal`. */
  async mjpeg({ cameraId }: AdmittedViewer, options: PictureOptions, signal: AbortSignal) {
    const { jpeg } = await this.snapshot(cameraId, options);
    const head = `--some-boundary\r\ncontent-type: image/jpeg\r\ncontent-length: ${jpeg.length}\r\n\r\n`;
    const stream = new Readable({ read() {} });
    stream.push(Buffer.concat([Buffer.from(head), jpeg, Buffer.from('\r\n')]));
    signal.addEventListener('abort', () => stream.destroy());
    return { contentType: 'multipart/x-mixed-replace; boundary=some-boundary', stream };
  }
}
