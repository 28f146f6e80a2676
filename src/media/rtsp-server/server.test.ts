import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import type { Clip } from '../../../test/harness/live-source.ts';
import { LiveSource, makeClip, noFfmpeg, streamsOf, until } from '../../../test/harness/live-source.ts';
import { Audience } from '../live/live-stream.ts';
import { RtpFeeds } from '../live/rtp-feed.ts';
import { digestHa1, verifyDigest } from '../rtsp/auth.ts';
import type { AuthorizeViewer, ViewerCredentials } from './authenticate.ts';
import { RtspServer, type RtspServerOptions } from './server.ts';

const skip = noFfmpeg;
const noGstreamer =
  spawnSync('gst-launch-1.0', ['--version']).error === undefined ? noFfmpeg : 'GStreamer is not installed';

/** anna may watch with the password `secret`, or with the token `pass`. */
const authorize: AuthorizeViewer = async ({ camera, credentials }) => {
  if (!knows(credentials)) return { allowed: false, reason: 'unauthenticated' };
  if (camera === 'elsewhere') return { redirect: 'rtsp://127.0.0.1:1/elsewhere' };
  if (camera === 'secret') return { allowed: false, reason: 'not_allowed' };
  return camera === '7' || camera === 'camera-1'
    ? { allowed: true, cameraId: 'camera-1' }
    : { allowed: false, reason: 'not_found' };
};

function knows(credentials: ViewerCredentials): boolean {
  switch (credentials.scheme) {
    case 'basic':
      return credentials.username === 'anna' && credentials.password === 'secret';
    case 'token':
      return credentials.token === 'pass';
    case 'digest':
      return verifyDigest(
        credentials,
        credentials.method,
        digestHa1('MD5', 'anna', credentials.realm, 'secret'),
      );
  }
}

async function startServer(clip: Clip, options: Partial<RtspServerOptions> = {}) {
  const source = new LiveSource(clip).appear();
  const audience = new Audience();
  const server = new RtspServer({
    streams: streamsOf(source),
    audience,
    feeds: new RtpFeeds(),
    authorize,
    ...options,
  });
  const port = await server.start(0, '127.0.0.1');
  return {
    source,
    audience,
    server,
    port,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      source[Symbol.dispose]();
    },
  };
}

async function command(name: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const limit = setTimeout(() => child.kill('SIGKILL'), 9000);
  let out = '';
  child.stdout.on('data', (data: Buffer) => (out += data));
  child.stderr.on('data', (data: Buffer) => (out += data));
  const [code] = (await once(child, 'close')) as [number];
  clearTimeout(limit);
  return { code, out };
}

/** Reads for two seconds and decodes; any damage in the stream is an error on stderr. */
async function decodes(url: string, transport: string): Promise<void> {
  const { code, out } = await command('ffmpeg', [
    '-hide_banner',
    '-loglevel',
    'error',
    '-rtsp_transport',
    transport,
    '-i',
    url,
    '-t',
    '2',
    '-f',
    'null',
    '-',
  ]);
  assert.equal(out, '');
  assert.equal(code, 0);
}

/** Sends text, resolves with all that came until the server closed or `enough`. */
async function talk(
  port: number,
  text: string,
  enough: (heard: string) => boolean = () => false,
): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  let heard = '';
  const done = Promise.withResolvers<void>();
  socket.on('data', (data) => {
    heard += data.toString('latin1');
    if (enough(heard)) done.resolve();
  });
  socket.on('close', () => done.resolve());
  socket.on('error', () => done.resolve());
  socket.write(text);
  const limit = setTimeout(() => done.resolve(), 5000);
  await done.promise;
  clearTimeout(limit);
  socket.destroy();
  return heard;
}

const basic = `Authorization: Basic ${Buffer.from('anna:secret').toString('base64')}`;

for (const transport of ['tcp', 'udp']) {
  test(`ffmpeg decodes without damage over ${transport}, with digest`, { skip }, async () => {
    await using rtsp = await startServer(makeClip({ audio: 'aac' }));
    await decodes(`rtsp://anna:secret@127.0.0.1:${rtsp.port}/7`, transport);
    await until(() => rtsp.audience.viewers(rtsp.source.hub) === 0);
    await until(() => rtsp.source.hub.readerCount === 0);
  });
}

test('a token in the address is enough, and the GOP so far comes at once', { skip }, async () => {
  await using rtsp = await startServer(makeClip({ gopSeconds: 4 }));
  await decodes(`rtsp://127.0.0.1:${rtsp.port}/camera-1?stream=sub&token=pass`, 'tcp');
});

for (const codec of ['h265', 'mjpeg'] as const) {
  test(`ffprobe sees ${codec} and G.711`, { skip }, async () => {
    await using rtsp = await startServer(makeClip({ codec, audio: 'pcma', seconds: 2 }));
    const { out } = await command('ffprobe', [
      '-v',
      'error',
      '-rtsp_transport',
      'tcp',
      '-show_entries',
      'stream=codec_name,width',
      '-of',
      'csv=p=0',
      `rtsp://anna:secret@127.0.0.1:${rtsp.port}/7`,
    ]);
    assert.match(out, codec === 'h265' ? /hevc,640/ : /mjpeg,640/);
    assert.match(out, /pcm_alaw/);
  });
}

for (const protocols of ['tcp', 'udp']) {
  test(`GStreamer reads over ${protocols}`, { skip: noGstreamer }, async () => {
    await using rtsp = await startServer(makeClip());
    const pipeline = `rtspsrc location=rtsp://127.0.0.1:${rtsp.port}/7 user-id=anna user-pw=secret protocols=${protocols} ! rtph264depay ! h264parse ! fakesink num-buffers=40`;
    const { code, out } = await command('gst-launch-1.0', ['-q', ...pipeline.split(' ')]);
    assert.equal(code, 0, out);
  });
}

