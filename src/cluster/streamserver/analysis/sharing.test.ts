import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noon, plainSamples } from '#media/archive/test-archive.ts';
import type { Sample } from '#media/stream.ts';
import { Bursts } from './bursts.ts';
import { LookedRate } from './looked-rate.ts';
import { Outgoing } from './outgoing.ts';
import { PicturePlan, type Situation, type Step } from './picture-plan.ts';
import { RateGovernor } from './rate-governor.ts';

const fiveFps = (seconds: number) => plainSamples(noon, seconds, { fps: 5, gop: 10 });
const all: Situation = { every: true, still: false, busy: true, share: 1 };

function steps(plan: PicturePlan, samples: readonly Sample[], situation: Situation): Step[] {
  return samples.map((sample) => plan.next(sample, false, situation));
}
const count = (taken: readonly Step[], ...kinds: Step[]) =>
  taken.filter((step) => kinds.includes(step)).length;

test('a stream of the wanted rate is looked at whole; of a faster one some only decoded', () => {
  assert.equal(count(steps(new PicturePlan(false), fiveFps(10), all), 'look'), 50);
  const faster = steps(new PicturePlan(false), plainSamples(noon, 10, { fps: 25, gop: 50 }), all);
  assert.ok(Math.abs(count(faster, 'look') - 50) <= 1);
  assert.equal(count(faster, 'skip'), 0);
});

test('pictures that no other refers to are not decoded when they are not due', () => {
  const plan = new PicturePlan(false);
  const samples = plainSamples(noon, 10, { fps: 25, gop: 50 });
  const taken = samples.map((sample) => plan.next(sample, !sample.keyframe, all));
  const glances = samples.filter((_, index) => taken[index] === 'glance');
  assert.ok(glances.every(({ keyframe }) => keyframe));
  assert.ok(count(taken, 'skip') > 190);
});

test('still: a keyframe now and then; when it ends all since the keyframe is caught up with', () => {
  const plan = new PicturePlan(false);
  const still = { every: false, still: true, busy: false, share: 1 };
  const samples = fiveFps(13);
  const [first, rest] = [samples.slice(0, 63), samples.slice(63)];
  steps(plan, [{ ...samples[0]!, keyframe: false, utcMs: noon - 1000 }], {
    ...still,
    still: false,
    busy: true,
  });
  const taken = steps(plan, first, still);
  assert.equal(count(taken, 'alone'), 7);
  assert.equal(count(taken, 'skip'), 56);
  assert.deepEqual(steps(plan, rest, all), ['catch up', 'look']);
});

test('the longer it is still the rarer are the glances, down to one in about twelve seconds', () => {
  const plan = new PicturePlan(false);
  const samples = fiveFps(300);
  steps(plan, [{ ...samples[0]!, keyframe: false, utcMs: noon - 1000 }], { ...all, every: false });
  const taken = steps(plan, samples, { every: false, still: true, busy: false, share: 1 });
  const atSeconds = taken.flatMap((step, index) => (step === 'alone' ? [index / 5] : []));
  const apart = atSeconds.slice(1).map((second, index) => second - (atSeconds[index] ?? 0));
  assert.deepEqual(apart.slice(0, 5), [2, 2, 2, 2, 2]);
  assert.deepEqual(apart.slice(-5), [12, 12, 12, 12, 12]);
  assert.equal(Math.max(...apart), 12);
});

test('on an overloaded machine each GOP loses its end, and a stream most of its keyframes at last', () => {
  for (const [share, least, most] of [
    [0.5, 230, 260],
    [0.2, 90, 110],
    [0.05, 20, 30],
  ] as const) {
    const taken = steps(new PicturePlan(false), fiveFps(100), {
      every: true,
      still: false,
      busy: true,
      share,
    });
    const decoded = count(taken, 'look', 'alone', 'catch up');
    assert.ok(decoded >= least && decoded <= most, `${decoded} of 500 at ${share}`);
  }
});

