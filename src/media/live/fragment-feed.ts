/**
 * fMP4 of one stream for players that read it as it comes (MediaSource): an initialization segment, then a fragment per
 * picture, made once and shared by all viewers. A viewer that joins gets the GOP so far as one fragment, then follows.
 */
import { toVidetteError } from '#domain/errors.ts';
import { type FragmentSample, type FragmentTrack, fragment } from '../fmp4/fragment.ts';
import { audioTrackId, initSegment, mimeType, numberTracks, videoTrackId } from '../fmp4/init-segment.ts';
import type { StreamHub } from '../hub.ts';
import type { AudioTrack, Sample, VideoTrack } from '../stream.ts';
import type { AudioTranscoder } from './audio-transcoder.ts';
import { BrowserStream, type BrowserTracks } from './browser-stream.ts';
import { DurationGuess } from './durations.ts';

export interface FragmentInit {
  readonly tracks: BrowserTracks;
  readonly mime: string;
  /** `ftyp` and `moov`. */
  readonly segment: Buffer;
}

export interface Fragment {
  /** `moof` and `mdat`. Shared by all readers. */
  readonly data: Buffer;
  readonly keyframe: boolean;
  /** When its first sample was taken. */
  readonly utcMs: number;
}

/** What the camera sends now has no fMP4 that a browser plays. */
export interface Unplayable {
  readonly unplayable: string;
}

export interface FragmentReader {
  /** All fragments until the next call belong to it. */
  init(init: FragmentInit | Unplayable): void;
  fragment(fragment: Fragment): void;
}

/** Sound waits for the next picture, so that both travel in one message, but not longer than this. */
const maxAudioWaitSeconds = 0.2;
/** Beyond this the GOP so far is not kept for viewers who join; they wait for the next keyframe. */
const maxGopBytes = 16 * 1024 * 1024;

export class FragmentFeed {
  readonly #hub: StreamHub;
  readonly #transcoder: AudioTranscoder | undefined;
  readonly #readers = new Set<FragmentReader>();
  #stream: BrowserStream | null = null;
  #detach: (() => void) | null = null;
  #tracks: BrowserTracks | null = null;
  #init: FragmentInit | Unplayable | null = null;
  #durations = new DurationGuess();
  #sequence = 0;
  #pendingAudio: Sample[] = [];
  /** What was sent since the last keyframe. */
  #gop: Sample[] = [];
  #gopBytes = 0;
  /** The last fragment, so that several who join between two pictures share theirs too. */
  #joining: Fragment | null = null;

  constructor(hub: StreamHub, transcoder?: AudioTranscoder) {
    this.#hub = hub;
    this.#transcoder = transcoder;
  }

  /** Tells the reader what is there and follows; the returned function ends it. */
  subscribe(reader: FragmentReader): () => void {
    if (this.#stream === null) this.#start();
    if (this.#init !== null) {
      reader.init(this.#init);
      const joining = this.#joiningFragment();
      if (joining !== null) reader.fragment(joining);
    }
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
      if (this.#readers.size === 0) this.#stop();
    };
  }

  #start(): void {
    this.#stream = new BrowserStream(
      { tracks: (tracks) => this.#onTracks(tracks), sample: (sample) => this.#onSample(sample) },
      this.#transcoder,
    );
    this.#detach = this.#hub.attach(this.#stream, 'gop');
  }

  #stop(): void {
    this.#detach?.();
    const stream = this.#stream;
    this.#detach = null;
    this.#stream = null;
    this.#tracks = null;
    this.#init = null;
    this.#clear();
    if (stream !== null) void stream[Symbol.asyncDispose]();
  }

