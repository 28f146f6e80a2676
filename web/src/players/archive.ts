/**
 * Plays recordings: seeks by wall-clock time, goes on over gaps and from one playlist to the next, up to the present.
 * hls.js, in its small form, is loaded with the first use.
 */
import type Hls from 'hls.js/light';
import { archivePath } from '../api/queries.ts';
import { endOf, type PlaylistPiece, type Position, positionOf, utcAt } from './playlist-times.ts';

export type ArchivePhase = 'loading' | 'playing' | 'paused' | 'nothing' | 'failed';

export interface ArchiveEvents {
  phase(phase: ArchivePhase, detail: string): void;
  /** The moment on the screen, several times a second while playing, and after each seek. */
  time(utcMs: number): void;
  /** A gap was left out. */
  skipped(fromMs: number, toMs: number): void;
  /** Playing has reached the present. */
  caughtUp(): void;
  signedOut(): void;
}

/** Fetches what playing needs, so that the first moment comes fast. */
export async function preloadArchive(): Promise<void> {
  await import('hls.js/light');
}

/** How much one playlist covers; longer ones only cost time to load. */
const windowMs = 30 * 60_000;
/** So near to now there is nothing more to play from the archive. */
const presentMs = 4_000;
/** What is loaded before the wanted moment. */
const beforeMs = 10_000;
/** So long before its end a recording surely has a picture. */
const lastPictureMs = 200;
/** A jump of wall-clock time against media time of more than this is a gap. */
const gapToleranceMs = 1_500;

