/** Puts the services together: database, people, cameras, streamservers, archive, clips. Knows no HTTP. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { RemoteEventPictures } from '#cluster/remote-event-pictures.ts';
import { RemotePictures } from '#cluster/remote-pictures.ts';
import { runFolder, serverSocket, streamserverIds } from '#cluster/run-folder.ts';
import { Streamservers } from '#cluster/streamservers.ts';
import { version } from '#cluster/version.ts';
import type { Logger } from '#config/log.ts';
import type { Settings } from '#config/settings.ts';
import { OnvifDevices } from '#devices/onvif/devices.ts';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ViewerJudgement, ViewerRequest } from '#domain/viewer.ts';
import { admitted } from '#domain/viewer-header.ts';
import { type OpenAccess, openAccess } from '#services/access/open-access.ts';
import type { MailSettings } from '#services/actions/mail.ts';
import { ArchiveService } from '#services/archive/archive-service.ts';
import { AuditRetention } from '#services/audit/audit-retention.ts';
import { noteVersion } from '#services/audit/note-version.ts';
import { absentCameras } from '#services/cameras/absent-cameras.ts';
import { CameraService } from '#services/cameras/camera-service.ts';
import { ClipFiles } from '#services/clips/clip-files.ts';
import { ClipQueue } from '#services/clips/clip-queue.ts';
import { ClipService } from '#services/clips/clip-service.ts';
import { EventFeed } from '#services/events/event-feed.ts';
import { EventLog } from '#services/events/event-log.ts';
import { type EventServices, makeEventServices } from '#services/events/event-services.ts';
import { EventRetention } from '#services/events/retention.ts';
import { type ListServices, makeListServices } from '#services/lists/list-services.ts';
import { OnvifService } from '#services/onvif/onvif-service.ts';
import { Cursors } from '#services/paging/cursors.ts';
import { makePeopleServices, type PeopleServices } from '#services/people/people-services.ts';
import { ManualRecordings } from '#services/recordings/manual-recordings.ts';
import { ReplayService } from '#services/replays/replay-service.ts';
import { makeScenarioServices, type ScenarioServices } from '#services/scenarios/scenario-services.ts';
import { SelfService } from '#services/self/self-service.ts';
import { SiteService } from '#services/sites/site-service.ts';
import { SnapshotService } from '#services/snapshots/snapshot-service.ts';
import { StreamService } from '#services/streams/stream-service.ts';
import { ViewerCheck } from '#services/streams/viewer-check.ts';
import { openDatabase } from '#stores/database.ts';
import type { Db } from '#stores/schema.ts';
import { addDemoCamera } from './demo-camera.ts';
import { type Integrations, startIntegrations } from './integrations.ts';

export interface ServerCore
  extends AsyncDisposable,
    OpenAccess,
    PeopleServices,
    ListServices,
    EventServices,
    ScenarioServices {
  readonly db: Db;
  readonly eventFeed: EventFeed;
  readonly eventLog: EventLog;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly streamservers: Streamservers;
  readonly pictures: RemotePictures;
  readonly eventPictures: RemoteEventPictures;
  readonly cameras: CameraService;
  readonly sites: SiteService;
  readonly self: SelfService;
  readonly streams: StreamService;
  readonly archive: ArchiveService;
  readonly snapshots: SnapshotService;
  readonly clips: ClipService;
  readonly onvif: OnvifService;
  readonly manualRecordings: ManualRecordings;
  readonly replays: ReplayService;
}

const hourMs = 3_600_000;

export async function startCore(settings: Settings, logger: Logger): Promise<ServerCore> {
  const clock = systemClock;
  const warn = (message: string, details: object): void => logger.warn(details, message);
  const db = await openDatabase(settings);
  const people = await openAccess({ db, settings, clock, log: warn });
  const { access, audit, vault, keys } = people;
  await noteVersion(db, audit, version);

  let integrations: Integrations | null = null;
  const eventLog = new EventLog({ db, log: warn });
  await eventLog.start();
  const streamservers = new Streamservers({
    events: eventLog,
    socketPath: serverSocket(runFolder(settings.data)),
    expectedIds: streamserverIds(Math.max(1, settings.streamservers)),
    welcome: { archiveKey: keys.archive.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString() },
    cameras: () => cameras.assignment(),
    absentCameras: (cameraIds) => absentCameras(db, cameraIds),
    authorizeRtsp,
    refusedViewers: (viewers) => viewerCheck.refused(viewers),
    viewerToken: async ({ credentials, camera, address }) => {
      const principal = await access.verifyRtsp(credentials, camera, address);
      return (await access.createMediaToken(principal, camera)).token;
    },
    clipMoved: (clipId, state) => queue.moved({ clipId, state }),
    connected: () => queue.wake(),
    log: (message, details) => logger.info(details, message),
  });
  const viewerCheck = new ViewerCheck(db, access);
  const cursors = new Cursors(keys.tokens, clock);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const cameras = new CameraService({
    db,
    vault,
    audit,
    cursors,
    clock,
    timeZone,
    changed: camerasChanged,
    log: warn,
  });
  const lists = makeListServices({ ...people, db, clock, cursors, settings });
  const { uploads } = lists;
  const onvifDevices = new OnvifDevices({ clock });
  const onvif = new OnvifService({
    db,
    vault,
    audit,
    clock,
    cameras,
    devices: onvifDevices,
    changed: camerasChanged,
    log: warn,
  });
  const manualRecordings = new ManualRecordings({ db, clock, audit, cameras, streamservers, log: warn });
  const { work: scenarioWork, ...scenarioServices } = makeScenarioServices({
    db,
    audit,
    clock,
    cursors,
    vault,
    cameras,
    recordings: manualRecordings,
    onvif,
    feed: eventLog,
    timeZone,
    version,
    outbound: settings.outbound,
    mail: mailSettings(settings),
    picture: async ({ id, cameraId }) =>
      cameraId === null ? null : await eventPictures.get(cameraId, id, 'full'),
    hasBroker: settings.mqtt.url !== null,
    ownTopics: [settings.mqtt.prefix, settings.mqtt.homeAssistantPrefix],
    publisher: () => integrations?.publisher ?? null,
    log: warn,
  });
  const sites = new SiteService({ db, audit, cursors, clock });
  const pictures = new RemotePictures((cameraId) => streamservers.mediaSocketOf(cameraId));
  const eventPictures = new RemoteEventPictures((cameraId) => streamservers.mediaSocketsOf(cameraId));
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
  const snapshots = new SnapshotService({ cameras, pictures });
  const streams = new StreamService({ cameras, streamservers, clock, host: hostname() });
  const archive = new ArchiveService({
    cameras,
    streamservers,
    access,
    clock,
    key: keys.media,
    signedForMs: settings.tokens.mediaSeconds * 1000,
  });
  const files = new ClipFiles(settings.clips.path);
  const keepMs = settings.clips.keepHours * hourMs;
  const queue = new ClipQueue({ db, clock, files, streamservers, keepMs, log: warn });
  const { perUser, maxMinutes } = settings.clips;
  const clips = new ClipService({
    db,
    audit,
    clock,
    cameras,
    streamservers,
    files,
    queue,
    perUser,
    maxMinutes,
    keepMs,
  });

  if (people.firstStart !== null && settings.demo) await addDemoCamera(people, sites, cameras);
  await streamservers.start();
  await queue.start();
  await uploads.start();
  integrations = await startIntegrations({
    ...people,
    ...eventServices,
    ...scenarioServices,
    db,
    clock,
    settings,
    cameras,
    eventPictures,
    manualRecordings,
    onvif,
    onvifDevices,
    snapshots,
    streamservers,
    log: warn,
  });
  await scenarioWork.start();
  const eventFeed = new EventFeed({ db, log: eventLog, alarms: scenarioServices.alarms, warn });
  eventFeed.start();
  const eventRetention = new EventRetention({
    db,
    clock,
    log: warn,
    dropped: () => eventLog.daysChanged(),
    ...settings.events,
  });
  eventRetention.start();
  const auditRetention = new AuditRetention(db, clock, settings.audit.keepDays);
  const housekeeping = setInterval(() => {
    auditRetention.apply().catch((error: unknown) => warn('old audit entries cannot be deleted', { error }));
    access.deleteEnded().catch((error: unknown) => warn('ended logins cannot be deleted', { error }));
    uploads.removeUnused().catch((error: unknown) => warn('unused uploads cannot be removed', { error }));
  }, hourMs);

  /** Watching over RTSP is watching live, by whatever the client proved. */
  async function authorizeRtsp(request: ViewerRequest): Promise<ViewerJudgement> {
    try {
      const principal = await access.verifyRtsp(request.credentials, request.camera, request.address);
      const camera = await cameras.getFor(principal, cameraKey(request.camera), 'live', 'stream_read');
      return { allowed: true, cameraId: camera.id, viewer: admitted(principal, camera.id) };
    } catch (error) {
      if (!(error instanceof VidetteError)) throw error;
      if (error.code === 'not_found' || error.code === 'not_allowed')
        return { allowed: false, reason: error.code };
      if (error.code === 'unauthenticated' || error.code === 'exhausted')
        return { allowed: false, reason: 'unauthenticated' };
      throw error;
    }
  }

  function camerasChanged(): void {
    eventLog.camerasChanged();
    void streamservers.camerasChanged();
    integrations?.camerasChanged();
  }

  return {
    ...people,
    ...makePeopleServices({ ...people, db, clock, cursors }),
    ...lists,
    ...eventServices,
    eventFeed,
    db,
    clock,
    settings,
    streamservers,
    pictures,
    eventPictures,
    cameras,
    sites,
    self: new SelfService(db),
    streams,
    archive,
    snapshots,
    clips,
    onvif,
    manualRecordings,
    replays,
    ...scenarioServices,
    [Symbol.asyncDispose]: async () => {
      await eventRetention[Symbol.asyncDispose]();
      await eventFeed[Symbol.asyncDispose]();
      await scenarioWork[Symbol.asyncDispose]();
      await integrations?.[Symbol.asyncDispose]();
      onvifDevices[Symbol.dispose]();
      clearInterval(housekeeping);
      await queue[Symbol.asyncDispose]();
      await streamservers[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

/** A camera in a URL: its small number or its id. */
export function cameraKey(text: string): string | number {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function mailSettings({ mail: { host, caFile, ...mail } }: Settings): MailSettings | null {
  return host === null ? null : { ...mail, host, ca: caFile === null ? null : readFileSync(caFile, 'utf8') };
}