  #clear(): void {
    this.#pendingAudio = [];
    this.#dropGop();
  }

  #dropGop(): void {
    this.#gop = [];
    this.#gopBytes = 0;
    this.#joining = null;
  }

  #onTracks(tracks: BrowserTracks): void {
    this.#clear();
    this.#durations = new DurationGuess(tracks.video?.declaredFps);
    this.#tracks = tracks;
    this.#init = describe(tracks);
    for (const reader of this.#readers) reader.init(this.#init);
  }

  #onSample(sample: Sample): void {
    if (this.#init === null || 'unplayable' in this.#init) return;
    if (sample.kind === 'audio') {
      this.#pendingAudio.push(sample);
      const first = this.#pendingAudio[0] ?? sample;
      const waited = (sample.dts - first.dts) / (this.#tracks?.audio?.timescale ?? 1);
      const videoComes = this.#tracks?.video !== null && waited < maxAudioWaitSeconds;
      if (!videoComes) this.#emit(null);
      return;
    }
    this.#emit(sample);
  }

  #emit(video: Sample | null): void {
    const audio = this.#pendingAudio;
    this.#pendingAudio = [];
    const samples = video === null ? audio : [video, ...audio];
    const startsGop = video?.keyframe ?? this.#tracks?.video === null;
    if (startsGop) this.#dropGop();
    this.#joining = null;
    // Without a keyframe before them samples are of no use to one who joins.
    if (startsGop || this.#gop.length > 0) this.#keep(samples);
    const made = this.#make(samples, startsGop);
    for (const reader of this.#readers) reader.fragment(made);
  }

  #keep(samples: readonly Sample[]): void {
    for (const sample of samples) {
      this.#gop.push(sample);
      this.#gopBytes += sample.data.length;
    }
    if (this.#gopBytes > maxGopBytes) this.#dropGop();
  }

  #joiningFragment(): Fragment | null {
    if (this.#gop.length === 0) return null;
    this.#joining ??= this.#make(this.#gop, true);
    return this.#joining;
  }

  #make(samples: readonly Sample[], keyframe: boolean): Fragment {
    this.#sequence += 1;
    const tracks = [this.#track(samples, this.#tracks?.video), this.#track(samples, this.#tracks?.audio)];
    const parts = fragment({ sequence: this.#sequence, tracks: tracks.filter((track) => track !== null) });
    return { data: Buffer.concat(parts), keyframe, utcMs: samples[0]?.utcMs ?? 0 };
  }

  #track(
    samples: readonly Sample[],
    track: VideoTrack | AudioTrack | null | undefined,
  ): FragmentTrack | null {
    if (track === null || track === undefined) return null;
    const own = samples.filter(({ kind }) => kind === track.kind);
    const first = own[0];
    if (first === undefined) return null;
    const durations = this.#durations.of(own, track);
    return {
      trackId: track.kind === 'video' ? videoTrackId : audioTrackId,
      baseMediaDecodeTime: first.dts,
      samples: own.map(
        ({ data, keyframe, ptsOffset }, index): FragmentSample => ({
          data,
          keyframe,
          ptsOffset,
          duration: durations[index] ?? 1,
        }),
      ),
    };
  }
}

function describe(tracks: BrowserTracks): FragmentInit | Unplayable {
  if (tracks.video?.codec === 'mjpeg') return { unplayable: 'browsers do not play MJPEG in MP4' };
  if ((tracks.video ?? tracks.audio) === null) {
    return { unplayable: 'the camera sends neither video nor sound that a browser plays' };
  }
  try {
    return { tracks, mime: mimeType(tracks), segment: initSegment(numberTracks(tracks)) };
  } catch (error) {
    // Tracks with damaged parameter sets are this camera's fault and no reason to stop its stream for others.
    const { code, message } = toVidetteError(error);
    if (code !== 'invalid') throw error;
    return { unplayable: message };
  }
}

/** One feed per hub, made when it is first asked for. */
export class FragmentFeeds {
  readonly #feeds = new WeakMap<StreamHub, FragmentFeed>();
  readonly #transcoder: AudioTranscoder | undefined;

  constructor(transcoder?: AudioTranscoder) {
    this.#transcoder = transcoder;
  }

  of(hub: StreamHub): FragmentFeed {
    const known = this.#feeds.get(hub);
    if (known !== undefined) return known;
    const feed = new FragmentFeed(hub, this.#transcoder);
    this.#feeds.set(hub, feed);
    return feed;
  }
}
