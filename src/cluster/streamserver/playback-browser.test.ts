/** A real browser plays recordings: hls.js over files, gaps and another resolution, and clips as files. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { audioClip, hasFfmpeg, videoClip } from '#media/fmp4/test-clips.ts';
import { cameraId, noon, RecordedCamera } from '../../../test/harness/recorded-camera.ts';

const executablePath = '/usr/bin/chromium';
const missing = existsSync(executablePath) ? 'ffmpeg is not installed' : 'chromium is not installed';
const skip = existsSync(executablePath) && hasFfmpeg ? false : missing;

const html = `<!doctype html><video id="v" muted playsinline></video><script src="/hls.js"></script><script>
const video = document.getElementById('v');
const errors = window.errors = [];
const sizes = window.sizes = [];
video.addEventListener('error', () => errors.push(video.error.message));
video.addEventListener('resize', () => sizes.push(video.videoWidth));
const ended = () => new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }));
async function playHls(url, ready = 'canplay') {
  const hls = new Hls({ enableWorker: false });
  let giveUp;
  const failed = new Promise((_, reject) => { giveUp = reject; });
  hls.on(Hls.Events.ERROR, (_, { details, fatal, error }) => {
    // A browser that gets no processor for a moment reports this and plays on.
    if (details === Hls.ErrorDetails.BUFFER_STALLED_ERROR && !fatal) return;
    errors.push(details + ' ' + error?.message);
    if (fatal) giveUp(new Error(details));
  });
  hls.loadSource(url);
  const atBegin = new Promise((resolve) => video.addEventListener(ready, resolve, { once: true }));
  hls.attachMedia(video);
  await Promise.race([atBegin, failed]);
  const begin = video.currentTime;
  video.playbackRate = 4;
  const end = ended();
  await Promise.race([video.play().then(() => end), failed]);
  return { duration: video.duration, begin, currentTime: video.currentTime, errors, sizes };
}
async function playFile(url, seekTo) {
  video.src = url;
  await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = () => reject(video.error); });
  const { duration } = video;
  const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
  video.currentTime = seekTo;
  await seeked;
  const end = ended();
  video.playbackRate = 4;
  await video.play();
  await end;
  return { duration, currentTime: video.currentTime, errors, sizes };
}
</script>`;

interface Played {
  readonly duration: number;
  /** Where an HLS player stood before it was told to play, in seconds. */
  readonly begin?: number;
  readonly currentTime: number;
  readonly errors: readonly string[];
  readonly sizes: readonly number[];
}

describe('a browser', { skip }, () => {
  const camera = new RecordedCamera();
  const secondMs = noon + 60_000;
  const thirdMs = noon + 120_000;
  let browser: Browser;
  let page: Page;
  let origin = '';

  before(async () => {
    await camera.start();
    const audio = audioClip('aac', { seconds: 8 });
    const small = videoClip({ seconds: 8 });
    await camera.record({ video: small, audio, startMs: noon });
    await camera.record({
      video: videoClip({ seconds: 4, size: '640x360' }),
      audio,
      startMs: secondMs,
      seconds: 4,
    });
    const g711 = audioClip('pcma', { seconds: 7 });
    await camera.record({ video: videoClip({ seconds: 7 }), audio: g711, startMs: thirdMs });
    await camera.stop();
    const hls = readFileSync(createRequire(import.meta.url).resolve('hls.js/dist/hls.min.js'));
    camera.listener.route('GET', '/hls.js', ({ response }) => {
      response.setHeader('Content-Type', 'text/javascript').end(hls);
    });
    camera.listener.route('GET', '/page', ({ response }) => {
      response.setHeader('Content-Type', 'text/html').end(html);
    });
    origin = `http://127.0.0.1:${await camera.listener.listenTcp(0, '127.0.0.1')}`;
    const args = ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'];
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await camera[Symbol.asyncDispose]();
  });

  const play = async (call: string): Promise<Played> => {
    await page.goto(`${origin}/page`);
    return (await page.evaluate(call)) as Played;
  };
  const archive = `/archive/${cameraId}`;

  test('plays HLS over files of their own timelines, a gap and another resolution to the end', async () => {
    const played = await play(`playHls('${archive}/index.m3u8?from=${noon}&to=${secondMs + 4000}')`);
    assert.deepEqual(played.errors, []);
    assert.deepEqual(played.sizes, [320, 640]);
    assert.ok(Math.abs(played.duration - 12) < 0.2, `lasts ${played.duration} s`);
    assert.ok(Math.abs(played.currentTime - 12) < 0.2, `played to ${played.currentTime} s`);
  });

  test('begins where it was asked to, between two keyframes', async () => {
    const range = `from=${noon + 1500}&to=${noon + 5000}`;
    const { errors, begin, currentTime } = await play(`playHls('${archive}/index.m3u8?${range}', 'seeked')`);
    assert.deepEqual(errors, []);
    assert.ok(begin !== undefined && Math.abs(begin - 0.5) < 0.05, `begins at ${begin} s`);
    assert.ok(Math.abs(currentTime - 4) < 0.2, `played to ${currentTime} s`);
  });

  test('plays a clip over two files, and seeks in it', async () => {
    const played = await play(`playFile('${archive}/clip.mp4?from=${noon + 1200}&to=${noon + 7200}', 4)`);
    assert.deepEqual(played.errors, []);
    assert.ok(Math.abs(played.duration - 6) < 0.07, `lasts ${played.duration} s`);
    assert.ok(Math.abs(played.currentTime - played.duration) < 0.05);
  });

  test('plays a clip over the gap and the change of resolution', async () => {
    const clip = `${archive}/clip.mp4?from=${noon + 7000}&to=${secondMs + 3000}`;
    const played = await play(`playFile('${clip}', 0.2)`);
    assert.deepEqual(played.errors, []);
    assert.deepEqual(played.sizes, [320, 640]);
    assert.ok(Math.abs(played.duration - 4) < 0.1, `lasts ${played.duration} s`);
  });

  test('plays the pictures of a camera whose sound (G.711) browsers cannot play', async () => {
    const range = `from=${thirdMs}&to=${thirdMs + 7000}`;
    const file = await play(`playFile('${archive}/clip.mp4?${range}', 2)`);
    assert.deepEqual(file.errors, []);
    const hls = await play(`playHls('${archive}/index.m3u8?${range}')`);
    assert.deepEqual(hls.errors, []);
    assert.ok(Math.abs(hls.currentTime - 7) < 0.2, `played to ${hls.currentTime} s`);
  });
});
