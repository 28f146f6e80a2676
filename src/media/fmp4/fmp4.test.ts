import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { type FragmentTrack, fragment } from './fragment.ts';
import { initSegment, mimeType, numberTracks } from './init-segment.ts';
import { parseFragment, parseTakenAt } from './parse-fragment.ts';
import { parseInit } from './parse-init.ts';
import { audioClip, type Clip, needsFfmpeg, videoClip } from './test-clips.ts';

const folder = tempFolder('fmp4');

function track(trackId: number, samples: readonly Sample[], ticks: number): FragmentTrack {
  const timed = samples.map((sample) => ({ ...sample, duration: ticks }));
  return { trackId, baseMediaDecodeTime: samples[0]?.dts ?? 0, samples: timed };
}

/** A whole file with fragments of one second. */
function write(name: string, video: Clip<VideoTrack> | null, audio: Clip<AudioTrack> | null): string {
  const init = initSegment(numberTracks({ video: video?.track ?? null, audio: audio?.track ?? null }));
  const parts: Buffer[] = [init];
  const within = (samples: readonly Sample[] | undefined, second: number) =>
    (samples ?? []).filter(({ utcMs }) => Math.floor(utcMs / 1000) === second);
  const step = (samples: readonly Sample[] | undefined) =>
    (samples?.[1]?.dts ?? 0) - (samples?.[0]?.dts ?? 0);
  for (let second = 0; second < 3; second += 1) {
    const tracks = [
      track(1, within(video?.samples, second), step(video?.samples)),
      track(2, within(audio?.samples, second), step(audio?.samples)),
    ];
    parts.push(
      ...fragment({
        sequence: second + 1,
        tracks,
        takenAt: { trackId: video ? 1 : 2, utcMs: 1.7e12 + second * 1000 },
      }),
    );
  }
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

interface Probe {
  streams: {
    codec_name: string;
    width?: number;
    height?: number;
    nb_read_packets: string;
    sample_rate?: string;
    start_time: string;
  }[];
}

const probe = (path: string): Probe =>
  JSON.parse(
    execFileSync('ffprobe', [
      '-v',
      'error',
      '-count_packets',
      '-show_streams',
      '-of',
      'json',
      path,
    ]).toString(),
  );

/** What ffmpeg complains about when it decodes everything; empty when the file is clean. */
const decodeErrors = (path: string): string =>
  spawnSync('ffmpeg', [
    '-v',
    'warning',
    '-guess_layout_max',
    '0',
    '-i',
    path,
    '-f',
    'null',
    '-',
  ]).stderr.toString();

describe('files that ffmpeg reads', needsFfmpeg, () => {
  for (const codec of ['h264', 'h265', 'mjpeg'] as const) {
    test(`${codec} with its size and every frame`, () => {
      const path = write(`${codec}.mp4`, videoClip({ codec }), null);
      const [stream] = probe(path).streams;
      assert.equal(stream?.codec_name, codec === 'h265' ? 'hevc' : codec);
      assert.deepEqual([stream?.width, stream?.height, stream?.nb_read_packets], [320, 180, '75']);
      assert.equal(decodeErrors(path), '');
    });
  }

  for (const [codec, name, rate] of [
    ['aac', 'aac', '16000'],
    ['opus', 'opus', '48000'],
    ['pcma', 'pcm_alaw', '8000'],
    ['pcmu', 'pcm_mulaw', '8000'],
  ] as const) {
    test(`${codec} beside H.264`, () => {
      const audio = audioClip(codec);
      const path = write(`${codec}.mp4`, videoClip(), audio);
      const [video, sound] = probe(path).streams;
      assert.equal(video?.nb_read_packets, '75');
      assert.equal(sound?.codec_name, name);
      assert.equal(sound?.sample_rate, rate);
      const expected = audio.samples.filter(({ utcMs }) => utcMs < 3000).length;
      assert.equal(Number(sound?.nb_read_packets), expected);
      assert.equal(decodeErrors(path), '');
    });
  }

  test('audio alone', () => {
    const path = write('audio-only.mp4', null, audioClip('aac'));
    assert.equal(probe(path).streams.length, 1);
    assert.equal(decodeErrors(path), '');
  });
});

describe('read back', needsFfmpeg, () => {
  for (const codec of ['h264', 'h265', 'mjpeg'] as const) {
    test(`${codec} track as it was`, () => {
      const { track: original } = videoClip({ codec, seconds: 1 });
      const parsed = parseInit(initSegment(numberTracks({ video: original, audio: null })))?.[0];
      assert.equal(parsed?.trackId, 1);
      assert.ok(parsed?.track.kind === 'video');
      assert.equal(parsed.track.width, 320);
      assert.equal(parsed.track.codec, codec);
      assert.deepEqual(parsed.track.parameterSets, original.parameterSets);
      if (codec === 'h264') assert.equal(parsed.track.codecString, 'avc1.64000c');
      if (codec === 'h265') assert.match(parsed.track.codecString, /^hvc1\.1\.6\.L\d+\.90$/);
    });
  }

  test('audio tracks as they were', () => {
    for (const codec of ['aac', 'opus', 'pcma', 'pcmu'] as const) {
      const { track: original } = audioClip(codec, { seconds: 1 });
      assert.deepEqual(
        parseInit(initSegment(numberTracks({ video: null, audio: original })))?.[0]?.track,
        original,
      );
    }
  });

  test('samples of a fragment with offsets, times and flags, and the UTC of its first one', () => {
    const samples = [
      { data: Buffer.from('key'), duration: 3600, keyframe: true, ptsOffset: 7200 },
      { data: Buffer.from('delta!'), duration: 3601, keyframe: false, ptsOffset: 0 },
    ];
    const sound = [{ data: Buffer.from('la'), duration: 1024, keyframe: true, ptsOffset: 0 }];
    const bytes = Buffer.concat(
      fragment({
        sequence: 7,
        tracks: [
          { trackId: 1, baseMediaDecodeTime: 2 ** 40 + 5, samples },
          { trackId: 2, baseMediaDecodeTime: 99, samples: sound },
        ],
        takenAt: { trackId: 1, utcMs: 1_790_000_000_123.25 },
      }),
    );
    assert.deepEqual(parseTakenAt(bytes, 0), {
      trackId: 1,
      utcMs: 1_790_000_000_123.25,
      mediaTime: 2 ** 40 + 5,
    });
    const moof = bytes.subarray(32);
    const parsed = parseFragment(moof);
    assert.equal(parsed?.sequence, 7);
    const [video, audio] = parsed?.tracks ?? [];
    assert.deepEqual(
      video?.samples.map(({ offset, size }) => moof.toString('latin1', offset, offset + size)),
      ['key', 'delta!'],
    );
    assert.deepEqual(
      audio?.samples.map(({ offset, size }) => moof.toString('latin1', offset, offset + size)),
      ['la'],
    );
    assert.deepEqual(
      video?.samples.map(({ dts, duration, ptsOffset, keyframe }) => [
        dts - 2 ** 40,
        duration,
        ptsOffset,
        keyframe,
      ]),
      [
        [5, 3600, 7200, true],
        [3605, 3601, 0, false],
      ],
    );
    assert.equal(audio?.baseMediaDecodeTime, 99);
    assert.equal(moof.readUInt32BE((audio?.decodeTimeOffset ?? 0) + 4), 99);
  });
});

test('tells the MIME type of what is inside', () => {
  const video = { codecString: 'avc1.640028' } as VideoTrack;
  const audio = { codecString: 'mp4a.40.2' } as AudioTrack;
  assert.equal(mimeType({ video, audio }), 'video/mp4; codecs="avc1.640028,mp4a.40.2"');
  assert.equal(mimeType({ video: null, audio }), 'audio/mp4; codecs="mp4a.40.2"');
});

test('refuses a track without parameter sets', () => {
  const video: VideoTrack = {
    kind: 'video',
    codec: 'h264',
    width: 1,
    height: 1,
    timescale: 90_000,
    parameterSets: [],
    codecString: 'avc1',
  };
  assert.throws(() => initSegment(numberTracks({ video, audio: null })), { code: 'invalid' });
});
