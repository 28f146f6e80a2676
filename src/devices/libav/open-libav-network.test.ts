import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../../test/harness/free-ports.ts';
import { openSource } from '../open-source.ts';
import { Recorder } from '../recorder.fixture.ts';
import { assertGrowing, encode, folder, h264, open, ffmpegMissing as skip } from './libav.fixture.ts';
import { createLibavOpener } from './open-libav.ts';

test('an input that sends nothing times out, and can be disposed at any time', async (context) => {
  const server = createServer(() => {});
  server.listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const url = `rtmp://127.0.0.1:${(server.address() as AddressInfo).port}/live/a`;
  const recorder = new Recorder();
  await using _ = open(url, recorder, { openTimeoutMs: 700 });
  const { failure } = await recorder.failure();
  assert.equal(failure, 'timeout');
  const silent = new Recorder();
  const source = open(url, silent);
  await once(server, 'connection');
  await source[Symbol.asyncDispose]();
  assert.deepEqual(silent.states, []);
});

test('what an HTTP address holds, when it is not multipart JPEG, is left to libav', {
  skip,
}, async (context) => {
  const file = encode('web.ts', 2, [...h264, '-an']);
  const server = createHttpServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'video/mp2t' });
    createReadStream(file).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/camera`;
  const recorder = new Recorder();
  const openers = { libav: createLibavOpener() };
  await using _ = openSource({ url, transport: 'auto', audio: true, openers }, recorder);
  await recorder.until(() => recorder.of('video').length >= 10);
  assert.equal(recorder.tracksSeen[0]?.video?.codec, 'h264');
});

test('HLS from a web server', { skip }, async (context) => {
  encode('hls.m3u8', 3, [...h264, '-c:a', 'aac', '-f', 'hls', '-hls_time', '1', '-hls_list_size', '0']);
  const server = createHttpServer((request, response) => {
    const path = join(folder, basename(request.url ?? ''));
    if (request.headers.authorization !== `Basic ${Buffer.from('me:pass').toString('base64')}`) {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="hls"' }).end();
    } else if (!existsSync(path)) response.writeHead(404).end();
    else createReadStream(path).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  context.after(() => server.close());
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const recorder = new Recorder();
  await using _ = open(`${base}/hls.m3u8`, recorder, {}, { username: 'me', password: 'pass' });
  await recorder.until(() => recorder.of('video').length >= 40 && recorder.of('audio').length >= 20);
  assertGrowing(recorder.of('video'));
  assertGrowing(recorder.of('audio'));
  assert.ok(recorder.of('video').every(({ discontinuity }) => !discontinuity));
  assert.equal(recorder.tracksSeen[0]?.audio?.codec, 'aac');
  for (const [url, login, failure] of [
    [`${base}/none.m3u8`, { username: 'me', password: 'pass' }, 'not_found'],
    [`${base}/hls.m3u8`, { username: 'me', password: 'wrong' }, 'wrong_credentials'],
  ] as const) {
    const refused = new Recorder();
    await using __ = open(url, refused, {}, login);
    const state = await refused.failure();
    assert.equal(state.failure, failure);
  }
});

test('RTMP', { skip }, async (context) => {
  const port = await freePort();
  const url = `rtmp://127.0.0.1:${port}/live/a`;
  const server = listen(url);
  context.after(() => server.kill('SIGKILL'));
  const recorder = await openUntilListening(url);
  await using _ = recorder.source;
  await recorder.sink.until(() => recorder.sink.of('video').length >= 20);
  assert.equal(recorder.sink.tracksSeen[0]?.video?.codec, 'h264');
  assert.equal(recorder.sink.tracksSeen[0]?.audio?.codec, 'aac');
  assertGrowing(recorder.sink.of('video'));
});

/** ffmpeg waits for one player and then plays to it. */
function listen(url: string): ChildProcess {
  return spawn(
    'ffmpeg',
    [
      ...[
        '-v',
        'error',
        '-re',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=s=320x240:r=25',
        '-f',
        'lavfi',
        '-i',
        'sine=440',
      ],
      ...['-pix_fmt', 'yuv420p', '-g', '25', ...h264, '-c:a', 'aac', '-f', 'flv', '-listen', '1', url],
    ],
    { stdio: 'ignore' },
  );
}

/** The server begins to listen at a time of its own. */
async function openUntilListening(url: string): Promise<{ sink: Recorder; source: AsyncDisposable }> {
  for (;;) {
    const sink = new Recorder();
    const source = open(url, sink);
    const outcome = await Promise.race([
      sink.failure().then(({ failure }) => failure),
      sink
        .until(() => sink.tracksSeen.length > 0)
        .then(
          () => null,
          () => 'failed',
        ),
    ]);
    if (outcome === null) return { sink, source };
    await source[Symbol.asyncDispose]();
  }
}
