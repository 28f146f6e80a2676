import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HubReader, StreamHub } from './hub.ts';
import { SampleMemory } from './sample-memory.ts';
import type { Sample, Tracks, VideoTrack } from './stream.ts';

const video: VideoTrack = {
  kind: 'video',
  codec: 'h264',
  width: 640,
  height: 360,
  timescale: 90_000,
  parameterSets: [],
  codecString: 'avc1.64001e',
};
const tracks = (generation: number): Tracks => ({ generation, video, audio: null });

const sample = (second: number, keyframe: boolean, bytes = 100, kind: Sample['kind'] = 'video'): Sample => ({
  kind,
  data: Buffer.alloc(bytes),
  keyframe,
  dts: second * 90_000,
  ptsOffset: 0,
  utcMs: second * 1000,
  discontinuity: false,
});

function reader() {
  const seen: string[] = [];
  const it: HubReader = {
    tracks: ({ generation }) => seen.push(`tracks ${generation}`),
    sample: ({ utcMs, kind }) => seen.push(`${kind === 'audio' ? 'a' : ''}${utcMs / 1000}`),
  };
  return { seen, it };
}

test('a new reader gets the samples since the last keyframe, then what comes', () => {
  const hub = new StreamHub();
  hub.publishTracks(tracks(1));
  for (const [second, key] of [
    [0, true],
    [1, false],
    [2, true],
    [3, false],
  ] as const)
    hub.publishSample(sample(second, key));
  const { seen, it } = reader();
  const detach = hub.attach(it, 'gop');
  hub.publishSample(sample(4, false));
  detach();
  hub.publishSample(sample(5, false));
  assert.deepEqual(seen, ['tracks 1', '2', '3', '4']);
});

test('audio since the keyframe is replayed with the video', () => {
  const hub = new StreamHub();
  hub.publishTracks(tracks(1));
  hub.publishSample(sample(0, true));
  hub.publishSample(sample(0.5, true, 10, 'audio'));
  assert.equal(hub.buffered().length, 2);
  assert.equal(hub.counters.audioBytes, 10);
});

test('pre-roll keeps whole GOPs that reach back far enough, and no more', () => {
  const hub = new StreamHub({ preRollSeconds: 5 });
  hub.publishTracks(tracks(1));
  for (let second = 0; second < 20; second += 1) hub.publishSample(sample(second, second % 2 === 0));
  const kept = hub.buffered('preRoll').map(({ utcMs }) => utcMs / 1000);
  // The newest keyframe is at 18: five seconds before it are kept, from the keyframe at 12.
  assert.deepEqual(kept, [12, 13, 14, 15, 16, 17, 18, 19]);
});

test('memory is bounded: old GOPs go first, and a GOP that is too large is not kept at all', () => {
  const hub = new StreamHub({ preRollSeconds: 60, maxBufferBytes: 1000 });
  hub.publishTracks(tracks(1));
  hub.publishSample(sample(0, true, 400));
  hub.publishSample(sample(1, true, 400));
  hub.publishSample(sample(2, true, 400));
  assert.deepEqual(
    hub.buffered('preRoll').map(({ utcMs }) => utcMs),
    [1000, 2000],
  );
  for (let i = 0; i < 10; i += 1) hub.publishSample(sample(3 + i, false, 400));
  assert.equal(hub.bufferedBytes, 0);
  assert.equal(hub.counters.oversizedGops, 1);
  assert.equal(hub.lastKeyframe(), null);
  hub.publishSample(sample(20, true, 400));
  assert.equal(hub.lastKeyframe()?.utcMs, 20_000);
});

test('new tracks empty the buffer; nothing is published before the first tracks or after a reset', () => {
  const hub = new StreamHub();
  const { seen, it } = reader();
  hub.attach(it, 'gop');
  hub.publishSample(sample(0, true));
  hub.publishTracks(tracks(1));
  hub.publishSample(sample(1, true));
  hub.publishTracks(tracks(2));
  assert.deepEqual(hub.buffered(), []);
  hub.reset();
  hub.publishSample(sample(2, true));
  assert.deepEqual(seen, ['tracks 1', '1', 'tracks 2']);
  assert.equal(hub.readerCount, 1);
});

test('a stream is awaited while one of its readers is not patient', () => {
  const hub = new StreamHub();
  const [recording, viewer] = [reader().it, reader().it];
  const stop = hub.attach({ ...recording, patient: true }, 'gop');
  assert.equal(hub.isAwaited, false);
  const leave = hub.attach(viewer, 'live');
  assert.equal(hub.isAwaited, true);
  stop();
  assert.equal(hub.isAwaited, true);
  leave();
  leave();
  assert.equal(hub.isAwaited, false);
});

/** 12 KB of one value, in memory that is used again when it may be. */
function picture(memory: SampleMemory, second: number, keyframe: boolean): Sample {
  memory.append(Buffer.alloc(12_000, second % 256), 0, 12_000);
  return { ...sample(second, keyframe), data: memory.take() };
}

const isWhole = ({ data, utcMs }: Sample): boolean => data.every((byte) => byte === (utcMs / 1000) % 256);

test('memory of a GOP that nobody needs is used again, that of the GOPs it keeps is not', () => {
  const memory = new SampleMemory({ reuses: true });
  const hub = new StreamHub({ preRollSeconds: 10 });
  const blocks = new Set<ArrayBufferLike>();
  hub.attach({ ...reader().it, borrows: true }, 'gop');
  hub.publishTracks(tracks(1));
  for (let second = 0; second < 500; second += 1) {
    const one = picture(memory, second, second % 5 === 0);
    blocks.add(one.data.buffer);
    hub.publishSample(one);
  }
  assert.ok(blocks.size < 10, `${blocks.size} blocks`);
  assert.ok(hub.buffered('preRoll').length >= 10);
  assert.ok(hub.buffered('preRoll').every(isWhole));
});

test('a reader that does not say that it borrows, and who asks for the buffer, may keep what they got', () => {
  const memory = new SampleMemory({ reuses: true });
  const hub = new StreamHub();
  const got: Sample[] = [];
  hub.attach({ ...reader().it, borrows: true }, 'gop');
  hub.publishTracks(tracks(1));
  let second = 0;
  const run = (seconds: number) => {
    for (const end = second + seconds; second < end; second += 1)
      hub.publishSample(picture(memory, second, second % 5 === 0));
  };
  run(103);
  got.push(...hub.buffered());
  run(100);
  const last = hub.lastKeyframe();
  assert.ok(last !== null);
  got.push(last);
  run(100);
  const leave = hub.attach({ tracks() {}, sample: (one) => got.push(one) }, 'gop');
  run(50);
  leave();
  run(200);
  assert.equal(got.length, 3 + 1 + 53);
  assert.ok(got.every(isWhole));
});
