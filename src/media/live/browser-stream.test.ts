import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AudioTrack, Sample, Tracks } from '../stream.ts';
import type { AudioTranscoder } from './audio-transcoder.ts';
import { BrowserStream, type BrowserTracks } from './browser-stream.ts';
import { DurationGuess } from './durations.ts';

const audio = (codec: AudioTrack['codec'], rate: number): AudioTrack => ({
  kind: 'audio',
  codec,
  sampleRate: rate,
  channels: 1,
  timescale: rate,
  config: Buffer.alloc(0),
  codecString: codec === 'aac' ? 'mp4a.40.2' : 'alaw',
});

const video = {
  kind: 'video',
  codec: 'h264',
  width: 64,
  height: 64,
  timescale: 90_000,
  parameterSets: [],
  codecString: 'avc1.42c01e',
} as const;

const tracks = (generation: number, sound: AudioTrack | null): Tracks => ({
  generation,
  video,
  audio: sound,
});

function sample(kind: 'video' | 'audio', dts: number, data = Buffer.from([1])): Sample {
  return { kind, data, keyframe: true, dts, ptsOffset: 0, utcMs: 0, discontinuity: false };
}

function recorder() {
  const heard: { tracks: BrowserTracks[]; samples: Sample[] } = { tracks: [], samples: [] };
  const reader = {
    tracks: (one: BrowserTracks) => void heard.tracks.push(one),
    sample: (one: Sample) => void heard.samples.push(one),
  };
  return { heard, reader };
}

test('time goes on over reconnections, together for picture and sound', () => {
  const { heard, reader } = recorder();
  const stream = new BrowserStream(reader);
  stream.tracks(tracks(1, audio('aac', 16_000)));
  stream.sample(sample('video', 900_000));
  stream.sample(sample('audio', 160_000));
  stream.sample(sample('video', 903_600));
  stream.tracks(tracks(2, audio('aac', 16_000)));
  stream.sample(sample('video', 0));
  stream.sample(sample('audio', 16_000));
  const seconds = heard.samples.map(({ kind, dts }) => dts / (kind === 'video' ? 90_000 : 16_000));
  assert.deepEqual(seconds.slice(0, 3), [10, 10, 10.04]);
  assert.ok(Math.abs(seconds[3]! - 10.041) < 0.001);
  assert.ok(Math.abs(seconds[4]! - 11.041) < 0.001);
});

test('sound that browsers do not decode goes through the transcoder; what comes late of it is dropped', async () => {
  const outputs: ((sample: Sample) => void)[] = [];
  let disposed = 0;
  // Doubles the rate and answers when it is told to, as a process of its own would.
  const transcoder: AudioTranscoder = {
    open(input, codec, onSample) {
      const pushed: Sample[] = [];
      outputs.push(() => {
        for (const one of pushed.splice(0)) onSample({ ...one, dts: one.dts * 2 });
      });
      return {
        track: audio(codec === 'aac' ? 'aac' : 'opus', input.sampleRate * 2),
        push: (one) => void pushed.push(one),
        async [Symbol.asyncDispose]() {
          disposed += 1;
        },
      };
    },
  };
  const { heard, reader } = recorder();
  const stream = new BrowserStream(reader, transcoder);
  stream.tracks(tracks(1, audio('pcma', 8000)));
  assert.equal(heard.tracks[0]?.audio?.codec, 'aac');
  assert.equal(heard.tracks[0]?.audioLeftOut, undefined);
  stream.sample(sample('video', 90_000));
  stream.sample(sample('audio', 8000));
  assert.equal(heard.samples.length, 1);
  outputs[0]?.(sample('audio', 0));
  assert.equal(heard.samples[1]?.dts, 16_000);
  stream.sample(sample('audio', 8160));
  stream.tracks(tracks(2, null));
  outputs[0]?.(sample('audio', 0));
  assert.equal(heard.samples.length, 2);
  assert.equal(disposed, 1);
});

test('without a transcoder such sound is left out, and said', () => {
  const { heard, reader } = recorder();
  const stream = new BrowserStream(reader);
  stream.tracks(tracks(1, audio('pcma', 8000)));
  stream.sample(sample('audio', 0));
  assert.equal(heard.tracks[0]?.audio, null);
  assert.match(heard.tracks[0]?.audioLeftOut ?? '', /alaw/);
  assert.equal(heard.samples.length, 0);
});

test('a last picture lasts as long as the one before; a pause is no duration', () => {
  const guess = new DurationGuess(10);
  const of = (...dts: number[]) =>
    guess.of(
      dts.map((one) => sample('video', one)),
      video,
    );
  assert.deepEqual(of(0), [9000]);
  assert.deepEqual(of(3600), [3600]);
  assert.deepEqual(of(7200, 12_600), [5400, 5400]);
  assert.deepEqual(of(10_000_000), [5400]);
});

test('Opus packets tell how long they last', () => {
  const opus = { ...audio('opus', 48_000), codecString: 'opus' };
  const ticks = (...bytes: number[]) =>
    new DurationGuess().of([sample('audio', 0, Buffer.from(bytes))], opus)[0];
  assert.equal(ticks(0xf8), 960, 'CELT, 20 ms');
  assert.equal(ticks(0xe0), 120, 'CELT, 2.5 ms');
  assert.equal(ticks(0x48), 960, 'SILK, 20 ms');
  assert.equal(ticks(0x49), 1920, 'two frames');
  assert.equal(ticks(0x4b, 0x03), 2880, 'three frames');
});
