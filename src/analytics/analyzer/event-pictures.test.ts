import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Box } from '#domain/event.ts';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { cropArea, JpegTargets } from './event-pictures.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc
  .tuple(share, share, share, share)
  .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
const side = fc.integer({ min: 64, max: 4000 });

test('a crop lies inside the picture, is even, and shows all of the box', () => {
  fc.assert(
    fc.property(box, side, side, (seen, width, height) => {
      const area = cropArea(seen, { width, height });
      for (const length of Object.values(area)) assert.equal(length % 2, 0);
      assert.ok(area.width >= 64 && area.height >= 64);
      assert.ok(area.x >= 0 && area.y >= 0 && area.x + area.width <= width && area.y + area.height <= height);
      // A pixel for the last column or row of a picture with an odd side, and one for rounding.
      assert.ok(area.x <= seen[0] * width + 2 && area.x + area.width >= seen[2] * width - 2);
      assert.ok(area.y <= seen[1] * height + 2 && area.y + area.height >= seen[3] * height - 2);
    }),
  );
});

test('crops of about the same size have the same size', () => {
  const size = { width: 640, height: 360 };
  assert.deepEqual(cropArea([0.4, 0.4, 0.6, 0.8], size), { x: 224, y: 104, width: 192, height: 224 });
  assert.deepEqual(cropArea([0.41, 0.4, 0.6, 0.79], size), { x: 228, y: 102, width: 192, height: 224 });
});

test('encoders of crops are kept, those of the sizes that came up last', () => {
  using crops = new JpegTargets(8 * 1024 * 1024);
  const first = crops.of({ width: 64, height: 64 });
  assert.equal(crops.of({ width: 64, height: 64 }), first);
  for (let width = 64; width <= 3200; width += 64) {
    const jpeg = crops.of({ width, height: 64 }).encode();
    assert.deepEqual(parseJpegSize(jpeg), { width, height: 64 });
  }
  assert.notEqual(crops.of({ width: 64, height: 64 }), first);
  assert.ok(crops.of({ width: 64, height: 64 }).encode().length > 0);
});
