import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SoundAnalysis } from './sound-analysis.ts';
import { SoundLevel, silenceDb } from './sound-level.ts';

const rate = 8000;
const t0 = 1_700_000_000_000;
const settings = { thresholdDb: -30, coolDownSeconds: 3 };

function sine(seconds: number, amplitude: number, channels = 1): Float32Array {
  return new Float32Array(rate * seconds * channels).map(
    (_, i) => amplitude * Math.sin((2 * Math.PI * 440 * Math.floor(i / channels)) / rate),
  );
}

/** Hears each amplitude for a second, in pieces of 20 ms. */
function hear(analysis: SoundAnalysis, amplitudes: readonly number[], fromMs = t0) {
  return amplitudes.flatMap((amplitude, second) => {
    const pcm = sine(1, amplitude);
    return Array.from({ length: 50 }, (_, i) =>
      analysis.hear(pcm.subarray(i * 160, (i + 1) * 160), rate, 1, fromMs + second * 1000 + i * 20),
    ).flat();
  });
}

test('a full-scale sine has a peak of 0 and an RMS of -3 dBFS, in mono and stereo', () => {
  for (const channels of [1, 2]) {
    const [second, more] = new SoundLevel(rate, channels).push(sine(1, 1, channels), t0);
    assert.equal(more, undefined);
    assert.ok(Math.abs(second!.rmsDb + 3.01) < 0.05, `${second!.rmsDb}`);
    assert.ok(Math.abs(second!.peakDb) < 0.05, `${second!.peakDb}`);
    assert.equal(second!.utcMs, t0 + 1000);
  }
});

test('silence and damaged values are the lowest level, not NaN', () => {
  const [silent, damaged] = new SoundLevel(rate, 1).push(
    new Float32Array(2 * rate).fill(Number.NaN, rate),
    t0,
  );
  assert.equal(silent!.rmsDb, silenceDb);
  assert.equal(damaged!.rmsDb, silenceDb);
});

test('a gap begins a new second instead of mixing what lies apart', () => {
  const meter = new SoundLevel(rate, 1);
  assert.deepEqual(meter.push(sine(0.5, 1), t0), []);
  const seconds = meter.push(sine(1, 0.1), t0 + 10_000);
  assert.equal(seconds.length, 1);
  assert.ok(seconds[0]!.peakDb < -19);
  assert.equal(seconds[0]!.utcMs, t0 + 11_000);
});

test('loud sound is one event over short pauses, and ends after the cool-down', () => {
  const analysis = new SoundAnalysis(settings);
  const seen = hear(analysis, [0.001, 0.5, 0.001, 0.9, 0.001, 0.001, 0.001, 0.001, 0.001]);
  assert.deepEqual(
    seen.map(({ key, phase, utcMs }) => [key, phase, utcMs - t0]),
    [
      ['sound', 'begin', 1000],
      ['sound', 'update', 4000],
      ['sound', 'end', 4000],
    ],
  );
  const details = seen.at(-1)!.facts.details as { peakDb: number; rmsDb: number; thresholdDb: number };
  assert.ok(Math.abs(details.peakDb - 20 * Math.log10(0.9)) < 0.1);
  assert.equal(details.thresholdDb, -30);
  assert.ok(analysis.level!.rmsDb < -60);
});

test('what is open ends when nobody listens any more, or when the clock has jumped', () => {
  const analysis = new SoundAnalysis(settings);
  assert.equal(hear(analysis, [0.5]).length, 1);
  const afterJump = hear(analysis, [0.5], t0 - 3_600_000);
  assert.deepEqual(
    afterJump.map(({ phase }) => phase),
    ['end', 'begin'],
  );
  assert.deepEqual(
    analysis.finish().map(({ phase }) => phase),
    ['end'],
  );
  assert.deepEqual(analysis.finish(), []);
});