test('after something was lost nothing is decoded before the next keyframe', () => {
  const plan = new PicturePlan(false);
  const samples = fiveFps(4);
  steps(plan, samples.slice(0, 3), all);
  plan.broken();
  const taken = steps(plan, samples.slice(3), all);
  assert.equal(
    taken.findIndex((step) => step !== 'skip'),
    7,
  );
  assert.equal(taken[7], 'look');
});

test('MJPEG: only those pictures are decoded that are looked at', () => {
  const taken = steps(new PicturePlan(true), plainSamples(noon, 10, { fps: 25, gop: 1 }), all);
  assert.ok(Math.abs(count(taken, 'alone') - 50) <= 1);
  assert.equal(count(taken, 'alone', 'skip'), 250);
});

test('the share falls fast when answers are late or pictures are lost, and rises slowly', () => {
  const governor = new RateGovernor();
  governor.answered(3000);
  governor.tick();
  governor.dropped();
  governor.tick();
  assert.ok(Math.abs(governor.share - 0.49) < 1e-9);
  for (let second = 0; second < 5; second += 1) governor.tick();
  assert.ok(governor.share > 0.7 && governor.share < 0.8);
  for (let second = 0; second < 100; second += 1) {
    governor.answered(5000);
    governor.tick();
  }
  assert.equal(governor.share, 0.02);
});

test('cameras take turns at whole main streams', () => {
  const bursts = new Bursts(1);
  const [a, b] = [{}, {}];
  assert.deepEqual([bursts.may(a, 0), bursts.may(b, 0)], [true, false]);
  // As long as its turn lasts; then the other one, and back when that one has had enough.
  for (let ms = 0; ms < 60_000; ms += 1000)
    assert.deepEqual([bursts.may(a, ms), bursts.may(b, ms)], [true, false]);
  assert.deepEqual([bursts.may(a, 60_000), bursts.may(b, 60_000)], [false, true]);
  bursts.release(b);
  assert.equal(bursts.may(a, 61_000), true);
  // Alone it may go on.
  assert.equal(bursts.may(a, 200_000), true);
  assert.equal(new Bursts(0).may(a, 0), false);
});

test('what waits goes in one message, keyframes alone apart; more than fits is dropped whole', () => {
  const outgoing = new Outgoing();
  const [one, two, three] = fiveFps(1) as [Sample, Sample, Sample];
  assert.equal(outgoing.next(), null);
  outgoing.addPicture(one, true, false);
  outgoing.addPicture(two, false, false);
  outgoing.addPicture(three, true, true);
  const first = outgoing.next();
  assert.deepEqual([first?.pictures, first?.look, first?.alone], [[one, two], [true, false], false]);
  outgoing.sent(first!);
  const second = outgoing.next();
  assert.deepEqual([second?.pictures, second?.alone], [[three], true]);
  outgoing.sent(second!);
  for (let index = 0; index < 400; index += 1) assert.ok(outgoing.addPicture(one, true, false));
  assert.equal(outgoing.addPicture(one, true, false), false);
  assert.equal(outgoing.next(), null);
});

test('sound waits a second for pictures to go with', () => {
  const outgoing = new Outgoing();
  const sound = plainSamples(noon, 2, { fps: 50 }).map((sample): Sample => ({ ...sample, kind: 'audio' }));
  for (const sample of sound.slice(0, 50)) outgoing.addSound(sample);
  assert.equal(outgoing.next(), null);
  outgoing.addSound(sound[50]!);
  assert.equal(outgoing.next()?.sound.length, 51);
});

test('the rate is over the last seconds', () => {
  const rate = new LookedRate();
  for (let ms = 0; ms < 10_000; ms += 200) rate.add(1, ms);
  assert.equal(rate.read(9800), 5);
  assert.equal(rate.read(20_000), 0);
});
