import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { noAnalytics } from '#domain/analytics.ts';
import type { Clock } from '#domain/clock.ts';
import type { Sample } from '#media/stream.ts';
import type { AnalyzerEvent } from './analyzer-child.ts';
import { AnalyzerPool, type AnalyzerPoolOptions, type Picture } from './analyzer-pool.ts';
import { encodeClip, ffmpegMissing, type TestClip } from './clip.fixture.ts';

const entry = join(import.meta.dirname, 'crashing-analyzer.fixture.ts');
const clip: TestClip = ffmpegMissing === false ? encodeClip('h264') : { track: null as never, samples: [] };

function poolOf(options: AnalyzerPoolOptions = {}): AnalyzerPool {
  return new AnalyzerPool({ count: 1, entry, ...options });
}

function order(word: string, samples: readonly Sample[] = clip.samples): Sample[] {
  return [...samples.slice(0, -1), { ...(samples.at(-1) as Sample), data: Buffer.from(word.padEnd(8)) }];
}

const { track, samples } = clip;

test('a crash rejects the request that caused it and asks the others again', {
  skip: ffmpegMissing,
}, async () => {
  await using pool = poolOf();
  const bad = pool.decodeJpeg({ source: 'bad', track, samples: order('CRASH') });
  const good = pool.decodeJpeg({ source: 'good', track, samples });
  await assert.rejects(bad, { code: 'unavailable', reason: 'analyzer_crashed' });
  const { width } = await good;
  assert.equal(width, 320);
});

test('a stream that crashed analyzers twice is left alone for a while, others are not', {
  skip: ffmpegMissing,
}, async () => {
  let now = 1000;
  const clock: Clock = { utcMs: () => now, monotonicMs: () => now };
  const events: AnalyzerEvent[] = [];
  await using pool = poolOf({ clock, log: (event) => events.push(event) });
  const ask = (source: string, of: readonly Sample[]) => pool.decodeJpeg({ source, track, samples: of });
  await assert.rejects(ask('bad', order('CRASH')), { reason: 'analyzer_crashed' });
  await assert.rejects(ask('bad', order('CRASH')), { reason: 'analyzer_crashed' });
  await assert.rejects(ask('bad', samples), { code: 'unavailable', reason: 'isolated' });
  const { width } = await ask('good', samples);
  assert.equal(width, 320);
  now += 6 * 60_000;
  const again = await ask('bad', samples);
  assert.equal(again.width, 320);
  assert.equal(events.filter(({ event }) => event === 'stream isolated').length, 1);
  const pauses = events.flatMap(({ pauseMs }) => (pauseMs === undefined ? [] : [pauseMs]));
  assert.ok(pauses.length === 2 && (pauses[1] ?? 0) > (pauses[0] ?? 0));
});

for (const word of ['HANG', 'NONSENSE']) {
  test(`an analyzer is killed on ${word}`, { skip: ffmpegMissing }, async () => {
    await using pool = poolOf({ silenceMs: 4000 });
    await assert.rejects(pool.decodeJpeg({ source: 'bad', track, samples: order(word) }), {
      reason: 'analyzer_crashed',
    });
    const { width } = await pool.decodeJpeg({ source: 'good', track, samples });
    assert.equal(width, 320);
  });
}

