/** For tests: a folder with an archive in it, a clock that is moved by hand, and samples of a looped clip. */
import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#domain/clock.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { Archive, type ArchiveOptions } from './archive.ts';
import type { StreamWriter } from './stream-writer.ts';

/** 2026-03-01 12:00:00 UTC */
export const noon = Date.UTC(2026, 2, 1, 12);
export const cameraId = '0b9d6a52-6f7e-4a8f-9d0e-2f4f6f3c1a11';

export const ed25519 = (): KeyObject => generateKeyPairSync('ed25519').privateKey;
export const testKey: KeyObject = createSecretKey(Buffer.alloc(32, 7));
export const quiet = { info() {}, warn() {} };

export class HandClock implements Clock {
  nowMs = noon;
  utcMs(): number {
    return this.nowMs;
  }
  monotonicMs(): number {
    return this.nowMs;
  }
}

/** A track whose pictures nobody decodes: sizes and flags are all that counts. */
export const plainTrack: VideoTrack = {
  kind: 'video',
  codec: 'h264',
  width: 640,
  height: 360,
  timescale: 90_000,
  parameterSets: [
    Buffer.from('67640028acd940780227e5c04400000300040000030064', 'hex'),
    Buffer.from('68ebe3cb22c0', 'hex'),
  ],
  codecString: 'avc1.640028',
};

export interface PlainOptions {
  readonly fps?: number;
  readonly gop?: number;
  readonly bytes?: number;
  readonly startDts?: number;
}

/** `seconds` of samples that nobody decodes, from `startMs` on. */
export function plainSamples(startMs: number, seconds: number, options: PlainOptions = {}): Sample[] {
  const { fps = 10, gop = 10, bytes = 100, startDts = 0 } = options;
  return Array.from({ length: Math.round(seconds * fps) }, (_, index) => ({
    kind: 'video',
    data: Buffer.alloc(bytes, index),
    keyframe: index % gop === 0,
    dts: startDts + (index * 90_000) / fps,
    ptsOffset: 0,
    utcMs: startMs + (index * 1000) / fps,
    discontinuity: false,
  }));
}

/** The clip again and again for `seconds`. */
export function looped(clip: readonly Sample[], startMs: number, seconds: number, fps = 25): Sample[] {
  return Array.from({ length: Math.round(seconds * fps) }, (_, index) => ({
    ...(clip[index % clip.length] as Sample),
    dts: (index * 90_000) / fps,
    utcMs: startMs + (index * 1000) / fps,
  }));
}

export function record(writer: StreamWriter, track: VideoTrack, samples: readonly Sample[]): void {
  writer.tracks({ video: track, audio: null });
  for (const sample of samples) writer.sample(sample);
}

export class TestArchive implements AsyncDisposable {
  readonly folder: string;
  readonly clock = new HandClock();
  readonly options: ArchiveOptions;
  archive: Archive | null = null;

  constructor(more: Partial<ArchiveOptions> = {}) {
    this.folder = tempFolder('archive');
    this.options = {
      indexPath: join(this.folder, 'index.sqlite'),
      volumes: [{ name: 'one', path: join(this.folder, 'one') }],
      signingKey: testKey,
      clock: this.clock,
      log: quiet,
      syncSeconds: 1,
      ...more,
    };
  }

  async open(more: Partial<ArchiveOptions> = {}): Promise<Archive> {
    this.archive = await Archive.open({ ...this.options, ...more });
    return this.archive;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.archive?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
