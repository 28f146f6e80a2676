import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { audioClip, needsFfmpeg, videoClip } from '#media/fmp4/test-clips.ts';
import type { Sample } from '#media/stream.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { writeClip } from './clip-file.ts';
import { type PlanChunk, type PlanFragment, planClip } from './clip-plan.ts';

const folder = tempFolder('clip');

const startMs = Date.UTC(2026, 0, 2, 3, 4, 5);
const fps = 25;
const gop = 25;

/** Stores the samples as the archive does, one fragment per second: video next to audio. Returns what playback is told of them. */
function store(
  name: string,
  seconds: number,
  startUtcMs: number,
  options: { audio?: boolean; size?: string } = {},
): PlanFragment[] {
  const video = videoClip({
    seconds,
    fps,
    gop,
    startUtcMs,
    ...(options.size === undefined ? {} : { size: options.size }),
  });
  const audio = options.audio === true ? audioClip('aac', { seconds, startUtcMs }) : null;
  const file = join(folder, name);
  const bytes: Buffer[] = [];
  let offset = 0;
  const fragments: PlanFragment[] = [];
  for (let second = 0; second < seconds; second += 1) {
    const chunks: PlanChunk[] = [];
    for (const clip of audio === null ? [video] : [video, audio]) {
      const { timescale } = clip.track;
      const inside = (sample: Sample) => Math.floor(sample.dts / timescale) === second;
      const samples = clip.samples.filter(inside);
      const ticks = (clip.samples[1]?.dts ?? 0) - (clip.samples[0]?.dts ?? 0);
      chunks.push({
        track: clip.track,
        offset,
        baseTime: samples[0]?.dts ?? 0,
        samples: samples.map(({ data, keyframe, ptsOffset }) => ({
          size: data.length,
          duration: ticks,
          keyframe,
          ptsOffset,
        })),
      });
      for (const { data } of samples) {
        bytes.push(data);
        offset += data.length;
      }
    }
    fragments.push({ file, startMs: startUtcMs + second * 1000, chunks, joint: second === 0 });
  }
  writeFileSync(file, Buffer.concat(bytes));
  return fragments;
}

async function write(fragments: readonly PlanFragment[], fromMs: number, toMs: number) {
  const plan = await planClip(fragments, fromMs, toMs);
  assert.ok(plan !== null);
  const path = join(folder, 'clip.mp4');
  const written = await writeClip(plan, path, {
    creationUtcMs: fromMs,
    signal: new AbortController().signal,
    progress: () => {},
  });
  return { path, written, plan };
}

function probe(path: string) {
  const args = ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', path];
  const found = JSON.parse(execFileSync('ffprobe', args).toString()) as {
    streams: { codec_type: string; nb_read_frames: string; duration: string; start_time: string }[];
    format: { duration: string };
  };
  return {
    duration: Number(found.format.duration),
    video: found.streams.find(({ codec_type }) => codec_type === 'video'),
    audio: found.streams.find(({ codec_type }) => codec_type === 'audio'),
  };
}

/** Checksums of the pictures that a player shows. */
function pictures(path: string): string[] {
  const args = ['-v', 'error', '-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'];
  return execFileSync('ffmpeg', args)
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

test('a clip between two keyframes shows exactly the pictures asked for', needsFfmpeg, async () => {
  const fragments = store('a.bin', 5, startMs, { audio: true });
  const whole = await write(fragments, startMs, startMs + 5000);
  const all = pictures(whole.path);
  assert.equal(all.length, 125);

  // From picture 30 (1.2 s, five after a keyframe) to picture 80 (3.2 s).
  const { path, plan } = await write(fragments.slice(1), startMs + 1200, startMs + 3200);
  assert.deepEqual(pictures(path), all.slice(30, 80));
  assert.equal(Math.round(plan.durationMs), 2000);
  const { audio, video, duration } = probe(path);
  assert.ok(Math.abs(duration - 2) < 0.07, `lasts ${duration} s`);
  assert.ok(Math.abs(Number(video?.start_time)) < 0.001);
  assert.ok(Math.abs(Number(audio?.duration) - 2) < 0.07, `audio lasts ${audio?.duration} s`);
});

test('what was not recorded is cut out, picture and sound go on together', needsFfmpeg, async () => {
  const before = store('b.bin', 2, startMs, { audio: true });
  const later = store('c.bin', 2, startMs + 60_000, { audio: true });
  const { path } = await write([...before, ...later], startMs + 1000, startMs + 61_000);
  const { duration, video, audio } = probe(path);
  assert.equal(video?.nb_read_frames, '50');
  assert.ok(Math.abs(duration - 2) < 0.1, `lasts ${duration} s`);
  assert.ok(Math.abs(Number(audio?.duration) - Number(video?.duration)) < 0.1);
});

test(
  'a camera that changed its resolution within the clip gives a clip with both in one description',
  needsFfmpeg,
  async () => {
    const small = store('d.bin', 1, startMs);
    const large = store('e.bin', 1, startMs + 1000, { size: '640x360' });
    const { path, plan } = await write([...small, ...large], startMs, startMs + 2000);
    assert.equal(plan.tracks[0]?.descriptions.length, 1);
    assert.equal(pictures(path).length, 50);
  },
);

test('a range without a picture has no plan', needsFfmpeg, async () => {
  assert.equal(await planClip([], startMs, startMs + 1000), null);
  assert.equal(await planClip(store('f.bin', 1, startMs), startMs + 5000, startMs + 6000), null);
});

test('an archive file that lost its end fails the clip and leaves nothing behind', needsFfmpeg, async () => {
  const fragments = store('g.bin', 2, startMs);
  const file = join(folder, 'g.bin');
  writeFileSync(file, readFileSync(file).subarray(0, -100));
  await assert.rejects(write(fragments, startMs, startMs + 2000), { code: 'data_loss' });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.part')),
    [],
  );
});

test('an aborted clip leaves nothing behind', needsFfmpeg, async () => {
  const plan = await planClip(store('h.bin', 2, startMs), startMs, startMs + 2000);
  assert.ok(plan !== null);
  const signal = AbortSignal.abort();
  const path = join(folder, 'aborted.mp4');
  await assert.rejects(writeClip(plan, path, { creationUtcMs: startMs, signal, progress: () => {} }), {
    name: 'AbortError',
  });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith('aborted')),
    [],
  );
});
