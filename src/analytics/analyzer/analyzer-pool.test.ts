import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { noAnalytics } from '#domain/analytics.ts';
import type { Sample } from '#media/stream.ts';
import { AnalyzerPool } from './analyzer-pool.ts';
import { clipStartUtcMs, encodeClip, ffmpegMissing, mjpegClip } from './clip.fixture.ts';

const pool = new AnalyzerPool({ count: 1 });
after(() => pool[Symbol.asyncDispose]());

const source = 'camera/main';

async function colourAt(jpeg: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const offset = (y * info.width + x) * info.channels;
  return [...data.subarray(offset, offset + 3)];
}

function near(actual: readonly number[], expected: readonly number[], tolerance: number): boolean {
  return expected.every((value, index) => Math.abs(value - (actual[index] ?? 0)) <= tolerance);
}

for (const codec of ['h264', 'h265'] as const) {
  test(`makes a JPEG of the newest picture of ${codec}`, { skip: ffmpegMissing }, async () => {
    const { track, samples } = encodeClip(codec);
    const picture = await pool.decodeJpeg({ source, track, samples });
    const { width, height, format } = await sharp(picture.jpeg).metadata();
    assert.deepEqual({ width, height, format }, { width: 320, height: 240, format: 'jpeg' });
    assert.equal(picture.width, 320);
    assert.equal(picture.utcMs, clipStartUtcMs + 24 * 40);
  });
}

test('takes the newest picture also when B-frames change the order', { skip: ffmpegMissing }, async () => {
  // Each picture is brighter than the one before.
  const picture = "geq=lum='16+8*N':cb=128:cr=128,format=yuv420p";
  const brightness = async (bFrames: number): Promise<number> => {
    const clip = encodeClip('h264', { bFrames, filter: picture });
    const { jpeg } = await pool.decodeJpeg({ source, ...clip });
    return (await colourAt(jpeg, 100, 100))[1] ?? 0;
  };
  const [inOrder, reordered] = [await brightness(0), await brightness(2)];
  assert.ok(Math.abs(inOrder - reordered) <= 3, `${reordered} instead of ${inOrder}`);
});

test('keeps the colours', { skip: ffmpegMissing }, async () => {
  for (const [name, rgb] of [
    ['red', [255, 0, 0]],
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
  ] as const) {
    const { track, samples } = encodeClip('h264', { picture: `color=c=${name}`, frames: 2 });
    const { jpeg } = await pool.decodeJpeg({ source, track, samples });
    const colour = await colourAt(jpeg, 100, 100);
    assert.ok(near(colour, rgb, 6), `${name} became ${colour}`);
  }
});

test('scales to a width, a height or a box, and never enlarges', { skip: ffmpegMissing }, async () => {
  const { track, samples } = encodeClip('h264', { frames: 2 });
  const sizes: [object, number, number][] = [
    [{ width: 160 }, 160, 120],
    [{ height: 120 }, 160, 120],
    [{ width: 100, height: 100 }, 100, 100],
    [{ width: 4000 }, 320, 240],
  ];
  for (const [wanted, width, height] of sizes) {
    const picture = await pool.decodeJpeg({ source, track, samples, ...wanted });
    assert.deepEqual([picture.width, picture.height], [width, height]);
    const metadata = await sharp(picture.jpeg).metadata();
    assert.deepEqual([metadata.width, metadata.height], [width, height]);
  }
});

test('a higher quality gives a larger file', { skip: ffmpegMissing }, async () => {
  const { track, samples } = encodeClip('h264', { frames: 1 });
  const bytes: number[] = [];
  for (const quality of [10, 50, 80, 100]) {
    const { jpeg } = await pool.decodeJpeg({ source, track, samples, quality });
    bytes.push(jpeg.length);
  }
  assert.deepEqual(
    bytes,
    bytes.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(bytes).size, bytes.length);
});

test('decodes MJPEG', { skip: ffmpegMissing }, async () => {
  const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#00ff00' } })
    .jpeg()
    .toBuffer();
  const { track, samples } = mjpegClip([jpeg], 64, 48, 5);
  const picture = await pool.decodeJpeg({ source, track, samples, width: 32 });
  assert.deepEqual([picture.width, picture.height], [32, 24]);
});

