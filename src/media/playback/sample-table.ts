/**
 * The samples of one track of a clip, kept as the boxes that describe them (ISO 14496-12, 8.6 and 8.7): a day of video is two million
 * samples, some ten megabytes here.
 */
import { box, fullBox, u32, writeU64 } from '#media/fmp4/box.ts';
import { RunList, WordList } from './word-list.ts';

export interface MovieSample {
  readonly size: number;
  /** Ticks of the track's timescale. */
  readonly duration: number;
  readonly ptsOffset: number;
  readonly keyframe: boolean;
}

export class SampleTable {
  readonly #durations = new RunList();
  readonly #offsets = new RunList();
  readonly #sizes = new WordList();
  readonly #keyframes = new WordList();
  /** Of each chunk: where it lies behind the mdat header; samples per chunk and description as `stsc` has them. */
  readonly #chunkOffsets: number[] = [];
  readonly #chunks = new WordList();
  #chunkRun = { samples: 0, description: -1 };
  #hasOffsets = false;
  /** Duration of the last sample, which may still change. */
  #lastDuration: number | null = null;
  #ticks = 0;

  /** Sum of the durations. */
  get ticks(): number {
    return this.#ticks;
  }

  /** Samples that lie next to each other from `offset` on, coded as the description of this index says. */
  chunk(offset: number, description: number, samples: readonly MovieSample[]): void {
    this.#chunkOffsets.push(offset);
    const run = this.#chunkRun;
    if (run.samples !== samples.length || run.description !== description) {
      this.#chunkRun = { samples: samples.length, description };
      for (const word of [this.#chunkOffsets.length, samples.length, description + 1])
        this.#chunks.push(word);
    }
    for (const sample of samples) this.#add(sample);
  }

  #add({ size, duration, ptsOffset, keyframe }: MovieSample): void {
    if (this.#lastDuration !== null) this.#durations.push(this.#lastDuration);
    this.#lastDuration = duration;
    this.#ticks += duration;
    this.#sizes.push(size);
    this.#offsets.push(ptsOffset);
    if (ptsOffset !== 0) this.#hasOffsets = true;
    if (keyframe) this.#keyframes.push(this.#sizes.length);
  }

  /** Makes the last sample longer (or shorter) so that the next begins at `ticks`, one tick later than it at least. */
  stretchTo(ticks: number): void {
    if (this.#lastDuration === null) return;
    const duration = Math.max(1, this.#lastDuration + ticks - this.#ticks);
    this.#ticks += duration - this.#lastDuration;
    this.#lastDuration = duration;
  }

  /** `stsd` is the caller's; the offsets count from `mediaStart` bytes into the file. Nothing can be added any more. */
  finish(): { readonly boxes: (sampleDescriptions: Buffer, mediaStart: number) => Buffer } {
    if (this.#lastDuration !== null) this.#durations.push(this.#lastDuration);
    this.#lastDuration = null;
    const count = this.#sizes.length;
    const table = (type: string, { entries, bytes }: { entries: number; bytes: Buffer }): Buffer =>
      fullBox(type, 0, 0, u32(entries), bytes);
    const parts = [table('stts', this.#durations.finish())];
    if (this.#hasOffsets) parts.push(table('ctts', this.#offsets.finish()));
    // Without it every sample is a keyframe.
    if (this.#keyframes.length < count)
      parts.push(table('stss', { entries: this.#keyframes.length, bytes: this.#keyframes.bytes }));
    parts.push(table('stsc', { entries: this.#chunks.length / 3, bytes: this.#chunks.bytes }));
    parts.push(fullBox('stsz', 0, 0, u32(0, count), this.#sizes.bytes));
    return {
      boxes: (sampleDescriptions, mediaStart) =>
        box('stbl', sampleDescriptions, ...parts, this.#chunkOffsetBox(mediaStart)),
    };
  }

  #chunkOffsetBox(mediaStart: number): Buffer {
    const bytes = Buffer.allocUnsafe(this.#chunkOffsets.length * 8);
    this.#chunkOffsets.forEach((offset, index) => {
      writeU64(bytes, mediaStart + offset, index * 8);
    });
    return fullBox('co64', 0, 0, u32(this.#chunkOffsets.length), bytes);
  }
}

export type FinishedTable = ReturnType<SampleTable['finish']>;
