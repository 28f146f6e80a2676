import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CameraClock } from './camera-clock.ts';
import { type Stamp, TrackClock } from './clock.ts';

const utcOffsetMs = 1_800_000_000_000;
const rate = 90_000;

function start(reorderDepth: number | undefined, camera = new CameraClock()) {
  const clock = new TrackClock(rate, camera, reorderDepth);
  const origin = { utcMs: null };
  clock.beginGeneration(origin);
  const stamp = (rtp: number, ms: number, keyframe = false, offset = utcOffsetMs): Stamp => {
    const out = { dts: 0, ptsOffset: 0, utcMs: 0, discontinuity: false };
    clock.stamp(rtp >>> 0, { ms, utcOffsetMs: offset }, keyframe, out);
    return out;
  };
  return { clock, origin, stamp };
}

const closeTo = (actual: number, expected: number, by: number) =>
  assert.ok(Math.abs(actual - expected) <= by, `${actual} is not within ${by} of ${expected}`);

test('follows RTP ticks through the 32-bit wrap', () => {
  const { stamp } = start(0);
  const first = 2 ** 32 - 5000;
  for (let i = 0; i < 10; i += 1) {
    const { dts, utcMs, discontinuity } = stamp(first + i * 3600, i * 40);
    assert.equal(dts, i * 3600);
    assert.equal(discontinuity, false);
    closeTo(utcMs, utcOffsetMs + i * 40, 1);
  }
});

test('evens out arrival jitter', () => {
  const { stamp } = start(0);
  stamp(0, 0);
  for (let i = 1; i < 200; i += 1)
    closeTo(stamp(i * 3600, i * 40 + (i % 7) * 9).utcMs, utcOffsetMs + i * 40, 2);
});

test('takes the capture time from sender reports when the camera clock is right', () => {
  const { clock, stamp } = start(0);
  // Every picture arrives 300 ms after it was taken.
  let last = 0;
  for (let i = 0; i < 1000; i += 1) {
    last = stamp(i * 3600, i * 40 + 300).utcMs;
    if (i % 125 === 0) clock.senderReport(i * 3600, utcOffsetMs + i * 40);
  }
  closeTo(last, utcOffsetMs + 999 * 40, 1);
});

test('keeps picture and sound together when the camera clock is years off', () => {
  const camera = new CameraClock();
  const video = start(0, camera);
  const audio = start(0, camera);
  let shift = 0;
  for (let i = 0; i < 2000; i += 1) {
    // Sound comes 80 ms later than the picture of the same instant.
    const seen = video.stamp(i * 3600, i * 40 + 20).utcMs;
    const heard = audio.stamp(i * 3600, i * 40 + 100).utcMs;
    if (i % 100 === 0) {
      video.clock.senderReport(i * 3600, 1_000_000 + i * 40);
      audio.clock.senderReport(i * 3600, 1_000_000 + i * 40);
    }
    shift = heard - seen;
  }
  assert.equal(camera.trusted, false);
  closeTo(shift, 0, 1);
});

test('follows a camera whose crystal is 200 ppm fast', () => {
  const { stamp } = start(0);
  let utcMs = 0;
  const frames = 25 * 600;
  for (let i = 0; i < frames; i += 1) utcMs = stamp(Math.round(i * 3600 * 1.0002), i * 40).utcMs;
  closeTo(utcMs, utcOffsetMs + (frames - 1) * 40, 10);
});

test('marks a jump of the RTP clock and goes on with the time that passed', () => {
  for (const jump of [90_000 * 100, -90_000 * 100, 2 ** 31 - 1, -90_000 * 3]) {
    const { stamp } = start(0);
    for (let i = 0; i < 100; i += 1) stamp(i * 3600, i * 40);
    const after = stamp(100 * 3600 + jump, 100 * 40);
    assert.equal(after.discontinuity, true);
    assert.equal(after.dts, 100 * 3600);
    const next = stamp(101 * 3600 + jump, 101 * 40);
    assert.equal(next.discontinuity, false);
    assert.equal(next.dts, 101 * 3600);
    closeTo(next.utcMs, utcOffsetMs + 101 * 40, 2);
  }
});

