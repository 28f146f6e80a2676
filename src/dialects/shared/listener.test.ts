import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { createListener, type ListenAddress, startListener } from './listener.ts';

const logger = pino({ level: 'silent' }) as FastifyBaseLogger;
const plain: ListenAddress = { host: '127.0.0.1', port: 0 };

async function secure(): Promise<ListenAddress> {
  const made = await generate([{ name: 'commonName', value: 'test' }], { keyType: 'ec' });
  return { ...plain, tls: { key: made.private, cert: made.cert } };
}

function makeApp(lines?: string[]) {
  const destination = lines && { write: (line: string) => void lines.push(line) };
  const app = createListener({
    logger: destination ? (pino({ level: 'debug' }, destination) as FastifyBaseLogger) : logger,
    trustedProxies: ['127.0.0.0/8'],
    ignoreTrailingSlash: true,
  });
  app.get('/who', async (request) => ({ ip: request.ip, protocol: request.protocol }));
  app.get('/forever', async (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200);
    reply.raw.write('begin');
  });
  return app;
}

/** What a server answers to these bytes until it closes. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  let answer = '';
  socket.setEncoding('utf8').on('data', (data) => {
    answer += data;
  });
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

describe('a listener', () => {
  it('serves one app over HTTP and HTTPS', async () => {
    const running = await startListener(makeApp(), [plain, await secure()]);
    try {
      const first = await fetch(`${running.urls[0]}/who/`);
      assert.deepEqual(await first.json(), { ip: '127.0.0.1', protocol: 'http' });
      assert.equal(first.headers.get('x-content-type-options'), 'nosniff');
      const request = httpsRequest(`${running.urls[1]}/who`, { rejectUnauthorized: false }).end();
      const [response] = await once(request, 'response');
      const [body] = await once(response, 'data');
      assert.deepEqual(JSON.parse(String(body)), { ip: '127.0.0.1', protocol: 'https' });
    } finally {
      await running.close(0);
    }
  });

  it('believes X-Forwarded-* of a trusted proxy only', async () => {
    const trusting = await startListener(makeApp(), [plain]);
    const doubting = createListener({ logger });
    doubting.get('/who', async (request) => ({ ip: request.ip, protocol: request.protocol }));
    const wary = await startListener(doubting, [plain]);
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'https' };
    try {
      const believed = await fetch(`${trusting.urls[0]}/who`, { headers });
      assert.deepEqual(await believed.json(), { ip: '203.0.113.9', protocol: 'https' });
      const refused = await fetch(`${wary.urls[0]}/who`, { headers });
      assert.deepEqual(await refused.json(), { ip: '127.0.0.1', protocol: 'http' });
    } finally {
      await trusting.close(0);
      await wary.close(0);
    }
  });

  it('closes although answers never end and sockets idle', async () => {
    const running = await startListener(makeApp(), [plain]);
    const request = httpRequest(`${running.urls[0]}/forever`).end();
    const [response] = await once(request, 'response');
    response.on('error', () => {});
    await once(response, 'data');
    const idle = connect(running.ports[0]!, '127.0.0.1');
    await once(idle, 'connect');
    const gone = Promise.all(
      [response, idle].map((end) => new Promise((resolve) => end.once('close', resolve))),
    );
    idle.on('error', () => {}).resume();
    await running.close(50);
    await gone;
  });

  it('hands WebSocket handshakes of every address to app.server, and refuses them when nobody listens', async () => {
    const handshake = 'GET /x HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n';
    const nobody = await startListener(makeApp(), [plain]);
    assert.match(await raw(nobody.ports[0]!, handshake), /^HTTP\/1.1 404 /);
    await nobody.close(0);
    const app = makeApp();
    app.server.on('upgrade', (request, socket) => socket.end(`HTTP/1.1 403 ${request.url}\r\n\r\n`));
    const running = await startListener(app, [plain, plain]);
    for (const port of running.ports) assert.match(await raw(port, handshake), /^HTTP\/1.1 403 \/x/);
    await running.close(0);
  });

  it('answers clients that speak no HTTP and closes', async () => {
    const running = await startListener(makeApp(), [plain]);
    const port = running.ports[0]!;
    assert.match(await raw(port, '\x16\x03\x01 hello\r\n\r\n'), /^HTTP\/1.1 400 /);
    assert.match(
      await raw(port, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`),
      /^HTTP\/1.1 431 /,
    );
    assert.match(
      await raw(port, 'GET /%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'),
      /^HTTP\/1.1 400 /,
    );
    await running.close(0);
  });

  it('listens nowhere when one address is taken, and again once it is free', async () => {
    const first = await startListener(makeApp(), [plain]);
    const taken = { ...plain, port: first.ports[0]! };
    const app = makeApp();
    await assert.rejects(startListener(app, [plain, taken]), /EADDRINUSE/);
    await first.close(0);
    const second = await startListener(app, [plain, taken]);
    for (const url of second.urls) assert.equal((await fetch(`${url}/who`)).status, 200);
    await second.close(0);
  });

  it('logs requests without their query', async () => {
    const lines: string[] = [];
    const running = await startListener(makeApp(lines), [plain]);
    await (await fetch(`${running.urls[0]}/who?token=secret`)).text();
    await running.close();
    assert.ok(lines.some((line) => line.includes('"/who"')));
    assert.ok(!lines.join('').includes('secret'));
  });
});
