import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { WebSocket, WebSocketServer } from 'ws';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { createListener, type RunningListener, startListener } from '../shared/listener.ts';
import { mediaPlugin } from './plugin.ts';

const cameraId = '6f9d8f58-6f0c-4b5e-9a51-7d2f2d6a0a01';
const signedCamera = '6f9d8f58-6f0c-4b5e-9a51-7d2f2d6a0a02';
const folder = tempFolder('media');
const socketPath = join(folder, 'local-1.sock');

const principal: Principal = {
  userId: 1,
  email: 'a@example.org',
  login: 'a',
  superuser: false,
  organizationId: 1,
  roleId: 1,
  permissions: new Set(),
  groupIds: [],
  via: 'token',
  address: '127.0.0.1',
};

/** What reached the streamserver. */
const seen: { url: string; headers: IncomingHttpHeaders }[] = [];
let behind: Server;
let running: RunningListener;
let url: string;
let away = false;

before(async () => {
  behind = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    if (request.url?.includes('index.m3u8')) {
      const playlist = '#EXTM3U\n#EXT-X-MAP:URI="a.mp4?stream=sub",BYTERANGE="9@0"\n#EXTINF:2,\na.mp4\n';
      response.writeHead(200, {
        'content-type': 'application/vnd.apple.mpegurl',
        'content-length': playlist.length,
      });
      response.end(playlist);
      return;
    }
    if (request.method === 'POST') {
      response.writeHead(201, { location: '/somewhere' });
      request.pipe(response);
      return;
    }
    response.writeHead(206, { 'content-type': 'video/mp4', 'x-stream': 'main' });
    response.end('bytes');
  });
  const sockets = new WebSocketServer({ server: behind });
  sockets.on('connection', (socket, request) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    socket.send('frame');
  });
  await new Promise<void>((resolve) => behind.listen(socketPath, resolve));

  const app = createListener({ logger: pino({ level: 'silent' }) });
  await app.register(mediaPlugin, {
    authenticate: async ({ headers, query }) => {
      if (query.get('signature') === 'good') return { cameraId: signedCamera };
      if (headers.authorization === 'Bearer good' || query.get('token') === 'good') return principal;
      throw new VidetteError('unauthenticated', 'sign in first');
    },
    resolveCamera: async (_principal, camera, use) => {
      if (camera === 'hidden') throw new VidetteError('not_found', 'no such camera');
      if (use === 'archive' && camera === 'live-only')
        throw new VidetteError('not_allowed', 'no right to the archive');
      return cameraId;
    },
    mediaSocketOf: () => (away ? join(folder, 'nobody.sock') : socketPath),
  });
  running = await startListener(app, [{ host: '127.0.0.1', port: 0 }]);
  url = running.urls[0] ?? '';
});

after(async () => {
  await running.close(0);
  behind.closeAllConnections();
  await new Promise((resolve) => behind.close(resolve));
});

const get = (path: string, headers: Record<string, string> = { authorization: 'Bearer good' }) =>
  fetch(url + path, { headers });

test('an allowed request reaches the streamserver with the camera id and without credentials', async () => {
  seen.length = 0;
  const response = await get('/archive/7/clip.mp4?from=1&to=2&token=good', {
    cookie: 'vidette_session=x',
    range: 'bytes=0-',
  });
  assert.equal(response.status, 206);
  assert.equal(response.headers.get('x-stream'), 'main');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(await response.text(), 'bytes');
  assert.equal(seen[0]?.url, `/archive/${cameraId}/clip.mp4?from=1&to=2`);
  assert.equal(seen[0]?.headers.cookie, undefined);
  assert.equal(seen[0]?.headers.authorization, undefined);
  assert.equal(seen[0]?.headers.range, 'bytes=0-');
});

test('a signed address opens its camera', async () => {
  seen.length = 0;
  await (await get(`/archive/${signedCamera}/segments/main/1.mp4?expires=9&signature=good`, {})).text();
  assert.equal(seen[0]?.url, `/archive/${signedCamera}/segments/main/1.mp4`);
});

test('refusals are told in one form and never reach the streamserver', async () => {
  seen.length = 0;
  const cases: [string, Record<string, string>, number, string][] = [
    ['/live/7/snapshot.jpg', {}, 401, 'unauthenticated'],
    ['/live/hidden/snapshot.jpg', { authorization: 'Bearer good' }, 404, 'not_found'],
    ['/archive/live-only/index.m3u8', { authorization: 'Bearer good' }, 403, 'unauthorized'],
  ];
  for (const [path, headers, status, name] of cases) {
    const response = await get(path, headers);
    assert.equal(response.status, status, path);
    const body = (await response.json()) as { status: string; status_code: number };
    assert.deepEqual([body.status, body.status_code], [name, status], path);
  }
  assert.deepEqual(seen, []);
});

test('bodies pass through, answers keep their status and headers', async () => {
  const response = await fetch(`${url}/live/7/whep`, {
    method: 'POST',
    headers: { authorization: 'Bearer good', 'content-type': 'application/sdp' },
    body: 'v=0',
  });
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('location'), '/somewhere');
  assert.equal(await response.text(), 'v=0');
});

test('a playlist asked for by token names its parts with the token', async () => {
  const withToken = await (await get('/archive/7/index.m3u8?token=good', {})).text();
  assert.match(withToken, /URI="a\.mp4\?stream=sub&token=good"/);
  assert.match(withToken, /^a\.mp4\?token=good$/m);
  const without = await (await get('/archive/7/index.m3u8')).text();
  assert.doesNotMatch(without, /token/);
});

test('a WebSocket is checked, then forwarded', async () => {
  seen.length = 0;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live/7/mse?stream=sub&token=good`);
  const first = await new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(String(data)));
    socket.once('error', reject);
  });
  assert.equal(first, 'frame');
  assert.equal(seen[0]?.url, `/live/${cameraId}/mse?stream=sub`);
  socket.close();

  const refused = new WebSocket(`${url.replace('http', 'ws')}/live/7/mse`);
  await assert.rejects(
    new Promise((resolve, reject) => {
      refused.once('open', resolve);
      refused.once('error', reject);
    }),
    /401/,
  );
});

test('a page of another site cannot use the cookie for a WebSocket', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live/7/mse?token=good`, {
    headers: { cookie: 'vidette_session=x', origin: 'https://evil.example' },
  });
  await assert.rejects(
    new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    }),
    /403/,
  );
});

test('a streamserver that is away is 503', async () => {
  away = true;
  const response = await get('/live/7/snapshot.jpg');
  away = false;
  assert.equal(response.status, 503);
  assert.equal(((await response.json()) as { status: string }).status, 'temporarily_unavailable');
});
