import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PicturePace } from './picture-pace.ts';
import { pictureSize, qualityToQscale } from './picture-size.ts';

const side = fc.integer({ min: 1, max: 8192 });
const source = fc.record({
  width: fc.integer({ min: 2, max: 8192 }),
  height: fc.integer({ min: 2, max: 8192 }),
});

test('a picture is never enlarged nor empty, whatever is wanted', () => {
  fc.assert(
    fc.property(source, side, side, (size, width, height) => {
      for (const wanted of [{}, { width }, { height }, { width, height }]) {
        const result = pictureSize(size, wanted);
        assert.ok(result.width >= 1 && result.width <= size.width);
        assert.ok(result.height >= 1 && result.height <= size.height);
      }
    }),
  );
});

test('with one side the other follows the source', () => {
  assert.deepEqual(pictureSize({ width: 1920, height: 1080 }, { width: 640 }), { width: 640, height: 360 });
  assert.deepEqual(pictureSize({ width: 1920, height: 1080 }, { height: 270 }), { width: 480, height: 270 });
  assert.deepEqual(pictureSize({ width: 1921, height: 1081 }, {}), { width: 1921, height: 1081 });
});

test('with both sides their shape is kept', () => {
  assert.deepEqual(pictureSize({ width: 640, height: 360 }, { width: 2000, height: 2000 }), {
    width: 360,
    height: 360,
  });
});

test('qualities span the range of quantizers, the better the smaller', () => {
  const scales = Array.from({ length: 100 }, (_, index) => qualityToQscale(index + 1));
  assert.equal(scales[0], 31);
  assert.equal(scales.at(-1), 1);
  assert.ok(scales.every((scale, index) => index === 0 || scale <= (scales[index - 1] ?? 0)));
  assert.equal(qualityToQscale(50), 9);
  assert.equal(qualityToQscale(80), 4);
});

test('a lower rate is kept on average though the camera jitters', () => {
  const pace = new PicturePace(5);
  let shown = 0;
  for (let frame = 0; frame < 250; frame += 1) {
    const jitter = ((frame * 37) % 21) - 10;
    if (pace.isDue(1e12 + frame * 40 + jitter)) shown += 1;
  }
  assert.ok(Math.abs(shown - 50) <= 1, `${shown} instead of 50`);
});

test('a stream slower than the wanted rate is shown whole', () => {
  const pace = new PicturePace(5);
  const shown = Array.from({ length: 50 }, (_, frame) => pace.isDue(1e12 + frame * 200 + ((frame * 7) % 5)));
  assert.ok(shown.every(Boolean));
});

test('a clock that was set back does not stop the pictures', () => {
  const pace = new PicturePace(5);
  assert.equal(pace.isDue(1e12), true);
  assert.equal(pace.isDue(1e12 - 3_600_000), true);
  assert.equal(pace.isDue(1e12 - 3_600_000 + 40), false);
});