test('the answers to those who may not watch', { skip }, async () => {
  await using rtsp = await startServer(makeClip({ seconds: 1 }));
  const ask = async (uri: string, header = '') => {
    const request = `DESCRIBE ${uri} RTSP/1.0\r\nCSeq: 1\r\n${header === '' ? '' : `${header}\r\n`}\r\n`;
    const heard = await talk(rtsp.port, request, (text) => text.includes('\r\n\r\n'));
    return heard.split('\r\n');
  };
  const base = `rtsp://127.0.0.1:${rtsp.port}`;
  const open = await ask(`${base}/7`);
  assert.equal(open[0], 'RTSP/1.0 401 Unauthorized');
  assert.ok(open.some((line) => /^WWW-Authenticate: Digest .*algorithm=MD5/.test(line)));
  assert.ok(open.some((line) => /^WWW-Authenticate: Basic/.test(line)));
  assert.match((await ask(`${base}/7`, basic.replace(/.{4}$/, 'AAA=')))[0]!, /401/);
  assert.match((await ask(`${base}/7`, 'Authorization: Digest nonsense'))[0]!, /401/);
  assert.match((await ask(`${base}/nobody`, basic))[0]!, /404/);
  assert.match((await ask(`${base}/secret`, basic))[0]!, /403/);
  assert.match((await ask(`${base}/7?token=wrong`))[0]!, /401/);
  assert.match((await ask(`${base}/7?stream=third`, basic))[0]!, /404/);
  const moved = await ask(`${base}/elsewhere`, basic);
  assert.match(moved[0]!, /302/);
  assert.ok(moved.includes('Location: rtsp://127.0.0.1:1/elsewhere'));
  const forged =
    'Authorization: Digest username="anna", realm="vidette", nonce="1-00000000000000000000000000000000", uri="/7", response="00"';
  assert.match((await ask(`${base}/7`, forged))[0]!, /401/);
  rtsp.source.vanish();
  const offline = await ask(`${base}/7`, basic);
  assert.match(offline[0]!, /503/);
  assert.ok(offline.some((line) => line.includes('no route to host')));
});

test('requests that make no sense are answered or the connection is closed', { skip }, async () => {
  await using rtsp = await startServer(makeClip({ seconds: 1 }));
  const base = `rtsp://127.0.0.1:${rtsp.port}/7`;
  const enough = (text: string) => text.includes('\r\n\r\n');
  assert.match(await talk(rtsp.port, `DESCRIBE ${base} RTSP/1.0\r\n\r\n`, enough), /^RTSP\/1.0 400/);
  assert.match(await talk(rtsp.port, `BREW ${base} RTSP/1.0\r\nCSeq: 1\r\n\r\n`, enough), /^RTSP\/1.0 501/);
  assert.match(await talk(rtsp.port, `PLAY ${base} RTSP/1.0\r\nCSeq: 1\r\n\r\n`, enough), /^RTSP\/1.0 454/);
  const multicast = `SETUP ${base}/trackID=0 RTSP/1.0\r\nCSeq: 1\r\n${basic}\r\nTransport: RTP/AVP;multicast\r\n\r\n`;
  assert.match(await talk(rtsp.port, multicast, enough), /^RTSP\/1.0 461/);
  await talk(rtsp.port, 'x'.repeat(100_000));
  await talk(rtsp.port, `OPTIONS * RTSP/1.0\r\nX: ${'y'.repeat(100_000)}`);
  await talk(rtsp.port, Buffer.from([0x24, 0, 0xff, 0xff]).toString('latin1').repeat(20_000));
  await talk(rtsp.port, `OPTIONS ${base} RTSP/1.0\r\nCSeq: 1\r\n\r\n`.repeat(1000), enough);
  await until(() => rtsp.server.connectionCount === 0);
  assert.match(
    await talk(rtsp.port, `OPTIONS ${base} RTSP/1.0\r\nCSeq: 1\r\n\r\n`, enough),
    /^RTSP\/1.0 200/,
  );
});

test('too many connections from one address are closed at once', { skip }, async () => {
  await using rtsp = await startServer(makeClip({ seconds: 1 }), { maxConnectionsPerAddress: 30 });
  const sockets = Array.from({ length: 40 }, () => connect(rtsp.port, '127.0.0.1').on('error', () => {}));
  await until(() => rtsp.server.refused === 10 && rtsp.server.connectionCount === 30);
  for (const socket of sockets) socket.destroy();
  await until(() => rtsp.server.connectionCount === 0);
});

test('a client that does not read loses pictures and nobody else does', { skip }, async () => {
  await using rtsp = await startServer(
    makeClip({ width: 1280, height: 720, seconds: 1, gopSeconds: 1, bitrateKbps: 30_000 }),
  );
  const base = `rtsp://127.0.0.1:${rtsp.port}/7`;
  const lines = [
    `SETUP ${base}/trackID=0 RTSP/1.0\r\nCSeq: 1\r\n${basic}\r\nTransport: RTP/AVP/TCP;interleaved=0-1\r\n\r\n`,
    `PLAY ${base} RTSP/1.0\r\nCSeq: 2\r\n\r\n`,
  ];
  const slow = connect(rtsp.port, '127.0.0.1');
  slow.pause();
  slow.write(lines.join(''));
  await until(() => rtsp.audience.viewers(rtsp.source.hub) === 1);
  await decodes(`rtsp://anna:secret@127.0.0.1:${rtsp.port}/7`, 'tcp');
  slow.destroy();
  await until(() => rtsp.server.connectionCount === 0);
});
