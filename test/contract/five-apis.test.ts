/** The product as a user starts it: all five APIs answer about the same camera, from its real stream. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { after, before, describe, it } from 'node:test';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { administrator, type Running, startVidette, until } from '../harness/vidette.ts';

const { password } = administrator;
const basic = (user: string, secret: string) =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
const json = { 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: read as the test expects it
  readonly body: any;
}

describe('the five APIs of one product', () => {
  let vidette: Running;
  before(async () => {
    vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
    await until('the demo camera sends', async () => {
      const { body } = await plain('EOCORTEX', `/api/channels/${await cameraId()}/status?${eocortexLogin}`);
      return body.Status === 'Ok' && body.WriteVideoMbps > 0;
    });
  });
  after(async () => {
    assert.equal(await vidette.stop(), 0);
  });

  const eocortexLogin = `login=admin&password=${createHash('md5').update(password).digest('hex')}`;
  const cameraId = async (): Promise<string> => {
    const { body } = await vidette.api('GET', '/api/v1/cameras');
    return (body as { cameras: { id: string }[] }).cameras[0]!.id;
  };
  const plain = async (
    api: keyof Running['ports'],
    path: string,
    init: RequestInit = {},
  ): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${vidette.ports[api]}${path}`, {
      redirect: 'manual',
      ...init,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes,
      body: parse(response.headers.get('content-type'), bytes),
    };
  };
  const secure = (
    api: keyof Running['ports'],
    path: string,
    {
      method = 'GET',
      headers = {},
      body = '',
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const options = { port: vidette.ports[api], path, method, headers, rejectUnauthorized: false };
      const request = httpsRequest({ host: '127.0.0.1', ...options }, async (response) => {
        const bytes = Buffer.concat(await response.toArray());
        const type = response.headers['content-type'] ?? '';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes,
          body: parse(type, bytes),
        });
      });
      request.on('error', reject).end(body);
    });

  it('platform and eocortex know it by the same id', async () => {
    const id = await cameraId();
    const { body } = await plain('EOCORTEX', `/api/channels?${eocortexLogin}`);
    assert.deepEqual(
      body.map((camera: { Id: string }) => camera.Id),
      [id],
    );
    const status = (await plain('EOCORTEX', `/api/channels/${id}/status?${eocortexLogin}`)).body;
    assert.equal(status.AltEnabled, true);
    assert.ok(status.ReceiveVideoMbps > 0 && status.ReceiveVideoMbps < 20, String(status.ReceiveVideoMbps));
  });

  it('rotoclear shows its picture in the quality asked for, over HTTP and HTTPS', async () => {
    const authorization = basic('admin', password);
    const fine = await plain('ROTOCLEAR', '/camera.jpeg?quality=95', { headers: { authorization } });
    const coarse = await secure('ROTOCLEAR_HTTPS', '/image?quality=10', { headers: { authorization } });
    assert.deepEqual([fine.status, coarse.status], [200, 200]);
    assert.ok(fine.bytes.length > 2 * coarse.bytes.length);
    assert.deepEqual(parseJpegSize(fine.bytes), parseJpegSize(coarse.bytes));
    const info = (await plain('ROTOCLEAR', '/api/info', { headers: { authorization } })).body;
    const { width, height } = parseJpegSize(fine.bytes)!;
    assert.equal(info.camera.resolution, `${width}x${height}`);
    assert.equal((await plain('ROTOCLEAR', '/health')).body.checks.camera, 'ok');
  });

  it('anpr signs in and shows its frame by number', async () => {
    const login = { method: 'POST', headers: json, body: JSON.stringify({ username: 'admin', password }) };
    const { token } = (await plain('ANPR', '/api/login', login)).body.data;
    const status = (await plain('ANPR', '/api/status', { headers: { authorization: `Bearer ${token}` } }))
      .body;
    assert.deepEqual([status.internal_code, status.data.number_of_cameras], [0, 1]);
    assert.ok(parseJpegSize((await plain('ANPR', '/api/frame/1')).bytes));
    assert.equal((await plain('ANPR', '/api/frame/2')).body.internal_code, 4002);
  });

  it('ipcamera signs in over HTTPS only, and shows picture, state and certificate', async () => {
    const refused = await plain('IPCAMERA_HTTP', '/auth', { method: 'POST', headers: json, body: '{}' });
    assert.deepEqual([refused.status, refused.body.httpsPort], [403, vidette.ports.IPCAMERA_HTTPS]);
    const page = await plain('IPCAMERA_HTTP', '/');
    assert.equal(page.headers.location, `https://127.0.0.1:${vidette.ports.IPCAMERA_HTTPS}/`);
    const order = { method: 'POST', headers: json, body: JSON.stringify({ password }) };
    const { token } = (await secure('IPCAMERA_HTTPS', '/auth', order)).body;
    const headers = { authorization: `Bearer ${token}` };
    const status = (await secure('IPCAMERA_HTTPS', '/status', { headers })).body;
    assert.deepEqual([status.cameraRunning, status.settings.cameraId], [true, '1']);
    assert.ok(parseJpegSize((await secure('IPCAMERA_HTTPS', '/snapshot', { headers })).bytes));
    assert.equal((await secure('IPCAMERA_HTTPS', '/cert/info')).body.status, 'valid');
  });

  it('the pages list all five with their addresses', async () => {
    const { bytes } = await plain('HTTP', '/docs');
    for (const api of ['EOCORTEX', 'ROTOCLEAR', 'ANPR', 'IPCAMERA_HTTPS'] as const) {
      assert.ok(bytes.includes(`:${vidette.ports[api]}<`), api);
    }
  });
});

function parse(type: string | null, bytes: Buffer): unknown {
  return type?.includes('json') ? JSON.parse(bytes.toString()) : null;
}
