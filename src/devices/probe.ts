/** Looks at a source once: does it deliver, and what. */
import { type Clock, systemClock } from '#domain/clock.ts';
import type { AudioCodec, Sample, StreamFailure, Tracks, VideoCodec } from '#media/stream.ts';
import { openSource } from './open-source.ts';
import { createSourceCounters, type Opener } from './opener.ts';

export interface ProbeRequest {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly transport?: 'auto' | 'tcp' | 'udp';
  readonly timeoutMs?: number;
}

export interface ProbedVideo {
  readonly codec: VideoCodec;
  readonly width: number;
  readonly height: number;
  /** Measured. */
  readonly fps: number;
  readonly bitrateBps: number;
}

export interface ProbedAudio {
  readonly codec: AudioCodec;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitrateBps: number;
}

export type ProbeResult =
  | {
      readonly ok: true;
      readonly video?: ProbedVideo;
      readonly audio?: ProbedAudio;
      readonly transport: string;
    }
  | { readonly ok: false; readonly failure: StreamFailure; readonly message: string };

export interface ProbeDependencies {
  readonly openers?: Readonly<Record<string, Opener>>;
  readonly clock?: Clock;
}

/** How much of the stream is measured. */
const measureMs = 2500;
const defaultTimeoutMs = 15_000;

export async function probeSource(request: ProbeRequest, deps: ProbeDependencies = {}): Promise<ProbeResult> {
  const counters = createSourceCounters();
  const measured = new Measurement(deps.clock ?? systemClock);
  const done = Promise.withResolvers<ProbeResult>();
  const timeoutMs = Math.max(1000, Math.min(60_000, request.timeoutMs ?? defaultTimeoutMs));
  const finish = () => done.resolve(measured.result(counters.transport ?? 'unknown'));
  const timeout = setTimeout(finish, timeoutMs);
  let enough: NodeJS.Timeout | undefined;
  const { url, username, password, transport = 'auto' } = request;
  const source = openSource(
    {
      url,
      transport,
      audio: true,
      counters,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(deps.openers === undefined ? {} : { openers: deps.openers }),
      ...(deps.clock === undefined ? {} : { clock: deps.clock }),
    },
    {
      tracks: (tracks) => measured.tracks(tracks),
      sample: (sample) => {
        measured.sample(sample);
        enough ??= setTimeout(finish, measureMs);
      },
      state: (state) => {
        if (state.state !== 'failed') return;
        // What came before a connection broke is an answer, too.
        if (measured.any) finish();
        else done.resolve({ ok: false, failure: state.failure, message: state.message });
      },
    },
  );
  try {
    return await done.promise;
  } finally {
    clearTimeout(timeout);
    clearTimeout(enough);
    await source[Symbol.asyncDispose]();
  }
}

class Measurement {
  readonly #clock: Clock;
  #tracks: Tracks | null = null;
  #startMs = 0;
  #videoBytes = 0;
  #audioBytes = 0;
  #pictures = 0;
  #firstDts = 0;
  #last: Sample | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get any(): boolean {
    return this.#videoBytes + this.#audioBytes > 0;
  }

  /** Decoding times begin anew, and so does the measurement of the picture. */
  tracks(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#pictures = 0;
    this.#videoBytes = 0;
  }

  sample(sample: Sample): void {
    if (!this.any) this.#startMs = this.#clock.monotonicMs();
    if (sample.kind === 'audio') {
      this.#audioBytes += sample.data.length;
      return;
    }
    this.#videoBytes += sample.data.length;
    this.#pictures += 1;
    if (this.#pictures === 1) this.#firstDts = sample.dts;
    this.#last = sample;
  }

  result(transport: string): ProbeResult {
    const tracks = this.#tracks;
    if (tracks === null || !this.any) {
      return { ok: false, failure: 'timeout', message: 'the camera sent nothing that can be shown in time' };
    }
    const seconds = Math.max(0.001, (this.#clock.monotonicMs() - this.#startMs) / 1000);
    const { video, audio } = tracks;
    // From the first picture to the last one, which is not part of that span.
    const span =
      video === null || this.#last === null ? 0 : (this.#last.dts - this.#firstDts) / video.timescale;
    const fps = span > 0 ? Math.round(((this.#pictures - 1) / span) * 100) / 100 : 0;
    const spanBytes = this.#videoBytes - (this.#last?.data.length ?? 0);
    return {
      ok: true,
      transport,
      ...(video === null
        ? {}
        : {
            video: {
              codec: video.codec,
              width: video.width,
              height: video.height,
              fps,
              bitrateBps: span > 0 ? Math.round((spanBytes * 8) / span) : 0,
            },
          }),
      ...(audio === null
        ? {}
        : {
            audio: {
              codec: audio.codec,
              sampleRate: audio.sampleRate,
              channels: audio.channels,
              bitrateBps: Math.round((this.#audioBytes * 8) / seconds),
            },
          }),
    };
  }
}
