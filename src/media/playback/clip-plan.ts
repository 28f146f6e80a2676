/**
 * Lays out a clip: which bytes of which files make its media data, and the tables that describe them. Nothing is decoded and no
 * byte of a sample changes; a start between two keyframes is made exact by an edit list, an end by leaving later samples out. The
 * clip has every picture that is on the screen within the range, the first one whole.
 *
 * Files that continue each other do so by the wall clock. Where nothing was recorded the clip goes on at once with what comes after:
 * video and audio then start together again.
 */
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import { type MovieTrack, movieTimescale } from './movie-header.ts';
import type { MovieSample } from './sample-table.ts';
import { shownBefore, startOf, TrackPlan, type Window } from './track-plan.ts';

/** Samples of one track within one archive fragment; they lie next to each other in the file. */
export interface PlanChunk {
  readonly track: VideoTrack | AudioTrack;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Decoding time of the first sample, ticks of the track on the file's own timeline. */
  readonly baseTime: number;
  readonly samples: readonly MovieSample[];
}

/** One archive fragment. */
export interface PlanFragment {
  readonly file: string;
  /** UTC at the decoding time of the first video sample (of the first sound, without video). */
  readonly startMs: number;
  readonly chunks: readonly PlanChunk[];
  /** Begins another file, which has a timeline of its own. */
  readonly joint: boolean;
}

/** Bytes to copy. */
export interface CopyRange {
  /** Parameter sets that come before them. */
  readonly prefix?: Buffer;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

export interface ClipPlan {
  readonly tracks: readonly MovieTrack[];
  readonly copies: readonly CopyRange[];
  readonly mediaBytes: number;
  readonly durationMs: number;
}

/** Files whose wall clocks leave no more than this between them, in seconds, continue each other. */
const jointSeconds = 0.2;

/** Where a file's timeline lies on the clip's, seconds, and the UTC of the clip's zero by this file's clock. */
interface Placement {
  readonly shift: number;
  readonly utcAtZeroMs: number;
}

/**
 * Plans the clip [fromMs, toMs) of fragments that are in order and begin with one that starts at a keyframe at or before `fromMs`
 * (or with the first one recorded after it). Null when no sample falls into the range.
 */
export async function planClip(
  fragments: Iterable<PlanFragment> | AsyncIterable<PlanFragment>,
  fromMs: number,
  toMs: number,
): Promise<ClipPlan | null> {
  const planner = new ClipPlanner(fromMs, toMs);
  for await (const fragment of fragments) planner.add(fragment);
  return planner.finish();
}

class ClipPlanner {
  readonly #fromMs: number;
  readonly #toMs: number;
  readonly #tracks = new Map<'video' | 'audio', TrackPlan>();
  readonly #copies: CopyRange[] = [];
  #mediaBytes = 0;
  #place: Placement | null = null;

  constructor(fromMs: number, toMs: number) {
    this.#fromMs = fromMs;
    this.#toMs = toMs;
  }

  add(fragment: PlanFragment): void {
    const chunks = fragment.chunks.filter(({ samples }) => samples.length > 0);
    const lead = chunks.find(({ track }) => track.kind === 'video') ?? chunks[0];
    if (lead === undefined) return;
    if (this.#place === null || fragment.joint)
      this.#place = this.#placeOf(fragment.startMs, lead, chunks, this.#place);
    const { shift, utcAtZeroMs } = this.#place;
    const window: Window = {
      from: (this.#fromMs - utcAtZeroMs) / 1000,
      to: (this.#toMs - utcAtZeroMs) / 1000,
    };
    for (const chunk of chunks) {
      const track = this.#trackOf(chunk.track);
      const kept = shownBefore(chunk, shift, window.to);
      if (track === null || kept.length === 0) continue;
      const prefix = track.append(chunk, kept, this.#mediaBytes, shift, window);
      // Sound begins with the picture that is on the screen at the start.
      if (track.shown !== null) window.from = Math.min(window.from, track.shown.from);
      this.#copy(fragment.file, chunk.offset, sizeOf(kept), prefix);
    }
  }

  #placeOf(
    startMs: number,
    lead: PlanChunk,
    chunks: readonly PlanChunk[],
    before: Placement | null,
  ): Placement {
    const leadStart = startOf(lead);
    const leadEnd = this.#tracks.get(lead.track.kind)?.end ?? 0;
    if (before !== null) {
      const byClock = (startMs - before.utcAtZeroMs) / 1000;
      if (Math.abs(byClock - leadEnd) <= jointSeconds) return { ...before, shift: byClock - leadStart };
    }
    const end = Math.max(0, ...[...this.#tracks.values()].map((track) => track.end));
    const shift = end - Math.min(...chunks.map(startOf));
    return { shift, utcAtZeroMs: startMs - (leadStart + shift) * 1000 };
  }

  /** Null for audio whose clock differs from that of the clip's first audio. */
  #trackOf(track: VideoTrack | AudioTrack): TrackPlan | null {
    let plan = this.#tracks.get(track.kind);
    if (plan === undefined) {
      plan = new TrackPlan(track);
      this.#tracks.set(track.kind, plan);
    }
    return plan.timescale === track.timescale ? plan : null;
  }

  /** Neighbouring ranges of one file become one: fewer reads. */
  #copy(file: string, offset: number, length: number, prefix: Buffer | null): void {
    this.#mediaBytes += length + (prefix?.length ?? 0);
    const last = this.#copies.at(-1);
    const continues = last !== undefined && last.file === file && last.offset + last.length === offset;
    if (prefix !== null) this.#copies.push({ prefix, file, offset, length });
    else if (continues) this.#copies[this.#copies.length - 1] = { ...last, length: last.length + length };
    else this.#copies.push({ file, offset, length });
  }

  finish(): ClipPlan | null {
    const shown = [...this.#tracks.values()].filter((track) => track.shown !== null);
    if (shown.length === 0) return null;
    const zero = Math.min(...shown.map((track) => track.shown?.from ?? 0));
    const tracks = shown.map((track) => track.finish(zero));
    const ends = tracks.map(({ edit }) => edit.delay + edit.duration);
    const durationMs = (Math.max(...ends) / movieTimescale) * 1000;
    return { tracks, copies: this.#copies, mediaBytes: this.#mediaBytes, durationMs };
  }
}

const sizeOf = (samples: readonly MovieSample[]): number => samples.reduce((sum, { size }) => sum + size, 0);
