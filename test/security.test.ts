/** The running product against strangers and against users who may do little: what they must not get, and what must not leak. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { RTCPeerConnection, useH264 } from 'werift';
import { WebSocket } from 'ws';
import { Operator } from './harness/operator.ts';
import { administrator, type Running, startVidette, until } from './harness/vidette.ts';

const guest = { email: 'guest@example.org', password: 'guest secret 1' };
const cameraPassword = 'camera secret 7';
const root = join(import.meta.dirname, '..');

let vidette: Running;
let admin: string;
let guestRole: number;

before(async () => {
  vidette = await startVidette({
    env: { VIDETTE_DEMO: '1', VIDETTE_LOG_LEVEL: 'trace', VIDETTE_LOGIN_LOCK_SECONDS: '5' },
  });
  admin = await vidette.token();
  await addGuest();
});
after(async () => {
  assert.equal(await vidette?.stop(), 0, vidette?.output());
});

const get = (path: string, token?: string): Promise<Response> =>
  fetch(vidette.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(vidette.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const streamRead = () => ({ role_id: guestRole, permission: 'stream_read' });

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('strangers', () => {
  const forged = async (): Promise<string[]> => {
    const [, claims = '', signature = ''] = admin.split('.');
    const head = (alg: string) => Buffer.from(JSON.stringify({ alg, typ: 'JWT' })).toString('base64url');
    const raised = Buffer.from(
      Buffer.from(claims, 'base64url').toString().replace('"access"', '"media"'),
    ).toString('base64url');
    return [
      `${head('none')}.${claims}.`,
      `${head('HS512')}.${claims}.${signature}`,
      `${head('HS256')}.${raised}.${signature}`,
      `vm.${admin}`,
      `${admin}x`,
      'vr.00000000-0000-0000-0000-000000000000.1.'.padEnd(85, 'A'),
    ];
  };

  test('get nothing with forged tokens, by header or in the address', async () => {
    for (const token of await forged()) {
      assert.equal((await get('/api/v1/cameras', token)).status, 401);
      for (const path of ['/live/1/snapshot.jpg', '/archive/1/clip.mp4', '/archive/1/gaps'])
        assert.equal((await get(`${path}?from=0&to=1&token=${token}`)).status, 401, path);
    }
  });

  test('a media token opens its camera and nothing else', async () => {
    const body = { camera: '1' };
    const { token } = (await (await post('/session/media-token', body, bearer(admin))).json()) as {
      token: string;
    };
    assert.equal((await get(`/archive/1/gaps?from=0&to=1&token=${token}`)).status, 200);
    for (const camera of ['2', '1%2f..%2f1', '01', '1%00'])
      assert.equal((await get(`/archive/${camera}/gaps?from=0&to=1&token=${token}`)).status, 401, camera);
    assert.equal((await get(`/api/v1/cameras?token=${token}`)).status, 401);
    assert.equal((await get('/api/v1/cameras', token)).status, 401);
  });

  test('get no file by tricks with paths, whatever route they take and whoever they are', async () => {
    const tricks = [
      '..%2f',
      '..%5c',
      '%2e%2e%2f',
      '....//',
      '..;/',
      '%252e%252e%252f',
      '/',
      '%00',
      '%ff',
      '%',
    ];
    const files = ['vidette.db', 'package.json', 'etc/passwd'];
    const routes = [
      '/',
      '/assets/',
      '/docs/',
      '/media/clips/',
      '/live/1/hls/',
      '/archive/1/segments/main/',
      '/archive/1/',
      '/archive/',
    ];
    const contents = ['"allowScripts"', 'root:x:', 'SQLite format'];
    for (const route of routes)
      for (const trick of tricks)
        for (const file of files) {
          const text = await rawGet(`${route}${trick.repeat(6)}${file}`, admin);
          assert.match(text, /^HTTP\/1\.1 (2|3|4)\d\d/, `${route}${trick}`);
          for (const content of contents) assert.ok(!text.includes(content), `${route}${trick}${file}`);
        }
  });

  test('bodies that are too large are refused by every listener', async () => {
    const body = JSON.stringify({ username: 'x'.repeat(3_000_000) });
    const { HTTP, EOCORTEX, ROTOCLEAR, ANPR } = vidette.ports;
    const paths: [number, string][] = [
      [HTTP, '/session'],
      [HTTP, '/api/v1/cameras'],
      [HTTP, '/system/probe'],
      [HTTP, '/live/1/whep'],
      [EOCORTEX, '/api/channels'],
      [ROTOCLEAR, '/image'],
      [ANPR, '/api/login'],
    ];
    for (const [port, path] of paths) {
      const init = {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...bearer(admin) },
      };
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init).catch(() => null);
      assert.ok(response === null || (response.status >= 400 && response.status < 500), path);
    }
    assert.equal((await get('/healthz')).status, 200);
  });

  test('thousands of silent and slow connections keep nobody out and are closed', async () => {
    const sockets = Array.from({ length: 1500 }, (_, i) => {
      const socket: Socket = connect(vidette.ports.HTTP, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      socket.resume();
      if (i < 200) socket.write('GET /api/v1/cameras HTTP/1.1\r\nHost: x\r\n');
      return socket;
    });
    await until('all are connected', () => sockets.every(({ connecting }) => !connecting));
    assert.equal((await get('/api/v1/cameras', admin)).status, 200);
    // They have ten seconds to say something, looked at every five; a busy machine needs its time to close them all.
    await until('they are closed', () => sockets.every(({ readyState }) => readyState !== 'open'), 60_000);
  });

  test('who guesses over RTSP is cut off, and over all APIs there is one lock', async () => {
    const socket = connect(vidette.ports.RTSP, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    for (let i = 0; i < 8; i += 1) {
      const proof = Buffer.from(`${guest.email}:guess ${i}`).toString('base64');
      const address = `rtsp://127.0.0.1:${vidette.ports.RTSP}/1`;
      socket.write(`DESCRIBE ${address} RTSP/1.0\r\nCSeq: ${i + 1}\r\nAuthorization: Basic ${proof}\r\n\r\n`);
    }
    await until('the end of the connection', () => socket.readableEnded || socket.destroyed);
    assert.ok(heard.split('401').length - 1 <= 6, heard);
    for (let i = 0; i < 6; i += 1) await post('/session', { login: guest.email, password: `guess ${i}` });
    const right = await post('/session', { login: guest.email, password: guest.password });
    assert.equal(right.status, 429, 'locked also for the right password');
  });
});

describe('a user who may only watch', () => {
  let token: string;
  let refreshToken: string;

  before(async () => {
    const form = { grant_type: 'password', username: guest.email, password: guest.password };
    const login = await until('the lock is over', async () => {
      const answer = await fetch(`${vidette.url}/api/v1/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      return answer.ok && ((await answer.json()) as { access_token: string; refresh_token: string });
    });
    token = login.access_token;
    refreshToken = login.refresh_token;
  });

  const watchByMse = async (): Promise<{ closedWith: number | null }> => {
    const socket = new WebSocket(`${vidette.url.replace('http', 'ws')}/live/1/mse`, {
      headers: bearer(token),
    });
    const viewer = { closedWith: null as number | null };
    socket.on('close', (code) => {
      viewer.closedWith = code;
    });
    await once(socket, 'message');
    return viewer;
  };

  test('changes nothing, sees no machine, and makes the server talk to no address of theirs', async () => {
    assert.equal((await get('/api/v1/cameras', token)).status, 200);
    const source = { url: 'rtsp://127.0.0.1:22/' };
    const refused: [string, unknown][] = [
      ['/system/probe', source],
      ['/api/v1/cameras', { name: 'Mine', place_id: 1, source }],
      ['/api/v1/places', { name: 'Mine' }],
    ];
    for (const [path, body] of refused)
      assert.equal((await post(path, body, bearer(token))).status, 403, path);
    for (const path of ['/system/status', '/live/1/snapshot.jpg', '/archive/1/gaps?from=0&to=1'])
      assert.equal((await get(path, token)).status, 403, path);
    assert.equal((await get('/live/1/snapshot%2ejpg', token)).status, 403, 'however it is written');
  });

  test('and watches is cut off when the role loses the right, whatever the way of watching', async () => {
    const mse = await watchByMse();
    const mjpeg = await get('/live/1/mjpeg', token);
    const pictures = mjpeg.body!.getReader();
    await pictures.read();
    const peer = new RTCPeerConnection({ codecs: { video: [useH264()] } });
    peer.addTransceiver('video', { direction: 'recvonly' });
    await peer.setLocalDescription(await peer.createOffer());
    const offer = { method: 'POST', body: peer.localDescription!.sdp };
    const headers = { ...bearer(token), 'content-type': 'application/sdp' };
    const whep = await fetch(`${vidette.url}/live/1/whep`, { ...offer, headers });
    assert.equal(whep.status, 201, await whep.text());
    const rtsp = connect(vidette.ports.RTSP, '127.0.0.1');
    const address = `rtsp://127.0.0.1:${vidette.ports.RTSP}/1?token=${token}`;
    rtsp.write(`DESCRIBE ${address} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    assert.match(String(await once(rtsp, 'data')), /^RTSP\/1\.0 200/);
    const rtspClosed = once(rtsp.resume(), 'close');

    assert.equal((await vidette.api('DELETE', '/api/v1/permissions', streamRead())).status, 200);
    await until('the viewer by MSE is cut', () => mse.closedWith !== null);
    assert.equal(mse.closedWith, 1008);
    await until('the viewer by MJPEG is cut', async () => {
      const piece = await pictures.read().catch(() => ({ done: true }));
      return piece.done;
    });
    await rtspClosed;
    const session = whep.headers.get('location')!;
    await until('the viewer by WebRTC is cut', async () => {
      const answer = await fetch(vidette.url + session, { method: 'DELETE', headers: bearer(admin) });
      return answer.status === 404;
    });
    await peer.close();
    for (const path of ['mjpeg', 'hls/index.m3u8'])
      assert.equal((await get(`/live/1/${path}`, token)).status, 403, path);
    assert.equal((await vidette.api('POST', '/api/v1/permissions', streamRead())).status, 200);
  });

  test('and watches is cut off when the login is ended', async () => {
    const mse = await watchByMse();
    const form = { method: 'POST', body: new URLSearchParams({ token: refreshToken }) };
    const answer = await fetch(`${vidette.url}/api/v1/token/revoke`, form);
    assert.ok(answer.ok, String(answer.status));
    await until('the viewer is cut', () => mse.closedWith !== null);
    assert.equal((await get('/api/v1/cameras', token)).status, 401);
  });
});

describe('secrets', () => {
  test('stand in no answer, log line or table, and in no file that others may read', async () => {
    const operator = new Operator(vidette);
    const url = `rtsp://viewer:${encodeURIComponent(cameraPassword)}@127.0.0.1:9/x`;
    const { id } = await operator.addCamera('Secret', { url });
    await operator.streamThat('failed', id);
    await post('/system/probe', { url }, bearer(admin));
    await get(`/live/1/snapshot.jpg?token=${admin}`);
    const answers = await Promise.all(
      ['/system/status', `/api/v1/cameras/${id}`, '/api/v1/cameras', '/metrics'].map(async (path) =>
        (await get(path, admin)).text(),
      ),
    );
    const database = new DatabaseSync(join(vidette.data, 'vidette.db'), { readOnly: true });
    const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all();
    const stored = tables.map(({ name }) =>
      JSON.stringify(database.prepare(`select * from "${name}"`).all()),
    );
    database.close();
    const secrets = [cameraPassword, encodeURIComponent(cameraPassword), administrator.password, admin];
    for (const secret of [...secrets, guest.password])
      for (const text of [...answers, ...stored, vidette.output()])
        assert.ok(!text.includes(secret), `${secret} in ${text.slice(0, 200)}`);

    assert.equal(lstatSync(vidette.data).mode & 0o077, 0, 'the data folder');
    for (const file of ['secret.key', 'vidette.db', 'tls/key.pem', 'run', 'archive'])
      assert.equal(lstatSync(join(vidette.data, file)).mode & 0o077, 0, file);
    const archived = readdirSync(join(vidette.data, 'archive/main'), { recursive: true, encoding: 'utf8' });
    for (const file of archived.filter((name) => name.endsWith('.mp4')))
      assert.equal(lstatSync(join(vidette.data, 'archive/main', file)).mode & 0o007, 0, file);
  });

  test('the session cookie is out of reach of scripts and other sites, and over HTTPS never sent in the clear', async () => {
    const login = { login: administrator.email, password: administrator.password };
    const cookie = (await post('/session', login)).headers.get('set-cookie') ?? '';
    assert.match(cookie, /HttpOnly; SameSite=Strict/);
    const secure = spawnSync('curl', [
      ...['-sk', '-D', '-', '-o', '/dev/null', '-H', 'content-type: application/json'],
      ...['-d', JSON.stringify(login), `https://127.0.0.1:${vidette.ports.HTTPS}/session`],
    ]);
    if (secure.error === undefined) assert.match(secure.stdout.toString(), /set-cookie: .*; Secure/i);
    const headers = { cookie: cookie.split(';')[0]! };
    assert.equal((await post('/api/v1/places', { name: 'x' }, headers)).status, 403, 'no CSRF token');
    assert.equal((await post('/session', login, { 'sec-fetch-site': 'cross-site' })).status, 403);
  });
});

/** With a role that may see cameras and watch them live. */
async function addGuest(): Promise<void> {
  const role = await vidette.api('POST', '/api/v1/roles', { name: 'Guest', description: 'Watches.' });
  assert.equal(role.status, 200, JSON.stringify(role.body));
  const { id } = role.body as { id: number };
  guestRole = id;
  for (const permission of ['camera_read', 'stream_read', 'user_me_read']) {
    const granted = await vidette.api('POST', '/api/v1/permissions', { role_id: id, permission });
    assert.equal(granted.status, 200, JSON.stringify(granted.body));
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src/cli/vidette.ts'), 'user', 'add', guest.email, '--role', 'Guest'],
    { input: `${guest.password}\n`, env: { ...process.env, VIDETTE_DATA: vidette.data }, encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
}

/** The path goes out as it is: fetch would put it in order first. */
async function rawGet(path: string, token: string): Promise<string> {
  const socket = connect(vidette.ports.HTTP, '127.0.0.1');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}
