import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { AudioTrack, Sample } from '#media/stream.ts';
import { defaultSegmenterOptions, type Piece, Segmenter } from './segmenter.ts';
import { noon, plainSamples, plainTrack } from './test-archive.ts';

const audioTrack: AudioTrack = {
  kind: 'audio',
  codec: 'pcma',
  sampleRate: 8000,
  channels: 1,
  timescale: 8000,
  config: Buffer.alloc(0),
  codecString: 'alaw',
};

/** Sound in pieces of 40 ms. */
const sound = (startMs: number, seconds: number): Sample[] =>
  Array.from({ length: seconds * 25 }, (_, index) => ({
    kind: 'audio',
    data: Buffer.alloc(320),
    keyframe: true,
    dts: index * 320,
    ptsOffset: 0,
    utcMs: startMs + index * 40,
    discontinuity: false,
  }));

function cut(samples: readonly Sample[], options = {}, audio: AudioTrack | null = null): Piece[] {
  const segmenter = new Segmenter({ ...defaultSegmenterOptions, ...options });
  segmenter.setTracks({ video: samples.some(({ kind }) => kind === 'video') ? plainTrack : null, audio });
  return [...samples.flatMap((sample) => segmenter.push(sample)), ...segmenter.finish()];
}

const starts = (pieces: readonly Piece[]) => pieces.map(({ takenAt }) => takenAt.utcMs - noon);
const merged = (...lists: Sample[][]) => lists.flat().sort((a, b) => a.utcMs - b.utcMs);

describe('fragments', () => {
  test('are GOPs of up to a second', () => {
    assert.deepEqual(starts(cut(plainSamples(noon, 4, { gop: 10 }))), [0, 1000, 2000, 3000]);
  });

  test('of long GOPs are seconds, and only the first begins on a keyframe', () => {
    const pieces = cut(plainSamples(noon, 8, { gop: 40 }));
    assert.deepEqual(starts(pieces), [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]);
    assert.deepEqual(
      pieces.map(({ keyframe }) => keyframe),
      [true, false, false, false, true, false, false, false],
    );
  });

  test('of a GOP that is no multiple of a second end with it', () => {
    assert.deepEqual(starts(cut(plainSamples(noon, 3, { gop: 12 }))), [0, 1000, 1200, 2200, 2400]);
  });

  test('hold several GOPs when every picture is a keyframe', () => {
    const pieces = cut(plainSamples(noon, 4, { gop: 1 }));
    assert.deepEqual(starts(pieces), [0, 500, 1000, 1500, 2000, 2500, 3000, 3500]);
  });

  test('end early when they are big', () => {
    const pieces = cut(plainSamples(noon, 2, { gop: 20, bytes: 1000 }), { maxFragmentBytes: 5000 });
    assert.ok(pieces.every(({ bytes }) => bytes <= 5000));
  });
});

