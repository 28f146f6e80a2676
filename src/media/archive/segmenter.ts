/**
 * Cuts the samples of one stream into fragments and tells where segments begin. Pure: samples in, fragments out.
 *
 * Video leads, or audio when there is no video. A fragment ends at a keyframe, or after `fragmentMs` inside a longer GOP; keyframes
 * closer than half of it share a fragment. A segment begins on a keyframe: when it is `segmentMs` old, after new tracks, after a
 * discontinuity. The last sample of each track waits for the next one, which tells its duration. Samples that wait are held, and go
 * with their piece.
 */
import type { FragmentSample, FragmentTrack } from '#media/fmp4/fragment.ts';
import { audioTrackId, type Fmp4Track, numberTracks, videoTrackId } from '#media/fmp4/init-segment.ts';
import { hold, release } from '#media/sample-memory.ts';
import type { Sample, Tracks } from '#media/stream.ts';

export interface Piece {
  /** The tracks of the segment that begins with this piece; null when it continues one. */
  readonly startsSegment: readonly Fmp4Track[] | null;
  readonly tracks: readonly FragmentTrack[];
  /** The leading track and the UTC of its first sample. */
  readonly takenAt: { readonly trackId: number; readonly utcMs: number };
  readonly endMs: number;
  /** Decoding can begin with this piece. */
  readonly keyframe: boolean;
  readonly bytes: number;
  readonly samples: number;
  /** What `tracks` is made of, for `releasePiece`. */
  readonly held: readonly Sample[];
}

/** To be called once with every piece, when nobody needs it any more. */
export function releasePiece({ held }: Piece): void {
  for (const sample of held) release(sample);
}

export interface SegmenterOptions {
  readonly segmentMs: number;
  readonly fragmentMs: number;
  /** A fragment ends early when it holds this much. */
  readonly maxFragmentBytes: number;
}

export const defaultSegmenterOptions: SegmenterOptions = {
  segmentMs: 60_000,
  fragmentMs: 1000,
  maxFragmentBytes: 4 * 1024 * 1024,
};

/** A hole of this length inside a stream ends the segment; after it only a keyframe decodes cleanly anyway. */
const holeMs = 500;
/** Decoding time and UTC part by more than this: somebody set a clock. */
const clockJumpMs = 1000;

interface Line {
  readonly trackId: number;
  readonly timescale: number;
  pending: Sample[];
  /** First decode time in this segment and its place on the segment's timeline, in ticks. */
  base: { dts: number; ticks: number } | null;
  lastDuration: number;
}

export class Segmenter {
  readonly #options: SegmenterOptions;
  #tracks: readonly Fmp4Track[] = [];
  #lead: Line | null = null;
  #audio: Line | null = null;
  /** Null while no segment is open and the next keyframe begins one. */
  #segment: { startMs: number; originMs: number | null; begun: boolean } | null = null;
  #cutAtKeyframe = false;
  #pendingBytes = 0;
  /** Samples that came while no keyframe had begun a segment. */
  droppedBeforeKeyframe = 0;

  constructor(options: SegmenterOptions = defaultSegmenterOptions) {
    this.#options = options;
  }

  /** Ends the segment; the next one has these tracks. */
  setTracks(tracks: Pick<Tracks, 'video' | 'audio'>): Piece[] {
    const pieces = this.finish();
    this.#tracks = numberTracks(tracks);
    const line = (track: { timescale: number } | null, trackId: number): Line | null =>
      track === null
        ? null
        : {
            trackId,
            timescale: track.timescale,
            pending: [],
            base: null,
            lastDuration: Math.round(track.timescale / 25),
          };
    const audio = line(tracks.audio, audioTrackId);
    this.#lead = line(tracks.video, videoTrackId) ?? audio;
    this.#audio = tracks.video === null ? null : audio;
    return pieces;
  }

