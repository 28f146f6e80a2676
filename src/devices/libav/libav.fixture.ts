/** What the tests of the libav opener share: a sink to wait on, and clips. */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#domain/clock.ts';
import type { Sample, SourceState, Tracks } from '#media/stream.ts';
import { createSourceCounters, type OpenOptions } from '../opener.ts';
import { createLibavOpener, type LibavOptions } from './open-libav.ts';

export const ffmpegMissing =
  spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is missing';
export const folder = mkdtempSync(join(tmpdir(), 'libav-'));
export const removeFolder = (): void => rmSync(folder, { recursive: true });

/** A sink that can be waited on; nothing waits longer than the test may take. */
export class Recorder {
  readonly samples: Sample[] = [];
  readonly tracksSeen: Tracks[] = [];
  readonly states: SourceState[] = [];
  #wake: (() => void)[] = [];
  tracks(tracks: Tracks): void {
    this.tracksSeen.push(tracks);
    this.#told();
  }
  sample(sample: Sample): void {
    this.samples.push(sample);
    this.#told();
  }
  state(state: SourceState): void {
    this.states.push(state);
    this.#told();
  }
  #told(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
  of(kind: Sample['kind']): Sample[] {
    return this.samples.filter((sample) => sample.kind === kind);
  }
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const failed = this.states.find(({ state }) => state === 'failed');
      if (failed !== undefined && !condition())
        throw new Error(`the source failed: ${JSON.stringify(failed)}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
  async failure(): Promise<Extract<SourceState, { state: 'failed' }>> {
    for (;;) {
      const failed = this.states.find((state) => state.state === 'failed');
      if (failed !== undefined) return failed;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
}

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
