/** Players that others wrote read what we serve. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { startRtspServer } from '../../../test/harness/live-rtsp.ts';
import { makeClip, noFfmpeg, until } from '../../../test/harness/live-source.ts';

const skip = noFfmpeg;
const noGstreamer =
  spawnSync('gst-launch-1.0', ['--version']).error === undefined ? noFfmpeg : 'GStreamer is not installed';
const basic = `Authorization: Basic ${Buffer.from('anna:secret').toString('base64')}`;

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

/** Reads for a second and decodes; any damage in the stream is an error on stderr. */
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
    '1',
    '-f',
    'null',
    '-',
  ]);
  assert.equal(out, '');
  assert.equal(code, 0);
}

for (const transport of ['tcp', 'udp']) {
  test(`ffmpeg decodes without damage over ${transport}, with digest`, { skip }, async () => {
    await using rtsp = await startRtspServer(makeClip({ audio: 'aac' }));
    await decodes(`rtsp://anna:secret@127.0.0.1:${rtsp.port}/7`, transport);
    await until(() => rtsp.audience.viewers(rtsp.source.hub) === 0);
    await until(() => rtsp.source.hub.readerCount === 0);
  });
}

test('a token in the address is enough, and the GOP so far comes at once', { skip }, async () => {
  await using rtsp = await startRtspServer(makeClip({ gopSeconds: 4 }));
  await decodes(`rtsp://127.0.0.1:${rtsp.port}/camera-1?stream=sub&token=pass`, 'tcp');
});

for (const codec of ['h265', 'mjpeg'] as const) {
  test(`ffprobe sees ${codec} and G.711`, { skip }, async () => {
    await using rtsp = await startRtspServer(makeClip({ codec, audio: 'pcma', seconds: 2 }));
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
    await using rtsp = await startRtspServer(makeClip());
    const pipeline = `rtspsrc location=rtsp://127.0.0.1:${rtsp.port}/7 user-id=anna user-pw=secret protocols=${protocols} ! rtph264depay ! h264parse ! fakesink num-buffers=20`;
    const { code, out } = await command('gst-launch-1.0', ['-q', ...pipeline.split(' ')]);
    assert.equal(code, 0, out);
  });
}

test('a client that does not read loses pictures and nobody else does', { skip }, async () => {
  await using rtsp = await startRtspServer(
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
