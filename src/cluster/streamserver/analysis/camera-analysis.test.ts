import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { encodeFile, ffmpegMissing, type TestClip } from '#analytics/analyzer/clip.fixture.ts';
import { noAnalytics } from '#domain/analytics.ts';
import { type CameraSpec, defaultRecordingPolicy } from '#domain/camera.ts';
import { noon } from '#media/archive/test-archive.ts';
import type { Sample } from '#media/stream.ts';
import { wantedAnalysis } from './camera-analysis.ts';
import { startingAt, WatchedCamera } from './watched-camera.fixture.ts';

const video = join(import.meta.dirname, '../../../../../shared/media/video/one-by-one-person.mp4');
const skip = ffmpegMissing || (existsSync(video) ? false : 'no test media');
const pids: (number | undefined)[] = [];
const pool = new AnalyzerPool({
  count: 1,
  log: ({ event, pid }) => event === 'analyzer started' && pids.push(pid),
});

/** An empty aisle, forward and backward and so on with the noise of a sensor; then somebody walks through it. */
let still: TestClip;
let person: TestClip;
let main: TestClip;
before(() => {
  if (skip !== false) return;
  const quiet = 'split[a][b];[b]reverse[c];[a][c]concat,loop=loop=3:size=54,noise=alls=3:allf=t';
  const sub = { size: '640x360', fps: 5, gop: 10 };
  still = encodeFile(video, { ...sub, seconds: 5.4, filter: quiet });
  person = encodeFile(video, { ...sub, fromSeconds: 5.4, seconds: 16, filter: 'noise=alls=3:allf=t' });
  main = encodeFile(video, { size: '768x432', fps: 10, gop: 20, seconds: 22 });
});
after(() => pool[Symbol.asyncDispose]());

const lengthMs = (samples: readonly Sample[]) => samples.length * 200;

test('a sub-stream: nothing is decoded in a still scene but keyframes now and then; then all of what moves', {
  skip,
}, async () => {
  await using camera = new WatchedCamera(pool);
  camera.connect('main', main);
  camera.connect('sub', still);
  await camera.watch();
  await camera.play({ sub: startingAt(still.samples, noon) });
  const learnt = camera.counts.looked;
  // Once more: now the gate knows the scene.
  await camera.play({ sub: startingAt(still.samples, noon + lengthMs(still.samples)) });
  const status = camera.analysis.status();
  assert.equal(status?.still, true);
  const again = camera.counts.looked - learnt;
  assert.ok(again < still.samples.length / 3, `${again} of ${still.samples.length} pictures`);
  const begun = noon + 2 * lengthMs(still.samples);
  const before = camera.counts.looked;
  await camera.play({ sub: startingAt(person.samples, begun) });
  const looked = camera.counts.looked - before;
  assert.ok(looked > person.samples.length * 0.6, `${looked} of ${person.samples.length} pictures`);
  const [first] = camera.seen.filter(({ facts }) => facts.type === 'motion_detection');
  // The person comes into the picture 0.9 s after the beginning of the clip.
  assert.ok(
    first !== undefined && first.utcMs - begun < 3500,
    `seen after ${(first?.utcMs ?? 0) - begun} ms`,
  );
});

test('a main stream: keyframes, and every picture while something moves', { skip }, async () => {
  for (const bursts of [0, 1]) {
    await using camera = new WatchedCamera(pool, { bursts });
    camera.connect('main', main);
    await camera.watch();
    await camera.play({ main: startingAt(main.samples, noon) });
    const keyframes = main.samples.filter(({ keyframe }) => keyframe).length;
    if (bursts === 0) assert.equal(camera.counts.decoded, keyframes);
    else assert.ok(camera.counts.looked > 4 * keyframes, `${camera.counts.looked} pictures`);
  }
});

test('a camera whose sub-stream does not deliver is watched through its main stream, and back', {
  skip,
}, async () => {
  await using camera = new WatchedCamera(pool);
  camera.connect('main', main);
  camera.connect('sub', person);
  await camera.watch();
  await camera.play({ sub: startingAt(person.samples, noon) });
  const stopped = camera.stopped;
  const later = noon + lengthMs(person.samples);
  camera.hubs.sub?.reset();
  await camera.play({ main: startingAt(main.samples.slice(0, 120), later) });
  await camera.begun();
  assert.ok(camera.stopped > stopped);
  const before = camera.counts.looked;
  await camera.play({ main: startingAt(main.samples.slice(120), later + 12_000) });
  assert.ok(camera.counts.looked > before);
  camera.connect('sub', person);
  camera.centre.tick();
  await camera.begun();
  const again = camera.counts.looked;
  await camera.play({ sub: startingAt(person.samples, later + 60_000) });
  assert.ok(camera.counts.looked - again > person.samples.length * 0.5);
});

test('a killed analyzer ends what had begun, and costs seconds', { skip }, async () => {
  await using camera = new WatchedCamera(pool);
  camera.connect('main', main);
  camera.connect('sub', person);
  await camera.watch();
  await camera.play({ sub: startingAt(person.samples.slice(0, 40), noon) });
  assert.ok(camera.seen.length > 0);
  const { stopped } = camera;
  process.kill(pids.at(-1) ?? 0, 'SIGKILL');
  while (camera.stopped === stopped) {
    camera.centre.tick();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seen = camera.seen.length;
  let at = noon + 10_000;
  while (camera.seen.length === seen) {
    await camera.play({ sub: startingAt(person.samples, at) });
    at += 20_000;
  }
});

test('other settings take effect without a new connection to the analyzer', { skip }, async () => {
  await using camera = new WatchedCamera(pool);
  camera.connect('main', main);
  camera.connect('sub', person);
  await camera.watch();
  await camera.play({ sub: startingAt(person.samples.slice(0, 30), noon) });
  const { stopped } = camera;
  camera.analysis.wanted = { settings: { ...noAnalytics, heatMap: true }, hideMotion: false };
  await camera.play({ sub: startingAt(person.samples.slice(30, 50), noon + 6000) });
  assert.equal(camera.stopped, stopped);
  const open = new Set<string>();
  for (const { key, phase } of camera.seen) {
    if (phase === 'end') open.delete(key);
    else if (phase !== 'once') open.add(key);
  }
  assert.equal(open.size, 0, 'what was looked for before has ended');
});

test('a camera recorded on motion is watched for motion without being asked to', () => {
  const spec = (changes: Partial<CameraSpec>): CameraSpec => ({
    id: 'id',
    number: 1,
    name: 'name',
    source: { url: 'rtsp://camera', transport: 'auto', audio: false },
    recording: defaultRecordingPolicy,
    ...changes,
  });
  assert.equal(wantedAnalysis(spec({})), null);
  const onMotion = wantedAnalysis(spec({ recording: { ...defaultRecordingPolicy, mode: 'motion' } }));
  assert.equal(onMotion?.hideMotion, true);
  assert.notEqual(onMotion?.settings.motion, null);
  const sound = { ...noAnalytics, sound: { thresholdDb: -30, coolDownSeconds: 1 } };
  assert.equal(wantedAnalysis(spec({ analytics: sound }))?.hideMotion, false);
});
