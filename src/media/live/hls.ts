/**
 * Live HLS (RFC 8216) in fMP4: segments of whole GOPs, the last few in memory, made only while somebody asks.
 * The delay is two to three GOPs; players that want less use another way.
 */
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { type FragmentTrack, fragment } from '../fmp4/fragment.ts';
import { audioTrackId, initSegment, numberTracks, videoTrackId } from '../fmp4/init-segment.ts';
import type { StreamHub } from '../hub.ts';
import type { AudioTrack, Sample, VideoTrack } from '../stream.ts';
import type { AudioTranscoder } from './audio-transcoder.ts';
import { BrowserStream, type BrowserTracks } from './browser-stream.ts';
import { DurationGuess } from './durations.ts';
import { type HlsSegment, serializePlaylist } from './hls-playlist.ts';

/** Segments in the playlist; as many again stay fetchable for players that read an old playlist. */
const windowSegments = 6;
const keptSegments = windowSegments + 3;
/** GOPs shorter than this are put together. */
const minSegmentSeconds = 1;
/** A longer GOP is cut inside, so that memory and delay stay bounded. */
const maxSegmentSeconds = 10;
const maxSegmentBytes = 32 * 1024 * 1024;
/** Nobody asked for this long: forget it all. */
const idleMs = 30_000;
const firstSegmentMs = 12_000;

export class HlsFeed {
  readonly #hub: StreamHub;
  readonly #transcoder: AudioTranscoder | undefined;
  #stream: BrowserStream | null = null;
  #detach: (() => void) | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  #tracks: BrowserTracks | null = null;
  #unplayable: string | null = null;
  #durations = new DurationGuess();
  readonly #inits = new Map<number, Buffer>();
  #init = 0;
  #segments: HlsSegment[] = [];
  #nextSequence = 0;
  #discontinuities = 0;
  #open: Sample[] = [];
  #openBytes = 0;
  #discontinuity = false;
  #waiting: (() => void)[] = [];

  constructor(hub: StreamHub, transcoder?: AudioTranscoder) {
    this.#hub = hub;
    this.#transcoder = transcoder;
  }

  get active(): boolean {
    return this.#stream !== null;
  }