export class ArchivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #cameraId: string;
  readonly #events: ArchiveEvents;
  #hls: Hls | null = null;
  /** A playlist is on its way: what the element says belongs to the one before. */
  #loading = false;
  #loadedFromMs = 0;
  #loadedToMs = 0;
  #generation = 0;
  #rate = 1;
  #paused = false;
  /** The last moment that was told, and its place in the media timeline: where the two run apart a gap was left out. */
  #last: { readonly utcMs: number; readonly seconds: number } | null = null;
  #frameRequest = 0;
  #stopped = false;

  constructor(video: HTMLVideoElement, cameraId: string, events: ArchiveEvents) {
    this.#video = video;
    this.#cameraId = cameraId;
    this.#events = events;
  }

  start(): void {
    this.#stopped = false;
    const video = this.#video;
    video.addEventListener('ended', this.#onEnded);
    video.addEventListener('seeking', this.#onSeeking);
    video.addEventListener('seeked', this.#onTime);
    video.addEventListener('timeupdate', this.#onTime);
    video.addEventListener('waiting', this.#onWaiting);
    video.addEventListener('playing', this.#onPlaying);
    video.addEventListener('pause', this.#onPause);
    this.#watchFrames();
  }

  stop(): void {
    this.#stopped = true;
    this.#generation += 1;
    const video = this.#video;
    video.removeEventListener('ended', this.#onEnded);
    video.removeEventListener('seeking', this.#onSeeking);
    video.removeEventListener('seeked', this.#onTime);
    video.removeEventListener('timeupdate', this.#onTime);
    video.removeEventListener('waiting', this.#onWaiting);
    video.removeEventListener('playing', this.#onPlaying);
    video.removeEventListener('pause', this.#onPause);
    video.cancelVideoFrameCallback?.(this.#frameRequest);
    this.#hls?.destroy();
    this.#hls = null;
  }

  /** Shows the moment, or where recording goes on after it. */
  seek(utcMs: number): void {
    this.#last = null;
    const position = this.#hls === null || this.#loading ? null : positionOf(this.#pieces(), utcMs);
    if (position !== null && utcMs >= this.#loadedFromMs) {
      this.#video.currentTime = position.seconds;
      this.#resume();
      return;
    }
    void this.#load(utcMs);
  }

  play(): void {
    this.#paused = false;
    this.#resume();
  }

  pause(): void {
    this.#paused = true;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#video.defaultPlaybackRate = rate;
    this.#video.playbackRate = rate;
  }

  /** One picture on or back; stays paused. */
  step(direction: 1 | -1, fps: number): void {
    this.pause();
    this.#last = null;
    this.#video.currentTime = Math.max(0, this.#video.currentTime + direction / Math.max(1, fps));
  }

  utcMs(): number | null {
    return utcAt(this.#pieces(), this.#video.currentTime);
  }

  async #load(utcMs: number): Promise<void> {
    this.#loading = true;
    this.#generation += 1;
    const generation = this.#generation;
    this.#events.phase('loading', '');
    const { default: HlsClass, Events, ErrorTypes, ErrorDetails } = await import('hls.js/light');
    if (this.#stopped || generation !== this.#generation) return;
    // A little before, so that there is a picture to stop at when the newest seconds are not written yet.
    this.#loadedFromMs = utcMs - beforeMs;
    this.#loadedToMs = Math.min(Date.now(), utcMs + windowMs);
    const url = archivePath(this.#cameraId, 'index.m3u8', this.#loadedFromMs, this.#loadedToMs);
    this.#hls?.destroy();
    const hls = new HlsClass({
      autoStartLoad: false,
      enableWorker: false,
      maxBufferLength: 40,
      maxMaxBufferLength: 120,
      backBufferLength: 30,
      startFragPrefetch: true,
      // Everything is one timeline without the gaps; program date times lead back to the clock.
      maxBufferHole: 0.5,
    });
    this.#hls = hls;
    // The archive has one playlist, without variants, so it is known as soon as it has been parsed.
    hls.once(Events.MANIFEST_PARSED, () => {
      const pieces = hls.levels[0]?.details?.fragments ?? [];
      const position = positionOf(pieces, utcMs) ?? this.#newest(pieces);
      this.#loading = false;
      if (position === null) {
        this.#nothing();
        return;
      }
      hls.startLoad(position.seconds);
      this.#video.currentTime = position.seconds;
      this.#video.playbackRate = this.#rate;
      if (position.utcMs - utcMs > gapToleranceMs) this.#events.skipped(utcMs, position.utcMs);
      this.#resume();
    });
    hls.on(Events.ERROR, (_event, data) => {
      const status = data.response?.code;
      if (status === 401) this.#events.signedOut();
      if (!data.fatal) return;
      if (data.details === ErrorDetails.MANIFEST_LOAD_ERROR && status === 404) this.#nothing();
      else if (data.type === ErrorTypes.MEDIA_ERROR && this.#canRecover()) hls.recoverMediaError();
      else this.#events.phase('failed', status === undefined ? data.details : `${data.details}, ${status}`);
    });
    hls.loadSource(url);
    hls.attachMedia(this.#video);
  }

  /** Where to stop when the newest seconds are not written yet. */
  #newest(pieces: readonly PlaylistPiece[]): Position | null {
    const end = endOf(pieces);
    return this.#paused && end !== null ? positionOf(pieces, end - lastPictureMs) : null;
  }

  #nothing(): void {
    this.#loading = false;
    if (!this.#paused && Date.now() - this.#loadedToMs < presentMs * 2) this.#events.caughtUp();
    else this.#events.phase('nothing', '');
  }

  /** A decoder that failed is set up again, but not over and over on the same data. */
  #lastRecovery = Number.NEGATIVE_INFINITY;
  #canRecover(): boolean {
    const now = performance.now();
    const can = now - this.#lastRecovery > 5_000;
    this.#lastRecovery = now;
    return can;
  }

  #pieces() {
    const hls = this.#hls;
    return hls?.levels[Math.max(0, hls.currentLevel)]?.details?.fragments ?? [];
  }

  #resume(): void {
    if (this.#paused) {
      this.#events.phase('paused', '');
      return;
    }
    this.#video.play().catch((error: unknown) => {
      // AbortError: the next seek took over. Otherwise the browser wants a click on the play button.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#paused = true;
      this.#events.phase('paused', '');
    });
  }

  #watchFrames(): void {
    if (this.#stopped || this.#video.requestVideoFrameCallback === undefined) return;
    this.#frameRequest = this.#video.requestVideoFrameCallback((_now, { mediaTime }) => {
      this.#tell(mediaTime);
      this.#watchFrames();
    });
  }

  readonly #onSeeking = () => {
    this.#last = null;
  };

  readonly #onTime = () => this.#tell(this.#video.currentTime);

  #tell(seconds: number): void {
    // While seeking, a picture of before may still come.
    if (this.#loading || this.#video.seeking) return;
    const utcMs = utcAt(this.#pieces(), seconds);
    if (utcMs === null) return;
    const last = this.#last;
    this.#last = { utcMs, seconds };
    this.#events.time(utcMs);
    if (last === null || seconds < last.seconds) return;
    const skippedMs = utcMs - last.utcMs - (seconds - last.seconds) * 1000;
    if (skippedMs > gapToleranceMs) this.#events.skipped(utcMs - skippedMs, utcMs);
  }

  readonly #onWaiting = () => this.#events.phase('loading', '');
  readonly #onPlaying = () => this.#events.phase('playing', '');
  readonly #onPause = () => {
    if (!this.#loading && !this.#video.ended) this.#events.phase('paused', '');
  };

  readonly #onEnded = () => {
    const end = Math.max(endOf(this.#pieces()) ?? 0, this.#loadedToMs);
    if (Date.now() - end < presentMs) this.#events.caughtUp();
    else void this.#load(end);
  };
}
