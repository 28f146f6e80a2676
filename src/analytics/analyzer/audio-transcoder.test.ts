import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import { fragment } from '#media/fmp4/fragment.ts';
import { audioTrackId, initSegment, numberTracks } from '#media/fmp4/init-segment.ts';
import type { AudioTrack, Sample } from '#media/stream.ts';
import { AnalyzerPool } from './analyzer-pool.ts';
import { ffmpegMissing } from './clip.fixture.ts';

const pool = new AnalyzerPool({ count: 1 });
after(() => pool[Symbol.asyncDispose]());

const packetMs = 20;
const startUtcMs = 1_700_000_000_000;

/** A tone as a camera sends it: G.711 at 8 kHz in packets of 20 ms. */
function tone(codec: 'pcma' | 'pcmu', seconds: number): { track: AudioTrack; samples: Sample[] } {
  const format = codec === 'pcma' ? 'alaw' : 'mulaw';
  const bytes = execFileSync('ffmpeg', [
    ...[
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      `sine=440:r=8000:d=${seconds}`,
      '-f',
      format,
      '-ac',
      '1',
      'pipe:1',
    ],
  ]);
  const size = (8000 * packetMs) / 1000;
  const samples = Array.from(
    { length: Math.floor(bytes.length / size) },
    (_, index): Sample => ({
      kind: 'audio',
      data: bytes.subarray(index * size, (index + 1) * size),
      keyframe: true,
      dts: index * size,
      ptsOffset: 0,
      utcMs: startUtcMs + index * packetMs,
      discontinuity: false,
    }),
  );
  const track: AudioTrack = {
    kind: 'audio',
    codec,
    sampleRate: 8000,
    channels: 1,
    timescale: 8000,
    config: Buffer.alloc(0),
    codecString: codec === 'pcma' ? 'alaw' : 'ulaw',
  };
  return { track, samples };
}

async function transcode(
  to: 'aac' | 'opus',
  track: AudioTrack,
  samples: readonly Sample[],
): Promise<{ track: AudioTrack; out: Sample[] }> {
  const opened = Promise.withResolvers<AudioTrack>();
  const out: Sample[] = [];
  const transcoder = pool.openAudioTranscoder({
    source: 'camera/main',
    track,
    to,
    onTrack: opened.resolve,
    onSample: (sample) => out.push(sample),
    onFailed: opened.reject,
  });
  for (const sample of samples) transcoder.push(sample);
  const made = await opened.promise;
  // Requests are answered in order: when this one is, all before it were.
  await pool.describe();
  transcoder.close();
  return { track: made, out };
}

for (const [from, to, rate, frame] of [
  ['pcma', 'aac', 16_000, 1024],
  ['pcmu', 'opus', 48_000, 960],
] as const) {
  test(`${from} becomes ${to} at the same times`, { skip: ffmpegMissing }, async () => {
    const { track, samples } = tone(from, 3);
    const { track: made, out } = await transcode(to, track, samples);
    assert.deepEqual([made.codec, made.sampleRate, made.timescale, made.channels], [to, rate, rate, 1]);
    const lastMs = ((out.at(-1)?.dts ?? 0) * 1000) / rate;
    assert.ok(lastMs > 2700 && lastMs < 3000, `the last begins at ${lastMs} ms`);
    out.slice(1).forEach((sample, index) => {
      assert.equal(sample.dts - (out[index]?.dts ?? 0), frame);
    });
    for (const sample of out) {
      assert.ok(Math.abs(sample.utcMs - startUtcMs - (sample.dts * 1000) / rate) < 0.01);
    }
    assert.ok(loudness(made, out) > -25, 'the tone is gone');
  });
}

/** What ffmpeg hears, in dB. */
function loudness(track: AudioTrack, samples: readonly Sample[]): number {
  const duration = track.codec === 'opus' ? 960 : 1024;
  const file = Buffer.concat([
    initSegment(numberTracks({ video: null, audio: track })),
    ...fragment({
      sequence: 1,
      tracks: [
        {
          trackId: audioTrackId,
          baseMediaDecodeTime: 0,
          samples: samples.map(({ data }) => ({ data, duration, keyframe: true, ptsOffset: 0 })),
        },
      ],
    }),
  ]);
  const report = execFileSync('sh', ['-c', 'ffmpeg -hide_banner -i pipe:0 -af volumedetect -f null - 2>&1'], {
    input: file,
  }).toString();
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(report)?.[1] ?? Number.NaN);
}

test('a gap in the sound is a gap in what comes out', { skip: ffmpegMissing }, async () => {
  const { track, samples } = tone('pcma', 4);
  const withGap = samples.filter(({ dts }) => dts < 8000 || dts >= 24_000);
  const { out } = await transcode('aac', track, withGap);
  const gaps = out.slice(1).filter((sample, index) => sample.dts - (out[index]?.dts ?? 0) !== 1024);
  assert.equal(gaps.length, 1);
  assert.equal(gaps[0]?.discontinuity, true);
  assert.equal(gaps[0]?.dts, 3 * 16_000);
  assert.equal(gaps[0]?.utcMs, startUtcMs + 3000);
});

test('a new connection, whose times begin again, is heard', { skip: ffmpegMissing }, async () => {
  const { track, samples } = tone('pcma', 1.9);
  const [first, ...rest] = samples.map((sample) => ({ ...sample, utcMs: sample.utcMs + 10_000 }));
  assert.ok(first !== undefined);
  const { out } = await transcode('opus', track, [...samples, { ...first, discontinuity: true }, ...rest]);
  const restarts = out.filter(({ discontinuity }) => discontinuity);
  assert.deepEqual(
    restarts.map(({ dts, utcMs }) => [dts, utcMs]),
    // The encoder's run-up, 312 of 960, lies before the beginning.
    [[648, startUtcMs + 10_013.5]],
  );
  assert.ok(out.filter(({ utcMs }) => utcMs >= startUtcMs + 10_000).length > 80);
});

test('jitter of the packets does not show in what comes out', { skip: ffmpegMissing }, async () => {
  const { track, samples } = tone('pcmu', 2);
  const jittered = samples.map((sample, index) => ({ ...sample, dts: sample.dts + ((index * 13) % 7) * 20 }));
  const { out } = await transcode('opus', track, jittered);
  assert.ok(out.length > 90);
  assert.ok(out.slice(1).every((sample, index) => sample.dts - (out[index]?.dts ?? 0) === 960));
});

test('sound that is not decodable here is refused', async () => {
  const { track } = {
    track: {
      kind: 'audio',
      codec: 'aac',
      sampleRate: 48_000,
      channels: 6,
      timescale: 48_000,
      config: Buffer.from([0x11, 0xb0]),
      codecString: 'mp4a.40.2',
    } satisfies AudioTrack,
  };
  const sample: Sample = {
    kind: 'audio',
    data: Buffer.alloc(10),
    keyframe: true,
    dts: 0,
    ptsOffset: 0,
    utcMs: startUtcMs,
    discontinuity: false,
  };
  await assert.rejects(transcode('opus', track, [sample]), { code: 'unavailable', reason: 'unsupported' });
});
