import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { encodeFile, ffmpegMissing } from '#analytics/analyzer/clip.fixture.ts';
import { defaultRecordingPolicy } from '#domain/camera.ts';
import { cameraId, looped, noon, TestArchive } from '#media/archive/test-archive.ts';
import { Recorder } from '#media/recorder/recorder.ts';
import { RecordedHub } from '../recorded-hub.ts';
import { WatchedCamera } from './watched-camera.fixture.ts';

const video = join(import.meta.dirname, '../../../../../shared/media/video/one-by-one-person.mp4');
const skip = ffmpegMissing || (existsSync(video) ? false : 'no test media');
const pool = new AnalyzerPool({ count: 1 });
after(() => pool[Symbol.asyncDispose]());

const fps = 10;
/** When each recorded picture was taken, seconds after the beginning of its file, as ffprobe reads them. */
function picturesOf(path: string): number[] {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts_time',
    '-of',
    'csv=p=0',
    path,
  ];
  return execFileSync('ffprobe', args, { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => Number.parseFloat(line));
}

test('recording on motion: pre-roll and post-roll, and no picture missing or doubled where two motions meet', {
  skip,
}, async () => {
  // Somebody comes at 6.3 s and is gone at 20.6 s; of a loop of 22 s.
  const main = encodeFile(video, { size: '768x432', fps, gop: 10, seconds: 22 });
  const sub = encodeFile(video, { size: '640x360', fps: 5, gop: 10, seconds: 22 });
  await using place = new TestArchive({ segmenter: { segmentMs: 5000 } });
  const archive = await place.open();
  const recorded = new RecordedHub(null);
  const writer = archive.writer(cameraId, 'main');
  const policy = { ...defaultRecordingPolicy, mode: 'motion', preSeconds: 4, postSeconds: 2 } as const;
  using recorder = new Recorder(recorded.hub, writer, policy, place.clock);
  recorder.triggerDelaySeconds = 2;
  recorder.start();
  await using camera = new WatchedCamera(pool, { motion: (untilMs) => recorder.trigger(untilMs) });
  camera.connect('main', main);
  camera.connect('sub', sub);
  camera.hubs.main?.attach(recorded, 'gop');
  camera.hubs.main?.attach(
    {
      tracks: () => {},
      sample: ({ utcMs }) => {
        place.clock.nowMs = utcMs;
        if (utcMs % 1000 === 0) recorder.evaluate();
      },
    },
    'live',
  );
  await camera.watch();
  const rounds = 31;
  await camera.play({
    main: looped(main.samples, noon, rounds, fps),
    sub: looped(sub.samples, noon, rounds, 5),
  });
  await writer.drain();
  const range = { cameraId, stream: 'main', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;
  const spans = archive
    .spans(range)
    .map(({ startMs, endMs }) => [(startMs - noon) / 1000, (endMs - noon) / 1000]);
  const [first] = camera.seen.filter(({ facts }) => facts.type === 'motion_detection');
  const begunAt = ((first?.utcMs ?? 0) - noon) / 1000;
  assert.ok(begunAt > 5.5 && begunAt < 8, `motion at ${begunAt} s`);
  assert.equal(spans.length, 1, JSON.stringify(spans));
  const [from = 0, to = 0] = spans[0] ?? [];
  assert.ok(from <= begunAt - 4 && from >= begunAt - 9, `recorded from ${from} s, motion at ${begunAt} s`);
  const files = archive.fragmentsInRange(range).map(({ path }) => path);
  const counts = [...new Set(files)].map((path) => picturesOf(path));
  assert.equal(
    counts.reduce((sum, times) => sum + times.length, 0),
    Math.round((to - from) * fps),
    'as many pictures as the camera sent',
  );
  for (const times of counts) {
    const steps = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) * 1000));
    assert.deepEqual(new Set(steps), new Set([100]));
  }
});
