/**
 * From the camera to the glass: a "camera" whose pictures carry their number as a bar code, received over RTSP by the serving process
 * of the benchmark, shown by Chromium; the page reads the number of each picture that it shows. Encoding in the camera and the light
 * of a monitor are not in it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from 'playwright-core';
import { Audience } from '#media/live/live-stream.ts';
import { RtpFeeds } from '#media/live/rtp-feed.ts';
import { RtspServer } from '#media/rtsp-server/server.ts';
import { LiveSource, makeClip, streamsOf } from '../../test/harness/live-source.ts';
import type { ServerPorts } from './server.ts';

export interface GlassDelay {
  readonly way: 'mse' | 'whep';
  readonly pictures: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

const executablePath = '/usr/bin/chromium';
const root = join(import.meta.dirname, '../..');
const bits = 8;
const pictures = 250;

/** Null where there is no Chromium. */
export async function measureGlass(seconds: number): Promise<GlassDelay[] | null> {
  if (!existsSync(executablePath)) return null;
  // A grey column of 64 pixels per bit, white or black; the chroma planes have half the height.
  const bit = 'mod(floor(N/pow(2,floor(X/64))),2)';
  const grey = (plane: string) => `${plane}='if(lt(Y,32),128,${plane}(X,Y))'`;
  const bars = `geq=lum='if(lt(Y,64),16+219*${bit},lum(X,Y))':${grey('cb')}:${grey('cr')}`;
  const clip = makeClip({ seconds: pictures / 25, filter: bars });
  using camera = new LiveSource(clip, 'camera').appear();
  const authorize = async () => ({ allowed: true, cameraId: 'camera' }) as const;
  const parts = { streams: streamsOf(camera), audience: new Audience(), feeds: new RtpFeeds(), authorize };
  await using rtsp = new RtspServer(parts);
  const url = `rtsp://127.0.0.1:${await rtsp.start(0, '127.0.0.1')}/camera?token=t`;
  const server = fork(join(import.meta.dirname, 'server.ts'), [url]);
  const [ports] = (await once(server, 'message')) as [ServerPorts];
  const args = ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return [
      await watch(browser, camera, ports, 'mse', seconds),
      await watch(browser, camera, ports, 'whep', seconds),
    ];
  } finally {
    await browser.close();
    server.disconnect();
  }
}

async function watch(
  browser: Browser,
  camera: LiveSource,
  ports: ServerPorts,
  way: 'mse' | 'whep',
  seconds: number,
): Promise<GlassDelay> {
  const site = createServer((request, response) => {
    // WHEP is asked from the page's own origin.
    if (request.method === 'POST') void forwardOffer(request, response, ports.http);
    else response.setHeader('Content-Type', 'text/html').end(page());
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const tab = await browser.newPage();
  await tab.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await tab.evaluate(`void ${way}(${ports.http})`);
  // The player runs up to the newest picture by and by.
  await pause(way === 'mse' ? 14_000 : 3000);
  await tab.evaluate('window.shown = []');
  await pause(seconds * 1000);
  const shown = (await tab.evaluate('window.shown')) as [number, number][];
  await tab.close();
  site.close();
  site.closeAllConnections();
  const delays = shown
    .map(([number, atMs]) => atMs - camera.publishedMs(number, atMs))
    .toSorted((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  return { way, pictures: delays.length, minMs: at(0), medianMs: at(0.5), p95Ms: at(0.95) };
}

async function forwardOffer(
  request: AsyncIterable<Buffer>,
  response: { end(text: string): void },
  port: number,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = { 'content-type': 'application/sdp' };
  const answer = await fetch(`http://127.0.0.1:${port}/live/camera/whep`, {
    method: 'POST',
    headers,
    body: Buffer.concat(chunks),
  });
  response.end(await answer.text());
}

/** The web player's own rules for staying at the newest picture, around a bare player. */
function page(): string {
  const source = readFileSync(join(root, 'web/src/players/live-edge.ts'), 'utf8');
  const rules = stripTypeScriptTypes(source).replaceAll(/^export /gm, '');
  return `<!doctype html><video id="v" muted playsinline width="640" height="360"></video><script>${rules}
const video = document.getElementById('v');
const canvas = new OffscreenCanvas(${bits}, 1);
const pen = canvas.getContext('2d', { willReadFrequently: true });
window.shown = [];
function look(now, { expectedDisplayTime }) {
  pen.drawImage(video, 0, 16, ${64 * bits}, 32, 0, 0, ${bits}, 1);
  const { data } = pen.getImageData(0, 0, ${bits}, 1);
  let number = 0;
  for (let bit = 0; bit < ${bits}; bit += 1) if (data[4 * bit] > 127) number += 2 ** bit;
  window.shown.push([number, performance.timeOrigin + expectedDisplayTime]);
  video.requestVideoFrameCallback(look);
}
video.requestVideoFrameCallback(look);
async function mse(port) {
  const source = new MediaSource();
  video.src = URL.createObjectURL(source);
  await new Promise((open) => source.addEventListener('sourceopen', open, { once: true }));
  let buffer = null;
  let hurrying = false;
  const waiting = [];
  const pump = () => { if (!buffer.updating && waiting.length > 0) buffer.appendBuffer(waiting.shift()); };
  const follow = () => {
    const last = video.buffered.length - 1;
    if (last < 0) return;
    const state = { currentTime: video.currentTime, bufferedStart: video.buffered.start(last), bufferedEnd: video.buffered.end(last) };
    const { rate, seekTo } = followEdge(state, hurrying);
    hurrying = rate !== 1;
    if (seekTo !== undefined) video.currentTime = seekTo;
    if (video.playbackRate !== rate) video.playbackRate = rate;
    if (video.paused) video.play();
  };
  const socket = new WebSocket('ws://127.0.0.1:' + port + '/live/camera/mse');
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }) => {
    if (typeof data !== 'string') { waiting.push(data); pump(); return; }
    buffer = source.addSourceBuffer(JSON.parse(data).mime);
    buffer.addEventListener('updateend', () => { follow(); pump(); });
  };
}
async function whep() {
  const peer = window.peer = new RTCPeerConnection();
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.ontrack = ({ track }) => { video.srcObject = new MediaStream([track]); video.play(); };
  await peer.setLocalDescription();
  const answer = await fetch('/', { method: 'POST', body: peer.localDescription.sdp });
  await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
}
</script>`;
}