describe('segments', () => {
  test('begin with the first keyframe after a minute', () => {
    const pieces = cut(plainSamples(noon, 130, { gop: 70 }));
    assert.deepEqual(
      starts(pieces.filter(({ startsSegment }) => startsSegment !== null)),
      [0, 63_000, 126_000],
    );
  });

  test('wait for a keyframe', () => {
    const segmenter = new Segmenter();
    segmenter.setTracks({ video: plainTrack, audio: null });
    for (const sample of plainSamples(noon, 2).slice(5)) segmenter.push(sample);
    assert.deepEqual(starts(segmenter.finish()), [1000]);
    assert.equal(segmenter.droppedBeforeKeyframe, 5);
  });

  test('begin anew after a discontinuity, with the next keyframe', () => {
    const samples = plainSamples(noon, 5);
    samples[23] = { ...(samples[23] as Sample), discontinuity: true };
    const pieces = cut(samples);
    assert.deepEqual(starts(pieces), [0, 1000, 2000, 2300, 3000, 4000]);
    assert.deepEqual(
      pieces.map(({ startsSegment }) => startsSegment !== null),
      [true, false, false, false, true, false],
    );
  });

  test('begin anew when the clock jumps', () => {
    const samples = plainSamples(noon, 5).map((sample, index) =>
      index < 25 ? sample : { ...sample, utcMs: sample.utcMs + 3_600_000 },
    );
    const pieces = cut(samples).filter(({ startsSegment }) => startsSegment !== null);
    assert.deepEqual(starts(pieces), [0, 3_603_000]);
  });

  test('hold every sound once, early and late ones too, in time with the picture', () => {
    const video = plainSamples(noon, 130);
    const audio = sound(noon - 1000, 132);
    // Sound reaches the writer 70 ms after the picture of the same moment.
    const order = [...video, ...audio].sort(
      (a, b) => a.utcMs + (a.kind === 'audio' ? 70 : 0) - b.utcMs - (b.kind === 'audio' ? 70 : 0),
    );
    const pieces = cut(order, {}, audioTrack);
    const sounds = pieces.flatMap(({ tracks }) => tracks[1]?.samples ?? []);
    // From the first that arrives after the first picture: those of the last 70 ms before it.
    assert.equal(sounds.length, audio.filter(({ utcMs }) => utcMs + 70 >= noon).length);
    assert.ok(sounds.every(({ duration }) => duration === 320));
    for (const { startsSegment, tracks, takenAt } of pieces) {
      if (startsSegment === null) continue;
      const [picture, tone] = tracks;
      assert.ok(picture !== undefined && tone !== undefined);
      const first = sounds.indexOf(tone.samples[0] as (typeof sounds)[number]);
      const toneMs = audio.filter(({ utcMs }) => utcMs + 70 >= noon)[first]?.utcMs ?? 0;
      const apartMs = picture.baseMediaDecodeTime / 90 - tone.baseMediaDecodeTime / 8;
      assert.equal(apartMs, takenAt.utcMs - toneMs);
    }
  });

  test('of sound alone are cut by time', () => {
    const pieces = cut(sound(noon, 70), {}, audioTrack);
    assert.deepEqual(starts(pieces.filter(({ startsSegment }) => startsSegment !== null)), [0, 60_000]);
    assert.equal(pieces.flatMap(({ tracks }) => tracks[0]?.samples ?? []).length, 70 * 25);
  });
});

test('no sample is lost or doubled, and time never goes back in a segment, whatever comes', () => {
  const options = { segmentMs: 3000, fragmentMs: 1000, maxFragmentBytes: 3000 };
  const step = fc.record({
    gop: fc.boolean(),
    ms: fc.integer({ min: 1, max: 900 }),
    lost: fc.integer({ min: 0, max: 20 }),
    bytes: fc.integer({ min: 1, max: 2000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let utcMs = noon;
      const video = steps.map(({ gop, ms, lost, bytes }, index): Sample => {
        utcMs += ms;
        const discontinuity = lost === 20;
        return {
          kind: 'video',
          data: Buffer.alloc(bytes, index),
          keyframe: gop || index === 0,
          dts: (utcMs - noon) * 90,
          ptsOffset: 0,
          utcMs,
          discontinuity,
        };
      });
      const segmenter = new Segmenter(options);
      segmenter.setTracks({ video: plainTrack, audio: null });
      const pieces = [...video.flatMap((sample) => segmenter.push(sample)), ...segmenter.finish()];
      const out = pieces.flatMap(({ tracks }) => tracks[0]?.samples ?? []);
      assert.equal(out.length + segmenter.droppedBeforeKeyframe, video.length);
      const data = new Set(out.map((sample) => sample.data));
      assert.deepEqual(
        out.map((sample) => sample.data),
        video.map((sample) => sample.data).filter((one) => data.has(one)),
      );
      let endTicks = 0;
      for (const { startsSegment, tracks, keyframe } of pieces) {
        const [track] = tracks;
        assert.ok(track !== undefined);
        if (startsSegment !== null) {
          assert.ok(keyframe);
          assert.equal(track.baseMediaDecodeTime, 0);
        } else assert.ok(track.baseMediaDecodeTime > endTicks);
        endTicks = track.baseMediaDecodeTime;
      }
    }),
    { numRuns: 300 },
  );
});

test('merged order of tracks does not matter for what is kept', () => {
  const samples = merged(plainSamples(noon, 10), sound(noon, 10));
  const pieces = cut(samples, {}, audioTrack);
  assert.equal(pieces.flatMap(({ tracks }) => tracks[0]?.samples ?? []).length, 100);
  assert.equal(pieces.flatMap(({ tracks }) => tracks[1]?.samples ?? []).length, 250);
});
