/** The analytics of one camera on their way through an analyzer. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AnalyticsSettings } from '#domain/analytics.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Sighting } from '#domain/event.ts';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import type { AnalyzerChild } from './analyzer-child.ts';
import type { AnalysisNews, AnalysisReply } from './operations.ts';
import { audioTrackToWire, videoTrackToWire } from './protocol.ts';
import { megapixelsOf, type StreamHost, StreamLink } from './stream-link.ts';

export interface AnalysisTracks {
  readonly video: VideoTrack | null;
  readonly audio: AudioTrack | null;
}

export interface SightingPictures {
  /** JPEGs. */
  readonly full: Buffer | null;
  readonly crop: Buffer | null;
}

export interface SeenSighting extends SightingPictures {
  readonly sighting: Sighting;
}

export type AnalysisResult = Omit<AnalysisNews, 'sightings'> & {
  readonly sightings: readonly SeenSighting[];
};

export interface AnalysisOptions extends AnalysisTracks {
  /** Names the stream, so that one whose data crashes analyzers is told apart. */
  readonly source: string;
  readonly settings: AnalyticsSettings;
  /** Pixels: pictures are reduced to this before they are looked at. */
  readonly width: number;
  /** Pushes may wait a moment for those of other streams: for live pictures, where the next one is far away. */
  readonly patient: boolean;
  /** `afterMs`: how long a push has waited for it; null for what was not pushed. */
  readonly onResult: (result: AnalysisResult, afterMs: number | null) => void;
  /** The process ended: what was known of the stream is gone, what had begun has no end. It goes on with the next keyframe. */
  readonly onLost: () => void;
  /** The stream is refused or cannot be worked on; it is closed already. */
  readonly onFailed: (error: VidetteError) => void;
}

export interface AnalysisPush {
  readonly pictures: readonly Sample[];
  /** Which of the pictures matter. */
  readonly look: readonly boolean[];
  /** Each picture is a keyframe by itself. */
  readonly alone: boolean;
  readonly sound: readonly Sample[];
}

/** A GOP to catch up with, some messages of it. */
const maxMessages = 4;
/** An analyzer that takes longer to say what has ended hangs. */
const closeWithinMs = 3000;
const maxBytes = 24 * 1024 * 1024;

export class AnalysisClient {
  readonly #stream: number;
  readonly #options: AnalysisOptions;
  readonly #link: StreamLink;
  #tracks: AnalysisTracks;
  #settings: AnalyticsSettings;
  #opened = false;

  constructor(host: StreamHost, stream: number, options: AnalysisOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#tracks = options;
    this.#settings = options.settings;
    const { source, onFailed } = options;
    const open = (child: AnalyzerChild) => this.#open(child);
    this.#link = new StreamLink(host, {
      ...{ stream, source, maxSamples: maxMessages, maxBytes, open, failed: onFailed },
      megapixels: () => megapixelsOf(this.#tracks.video),
    });
  }

  /** A process has the stream open: a picture that is not a keyframe can follow the ones before. */
  get isOpen(): boolean {
    return this.#link.isOpen;
  }

  get isClosed(): boolean {
    return this.#link.isClosed;
  }

  /** New tracks of the stream; the next picture must be a keyframe. */
  tracks(tracks: AnalysisTracks): void {
    this.#tracks = tracks;
    this.#link.reopen();
  }

  update(settings: AnalyticsSettings): void {
    this.#settings = settings;
    const child = this.#link.isOpen ? this.#link.acquire() : null;
    if (child === null) return;
    this.#follow(child.call('updateAnalysis', { stream: this.#stream, settings }), 0);
  }

  /** Looks at pictures and listens to sound; false, and nothing happens, when there is no room or no process for it now. */
  push({ pictures, look, alone, sound }: AnalysisPush): boolean {
    this.checkLost();
    const parts = [...pictures, ...sound].map(({ data }) => data);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    const child = this.#link.hasRoom(bytes) ? this.#link.acquire() : null;
    if (child === null) return false;
    this.#opened = true;
    const args = {
      stream: this.#stream,
      pictures: pictures.map(shownUtcMs(this.#tracks.video)),
      look,
      alone,
      sound: sound.map(({ utcMs }) => utcMs),
    };
    const request = this.#options.patient
      ? child.callSoon('pushAnalysis', args, parts)
      : child.call('pushAnalysis', args, parts);
    this.#follow(request, bytes, performance.now());
    return true;
  }

  /** Tells of a process that has ended, also while nothing is pushed. */
  checkLost(): void {
    if (!this.#opened || this.#link.isOpen) return;
    this.#opened = false;
    this.#options.onLost();
  }

  /** Resolves when the last result has been told of; after this nothing is. */
  async close(): Promise<void> {
    if (this.#link.isClosed) return;
    this.checkLost();
    const child = this.#link.isOpen ? this.#link.acquire() : null;
    if (child !== null) {
      try {
        const ended = child.call('closeAnalysis', { stream: this.#stream });
        const reply = await Promise.race([ended, pause(closeWithinMs, null, { ref: false })]);
        if (reply === null) this.#options.onLost();
        else this.#received(reply);
      } catch (error) {
        // The process ended, or could not end this stream: either way nothing more comes of it.
        if (!(error instanceof VidetteError)) throw error;
        this.#options.onLost();
      }
    }
    this.#link.close();
  }

  #open(child: AnalyzerChild): Promise<void> {
    const { video, audio } = this.#tracks;
    const args = {
      stream: this.#stream,
      video: video === null ? null : videoTrackToWire(video),
      audio: audio === null ? null : audioTrackToWire(audio),
      settings: this.#settings,
      width: this.#options.width,
    };
    return child.call('openAnalysis', args).then((reply) => this.#received(reply));
  }

  #follow(request: Promise<AnalysisReply>, bytes: number, pushedAtMs: number | null = null): void {
    const told = request.then((reply) =>
      this.#received(reply, pushedAtMs === null ? null : performance.now() - pushedAtMs),
    );
    this.#link.follow(told, bytes);
    told.catch(() => this.checkLost());
  }

  #received({ result, parts }: AnalysisReply, afterMs: number | null = null): void {
    if (this.#link.isClosed) return;
    const part = (index: number | null): Buffer | null => (index === null ? null : (parts[index] ?? null));
    const sightings = result.sightings.map(({ sighting, full, crop }) => ({
      sighting,
      full: part(full),
      crop: part(crop),
    }));
    this.#options.onResult({ ...result, sightings }, afterMs);
  }
}

/** Pictures are decoded in one order and shown in another; the analytics want that of the scene. */
function shownUtcMs(track: VideoTrack | null): (sample: Sample) => number {
  const ticksPerMs = (track?.timescale ?? 90_000) / 1000;
  return ({ utcMs, ptsOffset }) => utcMs + ptsOffset / ticksPerMs;
}
