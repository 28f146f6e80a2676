import { served } from '#dialects/platform/served.ts';
import { adminPassword } from '../../harness/access.ts';
import type { TestApp } from '../../harness/app.ts';
import type { Example, Subject } from '../subject.ts';
import { eventExamples } from './platform-events.ts';
import { listExamples } from './platform-lists.ts';
import { onvifExamples } from './platform-onvif.ts';
import { peopleExamples } from './platform-people.ts';

const login = { grant_type: 'password', username: 'admin', password: adminPassword };
const client = { address: '127.0.0.1', userAgent: 'test' };
const facts = { codec: 'h264', width: 1920, height: 1080, fps: 25, bitrateBps: 4_000_000 };

export const platform: Subject = {
  name: 'platform',
  served,
  start: (core, onAnswer) => core.platform(onAnswer),
  signIn: async (_app, core) => {
    const { accessToken } = await core.access.loginWithPassword(login.username, login.password, client);
    return { headers: { authorization: `Bearer ${accessToken}` } };
  },
  examples: async (core) => {
    answerAsStreamserver(core);
    return {
      ...(await tokenExamples(core)),
      ...(await cameraExamples(core)),
      ...(await clipExamples(core)),
      ...(await peopleExamples(core)),
      ...(await onvifExamples(core)),
      ...(await listExamples(core)),
      ...(await eventExamples(core)),
    };
  },
  errorSchema: (status) => (status === 422 ? 'ValidationError' : null),
  unauthenticated: 401,
  malformed: [422],
};

function answerAsStreamserver({ streamservers, clock }: TestApp): void {
  const nowMs = clock.utcMs();
  const segment = {
    stream: 'main',
    startMs: nowMs - 60_000,
    endMs: nowMs,
    bytes: 1,
    path: '/archive/1/segments/main/1.mp4',
  };
  Object.assign(streamservers.replies, {
    'archive.segments': ({ cameraId }: { cameraId: string }) => [{ ...segment, cameraId }],
    'archive.gaps': ({ cameraId }: { cameraId: string }) => [
      { cameraId, stream: 'main', startMs: nowMs - 5_000, endMs: nowMs - 1_000, cause: 'camera_offline' },
    ],
    'archive.spans': ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [
      { startMs: fromMs, endMs: toMs },
    ],
    probe: () => ({ ok: true, video: facts, transport: 'tcp' }),
    'clip.start': () => ({ state: 'running', progress: 0 }),
    'clip.state': () => null,
    'clip.abort': () => ({}),
  });
}

async function tokenExamples({ access }: TestApp): Promise<Record<string, Example>> {
  const start = () => access.loginWithPassword(login.username, login.password, client);
  return {
    hello: {},
    obtainToken: { form: login },
    refreshToken: { form: { grant_type: 'refresh_token', refresh_token: (await start()).refreshToken } },
    revokeToken: { form: { token: (await start()).accessToken } },
  };
}

async function cameraExamples({
  admin,
  cameras,
  sites,
  siteId,
  clock,
}: TestApp): Promise<Record<string, Example>> {
  const source = { url: 'rtsp://192.0.2.7/stream', username: 'viewer', password: 'secret' };
  const make = (name: string) => cameras.create(admin, { name, siteId, settings: { source } });
  const { id } = await make('North');
  const body = {
    name: 'South',
    place_id: siteId,
    source,
    video_storage: { mode: 'continuous', max_days: 30 },
  };
  const empty = { name: 'Empty', description: null, latitude: null, longitude: null };
  const { id: emptyId } = await sites.create(admin, empty);
  const camera = { params: { camera_id: id } };
  const place = { params: { place_id: siteId } };
  const stream = { params: { stream_id: id } };
  const placeBody = { name: 'Depot', description: 'by the river', latitude: 51.5, longitude: 7.4 };
  const area = { latitude: 51.5, longitude: 7.4, radius: 500 };
  const period = { stream_id: id, ts_from: clock.utcMs() - 60_000, ts_to: clock.utcMs() };
  return {
    listCameras: { query: { place_id: siteId, with_origin: true, limit: 10 } },
    createCamera: { body, query: { with_origin: true } },
    searchCameras: { body: { query: 'ort' }, query: { limit: 10, with_origin: true } },
    getCamera: { ...camera, query: { with_origin: true } },
    updateCamera: { ...camera, body },
    deleteCamera: { params: { camera_id: (await make('Gone')).id } },
    listPlaces: { query: area },
    createPlace: { body: placeBody },
    searchPlaces: { body: { query: 'site' }, query: { limit: 10 } },
    getPlace: place,
    updatePlace: { ...place, body: placeBody },
    deletePlace: { params: { place_id: emptyId } },
    listPlacePlans: { ...place, query: { limit: 10 } },
    listPlaceCameras: { ...place, query: { limit: 10 } },
    listSegments: { query: period },
    getSegmentIndex: { query: { stream_id: id } },
    getCameraSnapshot: { params: { camera_id: await sending(cameras, admin) } },
    getStream: stream,
    getStreamInfo: { params: { stream_id: await sending(cameras, admin) } },
    verifyStream: { body: { rtsp_link: 'rtsp://192.0.2.7/stream' } },
    listStreamServers: {},
    getStreamUptimeSummary: {},
    getStreamDowntimes: stream,
  };
}

/** The id of a camera whose stream comes in. */
async function sending(cameras: TestApp['cameras'], admin: TestApp['admin']): Promise<string> {
  const [first] = await cameras.all(admin);
  return first!.id;
}

async function clipExamples({ admin, cameras, clips, clock }: TestApp): Promise<Record<string, Example>> {
  const cameraId = await sending(cameras, admin);
  const toMs = clock.utcMs() - 1_000;
  const fromMs = toMs - 10_000;
  const make = async () => ({ videoclip_id: (await clips.create(admin, { cameraId, fromMs, toMs })).id });
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    listVideoClips: {
      query: { camera_id: cameraId, created_at_start: time(fromMs), created_at_end: time(toMs + 60_000) },
    },
    createVideoClip: { body: { camera_id: cameraId, range_start: time(fromMs), range_end: time(toMs) } },
    getVideoClip: { params: await make() },
    deleteVideoClip: { params: await make() },
  };
}
