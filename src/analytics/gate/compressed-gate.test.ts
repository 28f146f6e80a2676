import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeFile, ffmpegMissing, type TestClip } from '../analyzer/clip.fixture.ts';
import { type CodedPicture, CodedPictureReader } from './coded-picture.ts';
import { CompressedGate } from './compressed-gate.ts';

const beginMs = Date.UTC(2026, 2, 1);
/** Repeatable noise, -1..1. */
function noise(index: number): number {
  const value = Math.sin(index * 12.9898) * 43_758.5453;
  return 2 * (value - Math.floor(value)) - 1;
}
const picture = (index: number, bytes: number, keyframe = index % 10 === 0): CodedPicture => ({
  utcMs: beginMs + index * 200,
  ...{ keyframe, bytes: keyframe ? 20_000 : bytes, qp: null, layer: 1, disposable: false },
});

/** 5 pictures a second; `bytes` of each; the analysis finds motion in `moving`. */
function play(
  gate: CompressedGate,
  count: number,
  bytes: (index: number) => number,
  moving: (index: number) => boolean = () => false,
): string[] {
  return Array.from({ length: count }, (_, index) => {
    const state = gate.see(picture(index, bytes(index)));
    if (state === 'open' || index % 10 === 0) gate.told(beginMs + index * 200, moving(index));
    return state;
  });
}

const quiet = (index: number): number => 1000 + 80 * noise(index);

test('closes on a still scene once it knows it, and opens on motion at once', () => {
  const gate = new CompressedGate();
  const states = play(gate, 400, (index) => (index < 300 ? quiet(index) : 3000 + 500 * noise(index)));
  const closed = states.slice(100, 300).filter((state) => state === 'closed').length;
  assert.ok(closed > 150, `closed for ${closed} of 200 pictures`);
  assert.equal(states[301], 'open');
});

test('a little more for a while opens it as well', () => {
  const states = play(new CompressedGate(), 330, (index) => quiet(index) * (index < 300 ? 1 : 1.12));
  assert.ok(states.slice(300, 315).includes('open'));
});

test('never closes without the word of the analysis', () => {
  const gate = new CompressedGate();
  for (let index = 0; index < 1000; index += 1) assert.equal(gate.see(picture(index, quiet(index))), 'open');
});

test('a busy street is not learnt as still', () => {
  const states = play(
    new CompressedGate(),
    600,
    (index) => 5000 + 900 * noise(index),
    () => true,
  );
  assert.ok(states.every((state) => state === 'open'));
});

test('motion that it has not seen costs it its trust', () => {
  const gate = new CompressedGate();
  const states = play(gate, 900, quiet, (index) => index >= 300 && index < 330);
  assert.equal(states[299], 'closed');
  const after = states.slice(320);
  assert.ok(after.every((state) => state === 'open'));
  assert.equal(gate.trusted, false);
});

test('a new stream and a clock that was set are begun with anew', () => {
  const gate = new CompressedGate();
  play(gate, 300, quiet);
  assert.equal(gate.trusted, true);
  gate.see({ ...picture(300, 1000), utcMs: beginMs - 3600_000 });
  assert.equal(gate.trusted, false);
});

test('any sizes and times are taken', () => {
  const pictures = fc.array(
    fc.record({
      utcMs: fc.double({ min: 0, max: 1e13, noNaN: true }),
      keyframe: fc.boolean(),
      bytes: fc.nat(),
      qp: fc.option(fc.integer({ min: 0, max: 51 })),
      layer: fc.nat({ max: 7 }),
      disposable: fc.boolean(),
      busy: fc.boolean(),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(pictures, (all) => {
      const gate = new CompressedGate();
      for (const { busy, ...one } of all) {
        assert.match(gate.see(one), /open|closed/);
        gate.told(one.utcMs, busy);
      }
    }),
    { numRuns: 100 },
  );
});

const video = join(import.meta.dirname, '../../../../shared/media/video/one-by-one-person.mp4');
const skip = ffmpegMissing || (existsSync(video) ? false : 'no test media');

for (const [name, rate] of [
  ['with a constant quality', ['-crf', '26']],
  ['with a constant bit rate', ['-b:v', '384k', '-minrate', '384k', '-maxrate', '384k', '-bufsize', '384k']],
] as const) {
  test(`a camera ${name}: closed in front of an empty aisle, open when somebody comes`, { skip }, () => {
    const clip = (options: { fromSeconds?: number; seconds: number; filter: string }): TestClip =>
      encodeFile(video, { size: '640x360', fps: 5, gop: 10, rate, ...options });
    const still = clip({
      seconds: 5.4,
      filter: 'split[a][b];[b]reverse[c];[a][c]concat,loop=loop=6:size=54',
    });
    const person = clip({ fromSeconds: 5.4, seconds: 8, filter: 'null' });
    const gate = new CompressedGate();
    const see = ({ track, samples }: TestClip, from: number): string[] => {
      const reader = new CodedPictureReader(track);
      return samples.map((sample, index) => {
        const coded = { ...reader.read(sample), utcMs: beginMs + (from + index) * 200 };
        assert.ok(coded.qp !== null && coded.qp > 0 && coded.qp < 52);
        const state = gate.see(coded);
        if (state === 'open' || sample.keyframe) gate.told(coded.utcMs, false);
        return state;
      });
    };
    const before = see(still, 0).slice(-100);
    const closed = before.filter((state) => state === 'closed').length;
    assert.ok(closed > 60, `closed for ${closed} of 100 pictures`);
    const after = see(person, still.samples.length);
    // The person is in the picture after 0.9 s.
    assert.ok(after.slice(0, 12).includes('open'));
  });
}