test('a running stream of pictures survives a crash and goes on at a keyframe', {
  skip: ffmpegMissing,
}, async () => {
  await using pool = poolOf();
  const pictures: Picture[] = [];
  let wake = () => {};
  const failed = (error: Error) => assert.fail(error);
  const stream = pool.openJpegStream(
    { source: 'good', track, output: { quality: 80 }, fps: 25, onFailed: failed },
    (picture) => {
      pictures.push(picture);
      wake();
    },
  );
  const nextPicture = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  for (const sample of samples.slice(0, 2)) {
    const shown = nextPicture();
    stream.push(sample);
    await shown;
  }
  await assert.rejects(pool.decodeJpeg({ source: 'bad', track, samples: order('CRASH') }));
  stream.push(samples[2] as Sample);
  assert.equal(stream.droppedSamples, 1);
  // The analyzer pauses for a moment after a crash: keyframes come until it works again.
  const shown = nextPicture();
  let shownYet = false;
  void shown.then(() => {
    shownYet = true;
  });
  for (let round = 1; !shownYet; round += 1) {
    stream.push({ ...(samples[0] as Sample), utcMs: (samples[0]?.utcMs ?? 0) + round * 1000 });
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.ok(pictures.length >= 3);
  stream.close();
});

test('a stream of pictures that crashes analyzers twice is closed', { skip: ffmpegMissing }, async () => {
  await using pool = poolOf();
  const failed = Promise.withResolvers<Error>();
  const stream = pool.openJpegStream(
    { source: 'bad', track, output: { quality: 80 }, fps: 25, onFailed: failed.resolve },
    () => {},
  );
  let closed = false;
  void failed.promise.then(() => {
    closed = true;
  });
  while (!closed) {
    stream.push({ ...(order('CRASH').at(-1) as Sample), keyframe: true });
    await new Promise((resolve) => setImmediate(resolve));
  }
  const error = await failed.promise;
  assert.equal((error as { reason?: string }).reason, 'isolated');
});

test('of streams that went to an analyzer together the one that crashes it is found, the other goes on', {
  skip: ffmpegMissing,
}, async () => {
  const blamed: string[] = [];
  const ended = new Map<string, string>();
  await using pool = poolOf({
    count: 2,
    log: ({ event, source }) => {
      if (event === 'stream isolated') blamed.push(source ?? '');
    },
  });
  const settings = { ...noAnalytics, motion: { zones: [], coolDownSeconds: 5 } };
  const lost: string[] = [];
  const looked: string[] = [];
  const open = (source: string) =>
    pool.openAnalysis({
      ...{ source, video: track, audio: null, settings, width: 320, patient: true },
      onResult: (result) => {
        if (result.looked > 0) looked.push(source);
      },
      onLost: () => lost.push(source),
      onFailed: (error) => ended.set(source, error.reason ?? ''),
    });
  const good = open('good');
  const bad = open('bad');
  let round = 0;
  const push = (client: typeof good, data: Buffer) => {
    round += 1;
    const first = samples[0] as Sample;
    const sample = { ...first, data: Buffer.from(data), utcMs: first.utcMs + round * 1000 };
    client.push({ pictures: [sample], look: [true], alone: true, sound: [] });
  };
  const until = async (condition: () => boolean, meanwhile = () => {}) => {
    const signal = AbortSignal.timeout(20_000);
    for (; !condition(); await new Promise((resolve) => setImmediate(resolve))) {
      signal.throwIfAborted();
      meanwhile();
    }
  };
  const picture = Buffer.from((samples[0] as Sample).data);
  const crash = Buffer.from('CRASH'.padEnd(8));
  push(good, picture);
  push(bad, picture);
  await until(() => looked.includes('good') && looked.includes('bad'));
  push(good, picture);
  push(bad, crash);
  await until(() => lost.length === 2);
  // Nobody is to blame yet: the one that crashes must do so twice by itself.
  await until(
    () => bad.isClosed,
    () => {
      push(good, picture);
      push(bad, crash);
    },
  );
  assert.equal(lost.filter((source) => source === 'bad').length, 3);
  assert.deepEqual(blamed, ['bad']);
  assert.deepEqual([...ended], [['bad', 'isolated']]);
  looked.length = 0;
  await until(
    () => looked.includes('good'),
    () => push(good, picture),
  );
  await good.close();
});

test('an idle analyzer ends, the next request starts another', { skip: ffmpegMissing }, async () => {
  const ended = Promise.withResolvers<void>();
  const started: (number | undefined)[] = [];
  await using pool = poolOf({
    idleMs: 50,
    log: ({ event, pid }) => {
      if (event === 'analyzer ended') ended.resolve();
      if (event === 'analyzer started') started.push(pid);
    },
  });
  await pool.decodeJpeg({ source: 'good', track, samples });
  await ended.promise;
  const { width } = await pool.decodeJpeg({ source: 'good', track, samples });
  assert.equal(width, 320);
  assert.equal(new Set(started).size, 2);
});

test('too many requests at once are refused, and ending the pool rejects what waits', {
  skip: ffmpegMissing,
}, async () => {
  const pool = poolOf();
  const outcomes = Array.from({ length: 90 }, () =>
    pool.decodeJpeg({ source: 'bad', track, samples: order('HANG') }).then(
      () => 'picture',
      (error: { code: string }) => error.code,
    ),
  );
  const refused = Promise.any(outcomes.slice(-10));
  assert.equal(await refused, 'exhausted');
  await pool[Symbol.asyncDispose]();
  const codes = await Promise.all(outcomes);
  assert.deepEqual([...new Set(codes)].sort(), ['exhausted', 'unavailable']);
});
