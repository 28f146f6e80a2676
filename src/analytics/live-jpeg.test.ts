import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { StreamHub } from '#media/hub.ts';
import type { Sample } from '#media/stream.ts';
import { AnalyzerPool, type Picture } from './analyzer/analyzer-pool.ts';
import { encodeClip, ffmpegMissing, mjpegClip, type TestClip } from './analyzer/clip.fixture.ts';
import { LiveJpeg } from './live-jpeg.ts';

const pool = new AnalyzerPool({ count: 1 });
after(() => pool[Symbol.asyncDispose]());

function hubWith({ track, samples }: TestClip, count = samples.length): StreamHub {
  const hub = new StreamHub();
  hub.publishTracks({ generation: 1, video: track, audio: null });
  for (const sample of samples.slice(0, count)) hub.publishSample(sample);
  return hub;
}

/** A viewer that can be waited on. */
class Viewer {
  readonly pictures: Picture[] = [];
  #wake: (() => void)[] = [];
  picture(picture: Picture): void {
    this.pictures.push(picture);
    for (const wake of this.#wake.splice(0)) wake();
  }
  failed(error: Error): void {
    throw error;
  }
  async waitFor(count: number): Promise<void> {
    while (this.pictures.length < count) await new Promise<void>((resolve) => this.#wake.push(resolve));
  }
}

test('a snapshot shows the newest sample when the keyframe is too old', { skip: ffmpegMissing }, async () => {
  const live = new LiveJpeg(pool);
  const clip = encodeClip('h264', { frames: 50, gop: 50 });
  const hub = hubWith(clip);
  const { utcMs } = await live.snapshot({ source: 'a', hub, maxAgeMs: 500 });
  assert.equal(utcMs, clip.samples.at(-1)?.utcMs);
  const keyframe = await live.snapshot({ source: 'b', hub, maxAgeMs: 5000 });
  assert.equal(keyframe.utcMs, clip.samples[0]?.utcMs);
});

test('many who ask at once, and soon after, get the same picture', { skip: ffmpegMissing }, async () => {
  const live = new LiveJpeg(pool);
  const clip = encodeClip('h264', { frames: 40, gop: 40 });
  const hub = hubWith(clip, 38);
  const [first, ...others] = await Promise.all(
    Array.from({ length: 20 }, () => live.snapshot({ source: 'a', hub, width: 160 })),
  );
  for (const other of others) assert.equal(other.jpeg, first?.jpeg);
  for (const sample of clip.samples.slice(38)) hub.publishSample(sample);
  const later = await live.snapshot({ source: 'a', hub, width: 160 });
  assert.equal(later.jpeg, first?.jpeg);
  const fresh = await live.snapshot({ source: 'a', hub, width: 160, maxAgeMs: 10 });
  assert.notEqual(fresh.jpeg, first?.jpeg);
});

test('a snapshot waits for the first keyframe', { skip: ffmpegMissing }, async () => {
  const live = new LiveJpeg(pool);
  const clip = encodeClip('h264', { frames: 2 });
  const hub = hubWith(clip, 0);
  const snapshot = live.snapshot({ source: 'a', hub });
  for (const sample of clip.samples) hub.publishSample(sample);
  const { width } = await snapshot;
  assert.equal(width, 320);
});

test('a stream without video is unavailable', async () => {
  const live = new LiveJpeg(pool);
  await assert.rejects(live.snapshot({ source: 'a', hub: new StreamHub() }), {
    code: 'unavailable',
    reason: 'no_video',
  });
});

test('viewers share one decoder, start from the kept GOP and get the wanted rate', {
  skip: ffmpegMissing,
}, async () => {
  const live = new LiveJpeg(pool);
  const clip = encodeClip('h264', { frames: 100, gop: 50 });
  const hub = hubWith(clip, 20);
  const [first, second] = [new Viewer(), new Viewer()];
  const leave = live.watch({ source: 'a', hub, width: 160, fps: 5 }, first);
  const leaveToo = live.watch({ source: 'a', hub, width: 160, fps: 5 }, second);
  assert.equal(live.watchedStreams, 1);
  await first.waitFor(1);
  assert.equal(first.pictures[0]?.utcMs, clip.samples[19]?.utcMs);
  // In the analyzer's own time, as a camera would be slower than it.
  let expected = 1;
  for (const [index, sample] of clip.samples.slice(20).entries()) {
    hub.publishSample(sample);
    if (index % 5 === 4) expected += 1;
    await first.waitFor(expected);
  }
  assert.deepEqual(
    second.pictures.map(({ utcMs }) => utcMs),
    first.pictures.map(({ utcMs }) => utcMs),
  );
  assert.equal(first.pictures.length, 1 + 16);
  leave();
  assert.equal(hub.readerCount, 1);
  leaveToo();
  assert.equal(hub.readerCount, 0);
  assert.equal(live.watchedStreams, 0);
});

test('follows a change of resolution', { skip: ffmpegMissing }, async () => {
  const live = new LiveJpeg(pool);
  const before = encodeClip('h264', { frames: 5 });
  const afterwards = encodeClip('h264', { frames: 5, size: '640x480' });
  const hub = hubWith(before);
  const viewer = new Viewer();
  const leave = live.watch({ source: 'a', hub, fps: 25 }, viewer);
  await viewer.waitFor(1);
  hub.publishTracks({ generation: 2, video: afterwards.track, audio: null });
  for (const sample of afterwards.samples) hub.publishSample({ ...sample, utcMs: sample.utcMs + 1000 });
  await viewer.waitFor(2);
  assert.equal(viewer.pictures.at(-1)?.width, 640);
  leave();
});

test('pictures of an MJPEG camera pass through untouched', async () => {
  const live = new LiveJpeg(pool);
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#0000ff' } })
    .jpeg()
    .toBuffer();
  const clip = mjpegClip([jpeg, jpeg, jpeg], 64, 48, 5);
  const hub = hubWith(clip, 1);
  const snapshot = await live.snapshot({ source: 'a', hub, width: 1000 });
  assert.equal(snapshot.jpeg, jpeg);
  const viewer = new Viewer();
  const leave = live.watch({ source: 'a', hub, fps: 30 }, viewer);
  for (const sample of clip.samples.slice(1) as Sample[]) hub.publishSample(sample);
  await viewer.waitFor(3);
  assert.equal(viewer.pictures[0]?.jpeg, jpeg);
  leave();
});
