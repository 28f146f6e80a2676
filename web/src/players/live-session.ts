/**
 * One live picture: picks the way (MSE, else WebRTC, else JPEG), changes it when it turns out bad, and tells what is going on.
 * A component gives it the two elements and shows the state.
 */
import { MjpegPlayer } from './mjpeg.ts';
import { MsePlayer } from './mse.ts';
import type { LivePlayer, LiveSource, LiveWay, PictureSize, PlayerEvents, WayFailure } from './player.ts';
import { nextWay } from './ways.ts';
import { WebRtcPlayer } from './webrtc.ts';

export type LivePhase = 'connecting' | 'playing' | 'stalled' | 'blocked';

export interface LiveState {
  readonly way: LiveWay;
  readonly phase: LivePhase;
  /** Why it is not the way that was asked for; null when it is. */
  readonly changed: { readonly from: LiveWay; readonly failure: WayFailure; readonly detail: string } | null;
  readonly size: PictureSize | null;
}

export interface LiveElements {
  readonly video: HTMLVideoElement;
  readonly image: HTMLImageElement;
}

/** More interruptions than this within the window make a link a bad one. */
const maxStalls = 4;
const stallWindowMs = 60_000;

export class LiveSession {
  readonly #elements: LiveElements;
  readonly #source: LiveSource;
  readonly #onState: (state: LiveState) => void;
  readonly #onSignedOut: () => void;
  #player: LivePlayer | null = null;
  #state: LiveState;
  #stalls: number[] = [];
  /** The camera itself is down: then interruptions say nothing about the link. */
  #cameraDown = false;

  constructor(
    elements: LiveElements,
    source: LiveSource,
    way: LiveWay,
    onState: (state: LiveState) => void,
    onSignedOut: () => void,
  ) {
    this.#elements = elements;
    this.#source = source;
    this.#onState = onState;
    this.#onSignedOut = onSignedOut;
    this.#state = { way, phase: 'connecting', changed: null, size: null };
  }

  start(): void {
    this.#use(this.#state.way);
  }

  stop(): void {
    this.#player?.stop();
    this.#player = null;
  }

  pictureUtcMs(): number | null {
    return this.#player?.pictureUtcMs() ?? null;
  }

  /** The server says whether the camera delivers; when it comes back, the player tries at once. */
  cameraIsUp(up: boolean): void {
    if (up && this.#cameraDown) this.#player?.retryNow();
    this.#cameraDown = !up;
  }

  /** After a click, when the browser asked for one. */
  async playAfterClick(): Promise<void> {
    await this.#elements.video.play();
  }

  #use(way: LiveWay): void {
    this.#player?.stop();
    const events = this.#eventsFor(way);
    const { video, image } = this.#elements;
    video.hidden = way === 'mjpeg';
    image.hidden = way !== 'mjpeg';
    if (way === 'mse') this.#player = new MsePlayer(video, this.#source, events);
    else if (way === 'webrtc') this.#player = new WebRtcPlayer(video, this.#source, events);
    else this.#player = new MjpegPlayer(image, this.#source, events);
    this.#player.start();
  }

  #eventsFor(way: LiveWay): PlayerEvents {
    const current = () => this.#state.way === way;
    return {
      waiting: () => {
        if (!current()) return;
        const wasPlaying = this.#state.phase === 'playing';
        this.#set({ phase: wasPlaying || this.#state.phase === 'stalled' ? 'stalled' : 'connecting' });
        // A tab that is not seen sleeps; that says nothing about the link either.
        if (wasPlaying && !this.#cameraDown && !document.hidden) this.#countStall();
      },
      playing: (size) => {
        if (current()) this.#set({ phase: 'playing', size });
      },
      blocked: () => {
        if (current()) this.#set({ phase: 'blocked' });
      },
      giveUp: (failure, detail) => {
        if (current()) this.#change(failure, detail);
      },
      signedOut: this.#onSignedOut,
    };
  }

  #countStall(): void {
    const now = performance.now();
    this.#stalls = [...this.#stalls.filter((at) => now - at < stallWindowMs), now];
    if (this.#state.way === 'mse' && this.#stalls.length > maxStalls) {
      this.#stalls = [];
      // Not from inside the player's own call: it still has steps to do.
      queueMicrotask(() => this.#change('bad_link', ''));
    }
  }

  #change(failure: WayFailure, detail: string): void {
    const from = this.#state.way;
    const way = nextWay(from, failure);
    this.#state = { way, phase: 'connecting', changed: { from, failure, detail }, size: null };
    this.#onState(this.#state);
    this.#use(way);
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onState(this.#state);
  }
}
