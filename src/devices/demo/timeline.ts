/**
 * The endless repetition of a clip on the wall clock: at any moment the picture is the one at `utc mod duration`, so that
 * streams of the same length show the same moment, and a restart goes on where the scene would be.
 */
import type { Clip, ClipSample } from './clip.ts';

/** A sample with the moment of its showing. */
export interface Showing {
  readonly sample: ClipSample;
  readonly utcMs: number;
}

export class Timeline {
  readonly #clip: Clip;
  #loopStartUtcMs = 0;
  #index = 0;

  constructor(clip: Clip) {
    this.#clip = clip;
  }

  /** The next sample in line. */
  get next(): Showing {
    const sample = this.#clip.samples[this.#index];
    if (sample === undefined) throw new RangeError('the clip has no samples');
    return { sample, utcMs: this.#loopStartUtcMs + sample.timeMs };
  }

  /** When the next picture is due; sound before it can wait for it. */
  get nextPictureUtcMs(): number {
    const { samples, durationMs } = this.#clip;
    for (let index = this.#index; ; index += 1) {
      const sample = samples[index];
      if (sample === undefined) return this.#loopStartUtcMs + durationMs;
      if (sample.kind === 'video') return this.#loopStartUtcMs + sample.timeMs;
    }
  }

  advance(): void {
    this.#index += 1;
    if (this.#index < this.#clip.samples.length) return;
    this.#index = 0;
    this.#loopStartUtcMs += this.#clip.durationMs;
  }

  /** Goes to the first video keyframe at or after a moment. */
  seek(utcMs: number): void {
    const { samples, durationMs } = this.#clip;
    this.#loopStartUtcMs = Math.floor(utcMs / durationMs) * durationMs;
    const within = utcMs - this.#loopStartUtcMs;
    const found = samples.findIndex(
      (sample) => sample.kind === 'video' && sample.keyframe && sample.timeMs >= within,
    );
    this.#index = Math.max(0, found);
    if (found < 0) this.#loopStartUtcMs += durationMs;
  }
}
