/**
 * The streamserver's side of a stream that an analyzer works on: keeps it on one process, bounds what is on its way, moves
 * it to another process after a crash. JPEG streams and audio transcoders say what is sent.
 */
import type { VidetteError } from '#domain/errors.ts';
import type { VideoTrack } from '#media/stream.ts';
import { type AnalyzerChild, AnalyzerCrash } from './analyzer-child.ts';

/** What a stream needs of the pool. */
export interface StreamHost {
  readonly isolation: { check(source: string): void };
  pickForStream(): AnalyzerChild | null;
  blame(source: string): void;
}

export interface StreamLinkOptions {
  readonly stream: number;
  readonly source: string;
  /** Of a picture, when it is opened. */
  readonly megapixels: () => number;
  /** Samples and bytes that may be on their way to the analyzer. */
  readonly maxSamples: number;
  readonly maxBytes: number;
  /** Opens the stream on a process that does not know it, or gives it new tracks. */
  readonly open: (child: AnalyzerChild) => Promise<unknown>;
  /** The stream cannot be worked on; it is closed already. */
  readonly failed: (error: VidetteError) => void;
}

export class StreamLink {
  readonly #host: StreamHost;
  readonly #options: StreamLinkOptions;
  #child: AnalyzerChild | null = null;
  #generation = 0;
  #megapixels = 0;
  #samplesOnTheWay = 0;
  #bytesOnTheWay = 0;
  #closed = false;

  constructor(host: StreamHost, options: StreamLinkOptions) {
    this.#host = host;
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** Whether a process has the stream open, with all that was sent before. */
  get isOpen(): boolean {
    return (
      this.#child !== null && this.#child.generation === this.#generation && this.#child.pid !== undefined
    );
  }

  hasRoom(bytes: number): boolean {
    const { maxSamples, maxBytes } = this.#options;
    return this.#samplesOnTheWay < maxSamples && this.#bytesOnTheWay + bytes <= maxBytes;
  }

  /** The process with the stream opened on it; null when none can work now, or the stream is refused. */
  acquire(): AnalyzerChild | null {
    if (this.#closed) return null;
    if (this.isOpen) return this.#child;
    this.#leave();
    try {
      this.#host.isolation.check(this.#options.source);
    } catch (error) {
      this.#fail(error as VidetteError);
      return null;
    }
    const megapixels = this.#options.megapixels();
    const child = this.#host.pickForStream();
    if (child === null) return null;
    this.#child = child;
    this.#megapixels = megapixels;
    child.streams += 1;
    child.megapixels += megapixels;
    this.follow(this.#options.open(child), 0);
    this.#generation = child.generation;
    return child;
  }

  /** Opens the stream again where it is, as what is to be sent has changed. */
  reopen(): void {
    if (this.isOpen && this.#child !== null) this.follow(this.#options.open(this.#child), 0);
  }

  /** Counts a request as on its way and handles its failure. */
  follow(request: Promise<unknown>, bytes: number): void {
    this.#samplesOnTheWay += 1;
    this.#bytesOnTheWay += bytes;
    request
      .catch((error: VidetteError) => this.#requestFailed(error))
      .finally(() => {
        this.#samplesOnTheWay -= 1;
        this.#bytesOnTheWay -= bytes;
      });
  }

  #requestFailed(error: VidetteError): void {
    if (!(error instanceof AnalyzerCrash)) this.#fail(error);
    else if (error.culprit) this.#host.blame(this.#options.source);
  }

  #fail(error: VidetteError): void {
    if (this.#closed) return;
    this.close();
    this.#options.failed(error);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.isOpen && this.#child !== null) {
      // When the process ends before it answers, the stream is gone as well.
      this.#child.call('close', { stream: this.#options.stream }).catch(() => {});
    }
    this.#leave();
  }

  #leave(): void {
    if (this.#child !== null) {
      this.#child.streams -= 1;
      this.#child.megapixels -= this.#megapixels;
    }
    this.#child = null;
  }
}

/** Sub-streams have smaller pictures than this. */
const smallMegapixels = 0.5;

/** Of a picture; small ones count half, as there are fewer a second. 0 without video. */
export function megapixelsOf(track: Pick<VideoTrack, 'width' | 'height'> | null): number {
  const megapixels = track === null ? 0 : (track.width * track.height) / 1e6;
  return megapixels < smallMegapixels ? megapixels / 2 : megapixels;
}
