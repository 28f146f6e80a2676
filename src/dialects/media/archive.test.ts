/** Recordings through the main listener: what the streamserver gives arrives whole, slow readers and those who leave cost nothing. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { needsFfmpeg, videoClip } from '#media/fmp4/test-clips.ts';
import { until } from '../../../test/harness/live-source.ts';
import { cameraId, noon, openRecordings, RecordedCamera } from '../../../test/harness/recorded-camera.ts';
import { createListener, type RunningListener, startListener } from '../shared/listener.ts';
import { mediaPlugin } from './plugin.ts';

describe('recordings through the main listener', needsFfmpeg, () => {
  // Some fifteen megabytes.
  const seconds = 120;
  const camera = new RecordedCamera();
  const clip = `clip.mp4?from=${noon}&to=${noon + seconds * 1000}`;
  let running: RunningListener;

  before(async () => {
    await camera.start();
    const video = videoClip({ seconds: 4, size: '1280x720' });
    await camera.record({ video, startMs: noon, seconds });
    await camera.stop();
    const app = createListener({ logger: pino({ level: 'silent' }) });
    await app.register(mediaPlugin, {
      authenticate: async () => ({ cameraId }),
      resolveCamera: async () => cameraId,
      mediaSocketOf: () => camera.socketPath,
    });
    running = await startListener(app, [{ host: '127.0.0.1', port: 0 }]);
  });
  after(async () => {
    await running?.close(0);
    await camera[Symbol.asyncDispose]();
  });

  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${running.urls[0]}/archive/${cameraId}/${path}`, init);
  const open = (path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      request(`${running.urls[0]}/archive/${cameraId}/${path}`, { agent: false }, resolve)
        .on('error', reject)
        .end();
    });

  test('a clip arrives as the streamserver gives it, whole, in part, and its head alone', async () => {
    const direct = await camera.get(clip);
    const whole = Buffer.from(await (await get(clip)).arrayBuffer());
    assert.ok(whole.equals(direct.body));
    const part = await get(clip, { headers: { range: 'bytes=1000-1999' } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes 1000-1999/${whole.length}`);
    assert.ok(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(1000, 2000)));
    const head = await get(clip, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(Number(head.headers.get('content-length')), whole.length);
  });

  test('a playlist and what it names', async () => {
    const playlist = await (await get(`index.m3u8?from=${noon}&to=${noon + seconds * 1000}`)).text();
    const [, length, offset, uri = ''] = /BYTERANGE:(\d+)@(\d+)\n(.+)/.exec(playlist) ?? [];
    const range = `bytes=${offset}-${Number(offset) + Number(length) - 1}`;
    const segment = await get(uri, { headers: { range } });
    assert.equal(segment.status, 206);
    assert.equal((await segment.arrayBuffer()).byteLength, Number(length));
  });

  test('ten downloads that nobody reads hold little memory and are whole in the end', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const downloads = await Promise.all(Array.from({ length: 10 }, () => open(clip)));
    await until(() => openRecordings().length === 10, 5000, 'all downloads begun');
    const held = process.memoryUsage().arrayBuffers - before;
    assert.ok(held < 10 * 4_000_000, `${held} bytes held`);
    const expected = Number(downloads[0]?.headers['content-length']);
    for (const download of downloads) {
      let bytes = 0;
      for await (const piece of download) bytes += (piece as Buffer).length;
      assert.equal(bytes, expected);
    }
  });

  test('a download given up is given up at the streamserver too', async () => {
    for (const path of [clip, `segments/main/${noon}.mp4`]) {
      for (let viewer = 0; viewer < 5; viewer += 1) {
        const download = await open(path);
        download.on('error', () => {});
        await once(download, 'data');
        download.destroy();
      }
    }
    await until(() => openRecordings().length === 0, 5000, 'all recordings closed');
    assert.deepEqual(camera.faults, []);
  });

  test('an answer that the streamserver cannot finish is cut off, not ended', async () => {
    const download = await open(clip);
    await once(download, 'data');
    await camera.listener[Symbol.asyncDispose]();
    await assert.rejects(async () => {
      for await (const _ of download);
    });
  });
});
