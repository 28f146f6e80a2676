/**
 * For the crash tests: a process that records two streams of a real clip, faster than life, until it is killed.
 * `node test-crash-writer.ts <index> <volume> [plain]`, with `plain` of samples that nobody decodes; prints a line for every 20 fragments of the first stream.
 */
import { setImmediate } from 'node:timers/promises';
import type { Tracks } from '#media/stream.ts';
import { videoClip } from '../fmp4/test-clips.ts';
import { Archive } from './archive.ts';
import {
  cameraId,
  HandClock,
  looped,
  noon,
  plainSamples,
  plainTrack,
  quiet,
  testKey,
} from './test-archive.ts';

const [indexPath = '', path = '', kind = ''] = process.argv.slice(2);
const archive = await Archive.open({
  indexPath,
  volumes: [{ name: 'one', path }],
  signingKey: testKey,
  clock: new HandClock(),
  log: quiet,
  syncSeconds: 1,
  segmenter: { segmentMs: 7000 },
  aliveEveryMs: 20,
});
const plain = { track: plainTrack, samples: plainSamples(noon, 3, { fps: 25, gop: 25, bytes: 4000 }) };
const clips =
  kind === 'plain'
    ? [plain, plain]
    : [videoClip({ gop: 25 }), videoClip({ codec: 'h265', gop: 50, seconds: 4 })];
const writers = (['main', 'sub'] as const).map((stream) => archive.writer(cameraId, stream));
writers.forEach((writer, index) => {
  writer.tracks({ video: clips[index]?.track ?? null, audio: null } satisfies Pick<
    Tracks,
    'video' | 'audio'
  >);
});
const samples = clips.map((clip) => looped(clip.samples, noon, 3600));
let told = 0;
for (let index = 0; index < 3600 * 25; index += 1) {
  writers.forEach((writer, stream) => {
    const sample = samples[stream]?.[index];
    if (sample !== undefined) writer.sample(sample);
  });
  if (index % 5 === 0) await setImmediate();
  const fragments = writers[0]?.counters.fragments ?? 0;
  if (fragments < told + 20) continue;
  told = fragments;
  console.log(fragments);
}
