/** What the tests of the libav opener share: opening, and clips. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '#domain/clock.ts';
import type { Sample } from '#media/stream.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { createSourceCounters, type OpenOptions } from '../opener.ts';
import type { Recorder } from '../recorder.fixture.ts';
import { createLibavOpener, type LibavOptions } from './open-libav.ts';

export const ffmpegMissing =
  spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is missing';
export const folder = tempFolder('libav');

export function open(
  url: string,
  recorder: Recorder,
  libav: LibavOptions = {},
  login: Partial<OpenOptions> = {},
): AsyncDisposable {
  const opener = createLibavOpener({ fileRoots: [folder], ...libav });
  const options = {
    url,
    transport: 'auto',
    audio: true,
    clock: systemClock,
    log: () => {},
    ...login,
  } as const;
  return opener({ ...options, counters: createSourceCounters() }, recorder);
}

export function encode(name: string, seconds: number, args: readonly string[]): string {
  const path = join(folder, name);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `testsrc2=s=320x240:r=25:d=${seconds}`],
    ...['-f', 'lavfi', '-i', `sine=440:d=${seconds}`, '-pix_fmt', 'yuv420p', '-g', '25', ...args, path],
  ]);
  return path;
}

export const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0'];
export const h265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:bframes=0'];

export function assertGrowing(samples: readonly Sample[]): void {
  assert.ok(samples.every(({ dts }, index) => index === 0 || dts > (samples[index - 1]?.dts ?? 0)));
  assert.ok(samples.every(({ utcMs }, index) => index === 0 || utcMs >= (samples[index - 1]?.utcMs ?? 0)));
}
