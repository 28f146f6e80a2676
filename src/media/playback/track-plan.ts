/** One track of a clip while it is laid out: its samples, what of them is shown, and the parameter sets that they need. */
import { joinLengthPrefixed } from '#media/h264/nal-units.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import type { PlanChunk } from './clip-plan.ts';
import { type MovieTrack, movieTimescale } from './movie-header.ts';
import { type MovieSample, SampleTable } from './sample-table.ts';

/** The range on the clip's timeline, seconds, by the clock of the present file. */
export interface Window {
  from: number;
  readonly to: number;
}

export class TrackPlan {
  readonly timescale: number;
  /** What is shown of it, seconds on the clip's timeline. */
  shown: { readonly from: number; readonly to: number } | null = null;
  readonly #isVideo: boolean;
  readonly #descriptions: (VideoTrack | AudioTrack)[] = [];
  readonly #samples = new SampleTable();
  #first: VideoTrack | null = null;
  #changed = false;
  /** Decoding time of the first sample, seconds on the clip's timeline. */
  #start: number | null = null;

  constructor(track: VideoTrack | AudioTrack) {
    this.#isVideo = track.kind === 'video';
    this.timescale = track.timescale;
  }

  /** Where the last sample ends in decoding order, seconds on the clip's timeline. */
  get end(): number {
    return (this.#start ?? 0) + this.#samples.ticks / this.timescale;
  }

  /** Takes the samples, which lie at `offset` of the media data behind what is returned: parameter sets, if they need some. */
  append(
    chunk: PlanChunk,
    samples: readonly MovieSample[],
    offset: number,
    shift: number,
    window: Window,
  ): Buffer | null {
    const begin = startOf(chunk) + shift;
    this.#start ??= begin;
    // Rounding and cut-out gaps move nothing: the last sample lasts until this one begins.
    this.#samples.stretchTo(Math.round((begin - this.#start) * this.timescale));
    // Times in milliseconds are not exact in ticks.
    const halfTick = 0.5 / this.timescale;
    let time = this.end;
    for (const sample of samples) {
      const from = time + sample.ptsOffset / this.timescale;
      const to = from + sample.duration / this.timescale;
      time += sample.duration / this.timescale;
      if (to - halfTick <= window.from || from + halfTick >= window.to) continue;
      // A player that were to show the rest of a picture would leave it out.
      this.#show(this.#isVideo ? from : Math.max(from, window.from), Math.min(to, window.to));
    }
    const description = this.#description(chunk.track);
    const prefix = this.#parameterSetsOf(chunk.track, samples[0]?.keyframe === true);
    this.#samples.chunk(offset, description, prefix === null ? samples : behind(prefix, samples));
    return prefix;
  }

  #show(from: number, to: number): void {
    const { shown } = this;
    this.shown =
      shown === null ? { from, to } : { from: Math.min(shown.from, from), to: Math.max(shown.to, to) };
  }

  /** Browsers take one description per codec: what changes within a codec travels with the keyframes. */
  #description(track: VideoTrack | AudioTrack): number {
    const known = this.#descriptions.findIndex((one) =>
      track.kind === 'video' ? one.codec === track.codec : sameCoding(one, track),
    );
    return known >= 0 ? known : this.#descriptions.push(track) - 1;
  }

  /** For a keyframe from the first change of parameter sets on; null where those of the description are right. */
  #parameterSetsOf(track: VideoTrack | AudioTrack, keyframe: boolean): Buffer | null {
    if (track.kind === 'audio' || track.codec === 'mjpeg') return null;
    this.#first ??= track;
    this.#changed ||= !sameCoding(this.#first, track);
    return this.#changed && keyframe ? joinLengthPrefixed(track.parameterSets) : null;
  }

  /** `zero` is where the clip begins, seconds on the timeline so far. */
  finish(zero: number): MovieTrack {
    const { from, to } = this.shown ?? { from: zero, to: zero };
    return {
      trackId: this.#isVideo ? 1 : 2,
      timescale: this.timescale,
      descriptions: this.#descriptions,
      samples: this.#samples.finish(),
      mediaTicks: this.#samples.ticks,
      edit: {
        delay: Math.round((from - zero) * movieTimescale),
        mediaTime: Math.round((from - (this.#start ?? 0)) * this.timescale),
        duration: Math.round((to - from) * movieTimescale),
      },
    };
  }
}

/** Seconds on the file's timeline. */
export const startOf = ({ baseTime, track }: PlanChunk): number => baseTime / track.timescale;

/** The first sample holds the parameter sets too. A keyframe among the others has none, so no player may seek to it. */
function behind(prefix: Buffer, samples: readonly MovieSample[]): MovieSample[] {
  return samples.map((sample, index) =>
    index === 0 ? { ...sample, size: sample.size + prefix.length } : { ...sample, keyframe: false },
  );
}

/** Samples up to the last that is shown before `to`; those shown later among them are what it is predicted from (B-frames). */
export function shownBefore(chunk: PlanChunk, shift: number, to: number): readonly MovieSample[] {
  const { timescale } = chunk.track;
  let time = startOf(chunk) + shift;
  let count = 0;
  for (const [index, { duration, ptsOffset }] of chunk.samples.entries()) {
    // Half a tick, because times in milliseconds are not exact in ticks.
    if (time + (ptsOffset + 0.5) / timescale < to) count = index + 1;
    time += duration / timescale;
  }
  return count === chunk.samples.length ? chunk.samples : chunk.samples.slice(0, count);
}

function sameCoding(a: VideoTrack | AudioTrack, b: VideoTrack | AudioTrack): boolean {
  if (a === b) return true;
  if (a.kind === 'video' && b.kind === 'video') {
    return (
      a.codec === b.codec &&
      a.parameterSets.length === b.parameterSets.length &&
      a.parameterSets.every((set, index) => set.equals(b.parameterSets[index] ?? Buffer.alloc(0)))
    );
  }
  if (a.kind === 'audio' && b.kind === 'audio')
    return a.codec === b.codec && a.channels === b.channels && a.config.equals(b.config);
  return false;
}