  /** The media playlist; waits for the first segment. `suffix` is put behind every address, for example `?stream=sub`. */
  async playlist(suffix = ''): Promise<string> {
    this.#touch();
    if (this.#segments.length === 0 && this.#unplayable === null) await this.#firstSegment();
    if (this.#unplayable !== null) {
      throw new VidetteError('invalid', this.#unplayable, { reason: 'not_acceptable' });
    }
    const listed = this.#segments.slice(-windowSegments);
    if (listed.length === 0) {
      throw new VidetteError('unavailable', 'the camera sent no keyframe yet', { retryAfterMs: 2000 });
    }
    const before = this.#discontinuities - listed.filter(({ discontinuity }) => discontinuity).length;
    return serializePlaylist(listed, before, suffix);
  }

  /** `init-N.mp4` (`init.mp4` is the newest) or `N.m4s`; null when it is not there (any more). */
  file(name: string): { readonly data: Buffer; readonly type: 'video/mp4' | 'video/iso.segment' } | null {
    this.#touch();
    const init = /^init(?:-(\d{1,9}))?\.mp4$/.exec(name);
    if (init !== null) {
      const data = this.#inits.get(init[1] === undefined ? this.#init : Number(init[1]));
      return data === undefined ? null : { data, type: 'video/mp4' };
    }
    const wanted = /^(\d{1,15})\.m4s$/.exec(name);
    const segment = wanted && this.#segments.find(({ sequence }) => sequence === Number(wanted[1]));
    return segment ? { data: segment.data, type: 'video/iso.segment' } : null;
  }

  stop(): void {
    clearTimeout(this.#idleTimer);
    this.#detach?.();
    const stream = this.#stream;
    this.#detach = null;
    this.#stream = null;
    this.#tracks = null;
    this.#unplayable = null;
    this.#segments = [];
    this.#inits.clear();
    this.#dropOpen();
    this.#wake();
    // Players that come back later see the numbers grow on.
    this.#discontinuity = true;
    if (stream !== null) void stream[Symbol.asyncDispose]();
  }

  #touch(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.stop(), idleMs);
    this.#idleTimer.unref();
    if (this.#stream !== null) return;
    this.#stream = new BrowserStream(
      { tracks: (tracks) => this.#onTracks(tracks), sample: (sample) => this.#onSample(sample) },
      this.#transcoder,
    );
    this.#detach = this.#hub.attach(this.#stream, 'preRoll');
  }

  async #firstSegment(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const timer = setTimeout(resolve, firstSegmentMs);
    await promise;
    clearTimeout(timer);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting = [];
  }

  #onTracks(tracks: BrowserTracks): void {
    this.#dropOpen();
    this.#tracks = null;
    this.#unplayable = null;
    this.#durations = new DurationGuess(tracks.video?.declaredFps);
    if (tracks.video?.codec === 'mjpeg') {
      this.#unplayable = 'HLS players do not play MJPEG';
    } else {
      try {
        const data = initSegment(numberTracks(tracks));
        this.#init = this.#nextInit();
        this.#inits.set(this.#init, data);
        this.#tracks = tracks;
      } catch (error) {
        // Damaged parameter sets: this camera's fault and no reason to stop its stream for others.
        const { code, message } = toVidetteError(error);
        if (code !== 'invalid') throw error;
        this.#unplayable = message;
      }
    }
    if (this.#segments.length > 0) this.#discontinuity = true;
    if (this.#unplayable !== null) this.#wake();
  }

  #nextInit(): number {
    return this.#inits.size === 0 ? this.#nextSequence : this.#init + 1;
  }

  #onSample(sample: Sample): void {
    if (this.#tracks === null) return;
    const first = this.#open[0];
    const leads = sample.kind === (this.#tracks.video === null ? 'audio' : 'video');
    if (first === undefined && !(leads && sample.keyframe)) return;
    if (first !== undefined && leads && this.#cutsBefore(sample, first)) this.#close(sample);
    if (sample.discontinuity && this.#open.length === 0 && this.#segments.length > 0)
      this.#discontinuity = true;
    this.#open.push(sample);
    this.#openBytes += sample.data.length;
  }

  #cutsBefore(sample: Sample, first: Sample): boolean {
    const seconds = (sample.dts - first.dts) / this.#leadTrack().timescale;
    if (seconds >= maxSegmentSeconds || this.#openBytes > maxSegmentBytes) return true;
    return sample.keyframe && (seconds >= minSegmentSeconds || sample.discontinuity);
  }

  #leadTrack(): VideoTrack | AudioTrack {
    const track = this.#tracks?.video ?? this.#tracks?.audio;
    if (track === null || track === undefined) throw new VidetteError('bug', 'a segment of no tracks');
    return track;
  }

  #close(next: Sample): void {
    const first = this.#open[0];
    if (first === undefined) return;
    const tracks = [this.#tracks?.video, this.#tracks?.audio].flatMap((track) => this.#fragmentTrack(track));
    const sequence = this.#nextSequence;
    this.#segments.push({
      sequence,
      durationSeconds: (next.dts - first.dts) / this.#leadTrack().timescale,
      utcMs: first.utcMs,
      data: Buffer.concat(fragment({ sequence: sequence + 1, tracks })),
      init: this.#init,
      discontinuity: this.#discontinuity,
    });
    if (this.#discontinuity) this.#discontinuities += 1;
    this.#discontinuity = false;
    this.#nextSequence += 1;
    this.#dropOpen();
    this.#forgetOld();
    this.#wake();
  }

  #fragmentTrack(track: VideoTrack | AudioTrack | null | undefined): FragmentTrack[] {
    if (track === null || track === undefined) return [];
    const own = this.#open.filter(({ kind }) => kind === track.kind);
    const durations = this.#durations.of(own, track);
    const samples = own.map(({ data, keyframe, ptsOffset }, i) => ({
      data,
      keyframe,
      ptsOffset,
      duration: durations[i] ?? 1,
    }));
    const trackId = track.kind === 'video' ? videoTrackId : audioTrackId;
    return [{ trackId, baseMediaDecodeTime: own[0]?.dts ?? 0, samples }];
  }

  #forgetOld(): void {
    while (this.#segments.length > keptSegments) this.#segments.shift();
    const used = new Set(this.#segments.map(({ init }) => init)).add(this.#init);
    for (const number of this.#inits.keys()) if (!used.has(number)) this.#inits.delete(number);
  }

  #dropOpen(): void {
    this.#open = [];
    this.#openBytes = 0;
  }
}

/** One feed per hub, made when it is first asked for. */
export class HlsFeeds {
  readonly #feeds = new Map<StreamHub, HlsFeed>();
  readonly #transcoder: AudioTranscoder | undefined;

  constructor(transcoder?: AudioTranscoder) {
    this.#transcoder = transcoder;
  }

  of(hub: StreamHub): HlsFeed {
    for (const [known, feed] of this.#feeds) if (!feed.active && known !== hub) this.#feeds.delete(known);
    const known = this.#feeds.get(hub) ?? new HlsFeed(hub, this.#transcoder);
    this.#feeds.set(hub, known);
    return known;
  }

  stop(): void {
    for (const feed of this.#feeds.values()) feed.stop();
    this.#feeds.clear();
  }
}
