import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type CameraSpec, defaultRecordingPolicy } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import type { Handlers } from './channel.ts';
import type { Assignment, StreamserverRequests, StreamserverStatus } from './protocol.ts';
import { ServerLink } from './server-link.ts';
import { Streamservers } from './streamservers.ts';

let folder: string;
let cameras: CameraSpec[];
let servers: Streamservers;
const links: ServerLink[] = [];
const stored: (string | number)[][] = [];

const camera = (number: number): CameraSpec => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  number,
  name: `camera ${number}`,
  source: { url: 'rtsp://127.0.0.1/x', transport: 'auto', audio: true },
  recording: defaultRecordingPolicy,
});

const newServers = (): Streamservers =>
  new Streamservers({
    socketPath: join(folder, 'server.sock'),
    expectedIds: ['a', 'b'],
    welcome: { archiveKey: 'key' },
    cameras: async () => cameras,
    absentCameras: async (ids) => ids.map((cameraId) => ({ cameraId, removedMs: 7 })),
    authorizeRtsp: async ({ camera: name }) =>
      name === '2'
        ? { allowed: true, cameraId: cameras.find(({ id }) => servers.ownerOf(id) === 'b')!.id }
        : name === '1'
          ? { allowed: true, cameraId: cameras.find(({ id }) => servers.ownerOf(id) === 'a')!.id }
          : { allowed: false, reason: 'not_found' },
    refusedViewers: async () => [],
    viewerToken: async () => 'good',
    clipMoved: () => {},
    events: {
      store: async (outbox, entries) => {
        stored.push([outbox, ...entries.map(({ number }) => number)]);
        return { upTo: entries.at(-1)!.number };
      },
    },
    log: () => {},
  });

function link(id: string, handlers: Partial<Handlers<StreamserverRequests, null>>): ServerLink {
  const made = new ServerLink({
    socketPath: join(folder, 'server.sock'),
    hello: { id, pid: process.pid, version: '0', mediaSocket: join(folder, `${id}.sock`) },
    handlers: handlers as Handlers<StreamserverRequests, null>,
    welcomed: ({ archiveKey }) => assert.equal(archiveKey, 'key'),
    log: () => {},
  });
  links.push(made);
  made.start();
  return made;
}

/** Collects assignments and lets a test wait for one that fits. */
function assignments() {
  let last: Assignment | null = null;
  let waiting: { fits: (a: Assignment) => boolean; resolve: (a: Assignment) => void } | null = null;
  return {
    assign: (assignment: Assignment) => {
      last = assignment;
      if (waiting?.fits(assignment)) waiting.resolve(assignment);
      return { revision: assignment.revision };
    },
    until: (fits: (a: Assignment) => boolean): Promise<Assignment> =>
      last !== null && fits(last)
        ? Promise.resolve(last)
        : new Promise((resolve) => {
            waiting = { fits, resolve };
          }),
  };
}

beforeEach(async () => {
  folder = tempFolder('cluster');
  cameras = Array.from({ length: 40 }, (_, index) => camera(index + 1));
  servers = newServers();
  await servers.start();
});

