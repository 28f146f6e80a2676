/**
 * The door to every camera: picks the way of talking by the scheme of the URL, and connects again when a connection ends,
 * with growing pauses. Generations grow over all connections; after it is disposed the sink hears nothing more.
 */
import { type Clock, systemClock } from '#domain/clock.ts';
import type { SourceSink, SourceState } from '#media/stream.ts';
import { createHttpMjpegOpener } from './http-mjpeg/open-http-mjpeg.ts';
import {
  createSourceCounters,
  type Opener,
  type OpenOptions,
  type SourceCounters,
  type SourceEvent,
} from './opener.ts';
import { type ReconnectOptions, ReconnectPauses } from './reconnect.ts';
import { createRtspOpener } from './rtsp/open-rtsp.ts';
import { toSourceError } from './source-error.ts';

export interface SourceOptions {
  readonly url: string;
  readonly transport: OpenOptions['transport'];
  readonly username?: string;
  readonly password?: string;
  readonly audio: boolean;
  readonly clock?: Clock;
  readonly log?: (event: SourceEvent) => void;
  /** Filled in over all connections. */
  readonly counters?: SourceCounters;
  readonly patient?: OpenOptions['patient'];
  readonly countsHolds?: boolean;
  /**
   * Further ways, and replacements, by scheme. `libav` is asked for schemes that nobody else knows, and for what an HTTP
   * address holds when it is not multipart JPEG.
   */
  readonly openers?: Readonly<Record<string, Opener>>;
  readonly reconnect?: ReconnectOptions;
}

const rtsp = createRtspOpener();
const httpMjpeg = createHttpMjpegOpener();
const builtIn: Readonly<Record<string, Opener>> = { rtsp, rtsps: rtsp, http: httpMjpeg, https: httpMjpeg };

type Failed = Extract<SourceState, { state: 'failed' }>;

export function openSource(options: SourceOptions, sink: SourceSink): AsyncDisposable {
  const source = new ReconnectingSource(options, sink);
  // The caller gets hold of the source before its sink hears of it.
  queueMicrotask(() => source.connect());
  return source;
}

class ReconnectingSource implements AsyncDisposable {
  readonly #options: SourceOptions;
  readonly #sink: SourceSink;
  readonly #clock: Clock;
  readonly #log: (event: SourceEvent) => void;
  readonly #counters: SourceCounters;
  readonly #pauses: ReconnectPauses;
  readonly #scheme: string;
  #disposed = false;
  #connections = 0;
  #generation = 0;
  #current: AsyncDisposable | null = null;
  #closing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #streamingSinceMs: number | null = null;
  #useLibav = false;

  constructor(options: SourceOptions, sink: SourceSink) {
    this.#options = options;
    this.#sink = sink;
    this.#clock = options.clock ?? systemClock;
    this.#log = options.log ?? (() => {});
    this.#counters = options.counters ?? createSourceCounters();
    this.#pauses = new ReconnectPauses(options.reconnect);
    this.#scheme = /^([a-z][a-z0-9+.-]*):/i.exec(options.url.trim())?.[1]?.toLowerCase() ?? '';
  }

  connect(): void {
    if (this.#disposed) return;
    this.#timer = null;
    this.#streamingSinceMs = null;
    this.#connections += 1;
    if (this.#connections > 1) this.#counters.reconnects += 1;
    this.#sink.state({ state: 'connecting' });
    const opener = this.#opener();
    const number = this.#connections;
    if (opener === undefined) {
      this.#failed({
        state: 'failed',
        failure: 'invalid_source',
        message: this.#unknownScheme(),
        retryInMs: 0,
      });
      return;
    }
    try {
      this.#current = opener(this.#openOptions(), this.#connectionSink(number));
    } catch (error) {
      const { failure, message } = toSourceError(error);
      this.#failed({ state: 'failed', failure, message, retryInMs: 0 });
    }
  }

  #opener(): Opener | undefined {
    const { openers } = this.#options;
    if (this.#useLibav) return openers?.libav;
    return (
      openers?.[this.#scheme] ?? builtIn[this.#scheme] ?? (this.#scheme === '' ? undefined : openers?.libav)
    );
  }

  #unknownScheme(): string {
    return this.#scheme === ''
      ? 'this is not a URL'
      : `no way is known to open ${this.#scheme.slice(0, 20)}: URLs`;
  }

  #openOptions(): OpenOptions {
    const { url, transport, audio, username, password, patient, countsHolds } = this.#options;
    return {
      url,
      transport,
      audio,
      clock: this.#clock,
      log: this.#log,
      counters: this.#counters,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(patient === undefined ? {} : { patient }),
      ...(countsHolds === undefined ? {} : { countsHolds }),
    };
  }

  /** What one connection may say, as long as it is the present one. */
  #connectionSink(number: number): SourceSink {
    const sink = this.#sink;
    const present = () => number === this.#connections && !this.#disposed;
    return {
      tracks: (tracks) => {
        if (!present()) return;
        this.#generation += 1;
        sink.tracks({ ...tracks, generation: this.#generation });
      },
      sample: (sample) => {
        if (present()) sink.sample(sample);
      },
      state: (state) => {
        if (!present()) return;
        if (state.state === 'failed') {
          this.#failed(state);
          return;
        }
        if (state.state === 'streaming') this.#streamingSinceMs = this.#clock.monotonicMs();
        sink.state(state);
      },
    };
  }

  #failed(state: Failed): void {
    const streamedMs =
      this.#streamingSinceMs === null ? 0 : this.#clock.monotonicMs() - this.#streamingSinceMs;
    const canFallBack =
      !this.#useLibav && this.#scheme.startsWith('http') && this.#options.openers?.libav !== undefined;
    const fallBack = state.failure === 'unsupported' && canFallBack;
    if (fallBack) this.#useLibav = true;
    const retryInMs = fallBack ? 0 : this.#pauses.next(state.failure, streamedMs);
    this.#log({ event: 'source failed', failure: state.failure, reason: state.message, retryInMs });
    const closing = this.#closeCurrent();
    this.#timer = setTimeout(() => void closing.then(() => this.connect()), retryInMs);
    if (!fallBack) this.#sink.state({ ...state, retryInMs });
  }

  async #closeCurrent(): Promise<void> {
    const current = this.#current;
    this.#current = null;
    if (current !== null) this.#closing = Promise.resolve(current[Symbol.asyncDispose]());
    await this.#closing.catch((error: unknown) => {
      this.#log({ event: 'source did not close cleanly', reason: toSourceError(error).message });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#closeCurrent();
  }
}
