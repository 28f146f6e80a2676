/**
 * Lays out a clip: which bytes of which files make its media data, and the tables that describe them. Nothing is decoded and no
 * byte of a sample changes; a start between two keyframes is made exact by an edit list, an end by leaving later samples out.
 *
 * Pieces of the archive follow each other on one timeline. Where nothing was recorded the clip goes on at once with what comes
 * after: video and audio then start together again.
 */
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import { type MovieChunk, type MovieSample, type MovieTrack, movieTimescale } from './movie-header.ts';

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
  /** UTC of the first picture (or sound, without video). */
  readonly startMs: number;
  readonly chunks: readonly PlanChunk[];
  /** Does not continue the timeline of the fragment before: another file's timeline, a gap, a new generation. */
  readonly joint: boolean;
}

/** Bytes to copy. */
export interface CopyRange {
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

interface TrackBuilder {
  readonly trackId: number;
  readonly timescale: number;
  readonly descriptions: (VideoTrack | AudioTrack)[];
  readonly chunks: { offset: number; description: number; samples: MovieSample[] }[];
  /** Start of the first sample and end of the last, seconds on the clip's timeline. */
  start: number | null;
  end: number;
  /** The first sample that is shown. */
  shownFrom: number | null;
}

const videoTrackId = 1;
const audioTrackId = 2;

/**
 * Plans the clip [fromMs, toMs) of fragments that are in order and begin with one that starts at a keyframe at or before `fromMs`
 * (or with the first one recorded after it). Null when no sample falls into the range.
 */
export function planClip(fragments: readonly PlanFragment[], fromMs: number, toMs: number): ClipPlan | null {
  const builders = new Map<'video' | 'audio', TrackBuilder>();
  const copies: CopyRange[] = [];
  let mediaBytes = 0;
  /** Seconds on the clip's timeline of the file timeline's zero. */
  let shift = 0;
  /** UTC of the clip's timeline at the present run, to find what lies within the range. */
  let utcAtZero = 0;
  let first = true;

  for (const fragment of fragments) {
    const chunks = fragment.chunks.filter(({ samples }) => samples.length > 0);
    const lead = chunks.find(({ track }) => track.kind === 'video') ?? chunks[0];
    if (lead === undefined) continue;
    if (first || fragment.joint) {
      const runStart = Math.min(...chunks.map(({ baseTime, track }) => baseTime / track.timescale));
      const end = Math.max(0, ...[...builders.values()].map((builder) => builder.end));
      shift = end - runStart;
      utcAtZero = fragment.startMs - (lead.baseTime / lead.track.timescale + shift) * 1000;
      first = false;
    }
    for (const chunk of chunks) {
      const builder = builderFor(builders, chunk.track);
      if (builder === null) continue;
      const kept = keepUntil(chunk, shift, utcAtZero, toMs);
      if (kept.length === 0) continue;
      const length = kept.reduce((sum, sample) => sum + sample.size, 0);
      append(builder, chunk, kept, mediaBytes, shift, (fromMs - utcAtZero) / 1000);
      copies.push({ file: fragment.file, offset: chunk.offset, length });
      mediaBytes += length;
    }
  }
  return finish(builders, copies, mediaBytes);
}

/** The builder of the chunk's kind; null for audio whose clock differs from that of the clip's first audio. */
function builderFor(
  builders: Map<'video' | 'audio', TrackBuilder>,
  track: VideoTrack | AudioTrack,
): TrackBuilder | null {
  let builder = builders.get(track.kind);
  if (builder === undefined) {
    builder = {
      trackId: track.kind === 'video' ? videoTrackId : audioTrackId,
      timescale: track.timescale,
      descriptions: [],
      chunks: [],
      start: null,
      end: 0,
      shownFrom: null,
    };
    builders.set(track.kind, builder);
  }
  return builder.timescale === track.timescale ? builder : null;
}

/** Samples up to the first that would be shown at or after the end. Later ones in decoding order may still be needed: B-frames. */
function keepUntil(chunk: PlanChunk, shift: number, utcAtZero: number, toMs: number): readonly MovieSample[] {
  let time = chunk.baseTime;
  for (const [index, sample] of chunk.samples.entries()) {
    const utcMs = utcAtZero + (time / chunk.track.timescale + shift) * 1000;
    if (utcMs >= toMs) return chunk.samples.slice(0, index);
    time += sample.duration;
  }
  return chunk.samples;
}

function append(
  builder: TrackBuilder,
  chunk: PlanChunk,
  samples: readonly MovieSample[],
  offset: number,
  shift: number,
  from: number,
): void {
  const begin = chunk.baseTime / builder.timescale + shift;
  stretchLastTo(builder, begin);
  builder.start ??= begin;
  let description = builder.descriptions.findIndex((known) => sameCoding(known, chunk.track));
  if (description < 0) description = builder.descriptions.push(chunk.track) - 1;
  builder.chunks.push({ offset, description, samples: samples.slice() });
  let time = Math.max(begin, builder.end);
  for (const sample of samples) {
    const shown = time + sample.ptsOffset / builder.timescale;
    const length = sample.duration / builder.timescale;
    if (builder.shownFrom === null && shown + length > from) builder.shownFrom = Math.max(shown, from);
    time += length;
  }
  builder.end = time;
}

/** Makes the last sample last until the next begins, so that rounding and cut-out gaps move nothing. */
function stretchLastTo(builder: TrackBuilder, begin: number): void {
  const samples = builder.chunks.at(-1)?.samples;
  const last = samples?.at(-1);
  if (samples === undefined || last === undefined) return;
  const missing = Math.round((begin - builder.end) * builder.timescale);
  const duration = Math.max(1, last.duration + missing);
  samples[samples.length - 1] = { ...last, duration };
  builder.end += (duration - last.duration) / builder.timescale;
}

function finish(
  builders: ReadonlyMap<string, TrackBuilder>,
  copies: readonly CopyRange[],
  mediaBytes: number,
): ClipPlan | null {
  const shown = [...builders.values()].filter(
    (builder) => builder.shownFrom !== null && builder.start !== null,
  );
  if (shown.length === 0) return null;
  const zero = Math.min(...shown.map((builder) => builder.shownFrom ?? 0));
  const tracks = shown.map((builder): MovieTrack => {
    const begin = builder.shownFrom ?? 0;
    const chunks: readonly MovieChunk[] = builder.chunks;
    return {
      trackId: builder.trackId,
      timescale: builder.timescale,
      descriptions: builder.descriptions,
      chunks,
      edit: {
        delay: Math.round((begin - zero) * movieTimescale),
        mediaTime: Math.round((begin - (builder.start ?? 0)) * builder.timescale),
        duration: Math.max(0, Math.round((builder.end - begin) * movieTimescale)),
      },
    };
  });
  const durationMs = Math.max(
    ...tracks.map(({ edit }) => ((edit.delay + edit.duration) / movieTimescale) * 1000),
  );
  return { tracks, copies: joined(copies), mediaBytes, durationMs };
}

/** Neighbouring ranges of one file as one: fewer reads. */
function joined(copies: readonly CopyRange[]): CopyRange[] {
  const result: CopyRange[] = [];
  for (const copy of copies) {
    const last = result.at(-1);
    if (last !== undefined && last.file === copy.file && last.offset + last.length === copy.offset)
      result[result.length - 1] = { ...last, length: last.length + copy.length };
    else result.push(copy);
  }
  return result;
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
