import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { FragmentFeeds } from '#media/live/fragment-feed.ts';
import { HlsFeeds } from '#media/live/hls.ts';
import { Audience } from '#media/live/live-stream.ts';
import { LiveSource, makeClip, noFfmpeg, streamsOf, until } from '../../../test/harness/live-source.ts';
import { registerLive } from './live-routes.ts';
import { MediaListener } from './media-listener.ts';

const skip = noFfmpeg;

async function startLive(...sources: LiveSource[]) {
  const listener = new MediaListener();
  const audience = new Audience();
  const hls = new HlsFeeds();
  registerLive(listener, {
    streams: streamsOf(...sources),
    audience,
    fragments: new FragmentFeeds(),
    hls,
    jpegs: null,
  });
  const port = await listener.listenTcp(0, '127.0.0.1');
  return {
    audience,
    origin: `127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      hls.stop();
      await listener[Symbol.asyncDispose]();
      for (const source of sources) source[Symbol.dispose]();
    },
  };
}

interface Heard {
  readonly texts: Record<string, unknown>[];
  readonly pieces: Buffer[];
}

async function openMse(url: string): Promise<{ socket: WebSocket; heard: Heard }> {
  const socket = new WebSocket(url);
  const heard: Heard = { texts: [], pieces: [] };
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) heard.pieces.push(data);
    else heard.texts.push(JSON.parse(data.toString()) as Record<string, unknown>);
  });
  await once(socket, 'open');
  return { socket, heard };
}

const boxType = (data: Buffer | undefined) => data?.toString('latin1', 4, 8);

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

function decodeTime(piece: Buffer): number {
  const at = piece.indexOf('tfdt');
  return Number(piece.readBigUInt64BE(at + 8));
}

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
