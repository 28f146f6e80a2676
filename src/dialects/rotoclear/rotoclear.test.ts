import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import sharp from 'sharp';
import { accessToken, adminPassword, streaming, TestCore, yard } from '../../../test/harness/core.ts';
import type { WrongAnswer } from '../shared/answers.ts';
import { createListener } from '../shared/listener.ts';
import { Machine } from '../shared/machine.ts';
import { installRotoclear } from './plugin.ts';

function serve({ core = new TestCore(), cameraNumber = 0, storage = '/' } = {}) {
  const wrong: WrongAnswer[] = [];
  const app = createListener({ logger: pino({ level: 'silent' }) });
  const release = { version: '1.2.3', builtAtMs: Date.UTC(2026, 0, 1) };
  const machine = new Machine(core.clock, storage);
  const ports = { access: core, device: core.device(), cameras: core, streams: core, pictures: core };
  installRotoclear(app, {
    ...ports,
    machine,
    release,
    clock: core.clock,
    cameraNumber,
    onAnswer: (answer) => wrong.push(answer),
  });
  const get = async (url: string, headers: Record<string, string> = bearer) => {
    const response = await app.inject({ url, headers });
    assert.deepEqual(wrong, []);
    return response;
  };
  return { app, core, get };
}

const bearer = { authorization: `Bearer ${accessToken}` };
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

describe('rotoclear pictures', () => {
  it('gives the live picture of the lowest camera at both addresses, in the quality asked for', async () => {
    const { core, get } = serve();
    const response = await get('/camera.jpeg?quality=40');
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['content-type'], 'image/jpeg');
    assert.equal((await sharp(response.rawPayload).metadata()).format, 'jpeg');
    await get('/image');
    assert.deepEqual(core.asked, [{ quality: 40 }, { quality: 85 }]);
  });

  it('refuses a quality outside 1 to 100', async () => {
    const { get } = serve();
    for (const quality of ['0', '101', '1.5', 'best', '']) {
      const response = await get(`/image?quality=${quality}`);
      assert.equal(response.statusCode, 400);
      assert.equal(response.json().error.code, 'INVALID_PARAMETER');
    }
  });

  it('answers 503 while the camera gives no picture, and when there is no such camera', async () => {
    for (const cameraNumber of [2, 77]) {
      const response = await serve({ cameraNumber }).get('/image');
      assert.equal(response.statusCode, 503);
      assert.equal(response.json().error.code, 'CAMERA_NOT_CONNECTED');
    }
  });
});

describe('rotoclear state', () => {
  it('lists the cameras with what their streams are', async () => {
    const { core, get } = serve();
    core.statuses.set(yard.id, streaming(yard.id, { viewers: 1 }));
    assert.deepEqual((await get('/api/camera/status')).json(), {
      cameras: [
        { id: 0, connected: true, device: 'Yard', resolution: '1920x1080', framerate: 25, format: 'H264' },
        { id: 1, connected: false, device: 'Gate' },
        { id: 4, connected: false, device: 'Store' },
      ],
      active_camera: 0,
      streaming: true,
    });
  });

  it('tells the figures of this machine at both addresses', async () => {
    const { get } = serve();
    for (const path of ['/api/info', '/api/status']) {
      const info = (await get(path)).json();
      assert.equal(info.version, '1.2.3');
      assert.ok(info.system.memory.total > 0 && info.system.disk.total > 0);
      assert.equal(info.system.memory.used + info.system.memory.available, info.system.memory.total);
      assert.deepEqual(info.camera, {
        connected: true,
        resolution: '1920x1080',
        framerate: 25,
        recording: true,
      });
    }
  });

  it('is healthy while the camera sends, degraded while it connects, unhealthy when it fails', async () => {
    const { core, get } = serve();
    const states = [
      ['streaming', 200, 'ok'],
      ['connecting', 200, 'warning'],
      ['failed', 503, 'error'],
    ] as const;
    for (const [state, status, check] of states) {
      core.statuses.set(yard.id, streaming(yard.id, { state }));
      for (const path of ['/health', '/api/health']) {
        const response = await get(path, {});
        assert.equal(response.statusCode, status, state);
        assert.equal(response.json().checks.camera, check);
      }
    }
  });

  it('is unhealthy when its user is blocked', async () => {
    const { core, get } = serve();
    core.people[0]!.blocked = true;
    const response = await get('/health', {});
    assert.deepEqual([response.statusCode, response.json().checks.camera], [503, 'error']);
  });

  it('is unhealthy when the archive volume is missing', async () => {
    const response = await serve({ storage: '/nowhere/at/all' }).get('/health', {});
    assert.equal(response.statusCode, 503);
    assert.equal(response.json().checks.storage, 'error');
  });
});

describe('rotoclear sign-in', () => {
  it('takes a bearer token, a token in the query, and Basic of the device user', async () => {
    const { get } = serve();
    assert.equal((await get('/image', bearer)).statusCode, 200);
    assert.equal((await get(`/image?token=${accessToken}`, {})).statusCode, 200);
    assert.equal((await get('/image', basic('admin', adminPassword))).statusCode, 200);
  });

  it('refuses anything else with 401, and lets the header beat the query', async () => {
    const { get } = serve();
    const tries: [string, Record<string, string>][] = [
      ['/image', {}],
      ['/image', basic('admin', 'wrong')],
      ['/image', basic('guest', adminPassword)],
      ['/image', { authorization: 'Bearer forged' }],
      ['/image', { authorization: 'Digest x' }],
      [`/image?token=${accessToken}`, { authorization: 'Bearer forged' }],
      [`/image?token=${accessToken}&token=${accessToken}`, {}],
      ['/api/config', {}],
    ];
    for (const [path, headers] of tries) {
      const response = await get(path, headers);
      assert.equal(response.statusCode, 401, path);
      assert.equal(response.json().error.code, 'INVALID_CREDENTIALS');
      assert.match(String(response.headers['www-authenticate']), /Bearer.*Basic/);
    }
  });
});

describe('rotoclear limits', () => {
  it('lets ten pictures a second through, both addresses together, and tells when to come back', async () => {
    const { core, get } = serve();
    const paths = Array.from({ length: 10 }, (_, index) => (index % 2 ? '/image' : '/camera.jpeg'));
    for (const path of paths) assert.equal((await get(path)).statusCode, 200);
    const over = await get('/image');
    assert.equal(over.statusCode, 429);
    assert.equal(over.json().error.code, 'RATE_LIMITED');
    const { 'retry-after': after, 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': left } = over.headers;
    assert.deepEqual([after, limit, left].map(Number), [1, 10, 0]);
    assert.equal(Number(over.headers['x-ratelimit-reset']), core.clock.nowMs / 1000 + 1);
    assert.equal((await get('/api/info')).statusCode, 200);
    core.clock.nowMs += 1000;
    const again = await get('/image');
    assert.equal(again.statusCode, 200);
    assert.equal(again.headers['x-ratelimit-limit'], undefined);
  });

  it('wraps every failure', async () => {
    const { app, get } = serve();
    assert.equal((await get('/nothing')).json().error.code, 'NOT_FOUND');
    const later = await get('/api/config');
    assert.equal(later.statusCode, 501);
    assert.equal(later.json().error.code, 'NOT_IMPLEMENTED');
    const garbled = await app.inject({ url: '/files/%zz', headers: bearer });
    assert.equal(garbled.statusCode, 400);
    assert.equal(garbled.json().error.code, 'INVALID_PARAMETER');
  });
});
