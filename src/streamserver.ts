/** Starts a streamserver: connects to the server, opens the archive, serves the cameras that it is given. */
import { createPrivateKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { LiveJpeg } from '#analytics/live-jpeg.ts';
import type { Handlers } from '#cluster/channel.ts';
import { giveUp, runUnderSupervisor } from '#cluster/child-process.ts';
import type { Assignment, StreamserverRequests, Welcome } from '#cluster/protocol.ts';
import { mediaSocket, runFolder, serverSocket } from '#cluster/run-folder.ts';
import { ServerLink } from '#cluster/server-link.ts';
import { receiveHandovers } from '#cluster/socket-handover.ts';
import { AdmittedViewers } from '#cluster/streamserver/admitted-viewers.ts';
import { AnalysisCentre } from '#cluster/streamserver/analysis/analysis-centre.ts';
import { ReplayJobs } from '#cluster/streamserver/analysis/replay-jobs.ts';
import { Cameras } from '#cluster/streamserver/cameras.ts';
import { EventPath } from '#cluster/streamserver/events/event-path.ts';
import { registerSnapshots } from '#cluster/streamserver/events/snapshot-routes.ts';
import { audioTranscoder, jpegSource } from '#cluster/streamserver/live-pictures.ts';
import { registerLive } from '#cluster/streamserver/live-routes.ts';
import { registerWhep } from '#cluster/streamserver/live-whep-routes.ts';
import { MediaListener } from '#cluster/streamserver/media-listener.ts';
import { startPatiently } from '#cluster/streamserver/patient-start.ts';
import { playbackArchive } from '#cluster/streamserver/playback-archive.ts';
import { registerPlayback } from '#cluster/streamserver/playback-routes.ts';
import { RecordingsRetention } from '#cluster/streamserver/recordings-retention.ts';
import { UsageMeter } from '#cluster/streamserver/usage.ts';
import { version } from '#cluster/version.ts';
import { archivePlaces } from '#config/archive-places.ts';
import { createLogger, type Logger } from '#config/log.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { demoOpener } from '#devices/demo/demo.ts';
import { createLibavOpener } from '#devices/libav/open-libav.ts';
import { probeSource } from '#devices/probe.ts';
import { systemClock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import { Archive } from '#media/archive/archive.ts';
import { FragmentFeeds } from '#media/live/fragment-feed.ts';
import { HlsFeeds } from '#media/live/hls.ts';
import { Audience, type LiveStreams } from '#media/live/live-stream.ts';
import { RtpFeeds } from '#media/live/rtp-feed.ts';
import { ClipJobs } from '#media/playback/clip-jobs.ts';
import { tuneCollectorForMedia } from '#media/recorder/collector.ts';
import { RtspServer } from '#media/rtsp-server/server.ts';
import { IcePort } from '#media/webrtc/ice-port.ts';
import { WhepServer } from '#media/webrtc/whep.ts';

const statusEveryMs = 1000;
const retentionEveryMs = 60_000;
/** A main stream decoded whole takes an eighth of a core: half an analyzer is left for all others. */
const burstsPerAnalyzer = 4;
/** The first streamserver of a machine has the ports that the settings name. */
const isFirst = (id: string): boolean => id === 'local-1';

const id = process.argv[2];
if (id === undefined || !/^[a-z0-9-]{1,24}$/.test(id)) giveUp('usage: streamserver.ts <id>');
const settings = loadSettings({ env: process.env });
const logger = createLogger(settings.log).child({ part: id });
tuneCollectorForMedia();
const endBy = runUnderSupervisor((error) =>
  logger.error({ error: toVidetteError(error) }, 'the streamserver did not end cleanly'),
);
await start(id, settings, logger).catch((error: unknown) => {
  logger.error({ error: toVidetteError(error) }, 'the streamserver cannot start');
  process.exit(1);
});

async function start(id: string, settings: Settings, logger: Logger): Promise<void> {
  const startedAtMs = Date.now();
  const clock = systemClock;
  const warn = (message: string, details: object): void => logger.warn(details, message);
  const run = runFolder(settings.data);
  const socketPath = mediaSocket(run, id);

  // All streamservers of the machine share its cores.
  const analyzers = Math.max(1, Math.floor(availableParallelism() / settings.streamservers));
  const pool = new AnalyzerPool({
    count: analyzers,
    log: (event) => logger.info(event, 'analyzer'),
  });
  const transcoder = audioTranscoder(pool, warn);
  const liveJpeg = new LiveJpeg(pool);
  const audience = new Audience();
  const feeds = new RtpFeeds();
  const openers = { demo: demoOpener, libav: createLibavOpener({ fileRoots: settings.sources.fileRoots }) };

  // The archive's key comes with the welcome; everything that needs the archive waits for it.
  const welcome = Promise.withResolvers<Welcome>();
  const working = welcome.promise.then(async ({ archiveKey }) => {
    const archive = await openArchive(id, settings, archiveKey, logger);
    const events = await openEvents();
    const analysis = new AnalysisCentre({
      ...{ pool, clock, sink: events.writer, log: warn },
      bursts: burstsPerAnalyzer * analyzers,
    });
    const cameras = new Cameras({ archive, clock, openers, audience, transcoder, analysis, log: warn });
    const playback = playbackArchive(archive);
    const clips = new ClipJobs({
      files: (cameraId, fromMs, toMs) => playback.files({ cameraId, stream: 'main', fromMs, toMs }),
      moved: (clipId, state) => link.notify('clip', { clipId, state }),
      log: warn,
    });
    const replays = new ReplayJobs({
      ...{ pool, clock, log: warn },
      files: (cameraId, fromMs, toMs) => playback.files({ cameraId, stream: 'main', fromMs, toMs }),
      busy: () => analysis.governor.share < 1,
    });
    return { archive, cameras, playback, clips, events, analysis, replays };
  });
  working.catch((error: unknown) => {
    logger.error({ error: toVidetteError(error) }, 'the archive cannot be opened');
    process.exit(1);
  });

  const handlers: Handlers<StreamserverRequests, null> = {
    assign: async (assignment: Assignment) => {
      const { cameras, events } = await working;
      await cameras.reconcile(assignment);
      events.assigned(cameras.specs().map((camera) => camera.id));
      return { revision: assignment.revision };
    },
    status: async () => status(),
    probe: (request) => probeSource(request, { openers }),
    'archive.segments': async (range) => (await working).archive.segments(range),
    'archive.spans': async (range) => (await working).archive.spans(range),
    'archive.gaps': async (range) => (await working).archive.gaps(range),
    'archive.usage': async () => (await working).archive.usage(),
    'clip.start': async (order) => (await working).clips.start(order),
    'clip.state': async ({ clipId }) => (await working).clips.state(clipId),
    'clip.abort': async ({ clipId }) => {
      await (await working).clips.abort(clipId);
      return {};
    },
    'replay.start': async (order) => (await working).replays.start(order),
    'replay.state': async ({ replayId }) => (await working).replays.state(replayId),
    'replay.abort': async ({ replayId }) => {
      (await working).replays.abort(replayId);
      return {};
    },
    'record.manual': async ({ cameraId, on, maxSeconds }) => {
      (await working).cameras.manual(cameraId, on, maxSeconds);
      return {};
    },
  };
  const link = new ServerLink({
    socketPath: serverSocket(run),
    hello: { id, pid: process.pid, version, mediaSocket: socketPath },
    handlers,
    welcomed: (words) => {
      welcome.resolve(words);
      // Before the assignment that follows: its handler waits for the same promise, later. A failure ends the process, above.
      working.then(
        ({ cameras }) => cameras.newServer(),
        () => {},
      );
    },
    connected: () =>
      working.then(
        ({ events }) => events.connected(),
        () => {},
      ),
    log: warn,
  });
  link.start();

  const { archive, cameras, playback, clips, events, analysis, replays } = await working;
  const recordings = new RecordingsRetention({
    ...{ archive, clock, log: warn },
    pictures: events.snapshots,
    cameras: () => cameras.specs(),
    ask: async (cameraIds) => (await link.request('cameras.absent', { cameraIds })).cameras,
    removedCameraDays: settings.archive.removedCameraDays,
    removed: (camera) => logger.info({ camera }, 'recordings and pictures of a deleted camera are removed'),
  });
  const usage = new UsageMeter();
  const ending = new AbortController();
  let rtspPort = 0;
  function status(): Parameters<typeof link.notify<'status'>>[1] {
    return {
      id,
      pid: process.pid,
      version,
      startedAtMs,
      rtspPort,
      ...usage.read(clock.monotonicMs()),
      cameras: cameras.status(),
      volumes: archive.volumes(),
      events: events.status(),
    };
  }

  const media = new MediaListener({
    onError: (error, path) => logger.error({ error, path }, 'a media request failed'),
  });
  const streams: LiveStreams = cameras;
  const viewers = new AdmittedViewers({
    ask: async (watching) => (await link.request('viewers.check', { viewers: watching })).refused,
    failed: (error) =>
      logger.debug({ error }, 'cannot ask whether viewers still may watch; asked again in 2 s'),
  });
  registerLive(media, {
    viewers,
    streams,
    audience,
    fragments: new FragmentFeeds(transcoder),
    hls: new HlsFeeds(transcoder),
    jpegs: jpegSource(streams, liveJpeg),
  });
  registerPlayback(media, {
    archive: playback,
    decode: async (source, track, samples, size) =>
      (await pool.decodeJpeg({ source: `archive/${source}`, track, samples, ...size })).jpeg,
  });
  registerSnapshots(media, events.snapshots);
  const stopping: (() => Promise<unknown> | undefined)[] = [];
  await startWebRtc();
  await startRtsp();
  await media.listenLocal(socketPath);
  receiveHandovers((request, socket, head) => media.acceptUpgrade(request, socket, head));

  const timers = [
    setInterval(() => tellStatus(), statusEveryMs),
    setInterval(() => void applyRetention(), retentionEveryMs),
  ];
  tellStatus();
  logger.info({ pid: process.pid }, 'streamserver ready');

  endBy(async () => {
    for (const timer of timers) clearInterval(timer);
    ending.abort();
    link.leave();
    await Promise.all(stopping.map((stop) => stop()));
    await media[Symbol.asyncDispose]();
    await clips[Symbol.asyncDispose]();
    await replays[Symbol.asyncDispose]();
    await cameras[Symbol.asyncDispose]();
    analysis[Symbol.dispose]();
    liveJpeg[Symbol.dispose]();
    // The server is told the last ends of events while the archive closes.
    await Promise.all([events[Symbol.asyncDispose](), archive.close(), pool[Symbol.asyncDispose]()]);
    link.close();
  });

  function tellStatus(): void {
    const now = status();
    link.notify('status', now);
    events.look(now.cameras, now.volumes);
  }

  async function applyRetention(): Promise<void> {
    try {
      await recordings.apply();
      await events.applyRetention();
    } catch (error) {
      warn('retention failed; it is tried again in a minute', { error: toVidetteError(error) });
    }
  }

  function openEvents(): Promise<EventPath> {
    const { outboxPath, volumes } = archivePlaces(settings, id);
    return EventPath.open({
      id,
      path: outboxPath,
      volume: volumes[0]?.path ?? settings.data,
      clock,
      syncSeconds: settings.archive.syncSeconds,
      ...settings.events,
      send: (outbox, entries) => link.request('events.store', { outbox, entries }, { timeoutMs: 30_000 }),
      log: warn,
    });
  }

  async function startWebRtc(): Promise<void> {
    if (settings.webrtc.port === 0) return;
    const port = isFirst(id) ? settings.webrtc.port : 0;
    const ice = new IcePort({ port, host: settings.bind, additionalAddresses: settings.webrtc.hosts });
    const whep = new WhepServer({
      streams,
      audience,
      feeds,
      port: ice,
      onEnd: ({ id: viewer, cameraId }, reason) =>
        logger.debug({ viewer, camera: cameraId, reason }, 'WebRTC viewer left'),
    });
    await startPatiently(
      () => ice.start(),
      (error) => warn('WebRTC has to wait', { error: toVidetteError(error) }),
      ending.signal,
    );
    registerWhep(media, whep, viewers);
    stopping.push(async () => {
      await whep[Symbol.asyncDispose]();
      await ice[Symbol.asyncDispose]();
    });
  }

  /** The first has the port that viewers know; viewers of the others' cameras are sent on to a port of theirs. */
  async function startRtsp(): Promise<void> {
    if (settings.rtsp.port === 0) return;
    const rtsp = new RtspServer({
      streams,
      audience,
      feeds,
      authorize: (request) => link.request('rtsp.authorize', request),
      admit: (viewer, cut) => viewers.add(viewer, cut),
      onError: (error) => logger.error({ error }, 'an RTSP viewer was disconnected by a fault'),
    });
    stopping.push(() => rtsp[Symbol.asyncDispose]());
    const wanted = isFirst(id) ? settings.rtsp.port : 0;
    await startPatiently(
      async () => {
        rtspPort = await rtsp.start(wanted, settings.bind);
      },
      (error) => warn(`RTSP cannot listen on port ${wanted}`, { error: toVidetteError(error) }),
      ending.signal,
    );
  }
}

function openArchive(id: string, settings: Settings, archiveKey: string, logger: Logger): Promise<Archive> {
  const { indexPath, volumes } = archivePlaces(settings, id);
  const { syncSeconds, segmentSeconds, minFreeBytes } = settings.archive;
  mkdirSync(dirname(indexPath), { recursive: true, mode: 0o700 });
  return Archive.open({
    indexPath,
    volumes: volumes.map((volume) =>
      minFreeBytes === 0 ? volume : { ...volume, reserveBytes: minFreeBytes },
    ),
    signingKey: createPrivateKey(archiveKey),
    log: {
      info: (message, fields) => logger.info(fields, message),
      warn: (message, fields) => logger.warn(fields, message),
    },
    syncSeconds,
    segmenter: { segmentMs: segmentSeconds * 1000 },
  });
}
