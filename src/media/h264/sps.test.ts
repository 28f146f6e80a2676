import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseH265Sps } from '#media/h265/sps.ts';
import { parseH264Sps } from './sps.ts';

/** Made with x264 and x265 by Debian's ffmpeg 5.1. */
const real = [
  [
    'x264 high',
    '67640028acb200f0044fcbff80018002080000030008000003019078c19240',
    1920,
    1080,
    25,
    0,
    'avc1.640028',
  ],
  [
    'x264 baseline',
    '6742c016d900a02ff97ff0003000410000030001000003000a0f162e48',
    640,
    360,
    5,
    0,
    'avc1.42c016',
  ],
  [
    'x264 B-frames',
    '6764001facd940d83de6fff014001ab100000303e90000ea600f183196',
    854,
    480,
    29.97,
    2,
    'avc1.64001f',
  ],
  [
    'x264 interlaced',
    '6764001eacd940b424dff8008000788000000300800000190f8a14cb',
    720,
    576,
    25,
    2,
    'avc1.64001e',
  ],
  [
    'x264 4:4:4',
    '67f4000c919b282a10f1f1fff80f200f1880000003008000000a078a14cb',
    322,
    242,
    10,
    2,
    'avc1.f4000c',
  ],
  [
    'x265 main',
    '420101016000000300900000030000030078a003c08010e596566924cafff0003000468080000003008000000c84',
    1920,
    1080,
    25,
    2,
    'hvc1.1.6.L120.90',
  ],
  [
    'x265 main 10',
    '420101022000000300900000030000030096a001402005a1365959249395ffe00060008d010000030001000003000f08',
    2560,
    1440,
    15,
    2,
    'hvc1.2.4.L150.90',
  ],
] as const;

const parse = (unit: Buffer) => (unit[0] === 0x42 ? parseH265Sps(unit) : parseH264Sps(unit));

for (const [name, hex, width, height, fps, reorderDepth, codecString] of real) {
  test(`reads the SPS of ${name}`, () => {
    const info = parse(Buffer.from(hex, 'hex'));
    assert.deepEqual(info, { id: 0, width, height, fps, reorderDepth, codecString });
  });
}

test('answers null or a plausible size to cut, mutated and arbitrary bytes', () => {
  const units = real.map(([, hex]) => Buffer.from(hex, 'hex'));
  fc.assert(
    fc.property(
      fc.constantFrom(...units),
      fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
      fc.nat(60),
      fc.uint8Array({ maxLength: 60 }),
      (unit, edits, length, noise) => {
        const mutated = Buffer.from(unit.subarray(0, Math.max(1, length)));
        for (const [at, byte] of edits) if (at < mutated.length) mutated[at] = byte;
        for (const bytes of [mutated, Buffer.from([0x67, ...noise]), Buffer.from([0x42, 0x01, ...noise])]) {
          for (const info of [parseH264Sps(bytes), parseH265Sps(bytes)]) {
            if (info === null) continue;
            assert.ok(info.width >= 1 && info.width <= 16384 && info.height >= 1 && info.height <= 16384);
            assert.ok((info.reorderDepth ?? 0) <= 16);
          }
        }
      },
    ),
    { numRuns: 1000 },
  );
});
