import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { joinWithStartCodes, lengthsToStartCodes } from '#media/h264/nal-units.ts';
import { encodeClip, ffmpegMissing, type TestClip } from './clip.fixture.ts';
import { type LoopFilter, VideoDecoder } from './decoder.ts';

const [width, height] = [320, 240];
const skip = ffmpegMissing;

function clipOf(gop: number, frames: number): TestClip {
  return encodeClip('h265', { size: `${width}x${height}`, gop, frames, filter: 'noise=alls=20:allf=t' });
}

/** The luma of each picture. */
function decode({ track, samples }: TestClip, loopFilter: LoopFilter): string[] {
  using decoder = new VideoDecoder(track, loopFilter);
  const pictures: string[] = [];
  const keep: Parameters<VideoDecoder['flush']>[0] = (frame) => {
    const [plane = Buffer.alloc(0)] = frame.data ?? [];
    const [stride = width] = frame.linesize;
    const rows = Array.from({ length: height }, (_, row) =>
      plane.subarray(row * stride, row * stride + width),
    );
    pictures.push(Buffer.concat(rows).toString('base64'));
  };
  for (const { data, utcMs } of samples) decoder.decode(Buffer.from(data), utcMs, keep);
  decoder.flush(keep);
  return pictures;
}

/** The same by the ffmpeg program, with the filter everywhere or nowhere. */
function decodeByFfmpeg({ track, samples }: TestClip, skipped: 'default' | 'all'): string[] {
  const units = samples.map(({ data }) => lengthsToStartCodes(Buffer.from(data)));
  const input = Buffer.concat([joinWithStartCodes(track.parameterSets), ...units]);
  const raw = execFileSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-skip_loop_filter', skipped, '-f', 'hevc', '-i', 'pipe:0'],
      ...['-vf', 'extractplanes=y', '-f', 'rawvideo', 'pipe:1'],
    ],
    { input, maxBuffer: 1 << 28 },
  );
  const bytes = width * height;
  return Array.from({ length: raw.length / bytes }, (_, index) =>
    raw.subarray(index * bytes, (index + 1) * bytes).toString('base64'),
  );
}

function joined(...clips: readonly TestClip[]): TestClip {
  const [first] = clips;
  assert.ok(first);
  return { track: first.track, samples: clips.flatMap(({ samples }) => samples) };
}

test('the loop filter is left out in short GOPs, once the first has shown how long they are', {
  skip,
}, () => {
  const clip = clipOf(10, 30);
  const pictures = decode(clip, 'in long GOPs');
  const filtered = decodeByFfmpeg(clip, 'default');
  const unfiltered = decodeByFfmpeg(clip, 'all');
  assert.equal(pictures.length, 30);
  assert.notEqual(filtered[25], unfiltered[25]);
  assert.deepEqual(pictures.slice(0, 10), filtered.slice(0, 10));
  assert.deepEqual(pictures.slice(20), unfiltered.slice(20));
  assert.deepEqual(decode(clip, 'always'), filtered);
});

test('long GOPs are filtered, also after short ones', { skip }, () => {
  const long = clipOf(25, 50);
  const filtered = decodeByFfmpeg(long, 'default');
  assert.deepEqual(decode(long, 'in long GOPs'), filtered);
  const changing = decode(joined(clipOf(10, 20), long), 'in long GOPs');
  assert.notEqual(changing[30], filtered[10]);
  assert.deepEqual(changing.slice(20 + 25), filtered.slice(25));
});
