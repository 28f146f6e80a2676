import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { boxType, decodeTime, openMse, startLive } from '../../../test/harness/live-listener.ts';
import { LiveSource, makeClip, noFfmpeg, until } from '../../../test/harness/live-source.ts';

const skip = noFfmpeg;

test('a player gets init, the GOP so far and then every picture', { skip }, async () => {
  const clip = makeClip({ audio: 'aac' });
  const source = new LiveSource(clip);
  await using live = await startLive(source);
  source.appear();
  const { socket, heard } = await openMse(`ws://${live.origin}/live/camera-1/mse`);
  await until(() => heard.pieces.length > 20);
  assert.equal(live.audience.viewers(source.hub), 1);
  const init = heard.texts[0];
  assert.equal(init?.type, 'init');
  assert.equal(init?.mime, `video/mp4; codecs="${clip.video.codecString},mp4a.40.2"`);
  assert.deepEqual(init?.video, { codec: clip.video.codecString, width: 640, height: 360 });
  assert.ok(Math.abs(Number(init?.utcMs) - Date.now()) < 5000);
  assert.equal(boxType(heard.pieces[0]), 'ftyp');
  assert.equal(boxType(heard.pieces[1]), 'moof');
  socket.terminate();
  await until(() => live.audience.viewers(source.hub) === 0);
  await until(() => source.hub.readerCount === 0);
});

test('a camera that vanishes and returns with another size brings a new init, and time goes on', {
  skip,
}, async () => {
  const source = new LiveSource(makeClip({ seconds: 1, gopSeconds: 1 }));
  await using live = await startLive(source);
  source.appear();
  const { socket, heard } = await openMse(`ws://${live.origin}/live/camera-1/mse`);
  await until(() => heard.pieces.length > 5);
  source.vanish();
  const refused = new WebSocket(`ws://${live.origin}/live/camera-1/mse`);
  const [error] = (await once(refused, 'error')) as [Error];
  assert.match(error.message, /503/);
  source.appear(makeClip({ seconds: 1, gopSeconds: 1, width: 320, height: 180 }));
  await until(() => heard.texts.length === 2);
  assert.equal((heard.texts[1]!.video as { width: number }).width, 320);
  await until(() => heard.pieces.filter((piece) => boxType(piece) === 'ftyp').length === 2);
  const times = heard.pieces.filter((piece) => boxType(piece) === 'moof').map(decodeTime);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  socket.terminate();
});

test('codecs that players cannot decode are refused with a reason', { skip }, async () => {
  const jpeg = new LiveSource(makeClip({ codec: 'mjpeg', seconds: 1 }), 'jpeg');
  const hevc = new LiveSource(makeClip({ codec: 'h265', seconds: 1 }), 'hevc');
  await using live = await startLive(jpeg, hevc);
  jpeg.appear();
  hevc.appear();
  for (const camera of ['jpeg', 'hevc']) {
    const { socket, heard } = await openMse(`ws://${live.origin}/live/${camera}/mse`);
    await once(socket, 'close');
    assert.equal(heard.texts[0]?.type, 'unsupported');
    assert.equal(heard.pieces.length, 0);
  }
  const { socket, heard } = await openMse(`ws://${live.origin}/live/hevc/mse?codecs=hvc1.1.6.L93.B0`);
  await until(() => heard.pieces.length > 3);
  assert.equal(heard.texts[0]?.type, 'init');
  socket.terminate();
});

test('sound that browsers do not decode is left out and said', { skip }, async () => {
  const source = new LiveSource(makeClip({ seconds: 1, audio: 'pcma' }));
  await using live = await startLive(source);
  source.appear();
  const { socket, heard } = await openMse(`ws://${live.origin}/live/camera-1/mse`);
  await until(() => heard.pieces.length > 3);
  assert.equal(heard.texts[0]?.audio, null);
  assert.match(String(heard.texts[0]?.audioLeftOut), /alaw/);
  socket.terminate();
});

test('requests that make no sense get an error that says why', { skip }, async () => {
  const source = new LiveSource(makeClip({ seconds: 1 }));
  await using live = await startLive(source);
  source.appear();
  const status = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`http://${live.origin}${path}`, init);
    const body = (await answer.json()) as { error: { code: string; message: string } };
    return `${answer.status} ${body.error.code}`;
  };
  assert.equal(await status('/live/nobody/hls/index.m3u8'), '404 not_found');
  assert.equal(await status('/live/camera-1/hls/index.m3u8?stream=third'), '400 invalid');
  assert.equal(await status('/live/camera-1/mjpeg?width=0'), '400 invalid');
  assert.equal(await status('/live/camera-1/mjpeg?width=1e9'), '400 invalid');
  assert.equal(await status('/live/camera-1/hls/..%2f..%2fetc'), '400 invalid');
  assert.equal(await status('/live/%zz/mjpeg'), '400 invalid');
  assert.equal(await status('/live/camera-1/mjpeg', { method: 'DELETE' }), '405 invalid');
  assert.equal(await status('/'), '404 not_found');
  assert.equal(await status('/live/camera-1/snapshot.jpg'), '503 unavailable');
  source.vanish();
  assert.equal(await status('/live/camera-1/hls/index.m3u8'), '503 unavailable');
});

