/** One stream of a camera: the source that receives it, the hub that hands it on, and what is known of it. */

import { openSource } from '#devices/open-source.ts';
import { createSourceCounters, type Opener, type SourceEvent } from '#devices/opener.ts';
import type { CameraSource, StreamName } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import { StreamHub } from '#media/hub.ts';
import type { Audience, LiveStream } from '#media/live/live-stream.ts';
import type { SourceSink, SourceState, StreamFailure } from '#media/stream.ts';
import type { StreamStatus } from '../protocol.ts';
import { RateMeter } from './rates.ts';

export interface StreamPipelineOptions {
  readonly cameraId: string;
  readonly name: StreamName;
  readonly url: string;
  readonly source: CameraSource;
  readonly clock: Clock;
  readonly openers: Readonly<Record<string, Opener>>;
  readonly audience: Audience;
  readonly log: (message: string, details: Record<string, unknown>) => void;
  /** Told of changes, for the recorder. */
  readonly failed: (failure: StreamFailure, message: string) => void;
  readonly restored: () => void;
}

/** A fault of ours on one camera's data must not go round and round. */
const pauseAfterFaultMs = 5000;

export class StreamPipeline implements LiveStream {
  readonly cameraId: string;
  readonly name: StreamName;
  readonly hub: StreamHub = new StreamHub();
  readonly #options: StreamPipelineOptions;
  readonly #counters = createSourceCounters();
  readonly #meter = new RateMeter();
  #state: SourceState = { state: 'connecting' };
  #sinceMs: number;
  #source: AsyncDisposable | null = null;
  #faultTimer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(options: StreamPipelineOptions) {
    this.cameraId = options.cameraId;
    this.name = options.name;
    this.#options = options;
    this.#sinceMs = options.clock.utcMs();
  }

  get state(): SourceState {
    return this.#state;
  }

  start(): void {
    const { url, source, clock, openers } = this.#options;
    const { transport, username, password, audio } = source;
    this.#source = openSource(
      {
        url,
        transport,
        audio,
        clock,
        openers,
        counters: this.#counters,
        patient: () => !this.hub.isAwaited,
        countsHolds: true,
        log: (event) => this.#logEvent(event),
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
      },
      this.#guarded({
        tracks: (tracks) => {
          this.#meter.reset();
          this.hub.publishTracks(tracks);
        },
        sample: (sample) => this.hub.publishSample(sample),
        state: (state) => this.#changed(state),
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    if (this.#faultTimer !== null) clearTimeout(this.#faultTimer);
    await this.#source?.[Symbol.asyncDispose]();
    this.hub.reset();
  }

  /** To be asked once a second: rates are measured from one time to the next. */
  status(): StreamStatus {
    const rates = this.#meter.read(this.hub.counters, this.#options.clock.monotonicMs());
    const tracks = this.hub.currentTracks;
    const { transport, receivedBytes, lostPackets, reconnects } = this.#counters;
    const state = this.#state;
    return {
      name: this.name,
      state: state.state,
      ...(state.state === 'failed' ? { failure: state.failure, message: state.message } : {}),
      sinceMs: this.#sinceMs,
      ...(tracks?.video
        ? {
            video: {
              codec: tracks.video.codec,
              width: tracks.video.width,
              height: tracks.video.height,
              fps: rates.fps,
              bitrateBps: rates.videoBps,
            },
          }
        : {}),
      ...(tracks?.audio
        ? {
            audio: {
              codec: tracks.audio.codec,
              sampleRate: tracks.audio.sampleRate,
              channels: tracks.audio.channels,
              bitrateBps: rates.audioBps,
            },
          }
        : {}),
      ...(transport === null ? {} : { transport }),
      viewers: this.#options.audience.viewers(this.hub),
      receivedBytes,
      lostPackets,
      reconnects,
    };
  }

  /** Readers of the hub run in the turn of the device: what one of them throws ends this stream alone, and it begins again. */
  #guarded(sink: SourceSink): SourceSink {
    const guard =
      <Argument>(call: (argument: Argument) => void) =>
      (argument: Argument): void => {
        if (this.#closed || this.#faultTimer !== null) return;
        try {
          call(argument);
        } catch (error) {
          this.#fault(error);
        }
      };
    return { tracks: guard(sink.tracks), sample: guard(sink.sample), state: guard(sink.state) };
  }

  #fault(error: unknown): void {
    const { cameraId, name, log } = this.#options;
    log('a stream failed by a fault of ours and is opened again', { camera: cameraId, stream: name, error });
    this.#changed({
      state: 'failed',
      failure: 'protocol',
      message: 'an unexpected error; the log has more',
      retryInMs: pauseAfterFaultMs,
    });
    const source = this.#source;
    this.#source = null;
    this.#faultTimer = setTimeout(() => {
      void (source?.[Symbol.asyncDispose]() ?? Promise.resolve()).then(() => {
        this.#faultTimer = null;
        if (!this.#closed) this.start();
      });
    }, pauseAfterFaultMs);
  }

  #changed(state: SourceState): void {
    const before = this.#state.state;
    // Trying again does not make a camera that failed less offline: it stays so, with the reason, until it delivers.
    if (state.state === 'connecting' && before === 'failed') return;
    if (state.state !== before) this.#sinceMs = this.#options.clock.utcMs();
    this.#state = state;
    if (state.state === 'failed') {
      this.hub.reset();
      this.#options.failed(state.failure, state.message);
    } else if (state.state === 'streaming') this.#options.restored();
  }

  #logEvent({ event, ...details }: SourceEvent): void {
    this.#options.log(event, { camera: this.cameraId, stream: this.name, ...details });
  }
}