  /** Takes a sample and returns the pieces that it completes (mostly none). */
  push(sample: Sample): Piece[] {
    const lead = this.#lead;
    if (lead === null) return [];
    const leads = (sample.kind === 'video') === (lead.trackId === videoTrackId);
    if (leads) return this.#pushLead(lead, sample);
    if (this.#segment !== null && this.#audio !== null) this.#add(this.#audio, sample);
    return [];
  }

  /** Ends the segment with what is there. The next one begins on a keyframe. */
  finish(): Piece[] {
    const piece = this.#emit(Number.POSITIVE_INFINITY, null);
    this.#segment = null;
    this.#cutAtKeyframe = false;
    this.#clear();
    return piece === null ? [] : [piece];
  }

  /** Forgets what was not handed out yet. The next segment begins on a keyframe. */
  reset(): void {
    this.#segment = null;
    this.#cutAtKeyframe = false;
    this.#clear();
  }

  #clear(): void {
    for (const line of [this.#lead, this.#audio]) {
      if (line === null) continue;
      for (const sample of line.pending) release(sample);
      line.pending = [];
      line.base = null;
    }
    this.#pendingBytes = 0;
  }

  #pushLead(lead: Line, sample: Sample): Piece[] {
    const last = lead.pending.at(-1);
    const pieces: Piece[] = [];
    if (last !== undefined) {
      if (sample.discontinuity || clockJumped(last, sample, lead.timescale)) this.#cutAtKeyframe = true;
      const hole = sample.discontinuity && sample.utcMs - endOf(last, lead) >= holeMs;
      if (hole && !sample.keyframe) pieces.push(...this.finish());
      else pieces.push(...this.#cutBefore(lead, sample));
    }
    if (this.#segment === null) {
      if (!sample.keyframe) {
        this.droppedBeforeKeyframe += 1;
        return pieces;
      }
      this.#segment = { startMs: sample.utcMs, originMs: null, begun: false };
    }
    this.#add(lead, sample);
    return pieces;
  }

  /** Ends the fragment, and the segment, before this sample of the leading track when it is time. */
  #cutBefore(lead: Line, next: Sample): Piece[] {
    const first = lead.pending[0];
    if (first === undefined || this.#segment === null) return [];
    const { segmentMs, fragmentMs, maxFragmentBytes } = this.#options;
    const lengthMs = ((next.dts - first.dts) * 1000) / lead.timescale;
    const newSegment =
      next.keyframe && (this.#cutAtKeyframe || next.utcMs - this.#segment.startMs >= segmentMs);
    const atKeyframe = next.keyframe && (!first.keyframe || lengthMs >= fragmentMs / 2);
    // Audio alone has only keyframes: the length decides.
    const full = lengthMs >= fragmentMs || this.#pendingBytes >= maxFragmentBytes || next.discontinuity;
    if (!newSegment && !full && !(atKeyframe && lead.trackId === videoTrackId)) return [];
    const piece = this.#emit(newSegment ? next.utcMs : null, next);
    if (newSegment) {
      this.#segment = { startMs: next.utcMs, originMs: null, begun: false };
      this.#cutAtKeyframe = false;
      for (const line of [lead, this.#audio]) if (line !== null) line.base = null;
    }
    return piece === null ? [] : [piece];
  }

  #add(line: Line, sample: Sample): void {
    hold(sample);
    line.pending.push(sample);
    this.#pendingBytes += sample.data.length;
  }

  /**
   * Hands out what is pending. `next` is the sample of the leading track that follows, if any. `untilMs` ends the segment: audio
   * from then on stays for the one after; null continues it, and the last audio sample waits for its duration.
   */
  #emit(untilMs: number | null, next: Sample | null): Piece | null {
    const lead = this.#lead;
    const segment = this.#segment;
    const first = lead?.pending[0];
    if (lead === null || segment === null || first === undefined) return null;
    const audio = this.#audio === null ? [] : takeAudio(this.#audio, untilMs);
    segment.originMs ??= Math.min(first.utcMs, audio[0]?.utcMs ?? first.utcMs);
    const video = lead.pending;
    lead.pending = [];
    const tracks = [this.#fragmentTrack(lead, video, next, segment.originMs)];
    if (this.#audio !== null) {
      tracks.push(this.#fragmentTrack(this.#audio, audio, this.#audio.pending[0] ?? null, segment.originMs));
    }
    // As exact as the file keeps it, so that an index made from the files is the same.
    const utcMs = Math.round(first.utcMs * 1000) / 1000;
    const duration = tracks[0]?.samples.reduce((sum, sample) => sum + sample.duration, 0) ?? 0;
    const startsSegment = segment.begun ? null : this.#tracks;
    segment.begun = true;
    const bytes = sumBytes(video) + sumBytes(audio);
    this.#pendingBytes -= bytes;
    return {
      startsSegment,
      tracks,
      takenAt: { trackId: lead.trackId, utcMs },
      endMs: utcMs + (duration * 1000) / lead.timescale,
      keyframe: first.keyframe,
      bytes,
      samples: video.length,
      held: [...video, ...audio],
    };
  }

  #fragmentTrack(
    line: Line,
    samples: readonly Sample[],
    next: Sample | null,
    originMs: number,
  ): FragmentTrack {
    const first = samples[0];
    if (first === undefined) return { trackId: line.trackId, baseMediaDecodeTime: 0, samples: [] };
    line.base ??= {
      dts: first.dts,
      ticks: Math.max(0, Math.round(((first.utcMs - originMs) * line.timescale) / 1000)),
    };
    const timed: FragmentSample[] = samples.map((sample, index) => {
      const following = samples[index + 1] ?? next;
      const ticks = following === null ? 0 : following.dts - sample.dts;
      // Across a loss the distance is not the duration; the hole stays visible in the next decode time.
      if (ticks > 0 && following !== null && !following.discontinuity && ticks < 2 ** 32)
        line.lastDuration = ticks;
      return {
        data: sample.data,
        duration: line.lastDuration,
        keyframe: sample.keyframe,
        ptsOffset: sample.ptsOffset,
      };
    });
    return {
      trackId: line.trackId,
      baseMediaDecodeTime: Math.round(line.base.ticks + first.dts - line.base.dts),
      samples: timed,
    };
  }
}

/** Audio before `untilMs`; with null all but the last, whose duration is not known yet. */
function takeAudio(line: Line, untilMs: number | null): Sample[] {
  const count =
    untilMs === null
      ? Math.max(0, line.pending.length - 1)
      : line.pending.findIndex((sample) => sample.utcMs >= untilMs);
  return line.pending.splice(0, count < 0 ? line.pending.length : count);
}

const sumBytes = (samples: readonly Sample[]): number =>
  samples.reduce((sum, sample) => sum + sample.data.length, 0);

const endOf = (sample: Sample, line: Line): number =>
  sample.utcMs + (line.lastDuration * 1000) / line.timescale;

function clockJumped(last: Sample, next: Sample, timescale: number): boolean {
  const byMedia = ((next.dts - last.dts) * 1000) / timescale;
  return Math.abs(next.utcMs - last.utcMs - byMedia) >= clockJumpMs;
}
