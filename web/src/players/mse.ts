/**
 * Live by Media Source Extensions: fMP4 over a WebSocket into a SourceBuffer, kept at the newest picture (live-edge.ts).
 * Cheapest for the server and with little delay on a good link.
 */
import { AppendQueue } from './append-queue.ts';
import { followEdge, trimRange } from './live-edge.ts';
import { type MseInit, parseMseMessage } from './mse-messages.ts';
import { MseSocket } from './mse-socket.ts';
import { type LivePlayer, type LiveSource, liveUrl, type PictureSize, type PlayerEvents } from './player.ts';

/** A tab that nobody sees for so long gives its connection back; it starts at once when it is seen again. */
const hiddenMs = 20_000;

/** Safari on phones has only the managed form. */
function mediaSourceClass(): typeof MediaSource | null {
  const managed = (globalThis as { ManagedMediaSource?: typeof MediaSource }).ManagedMediaSource;
  return globalThis.MediaSource ?? managed ?? null;
}

/** H.265 must be asked for, since not every browser decodes it. */
function extraCodecs(): Record<string, string> {
  const plays = mediaSourceClass()?.isTypeSupported('video/mp4; codecs="hvc1.1.6.L120.90"') === true;
  return plays ? { codecs: 'h265' } : {};
}

export class MsePlayer implements LivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #events: PlayerEvents;
  readonly #socket: MseSocket;
  #mediaSource: MediaSource | null = null;
  #objectUrl: string | null = null;
  #queue: AppendQueue | null = null;
  #sourceBuffer: SourceBuffer | null = null;
  /** Binary messages that came before the SourceBuffer could be made. */
  #early: ArrayBuffer[] = [];
  #size: PictureSize | null = null;
  #initUtcMs: number | null = null;
  /** Media time of the first picture after the last init. */
  #firstTime: number | null = null;
  /** This connection has said what it sends. */
  #initSeen = false;
  #hurrying = false;
  #moving = false;
  #stopped = true;
  #hiddenTimer: number | undefined;
  #asleep = false;

  constructor(video: HTMLVideoElement, source: LiveSource, events: PlayerEvents) {
    this.#video = video;
    this.#events = events;
    const url = new URL(liveUrl(source, 'mse', extraCodecs()), location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.#socket = new MseSocket(url, {
      waiting: () => this.#onWaiting(),
      message: (data) => this.#onMessage(data),
      signedOut: () => events.signedOut(),
    });
  }

  start(): void {
    if (mediaSourceClass() === null) {
      this.#events.giveUp('no_api', 'MediaSource');
      return;
    }
    this.#stopped = false;
    document.addEventListener('visibilitychange', this.#onVisible);
    this.#video.addEventListener('timeupdate', this.#onTimeUpdate);
    this.#video.addEventListener('error', this.#onVideoError);
    this.#socket.open();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#hiddenTimer);
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#video.removeEventListener('timeupdate', this.#onTimeUpdate);
    this.#video.removeEventListener('error', this.#onVideoError);
    this.#socket.close();
    this.#dropMedia();
  }

  retryNow(): void {
    if (!this.#stopped) this.#socket.reopenNow();
  }

  pictureUtcMs(): number | null {
    if (this.#initUtcMs === null || this.#firstTime === null) return null;
    return this.#initUtcMs + (this.#video.currentTime - this.#firstTime) * 1000;
  }

  #onWaiting(): void {
    this.#moving = false;
    // What is still buffered may play out, but it is no sign that the next connection works.
    this.#firstTime = null;
    this.#initSeen = false;
    this.#events.waiting();
  }

  #sleep(): void {
    this.#asleep = true;
    this.#socket.close();
    this.#dropMedia();
  }

  #onMessage(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.#onFragment(data);
      return;
    }
    const message = parseMseMessage(data);
    if (message.type === 'init') this.#onInit(message);
    if (message.type === 'unsupported') this.#giveUp('codec', message.reason);
  }

  #onInit(init: MseInit): void {
    const Source = mediaSourceClass();
    if (Source === null || !Source.isTypeSupported(init.mime)) {
      this.#giveUp('codec', init.video?.codec ?? init.mime);
      return;
    }
    this.#size = init.video;
    this.#initUtcMs = init.utcMs;
    this.#initSeen = true;
    this.#firstTime = null;
    this.#moving = false;
    if (this.#queue !== null && typeof SourceBuffer.prototype.changeType === 'function') {
      this.#queue.restart(init.mime);
      return;
    }
    this.#dropMedia();
    this.#openMedia(Source, init.mime);
  }

  #openMedia(Source: typeof MediaSource, mime: string): void {
    const mediaSource = new Source();
    this.#mediaSource = mediaSource;
    this.#objectUrl = URL.createObjectURL(mediaSource);
    mediaSource.addEventListener(
      'sourceopen',
      () => {
        if (this.#mediaSource !== mediaSource) return;
        this.#sourceBuffer = mediaSource.addSourceBuffer(mime);
        this.#queue = new AppendQueue(
          this.#sourceBuffer,
          () => this.#onAppended(),
          () => this.#startOver(),
        );
        for (const data of this.#early) this.#queue.push(data);
        this.#early = [];
      },
      { once: true },
    );
    // The managed form insists on it.
    this.#video.disableRemotePlayback = true;
    this.#video.src = this.#objectUrl;
    void this.#play();
  }

  #dropMedia(): void {
    this.#queue?.stop();
    this.#queue = null;
    this.#sourceBuffer = null;
    this.#mediaSource = null;
    this.#early = [];
    if (this.#objectUrl === null) return;
    URL.revokeObjectURL(this.#objectUrl);
    this.#objectUrl = null;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #startOver(): void {
    this.#dropMedia();
    if (!this.#stopped) this.#socket.reopenLater();
  }

  #onFragment(data: ArrayBuffer): void {
    if (this.#queue === null) {
      this.#early.push(data);
      return;
    }
    if (!this.#queue.push(data)) this.#startOver();
  }

  #onAppended(): void {
    const state = this.#bufferState();
    if (state === null) return;
    if (this.#initSeen) this.#firstTime ??= state.bufferedStart;
    const range = trimRange(state);
    if (range !== null) this.#queue?.remove(range.start, range.end);
    this.#follow();
  }

  readonly #onTimeUpdate = () => {
    if (!this.#moving && this.#firstTime !== null && !this.#video.paused && this.#video.readyState >= 2) {
      this.#moving = true;
      this.#socket.succeeded();
      this.#events.playing(this.#size);
    }
  };

  #follow(): void {
    const state = this.#bufferState();
    // A hidden tab may not play at all; it jumps when it is seen again.
    if (state === null || document.hidden) return;
    const action = followEdge(state, this.#hurrying);
    this.#hurrying = action.rate !== 1;
    if (action.seekTo !== undefined) this.#video.currentTime = action.seekTo;
    if (this.#video.playbackRate !== action.rate) this.#video.playbackRate = action.rate;
    if (this.#video.paused) void this.#play();
  }

  #bufferState() {
    const buffered = this.#sourceBuffer?.buffered;
    if (buffered === undefined || buffered.length === 0) return null;
    const last = buffered.length - 1;
    return {
      currentTime: this.#video.currentTime,
      bufferedStart: buffered.start(last),
      bufferedEnd: buffered.end(last),
    };
  }

  async #play(): Promise<void> {
    try {
      await this.#video.play();
    } catch (error) {
      // AbortError: a newer load or pause took over. NotAllowedError: the browser wants a click.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#events.blocked();
    }
  }

  readonly #onVideoError = () => {
    if (this.#video.error !== null && this.#objectUrl !== null) this.#startOver();
  };

  readonly #onVisible = () => {
    clearTimeout(this.#hiddenTimer);
    if (document.hidden) {
      this.#hiddenTimer = window.setTimeout(() => this.#sleep(), hiddenMs);
      return;
    }
    if (this.#asleep) {
      this.#asleep = false;
      this.#socket.open();
      return;
    }
    this.retryNow();
    this.#follow();
  };

  #giveUp(failure: 'codec', detail: string): void {
    this.stop();
    this.#events.giveUp(failure, detail);
  }
}
