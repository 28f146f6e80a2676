import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeClip, ffmpegMissing } from './clip.fixture.ts';
import { VideoDecoder } from './decoder.ts';
import { LumaScaler } from './luma-scaler.ts';

test('cameras of many sizes share a scaler, and each gets its own picture', { skip: ffmpegMissing }, () => {
  const sizes = Array.from({ length: 10 }, (_, index) => ({ width: 160 + 64 * index, height: 128 }));
  const clips = sizes.map(({ width, height }) =>
    encodeClip('h264', { size: `${width}x${height}`, frames: 1 }),
  );
  using scaler = new LumaScaler();
  for (const round of [1, 2]) {
    clips.forEach(({ track, samples: [sample] }, index) => {
      const { width = 0, height = 0 } = sizes[index] ?? {};
      const isReduced = width > 640;
      let looked = 0;
      using decoder = new VideoDecoder(track);
      const look: Parameters<VideoDecoder['flush']>[0] = (frame) => {
        looked += 1;
        const [plane = Buffer.alloc(0)] = frame.data ?? [];
        const stride = frame.linesize[0] ?? 0;
        const luma = scaler.scale(frame, 640);
        assert.equal(luma.width, Math.min(640, width));
        if (isReduced) return;
        for (let row = 0; row < height; row += 1) {
          const seen = luma.data.subarray(row * luma.stride, row * luma.stride + width);
          assert.deepEqual(Buffer.from(seen), plane.subarray(row * stride, row * stride + width));
        }
      };
      decoder.decode(Buffer.from(sample?.data ?? []), round, look);
      decoder.flush(look);
      assert.equal(looked, 1);
    });
  }
});