test('a camera without a sub stream answers with the main one and says so', { skip }, async () => {
  const source = new LiveSource(makeClip({ codec: 'mjpeg', seconds: 1 }));
  await using live = await startLive(source);
  source.appear();
  const answer = await fetch(`http://${live.origin}/live/camera-1/snapshot.jpg?stream=sub`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('x-stream'), 'main');
  assert.equal(Buffer.from(await answer.arrayBuffer()).readUInt16BE(0), 0xffd8);
});

test('pictures of an MJPEG camera pass through as they are', { skip }, async () => {
  const clip = makeClip({ codec: 'mjpeg', seconds: 1 });
  const source = new LiveSource(clip);
  await using live = await startLive(source);
  source.appear();
  const cut = new AbortController();
  const answer = await fetch(`http://${live.origin}/live/camera-1/mjpeg`, { signal: cut.signal });
  assert.match(answer.headers.get('content-type') ?? '', /^multipart\/x-mixed-replace/);
  const wanted = clip.samples[0]!.sample.data;
  let read = Buffer.alloc(0);
  for await (const chunk of answer.body!) {
    read = Buffer.concat([read, chunk as Buffer]);
    if (read.includes(wanted)) break;
  }
  cut.abort();
  await until(() => live.audience.viewers(source.hub) === 0);
});

test('viewers of a camera that is taken away are told, and nothing stays behind', { skip }, async () => {
  const source = new LiveSource(makeClip({ codec: 'mjpeg', seconds: 1 }));
  const film = new LiveSource(makeClip({ seconds: 1 }), 'film');
  const cameras = [source, film];
  await using live = await startLive(...cameras);
  for (const camera of cameras) camera.appear();
  const answer = await fetch(`http://${live.origin}/live/camera-1/mjpeg`);
  const { socket } = await openMse(`ws://${live.origin}/live/film/mse`);
  live.remove();
  const [code] = (await once(socket, 'close')) as [number];
  assert.equal(code, 1001);
  // Ends by itself.
  for await (const _ of answer.body ?? []);
  for (const { hub } of cameras) {
    await until(() => live.audience.viewers(hub) === 0 && hub.readerCount === 0);
  }
});

test('HLS: ffmpeg plays it, times of day are right, and it is forgotten when stopped', { skip }, async () => {
  const source = new LiveSource(makeClip({ seconds: 1, gopSeconds: 1, audio: 'aac' }));
  await using live = await startLive(source);
  source.appear();
  const url = `http://${live.origin}/live/camera-1/hls/index.m3u8?stream=main`;
  const playlist = await (await fetch(url)).text();
  const time = /#EXT-X-PROGRAM-DATE-TIME:(\S+)/.exec(playlist)?.[1];
  assert.ok(Math.abs(Date.parse(time ?? '') - Date.now()) < 3000, playlist);
  assert.match(playlist, /#EXT-X-MAP:URI="init-0.mp4\?stream=main"/);
  assert.match(playlist, /#EXTINF:1\.00000,\n0\.m4s\?stream=main/);
  const status = async (file: string) => (await fetch(new URL(file, url))).status;
  assert.deepEqual(
    [await status('init.mp4'), await status('0.m4s'), await status('99.m4s'), await status('x')],
    [200, 200, 404, 404],
  );
  const arguments_ = ['-v', 'error', '-i', url, '-t', '1.5', '-f', 'null', '-'];
  const { code, out } = await command('ffmpeg', arguments_);
  assert.equal(`${code} ${out}`, '0 ');
  assert.equal(live.audience.viewers(source.hub), 1);
});

async function command(name: string, args: readonly string[]): Promise<{ code: number; out: string }> {
  const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const limit = setTimeout(() => child.kill('SIGKILL'), 9000);
  let out = '';
  child.stderr.on('data', (data: Buffer) => {
    out += data;
  });
  const [code] = (await once(child, 'close')) as [number];
  clearTimeout(limit);
  return { code, out };
}
