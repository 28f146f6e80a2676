/** A real browser watches: MediaSource and WebRTC, until pictures were decoded and the clock of the player moves. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { FragmentFeeds } from '#media/live/fragment-feed.ts';
import { HlsFeeds } from '#media/live/hls.ts';
import { Audience } from '#media/live/live-stream.ts';
import { RtpFeeds } from '#media/live/rtp-feed.ts';
import { IcePort } from '#media/webrtc/ice-port.ts';
import { WhepServer } from '#media/webrtc/whep.ts';
import {
  type Clip,
  LiveSource,
  makeClip,
  noFfmpeg,
  streamsOf,
  until,
} from '../../../test/harness/live-source.ts';
import { AdmittedViewers } from './admitted-viewers.ts';
import { registerLive } from './live-routes.ts';
import { registerWhep } from './live-whep-routes.ts';
import { MediaListener } from './media-listener.ts';

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) ? noFfmpeg : 'chromium is not installed';

let browser: Browser | null = null;

before(async () => {
  if (skip !== false) return;
  const args = ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'];
  browser = await chromium.launch({ executablePath, args });
});

after(() => browser?.close());

const html = `<!doctype html><video id="v" muted playsinline></video><script>
async function mse(url) {
  const video = document.getElementById('v');
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await new Promise((open) => source.addEventListener('sourceopen', open, { once: true }));
  let buffer = null;
  const waiting = [];
  const pump = () => { if (!buffer.updating && waiting.length > 0) buffer.appendBuffer(waiting.shift()); };
  const onAppended = () => {
    if (video.currentTime < video.buffered.start(0)) video.currentTime = video.buffered.start(0);
    pump();
  };
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => {
    if (typeof data !== 'string') {
      waiting.push(data);
      pump();
      return;
    }
    const { mime } = JSON.parse(data);
    if (buffer) { buffer.changeType(mime); return; }
    buffer = source.addSourceBuffer(mime);
    buffer.addEventListener('updateend', onAppended);
  };
  await video.play();
}
async function whep(url) {
  const video = document.getElementById('v');
  const peer = window.peer = new RTCPeerConnection();
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.addTransceiver('audio', { direction: 'recvonly' });
  const stream = new MediaStream();
  peer.ontrack = ({ track }) => { stream.addTrack(track); video.srcObject = stream; video.play(); };
  await peer.setLocalDescription();
  window.asked = performance.now();
  video.requestVideoFrameCallback((now) => { window.firstPicture = now; });
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/sdp' }, body: peer.localDescription.sdp });
  if (answer.status !== 201) throw new Error(answer.status + ' ' + await answer.text());
  window.session = answer.headers.get('location');
  await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
}
async function inbound(kind) {
  for (const report of (await window.peer.getStats()).values()) {
    if (report.type === 'inbound-rtp' && report.kind === kind) {
      const { framesDecoded, framesDropped, packetsReceived, packetsLost, nackCount, pliCount, bytesReceived, codecId } = report;
      return { framesDecoded, framesDropped, packetsReceived, packetsLost, nackCount, pliCount, bytesReceived, codecId };
    }
  }
  return null;
}
</script>`;

async function startPage(clip: Clip) {
  const source = new LiveSource(clip).appear();
  const streams = streamsOf(source);
  const audience = new Audience();
  const port = new IcePort({ host: '127.0.0.1', port: 0 });
  await port.start();
  const whep = new WhepServer({ streams, audience, feeds: new RtpFeeds(), port });
  const listener = new MediaListener();
  const viewers = new AdmittedViewers({ ask: async () => [], failed: () => {} });
  registerLive(listener, {
    viewers,
    streams,
    audience,
    fragments: new FragmentFeeds(),
    hls: new HlsFeeds(),
    jpegs: null,
  });
  registerWhep(listener, whep, viewers);
  listener.route('GET', '/', ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
  });
  const origin = `127.0.0.1:${await listener.listenTcp(0, '127.0.0.1')}`;
  const page = await (browser as Browser).newPage();
  await page.goto(`http://${origin}/`);
  return {
    source,
    audience,
    whep,
    page,
    origin,
    async [Symbol.asyncDispose]() {
      await page.close();
      await whep[Symbol.asyncDispose]();
      await port[Symbol.asyncDispose]();
      await listener[Symbol.asyncDispose]();
      source[Symbol.dispose]();
    },
  };
}

// As text, since the types of the browser are not those of the server.
const ofVideo = (page: Page, what: string) => page.evaluate<number>(`document.getElementById('v').${what}`);
const decoded = (page: Page) => ofVideo(page, 'getVideoPlaybackQuality().totalVideoFrames');
const position = (page: Page) => ofVideo(page, 'currentTime');

test('Chromium plays picture and sound by MediaSource', { skip }, async () => {
  await using live = await startPage(makeClip({ audio: 'aac' }));
  const { page } = live;
  await page.evaluate(`void mse('ws://${live.origin}/live/camera-1/mse')`);
  await until(async () => (await decoded(page)) > 30 && (await position(page)) > 1, 9000, 'playing');
});

test('Chromium goes on when the camera returns with another size', { skip }, async () => {
  await using live = await startPage(makeClip({ seconds: 1, gopSeconds: 1 }));
  const { page } = live;
  await page.evaluate(`void mse('ws://${live.origin}/live/camera-1/mse')`);
  await until(async () => (await decoded(page)) > 10, 9000, 'playing');
  live.source.vanish();
  live.source.appear(makeClip({ seconds: 1, gopSeconds: 1, width: 320, height: 180 }));
  await until(async () => (await ofVideo(page, 'videoWidth')) === 320, 9000, 'the new size');
});

for (const audio of ['opus', 'pcma'] as const) {
  test(`Chromium plays by WebRTC, sound: ${audio}`, { skip }, async (context) => {
    await using live = await startPage(makeClip({ audio, gopSeconds: 4 }));
    const { page } = live;
    await page.evaluate(`whep('http://${live.origin}/live/camera-1/whep')`);
    await until(async () => (await decoded(page)) > 30 && (await position(page)) > 1, 9000, 'playing');
    const video = (await page.evaluate(`inbound('video')`)) as { framesDecoded: number; packetsLost: number };
    assert.equal(video.packetsLost, 0);
    const sound = (await page.evaluate(`inbound('audio')`)) as { packetsReceived: number } | null;
    assert.ok((sound?.packetsReceived ?? 0) > 10);
    const firstMs = (await page.evaluate('window.firstPicture - window.asked')) as number;
    context.diagnostic(`first picture after ${Math.round(firstMs)} ms`);
    const location = (await page.evaluate('window.session')) as string;
    assert.equal((await fetch(`http://${live.origin}${location}`, { method: 'DELETE' })).status, 204);
    assert.equal(live.audience.viewers(live.source.hub), 0);
    assert.equal((await fetch(`http://${live.origin}${location}`, { method: 'DELETE' })).status, 404);
  });
}

test('a camera that returns goes on in the same WebRTC session', { skip }, async () => {
  await using live = await startPage(makeClip({ seconds: 1, gopSeconds: 1 }));
  const { page } = live;
  await page.evaluate(`whep('http://${live.origin}/live/camera-1/whep')`);
  await until(async () => (await decoded(page)) > 10, 9000, 'playing');
  live.source.vanish();
  live.source.appear(makeClip({ seconds: 1, gopSeconds: 1, width: 320, height: 180 }));
  await until(async () => (await ofVideo(page, 'videoWidth')) === 320, 9000, 'the new size');
  assert.equal(live.whep.peerCount, 1);
});
