import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AV_PIX_FMT_GRAY8, AVCOL_RANGE_JPEG } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import sharp from 'sharp';
import type { Box } from '#domain/event.ts';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { cropArea, EventPictures } from './event-pictures.ts';
import { ColourPicture } from './jpeg.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc
  .tuple(share, share, share, share)
  .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
const side = fc.integer({ min: 64, max: 4000 });

test('a crop lies inside the picture above its last row, and shows all of the box but that row', () => {
  fc.assert(
    fc.property(box, side, side, (seen, width, height) => {
      const area = cropArea(seen, { width, height });
      for (const length of Object.values(area)) assert.ok(Number.isInteger(length));
      assert.ok(area.width >= 64 && area.height >= 63);
      assert.ok(area.x >= 0 && area.y >= 0 && area.x + area.width <= width && area.y + area.height < height);
      assert.ok(area.x <= seen[0] * width + 1 && area.x + area.width >= seen[2] * width - 1);
      assert.ok(area.y <= seen[1] * height + 1 && area.y + area.height >= seen[3] * height - 2);
    }),
  );
});

test('every crop of a picture of any size can be encoded', () => {
  const small = fc.integer({ min: 2, max: 200 });
  fc.assert(
    fc.property(box, small, small, (seen, width, height) => {
      using picture = new ColourPicture({ width, height });
      assert.deepEqual(parseJpegSize(picture.encode(80)), { width, height });
      const area = cropArea(seen, { width, height });
      const { width: cropWidth, height: cropHeight } = area;
      assert.deepEqual(parseJpegSize(picture.encode(80, area)), { width: cropWidth, height: cropHeight });
    }),
  );
});

test('a crop shows the place of its box', async () => {
  const [width, height] = [512, 256];
  // Brighter to the right by a level each two pixels, with a white lower half.
  const pixels = width * height;
  const luma = Buffer.from(
    Array.from({ length: pixels }, (_, i) => (i < pixels / 2 ? (i % width) >> 1 : 255)),
  );
  const frame = Frame.fromVideoBuffer(luma, {
    ...{ width, height, format: AV_PIX_FMT_GRAY8, timeBase: { num: 1, den: 1000 } },
  });
  frame.colorRange = AVCOL_RANGE_JPEG;
  using pictures = new EventPictures();
  const made = pictures.make(frame, [
    [0.25, 0.1, 0.5, 0.3],
    [0.75, 0.8, 1, 1],
  ]);
  frame.free();
  const means = await Promise.all(
    made.crops.map(async (crop) => (await sharp(crop).stats()).channels[0]!.mean),
  );
  // The middle of the first box is pixel 192.
  assert.ok(Math.abs(means[0]! - 96) <= 3, `${means[0]}`);
  assert.ok(means[1]! >= 250, `${means[1]}`);
});