afterEach(async () => {
  for (const one of links.splice(0)) one.close();
  await servers[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test('every camera is assigned to exactly one streamserver, and changes are told', async () => {
  const [a, b] = [assignments(), assignments()];
  link('a', { assign: a.assign });
  link('b', { assign: b.assign });
  const [first, second] = [
    await a.until((x) => x.cameras.length > 0),
    await b.until((x) => x.cameras.length > 0),
  ];
  const ids = [...first.cameras, ...second.cameras].map(({ id }) => id).sort();
  assert.deepEqual(ids, cameras.map(({ id }) => id).sort());
  assert.ok(first.cameras.length > 5 && second.cameras.length > 5, 'both have a fair part');

  cameras = [];
  const emptied = a.until((x) => x.cameras.length === 0);
  await servers.camerasChanged();
  assert.ok((await emptied).revision > first.revision);
});

test('a streamserver connects again after the server was gone and gets its cameras anew', async () => {
  const a = assignments();
  link('a', { assign: a.assign });
  const before = await a.until((x) => x.cameras.length > 0);
  await servers[Symbol.asyncDispose]();
  servers = newServers();
  await servers.start();
  const after = await a.until((x) => x.revision !== before.revision);
  assert.deepEqual(
    after.cameras.map(({ id }) => id),
    before.cameras.map(({ id }) => id),
  );
});

test('errors keep their code over the channel, an absent streamserver is unavailable', async () => {
  const a = assignments();
  link('a', {
    assign: a.assign,
    'archive.gaps': () => {
      throw new VidetteError('data_loss', 'index damaged', { reason: 'index' });
    },
  });
  await a.until(() => true);
  const [mine, other] = ['a', 'b'].map((id) => cameras.find((one) => servers.ownerOf(one.id) === id)!.id);
  const range = { fromMs: 0, toMs: 1 };
  await assert.rejects(servers.request(mine!, 'archive.gaps', { cameraId: mine!, ...range }), {
    code: 'data_loss',
    reason: 'index',
  });
  await assert.rejects(servers.request(mine!, 'archive.spans', { cameraId: mine!, ...range }), {
    code: 'not_found',
  });
  assert.throws(() => servers.mediaSocketOf(other!), { code: 'unavailable' });
});

test('status reports are kept by camera; the streamserver can ask back', async () => {
  const a = assignments();
  const one = link('a', { assign: a.assign });
  const { cameras: mine } = await a.until((x) => x.cameras.length > 0);
  const cameraId = mine[0]!.id;
  const status: StreamserverStatus = {
    id: 'a',
    pid: 1,
    version: '0',
    startedAtMs: 0,
    cpuPercent: 0,
    memoryBytes: 0,
    cameras: [{ cameraId, streams: [], recording: { active: false, reason: 'off', bitrateBps: 0 } }],
    volumes: [],
  };
  // Notices and requests keep their order, so the answer tells that the status arrived.
  const credentials = { scheme: 'token', token: 'x' } as const;
  let answer: object = {};
  while (!('cameraId' in answer)) {
    one.notify('status', status);
    answer = await one
      .request('rtsp.authorize', { camera: '1', credentials, address: '::1' })
      .catch((error: unknown) => {
        assert.equal((error as VidetteError).code, 'unavailable');
        return { allowed: false };
      });
  }
  assert.equal(servers.statusOf(cameraId)?.recording.reason, 'off');
  assert.equal(servers.statusOf('nobody'), null);
});

test('events are stored; those that make no sense hold nothing up', async () => {
  const a = assignments();
  const one = link('a', { assign: a.assign });
  await a.until(() => true);
  const outbox = '5f0c4f4e-0000-4000-8000-00000000000a';
  const heatMap = { cameraId: outbox, hourMs: 0, columns: 2, rows: 1, counts: [0, 3] };
  const entries = [
    { number: 7, heatMap },
    { number: 8, heatMap: { ...heatMap, counts: [1] } },
  ];
  // The server can be asked when it has welcomed this side.
  const ask = (): Promise<{ upTo: number }> =>
    one
      .request('events.store', { outbox, entries })
      .catch((error: VidetteError) => (error.code === 'unavailable' ? ask() : Promise.reject(error)));
  assert.deepEqual(await ask(), { upTo: 8 });
  assert.deepEqual(stored, [[outbox, 7]]);
  await assert.rejects(one.request('events.store', { outbox, entries: entries.reverse() }), {
    code: 'invalid',
  });
});

test('a streamserver may ask about cameras that it was not given', async () => {
  const a = assignments();
  const one = link('a', { assign: a.assign });
  await a.until(() => true);
  const ask = (): Promise<object> =>
    one
      .request('cameras.absent', { cameraIds: ['x'] })
      .catch((error: VidetteError) => (error.code === 'unavailable' ? ask() : Promise.reject(error)));
  assert.deepEqual(await ask(), { cameras: [{ cameraId: 'x', removedMs: 7 }] });
});

test('an RTSP viewer of a camera of another streamserver is sent to its port', async () => {
  const [a, b] = [assignments(), assignments()];
  const [first, second] = [link('a', { assign: a.assign }), link('b', { assign: b.assign })];
  await Promise.all([a.until(() => true), b.until(() => true)]);
  const request = { camera: '2', credentials: { scheme: 'token', token: 'x' }, address: '::1' } as const;
  await assert.rejects(
    first.request('rtsp.authorize', request),
    { code: 'unavailable' },
    'before it says its port',
  );
  const empty = {
    pid: 1,
    version: '0',
    startedAtMs: 0,
    cpuPercent: 0,
    memoryBytes: 0,
    cameras: [],
    volumes: [],
  };
  second.notify('status', { ...empty, id: 'b', rtspPort: 5555 });
  // Its own question comes after its notice on the same connection.
  assert.deepEqual(Object.keys(await second.request('rtsp.authorize', request)).sort(), [
    'allowed',
    'cameraId',
  ]);
  assert.deepEqual(await first.request('rtsp.authorize', request), { redirectPort: 5555, token: 'good' });
});

test('a streamserver that leaves takes nothing any more, but can tell what is left', async () => {
  const a = assignments();
  const one = link('a', { assign: a.assign, 'archive.usage': () => [] });
  await a.until(() => true);
  one.leave();
  const cameraId = cameras.find(({ id }) => servers.ownerOf(id) === 'a')!.id;
  await assert.rejects(servers.request(cameraId, 'archive.usage', {}), { code: 'unavailable' });
  const outbox = '5f0c4f4e-0000-4000-8000-00000000000b';
  const heatMap = { cameraId: outbox, hourMs: 0, columns: 2, rows: 1, counts: [0, 3] };
  const entries = [{ number: 1, heatMap }];
  assert.deepEqual(await one.request('events.store', { outbox, entries }), { upTo: 1 });
  await servers[Symbol.asyncDispose]();
  await assert.rejects(one.request('events.store', { outbox, entries }), { code: 'unavailable' });
  servers = newServers();
  await servers.start();
});

test('a streamserver that is not of this installation is turned away', async () => {
  const stranger = link('z', {});
  await assert.rejects(
    stranger.request('rtsp.authorize', {
      camera: '1',
      credentials: { scheme: 'token', token: 'x' },
      address: '::1',
    }),
    { code: 'unavailable' },
  );
  assert.deepEqual(servers.expected(), [
    { id: 'a', connected: false },
    { id: 'b', connected: false },
  ]);
});
