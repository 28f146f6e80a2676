/**
 * Live as JPEG pictures that the server decodes: works everywhere, costs most. A browser opens only six HTTP/1.1 connections to
 * a server, so at most `maxStreams` players hold an endless one; the others fetch single pictures.
 */
import { reconnectPauseMs } from './backoff.ts';
import { type LivePlayer, type LiveSource, liveUrl, type PlayerEvents } from './player.ts';

const maxStreams = 3;
const pollMs = 1_000;
const checkMs = 1_000;
let openStreams = 0;

export class MjpegPlayer implements LivePlayer {
  readonly #image: HTMLImageElement;
  readonly #source: LiveSource;
  readonly #events: PlayerEvents;
  #holdsStream = false;
  #attempt = 0;
  #moving = false;
  #stopped = true;
  #timer: number | undefined;
  #checkTimer: number | undefined;

  constructor(image: HTMLImageElement, source: LiveSource, events: PlayerEvents) {
    this.#image = image;
    this.#source = source;
    this.#events = events;
  }

  start(): void {
    this.#stopped = false;
    this.#holdsStream = openStreams < maxStreams;
    if (this.#holdsStream) openStreams += 1;
    this.#image.addEventListener('load', this.#onPicture);
    this.#image.addEventListener('error', this.#onError);
    this.#open();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    if (this.#holdsStream) openStreams -= 1;
    clearTimeout(this.#timer);
    clearInterval(this.#checkTimer);
    this.#image.removeEventListener('load', this.#onPicture);
    this.#image.removeEventListener('error', this.#onError);
    // Only another source ends the request; removing the element does not.
    this.#image.removeAttribute('src');
  }

  retryNow(): void {
    if (this.#stopped || this.#timer === undefined || this.#moving) return;
    clearTimeout(this.#timer);
    this.#open();
  }

  pictureUtcMs(): number | null {
    return null;
  }

  #open(): void {
    this.#timer = undefined;
    if (!this.#moving) this.#events.waiting();
    const query = { width: String(this.#source.widthPx), n: String(Date.now()) };
    this.#image.src = liveUrl(this.#source, this.#holdsStream ? 'mjpeg' : 'snapshot.jpg', query);
    clearInterval(this.#checkTimer);
    // Not every browser fires `load` for a picture of an endless answer.
    if (this.#holdsStream) this.#checkTimer = window.setInterval(this.#check, checkMs);
  }

  readonly #check = () => {
    if (this.#image.naturalWidth > 0) this.#onPicture();
  };

  readonly #onPicture = () => {
    this.#attempt = 0;
    if (!this.#moving) {
      this.#moving = true;
      const { naturalWidth, naturalHeight } = this.#image;
      this.#events.playing({ codec: 'jpeg', width: naturalWidth, height: naturalHeight });
    }
    if (this.#holdsStream) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#open(), pollMs);
  };

  readonly #onError = () => {
    if (this.#stopped) return;
    clearInterval(this.#checkTimer);
    clearTimeout(this.#timer);
    this.#moving = false;
    this.#events.waiting();
    this.#timer = window.setTimeout(() => this.#open(), reconnectPauseMs(this.#attempt));
    this.#attempt += 1;
  };
}