test('damaged data costs its own request only', { skip: ffmpegMissing }, async () => {
  const { track, samples } = encodeClip('h264');
  const garbage: Sample[] = samples.map((sample) => ({
    ...sample,
    data: Buffer.alloc(sample.data.length, 0xa5),
  }));
  await assert.rejects(pool.decodeJpeg({ source, track, samples: garbage }), { code: 'invalid' });
  const zeroes = samples.map((sample) => {
    const data = Buffer.alloc(sample.data.length);
    data.writeUInt32BE(data.length - 4);
    return { ...sample, data };
  });
  await assert.rejects(pool.decodeJpeg({ source, track, samples: zeroes }), {
    code: 'unavailable',
    reason: 'undecodable',
  });
  const cut = samples.map((sample, index) => {
    if (index !== 0) return sample;
    const data = Buffer.from(sample.data.subarray(0, sample.data.length >> 1));
    data.writeUInt32BE(4, 0);
    return { ...sample, data: data.subarray(0, 8) };
  });
  await assert.rejects(pool.decodeJpeg({ source, track, samples: cut.slice(0, 1) }), { code: 'unavailable' });
  const whole = await pool.decodeJpeg({ source, track, samples });
  assert.equal(whole.width, 320);
});

test('flipped bytes in samples and parameter sets are decoded or refused', {
  skip: ffmpegMissing,
}, async () => {
  const clips = [encodeClip('h264', { frames: 6, bFrames: 2 }), encodeClip('h265', { frames: 6 })];
  const flips = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 12 });
  const flip = (bytes: Buffer, where: readonly (readonly [number, number])[], spared: number): Buffer => {
    const copy = Buffer.from(bytes);
    for (const [at, value] of where) copy[spared + (at % (copy.length - spared))] = value;
    return copy;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...clips),
      flips,
      flips,
      async ({ track, samples }, inSamples, inSets) => {
        const damaged = samples.map((sample) => ({ ...sample, data: flip(sample.data, inSamples, 4) }));
        const parameterSets = track.parameterSets.map((set) => flip(set, inSets.slice(0, 2), 1));
        try {
          await pool.decodeJpeg({ source: 'fuzz', track: { ...track, parameterSets }, samples: damaged });
        } catch (error) {
          assert.equal((error as { reason?: string }).reason, 'undecodable');
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('refuses samples that do not begin with a keyframe, and sizes that make no sense', {
  skip: ffmpegMissing,
}, async () => {
  const { track, samples } = encodeClip('h264');
  await assert.rejects(pool.decodeJpeg({ source, track, samples: samples.slice(1) }), {
    reason: 'no_keyframe',
  });
  await assert.rejects(pool.decodeJpeg({ source, track, samples, width: 0 }), { code: 'invalid' });
  await assert.rejects(pool.decodeJpeg({ source, track, samples, quality: 101 }), { code: 'invalid' });
});

for (const [streams, width, height, processes] of [
  [32, 640, 360, 1],
  [2, 1920, 1080, 1],
  [3, 1920, 1080, 2],
] as const) {
  test(`${streams} streams of ${width}x${height} take ${processes} of two processes`, {
    skip: ffmpegMissing,
  }, async () => {
    const { track, samples } = encodeClip('h264', { frames: 1 });
    let started = 0;
    await using pool = new AnalyzerPool({
      count: 2,
      log: ({ event }) => {
        if (event === 'analyzer started') started += 1;
      },
    });
    const clients = Array.from({ length: streams }, (_, index) => {
      const client = pool.openAnalysis({
        ...{ source: `camera${index}/sub`, video: { ...track, width, height }, audio: null },
        ...{ settings: noAnalytics, width: 640, patient: false },
        ...{ onResult() {}, onLost() {}, onFailed: assert.ifError },
      });
      assert.ok(client.push({ pictures: samples, look: [false], alone: false, sound: [] }));
      return client;
    });
    await Promise.all(clients.map((client) => client.close()));
    assert.equal(started, processes);
  });
}

test('says what decodes', async () => {
  const info = await pool.describe();
  assert.match(info.description, /FFmpeg \S+ through node-av|ffmpeg program/);
});

for (const [how, options] of [
  ['where node-av does not load', { entry: join(import.meta.dirname, 'without-node-av.fixture.ts') }],
  ['when it is told to', { engine: 'ffmpeg' }],
] as const) {
  test(`makes snapshots with the ffmpeg program ${how}`, { skip: ffmpegMissing }, async () => {
    await using fallback = new AnalyzerPool({ count: 1, ...options });
    for (const codec of ['h264', 'h265'] as const) {
      const clip = encodeClip(codec);
      const picture = await fallback.decodeJpeg({ source, ...clip, width: 160 });
      const { width, height } = await sharp(picture.jpeg).metadata();
      assert.deepEqual([picture.width, picture.height, width, height], [160, 120, 160, 120]);
    }
    const { engine } = await fallback.describe();
    assert.equal(engine, 'ffmpeg');
    const { track, samples } = encodeClip('h264');
    const failed = Promise.withResolvers<Error>();
    const stream = fallback.openJpegStream(
      { source, track, output: { quality: 80 }, fps: 5, onFailed: failed.resolve },
      () => {},
    );
    stream.push(samples[0] as Sample);
    const error = await failed.promise;
    assert.equal((error as { reason?: string }).reason, 'engine_missing');
  });
}
