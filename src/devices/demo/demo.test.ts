import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import type { Clock } from '#domain/clock.ts';
import { createSourceCounters, type OpenOptions } from '../opener.ts';
import { Recorder } from '../recorder.fixture.ts';
import { readClip } from './clip.ts';
import { createDemoOpener, demoOpener, demoUrls } from './demo.ts';
import { Timeline } from './timeline.ts';

const folder = join(import.meta.dirname, '../../../assets/demo');

function options(url: string, clock: Clock, audio = true): OpenOptions {
  return { url, transport: 'auto', audio, clock, log: () => {}, counters: createSourceCounters() };
}

/** A clock and timers that only move when told to. */
function heldTime(utcMs: number): { clock: Clock; forward(ms: number): void; set(utcMs: number): void } {
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = utcMs;
  return {
    clock: { utcMs: () => now, monotonicMs: () => now },
    forward: (ms) => {
      for (let passed = 0; passed < ms; passed += 10) {
        now += 10;
        mock.timers.tick(10);
      }
    },
    set: (value) => {
      now = value;
    },
  };
}

const minute = 60_000;
/** 28 million minutes after 1970, so the loop is at its beginning. */
const loopStart = 28_000_000 * minute;

test('the clip is whole: 60 s of video and sound, small, without B-frames', async () => {
  const main = await readClip(join(folder, 'main.mp4'));
  assert.equal(main.durationMs, minute);
  assert.deepEqual([main.video.width, main.video.height, main.video.codec], [1280, 720, 'h264']);
  assert.equal(main.samples.filter(({ kind }) => kind === 'video').length, 1500);
  assert.equal(main.samples.filter(({ kind }) => kind === 'audio').length, 1875);
  const sub = await readClip(join(folder, 'sub.mp4'));
  assert.deepEqual([sub.video.width, sub.video.height, sub.durationMs], [640, 360, minute]);
  assert.equal(sub.samples.length, 300);
  const bytes = [...main.samples, ...sub.samples].reduce((sum, { data }) => sum + data.length, 0);
  assert.ok(bytes < 3.2 * 1024 * 1024, `${bytes} bytes`);
});

test('plays across the end of the loop with times that go on', async (context) => {
  const { clock, forward } = heldTime(loopStart + 57_000);
  context.after(() => mock.timers.reset());
  const recorder = new Recorder();
  await using _ = demoOpener(options(demoUrls.main, clock), recorder);
  await recorder.until(() => recorder.tracksSeen.length > 0);
  forward(6_000);
  assert.deepEqual(recorder.states, [{ state: 'streaming' }]);
  const video = recorder.samples.filter(({ kind }) => kind === 'video');
  assert.equal(video[0]?.keyframe, true);
  assert.equal(video[0]?.dts, 0);
  assert.equal(video[0]?.utcMs, loopStart + 58_000);
  assert.equal(video.length, 126);
  video.forEach((sample, index) => {
    assert.equal(sample.dts, index * 3600);
    assert.equal(sample.utcMs, loopStart + 58_000 + index * 40);
    assert.equal(sample.discontinuity, false);
  });
  const audio = recorder.samples.filter(({ kind }) => kind === 'audio');
  audio.slice(1).forEach((sample, index) => {
    assert.equal(sample.dts - (audio[index]?.dts ?? 0), 1024);
  });
});

test('main and sub show the same moment', async () => {
  const [main, sub] = await Promise.all(['main.mp4', 'sub.mp4'].map((file) => readClip(join(folder, file))));
  assert.ok(main !== undefined && sub !== undefined);
  const timelines = [new Timeline(main), new Timeline(sub)];
  for (const timeline of timelines) timeline.seek(loopStart + 12_345);
  assert.deepEqual(
    timelines.map(({ next }) => next.utcMs),
    [loopStart + 14_000, loopStart + 14_000],
  );
});

test('a clock that jumps gives a discontinuity and growing decoding times', async (context) => {
  const { clock, forward, set } = heldTime(loopStart);
  context.after(() => mock.timers.reset());
  const recorder = new Recorder();
  await using _ = demoOpener(options(demoUrls.main, clock), recorder);
  await recorder.until(() => recorder.tracksSeen.length > 0);
  forward(1_000);
  for (const jumpTo of [loopStart + 3 * minute, loopStart - 5 * minute]) {
    set(jumpTo);
    const before = recorder.samples.length;
    forward(5_000);
    const [first] = recorder.samples.slice(before);
    assert.equal(first?.discontinuity, true);
    assert.equal(first?.keyframe, true);
    assert.ok(Math.abs((first?.utcMs ?? 0) - jumpTo) <= 2_000);
  }
  for (const kind of ['video', 'audio']) {
    const dts = recorder.samples.filter((sample) => sample.kind === kind).map((sample) => sample.dts);
    assert.ok(dts.every((value, index) => index === 0 || value > (dts[index - 1] ?? 0)));
  }
});

test('leaves the sound out when it is not wanted', async (context) => {
  const { clock, forward } = heldTime(loopStart);
  context.after(() => mock.timers.reset());
  const recorder = new Recorder();
  await using _ = demoOpener(options(demoUrls.main, clock, false), recorder);
  await recorder.until(() => recorder.tracksSeen.length > 0);
  forward(1_000);
  assert.equal(recorder.tracksSeen[0]?.audio, null);
  assert.ok(recorder.samples.length > 0);
  assert.ok(recorder.samples.every(({ kind }) => kind === 'video'));
});

test('is silent after it was disposed', async (context) => {
  const { clock, forward } = heldTime(loopStart);
  context.after(() => mock.timers.reset());
  const recorder = new Recorder();
  const source = demoOpener(options(demoUrls.sub, clock), recorder);
  await recorder.until(() => recorder.tracksSeen.length > 0);
  forward(1_000);
  await source[Symbol.asyncDispose]();
  const { length } = recorder.samples;
  assert.ok(length > 0);
  forward(1_000);
  assert.equal(recorder.samples.length, length);
});

test('says that there is no such demo camera, or no clip', async () => {
  const clock = { utcMs: () => loopStart, monotonicMs: () => 0 };
  assert.equal(existsSync(join(tmpdir(), 'main.mp4')), false);
  for (const [opener, url] of [
    [demoOpener, 'demo:forest'],
    [createDemoOpener(tmpdir()), demoUrls.main],
  ] as const) {
    const recorder = new Recorder();
    await using _ = opener(options(url, clock), recorder);
    await recorder.until(() => recorder.states.length > 0);
    const [state] = recorder.states;
    assert.ok(state?.state === 'failed' && state.failure === 'not_found');
  }
});
