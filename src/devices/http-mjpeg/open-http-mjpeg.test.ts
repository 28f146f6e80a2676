import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import sharp from 'sharp';
import { digestHa1, parseAuthorization, serializeDigestChallenge, verifyDigest } from '#media/rtsp/auth.ts';
import type { Sample, SourceState, Tracks } from '#media/stream.ts';
import { openSource, type SourceOptions } from '../open-source.ts';
import { createSourceCounters } from '../opener.ts';
import { createHttpMjpegOpener } from './open-http-mjpeg.ts';

const picture = (width: number) =>
  sharp({ create: { width, height: 48, channels: 3, background: 'green' } })
    .jpeg()
    .toBuffer();

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The first answer of a source: a failure, or `count` samples. */
async function receive(url: string, count: number, options: Partial<SourceOptions> = {}) {
  const done = Promise.withResolvers<void>();
  const heard = {
    tracks: [] as Tracks[],
    samples: [] as Sample[],
    failure: '',
    counters: createSourceCounters(),
  };
  await using _source = openSource(
    { url, transport: 'auto', audio: true, counters: heard.counters, ...options },
    {
      tracks: (tracks) => heard.tracks.push(tracks),
      sample: (sample) => {
        heard.samples.push(sample);
        if (heard.samples.length === count) done.resolve();
      },
      state: (state: SourceState) => {
        if (state.state !== 'failed') return;
        heard.failure = state.failure;
        done.resolve();
      },
    },
  );
  await done.promise;
  return heard;
}

const part = (jpeg: Buffer) =>
  Buffer.concat([Buffer.from(`--x\r\nContent-Length: ${jpeg.length}\r\n\r\n`), jpeg, Buffer.from('\r\n')]);
const multipart = { 'Content-Type': 'multipart/x-mixed-replace;boundary=x' };

test('delivers pictures and begins a new generation when their size changes', async () => {
  const [small, wide] = [await picture(64), await picture(128)];
  await using server = await serve((_request, response) => {
    response.writeHead(200, multipart);
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      response.write(part(count <= 3 ? small : wide));
    }, 10);
    response.on('close', () => clearInterval(timer));
  });
  const { tracks, samples, counters } = await receive(server.url, 6);
  assert.deepEqual(
    tracks.map(({ generation, video, audio }) => [
      generation,
      video?.codec,
      video?.width,
      video?.height,
      audio,
    ]),
    [
      [1, 'mjpeg', 64, 48, null],
      [2, 'mjpeg', 128, 48, null],
    ],
  );
  assert.ok(samples.every((one) => one.keyframe && one.kind === 'video'));
  assert.deepEqual(samples[0]?.data, small);
  assert.ok(samples.every((one, i) => i === 0 || one.utcMs > samples[i - 1]!.utcMs));
  assert.deepEqual([samples[0]?.dts, samples[3]?.dts], [0, 0]);
  assert.equal(counters.transport, 'http');
});

test('answers digest and basic challenges, and tells wrong credentials', async () => {
  const jpeg = await picture(64);
  for (const scheme of ['Basic', 'Digest'] as const) {
    const challenge =
      scheme === 'Basic'
        ? 'Basic realm="cam"'
        : serializeDigestChallenge({ realm: 'cam', nonce: 'n', algorithm: 'MD5' });
    await using server = await serve((request, response) => {
      const given = parseAuthorization(request.headers.authorization ?? '');
      const right =
        given?.scheme === 'basic'
          ? given.password === 'right'
          : given?.scheme === 'digest' && verifyDigest(given, 'GET', digestHa1('MD5', 'me', 'cam', 'right'));
      if (!right) {
        response.writeHead(401, { 'WWW-Authenticate': challenge }).end();
        return;
      }
      response.writeHead(200, multipart);
      response.write(part(jpeg));
    });
    const url = `${server.url}/video?channel=1`;
    assert.equal((await receive(url, 1, { username: 'me', password: 'right' })).samples.length, 1);
    assert.equal((await receive(url, 1, { username: 'me', password: 'wrong' })).failure, 'wrong_credentials');
    assert.equal((await receive(url, 1)).failure, 'wrong_credentials');
    assert.equal((await receive(url.replace('//', '//me:right@'), 1)).samples.length, 1);
  }
});

test('tells what is not there, not multipart, cut off and silent', async () => {
  await using server = await serve((request, response) => {
    if (request.url === '/missing') response.writeHead(404).end();
    else if (request.url === '/page') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>');
    else if (request.url === '/loop') response.writeHead(302, { Location: '/loop' }).end();
    else if (request.url === '/file') response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
    else if (request.url === '/end') response.writeHead(200, multipart).end('--x\r\n');
    else response.writeHead(200, multipart).flushHeaders();
  });
  const openers = { http: createHttpMjpegOpener({ silenceMs: 200 }) };
  for (const [path, failure] of [
    ['missing', 'not_found'],
    ['page', 'unsupported'],
    ['loop', 'protocol'],
    ['file', 'protocol'],
    ['end', 'closed'],
    ['silent', 'timeout'],
  ] as const) {
    assert.equal((await receive(`${server.url}/${path}`, 1, { openers })).failure, failure, path);
  }
});

test('hands what is not multipart JPEG to libav where there is one', async () => {
  await using server = await serve((_request, response) =>
    response.writeHead(200, { 'Content-Type': 'video/mp4' }).end(),
  );
  const asked: string[] = [];
  const heard = await receive(`${server.url}/clip.mp4`, 1, {
    openers: {
      libav: (options, sink) => {
        asked.push(options.url);
        queueMicrotask(() =>
          sink.state({ state: 'failed', failure: 'closed', message: 'end', retryInMs: 0 }),
        );
        return { [Symbol.asyncDispose]: async () => {} };
      },
    },
  });
  assert.deepEqual([asked, heard.failure], [[`${server.url}/clip.mp4`], 'closed']);
});