test('is not fooled by a network that stalls and delivers late', () => {
  const { stamp } = start(0);
  for (let i = 0; i < 100; i += 1) stamp(i * 3600, i * 40);
  // Five seconds of pictures arrive at once.
  for (let i = 100; i < 225; i += 1) {
    const { utcMs, discontinuity } = stamp(i * 3600, 225 * 40);
    assert.equal(discontinuity, false);
    closeTo(utcMs, utcOffsetMs + i * 40, 5);
  }
});

test('never lets UTC step back when the server clock is set back', () => {
  const { stamp } = start(0);
  let last = 0;
  for (let i = 0; i < 3000; i += 1) {
    const offset = i < 500 ? utcOffsetMs : utcOffsetMs - 5000;
    const { utcMs } = stamp(i * 3600, i * 40, false, offset);
    assert.ok(utcMs > last);
    last = utcMs;
  }
  closeTo(last, utcOffsetMs - 5000 + 2999 * 40, 5);
});

test('derives decoding times for B-frames, known and learned', () => {
  // Shown order I0 B1 B2 P3 B4 B5 P6 …, sent as 0 3 1 2 6 4 5 …
  for (const depth of [2, 1, undefined]) {
    const { stamp } = start(depth);
    const learning = depth === undefined ? 30 : 0;
    let last = -1;
    for (let group = 0; group < 50; group += 1) {
      for (const [k, shown] of [0, 3, 1, 2].entries()) {
        if (group > 0 && k === 0) continue;
        const frame = shown + group * 3;
        const arrival = (group * 3 + k) * 40;
        const { dts, ptsOffset, discontinuity } = stamp(frame * 3600, arrival, frame === 0);
        assert.ok(dts > last && ptsOffset >= 0);
        assert.equal(discontinuity, false);
        // Presentation times keep their distances.
        if (group > learning && ptsOffset > 0) assert.equal((dts + ptsOffset) % 3600, 0);
        last = dts;
      }
    }
  }
});

test('gives tracks of a generation one origin', () => {
  const camera = new CameraClock();
  const video = new TrackClock(90_000, camera, 0);
  const audio = new TrackClock(8000, camera, 0);
  const origin = { utcMs: null };
  video.beginGeneration(origin);
  audio.beginGeneration(origin);
  const out = { dts: 0, ptsOffset: 0, utcMs: 0, discontinuity: false };
  video.stamp(1, { ms: 1000, utcOffsetMs }, true, out);
  assert.equal(out.dts, 0);
  audio.stamp(5, { ms: 1500, utcOffsetMs }, true, out);
  assert.equal(out.dts, 4000);
});

test('dts and utcMs strictly grow and ptsOffset is never negative, whatever comes in', () => {
  const step = fc.oneof(
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: -10_000, max: 100 }),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
  );
  const event = fc.record({
    step,
    elapsedMs: fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 200, noNaN: true }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    ),
    keyframe: fc.boolean(),
    report: fc.option(fc.record({ rtp: step, utcMs: fc.double({ min: -1e12, max: 4e12, noNaN: true }) }), {
      freq: 5,
    }),
    clockStepMs: fc.option(fc.integer({ min: -10_000_000, max: 10_000_000 }), { freq: 9 }),
  });
  fc.assert(
    fc.property(fc.constantFrom(undefined, 0, 1, 3), fc.array(event, { maxLength: 150 }), (depth, events) => {
      const { clock, stamp } = start(depth);
      let [rtp, ms, offset] = [0, 0, utcOffsetMs];
      let [dts, utcMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const one of events) {
        rtp += one.step;
        ms += one.elapsedMs;
        offset += one.clockStepMs ?? 0;
        const out = stamp(rtp, ms, one.keyframe, offset);
        assert.ok(out.dts > dts, `dts ${out.dts} after ${dts}`);
        assert.ok(out.utcMs > utcMs, `utc ${out.utcMs} after ${utcMs}`);
        assert.ok(out.ptsOffset >= 0 && Number.isFinite(out.utcMs) && Number.isInteger(out.dts));
        [dts, utcMs] = [out.dts, out.utcMs];
        if (one.report !== null) clock.senderReport((rtp + one.report.rtp) >>> 0, one.report.utcMs);
      }
    }),
    { numRuns: 400 },
  );
});
