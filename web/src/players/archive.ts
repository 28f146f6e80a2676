/**
 * Plays recordings: seeks by wall-clock time, goes on over gaps and from one playlist to the next, up to the present.
 * hls.js is loaded with the first use.
 */
import type Hls from 'hls.js';
import { archivePath } from '../api/queries.ts';
import { endOf, positionOf, utcAt } from './playlist-times.ts';

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

/** How much one playlist covers; longer ones only cost time to load. */
const windowMs = 30 * 60_000;
/** So near to now there is nothing more to play from the archive. */
const presentMs = 4_000;
/** A jump of wall-clock time against media time of more than this is a gap. */
const gapToleranceMs = 1_500;

export class ArchivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #cameraId: string;
  readonly #events: ArchiveEvents;
  #hls: Hls | null = null;
  /** The wanted moment while a playlist is loading; the newest wins. */
  #wantedMs: number | null = null;
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
    const position = this.#hls === null || this.#wantedMs !== null ? null : positionOf(this.#pieces(), utcMs);
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
    this.#wantedMs = utcMs;
    this.#generation += 1;
    const generation = this.#generation;
    this.#events.phase('loading', '');
    const { default: HlsClass, Events, ErrorTypes, ErrorDetails } = await import('hls.js');
    if (this.#stopped || generation !== this.#generation) return;
    this.#loadedFromMs = utcMs;
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
    hls.on(Events.MANIFEST_PARSED, () => hls.startLoad(0));
    hls.once(Events.LEVEL_LOADED, (_event, { details }) => {
      const position = positionOf(details.fragments, this.#wantedMs ?? utcMs);
      this.#wantedMs = null;
      if (position === null) {
        this.#nothing();
        return;
      }
      hls.stopLoad();
      hls.startLoad(position.seconds);
      this.#video.currentTime = position.seconds;
      if (position.utcMs - utcMs > gapToleranceMs) this.#events.skipped(utcMs, position.utcMs);
      this.#video.playbackRate = this.#rate;
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

  #nothing(): void {
    this.#wantedMs = null;
    if (Date.now() - this.#loadedToMs < presentMs * 2) this.#events.caughtUp();
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
    if (this.#wantedMs !== null || this.#video.seeking) return;
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
    if (this.#wantedMs === null && !this.#video.ended) this.#events.phase('paused', '');
  };

  readonly #onEnded = () => {
    const end = Math.max(endOf(this.#pieces()) ?? 0, this.#loadedToMs);
    if (Date.now() - end < presentMs) this.#events.caughtUp();
    else void this.#load(end);
  };
}
