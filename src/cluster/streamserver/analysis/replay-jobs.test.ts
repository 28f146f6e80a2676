import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { encodeFile, ffmpegMissing, type TestClip } from '#analytics/analyzer/clip.fixture.ts';
import { systemClock } from '#domain/clock.ts';
import type { Archive } from '#media/archive/archive.ts';
import { cameraId, looped, noon, record, TestArchive } from '#media/archive/test-archive.ts';
import type { ReplayState } from '../../protocol.ts';
import { ReplayJobs } from './replay-jobs.ts';
import { wholePicture } from './watched-camera.fixture.ts';

const video = join(import.meta.dirname, '../../../../../shared/media/video/one-by-one-person.mp4');
const skip = ffmpegMissing || (existsSync(video) ? false : 'no test media');
const pool = new AnalyzerPool({ count: 1 });
const place = new TestArchive({ segmenter: { segmentMs: 5000 } });
let archive: Archive;
let clip: TestClip;
/** Somebody comes at 6.3 s and is gone at 20.6 s; of 22 s. */
before(async () => {
  if (skip !== false) return;
  clip = encodeFile(video, { size: '768x432', fps: 10, gop: 10, seconds: 22 });
  archive = await place.open();
  const writer = archive.writer(cameraId, 'main');
  record(writer, clip.track, looped(clip.samples, noon, 22, 10));
  await writer.drain();
});
after(async () => {
  await pool[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

function jobs(busy = () => false): ReplayJobs {
  return new ReplayJobs({
    ...{ pool, clock: systemClock, busy, log: () => {} },
    files: (id, fromMs, toMs) => archive.fragmentsInRange({ cameraId: id, stream: 'main', fromMs, toMs }),
  });
}

const order = { replayId: 'one', cameraId, fromMs: noon, toMs: noon + 22_000, settings: wholePicture };

async function ended(replays: ReplayJobs, replayId: string): Promise<ReplayState> {
  for (;;) {
    const state = replays.state(replayId);
    assert.ok(state);
    if (state.state !== 'waiting' && state.state !== 'running') return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a replay sees what the recording shows, and is done faster than it took', { skip }, async () => {
  await using replays = jobs();
  assert.equal(replays.start(order).state, 'waiting');
  const { state, progress, speed, events } = await ended(replays, 'one');
  assert.deepEqual([state, progress], ['done', 1]);
  assert.ok(speed > 1, `${speed} times as fast`);
  const motion = events.filter(({ facts }) => facts.type === 'motion_detection');
  const begin = ((motion[0]?.beginMs ?? 0) - noon) / 1000;
  assert.ok(begin > 5.5 && begin < 8, `motion at ${begin} s`);
  assert.deepEqual(replays.start(order), replays.state('one'), 'asked for twice, done once');
});

test('with masks over everything nothing would come', { skip }, async () => {
  await using replays = jobs();
  const points = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  const settings = { ...wholePicture, detection: { ...wholePicture.detection, masks: [points] } };
  replays.start({ ...order, replayId: 'masked', settings });
  const { state, events } = await ended(replays, 'masked');
  assert.equal(state, 'done');
  assert.deepEqual(events, []);
});

test('events outside the range are left out; a range without recordings has none', { skip }, async () => {
  await using replays = jobs();
  replays.start({ ...order, replayId: 'early', toMs: noon + 5000 });
  replays.start({ ...order, replayId: 'empty', fromMs: noon - 60_000, toMs: noon - 30_000 });
  assert.deepEqual((await ended(replays, 'early')).events, []);
  const empty = await ended(replays, 'empty');
  assert.deepEqual([empty.state, empty.events.length], ['done', 0]);
});

test('aborted ones end, also while the machine has no time for them', { skip }, async () => {
  await using replays = jobs(() => true);
  replays.start({ ...order, replayId: 'first' });
  replays.start({ ...order, replayId: 'second' });
  await new Promise((resolve) => setImmediate(resolve));
  replays.abort('second');
  replays.abort('first');
  assert.equal((await ended(replays, 'first')).state, 'aborted');
  assert.equal((await ended(replays, 'second')).state, 'aborted');
  assert.equal(replays.state('unknown'), null);
});
