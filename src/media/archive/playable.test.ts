import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import { audioClip, needsFfmpeg, videoClip } from '../fmp4/test-clips.ts';
import { cameraId, noon, TestArchive } from './test-archive.ts';

const whole = { cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

/** Records both tracks in the order of their times and returns the files. */
async function recordClip(
  at: TestArchive,
  video: { track: VideoTrack; samples: readonly Sample[] } | null,
  audio: { track: AudioTrack; samples: readonly Sample[] } | null,
): Promise<string[]> {
  const archive = await at.open({ segmenter: { segmentMs: 2000 } });
  const writer = archive.writer(cameraId, 'main');
  writer.tracks({ video: video?.track ?? null, audio: audio?.track ?? null });
  const samples = [...(video?.samples ?? []), ...(audio?.samples ?? [])].sort((a, b) => a.utcMs - b.utcMs);
  for (const sample of samples) writer.sample(sample);
  await archive.closeWriter(cameraId, 'main');
  return archive.fragmentsInRange(whole).map(({ path }) => path);
}

interface ProbedStream {
  codec_type: string;
  codec_name: string;
  nb_read_frames: string;
  start_time: string;
}

function probe(path: string): ProbedStream[] {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', path];
  return JSON.parse(execFileSync('ffprobe', args).toString()).streams;
}

const errorsIn = (path: string): string =>
  spawnSync('ffmpeg', [
    '-v',
    'error',
    '-guess_layout_max',
    '0',
    '-i',
    path,
    '-f',
    'null',
    '-',
  ]).stderr.toString();

describe('each file plays alone', needsFfmpeg, () => {
  for (const codec of ['h264', 'h265', 'mjpeg'] as const) {
    test(`${codec}: every picture, once`, async () => {
      await using at = new TestArchive();
      const paths = await recordClip(at, videoClip({ codec, seconds: 3, startUtcMs: noon }), null);
      assert.equal(paths.length, 2);
      const frames = paths.map((path) => Number(probe(path)[0]?.nb_read_frames));
      assert.deepEqual(frames, [50, 25]);
      for (const path of paths) assert.equal(errorsIn(path), '');
    });
  }

  for (const codec of ['aac', 'opus', 'pcma'] as const) {
    test(`with ${codec} sound in time`, async () => {
      await using at = new TestArchive();
      const audio = audioClip(codec, { seconds: 3, startUtcMs: noon });
      const paths = await recordClip(at, videoClip({ seconds: 3, startUtcMs: noon }), audio);
      let sounds = 0;
      for (const path of paths) {
        assert.equal(errorsIn(path), '');
        const [video, sound] = probe(path);
        assert.ok(
          Math.abs(Number(video?.start_time) - Number(sound?.start_time)) < 0.07,
          'less than an audio frame apart',
        );
        const packets = execFileSync('ffprobe', [
          ...['-v', 'error', '-select_streams', 'a', '-show_entries', 'packet=pts', '-of', 'csv=p=0', path],
        ]);
        sounds += packets.toString().trim().split('\n').length;
      }
      assert.equal(
        sounds,
        audio.samples.filter(({ utcMs }) => utcMs < noon + 3000 || codec !== 'pcma').length,
      );
    });
  }

  test('sound alone', async () => {
    await using at = new TestArchive();
    const paths = await recordClip(at, null, audioClip('aac', { seconds: 3, startUtcMs: noon }));
    assert.equal(paths.length, 2);
    for (const path of paths) assert.equal(errorsIn(path), '');
  });

  test('cut off anywhere: all whole fragments decode', async () => {
    await using at = new TestArchive();
    const [path = ''] = await recordClip(at, videoClip({ seconds: 2, gop: 10, startUtcMs: noon }), null);
    const bytes = readFileSync(path);
    const [segment] = at.archive?.fragmentsInRange(whole) ?? [];
    const cut = join(at.folder, 'cut.mp4');
    for (const share of [0.3, 0.5, 0.77, 0.99]) {
      const length = Math.floor(bytes.length * share);
      writeFileSync(cut, bytes.subarray(0, length));
      const { stdout } = spawnSync('ffmpeg', [
        '-v',
        'error',
        '-i',
        cut,
        '-f',
        'null',
        '-progress',
        'pipe:1',
        '-',
      ]);
      const pictures = Number([...stdout.toString().matchAll(/^frame=(\d+)/gm)].at(-1)?.[1]);
      const wholeFragments =
        segment?.fragments.filter((fragment) => fragment.offset + fragment.length <= length).length ?? 0;
      assert.ok(wholeFragments > 0 || share < 0.5);
      // GOPs of 0.4 s share a fragment up to the keyframe after half a second: 20 pictures.
      assert.ok(pictures >= wholeFragments * 20, `${pictures} of ${wholeFragments} fragments at ${share}`);
    }
  });

  test('a new resolution begins a new file', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    for (const [index, size] of ['320x180', '640x360'].entries()) {
      const clip = videoClip({ size, seconds: 1, startUtcMs: noon + index * 1000 });
      writer.tracks({ video: clip.track, audio: null });
      for (const sample of clip.samples) writer.sample(sample);
    }
    await archive.closeWriter(cameraId, 'main');
    const paths = archive.fragmentsInRange(whole).map(({ path }) => path);
    assert.deepEqual(
      paths.map((path) => errorsIn(path)),
      ['', ''],
    );
    assert.deepEqual(archive.spans(whole), [{ startMs: noon, endMs: noon + 2000 }]);
  });
});
