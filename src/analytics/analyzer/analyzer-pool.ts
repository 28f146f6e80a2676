/**
 * The analyzers of a streamserver: child processes that decode, about one per core, each started when there is something
 * to decode and ended when there is nothing. docs/design/analyzers.md says why and what happens when one dies.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { AnalysisClient, type AnalysisOptions } from './analysis-client.ts';
import { AnalyzerChild, AnalyzerCrash, type AnalyzerEvent } from './analyzer-child.ts';
import { AudioTranscoderClient, type AudioTranscoderOptions } from './audio-client.ts';
import { Isolation } from './isolation.ts';
import { JpegStreamClient, type JpegStreamOptions } from './jpeg-client.ts';
import type { EngineInfo, OperationName, Operations, PictureInfo, Reply } from './operations.ts';
import { videoTrackToWire } from './protocol.ts';

export interface AnalyzerPoolOptions {
  /** Processes at most, 1…64; default: as many as there are cores. */
  readonly count?: number;
  /** A process without work ends after this long; default 30 s. */
  readonly idleMs?: number;
  /** A process that has work and gives no answer for this long is killed; default 15 s. */
  readonly silenceMs?: number;
  readonly clock?: Clock;
  readonly log?: (event: AnalyzerEvent) => void;
  /** `ffmpeg` uses the system's program even where node-av works. */
  readonly engine?: 'auto' | 'ffmpeg';
  /** The module that an analyzer runs. */
  readonly entry?: string;
}

/** A picture as it was asked for. */
export interface Picture extends PictureInfo {
  readonly jpeg: Buffer;
}

export interface PictureRequest {
  /** Names the stream, so that one whose data crashes analyzers is told apart: for example `<camera>/<stream>`. */
  readonly source: string;
  readonly track: VideoTrack;
  /** From a keyframe up to the wanted picture; sound in between is left out. */
  readonly samples: readonly Sample[];
  readonly width?: number;
  readonly height?: number;
  /** 1 (smallest) … 100 (finest). */
  readonly quality?: number;
}

const defaultQuality = 80;
/** Requests that may wait for an analyzer; beyond it the machine is too slow for what is asked. */
const maxWaiting = 64;
/** Requests for single pictures given to one process at a time: more would only wait there instead of here. */
const picturesPerChild = 2;
/** Thirty-two sub-streams (a quarter of a core) or two main streams. */
const roomMegapixels = 4;
/** A request that dies with an analyzer through no fault of its own is asked again so often. */
const attempts = 3;

export class AnalyzerPool implements AsyncDisposable {
  readonly isolation: Isolation;
  readonly #children: AnalyzerChild[];
  readonly #log: (event: AnalyzerEvent) => void;
  readonly #busy = new Map<AnalyzerChild, number>();
  readonly #queue: (() => void)[] = [];
  readonly #disposing = new AbortController();
  #nextStream = 1;

  constructor(options: AnalyzerPoolOptions = {}) {
    this.isolation = new Isolation(options.clock ?? systemClock);
    this.#log = options.log ?? (() => {});
    const count = Math.min(64, Math.max(1, options.count ?? availableParallelism()));
    const caution = { untilMs: 0 };
    this.#children = Array.from(
      { length: count },
      (_, index) =>
        new AnalyzerChild({
          name: `analyzer-${index + 1}`,
          entry: options.entry ?? join(import.meta.dirname, 'analyzer-process.ts'),
          env: childEnvironment(options.engine ?? 'auto'),
          log: this.#log,
          idleMs: options.idleMs ?? 30_000,
          silenceMs: options.silenceMs ?? 15_000,
          caution,
        }),
    );
  }

  /** Decodes the samples and makes a JPEG of the newest picture. */
  async decodeJpeg(request: PictureRequest): Promise<Picture> {
    const video = request.samples.filter((sample) => sample.kind === 'video');
    if (video[0]?.keyframe !== true) {
      throw new VidetteError('unavailable', 'the stream has no keyframe yet', { reason: 'no_keyframe' });
    }
    const { result, parts } = await this.#askOnce(
      request.source,
      'decodeJpeg',
      {
        track: videoTrackToWire(request.track),
        utcMs: video.map((sample) => sample.utcMs),
        output: jpegOutput(request),
      },
      video.map((sample) => sample.data),
    );
    return { ...result, jpeg: parts[0] ?? Buffer.alloc(0) };
  }

  /** A running decoder for one stream; see `JpegStreamClient`. */
  openJpegStream(options: JpegStreamOptions, onPicture: (picture: Picture) => void): JpegStreamClient {
    return new JpegStreamClient(this, this.#nextStream++, options, onPicture);
  }

  /** G.711 and the like to what browsers play; see `AudioTranscoderClient`. */
  openAudioTranscoder(options: AudioTranscoderOptions): AudioTranscoderClient {
    return new AudioTranscoderClient(this, this.#nextStream++, options);
  }

  /** Motion, tracks, rules and sound of one stream; see `AnalysisClient`. */
  openAnalysis(options: AnalysisOptions): AnalysisClient {
    return new AnalysisClient(this, this.#nextStream++, options);
  }

  /** What decodes here, for people. Starts an analyzer. */
  async describe(): Promise<EngineInfo> {
    const { result } = await this.#askOnce('describe', 'describe', {}, []);
    return result;
  }

  /**
   * A process that has room, before another is started: each has its own compiled code and wakes up by itself, which for a few
   * streams costs more than their analysis. Null when all pause after a crash.
   */
  pickForStream(): AnalyzerChild | null {
    return this.#least((child) => (child.pid === undefined ? roomMegapixels : child.megapixels));
  }

  /** To be called when a request of `source` was the one at which an analyzer ended. */
  blame(source: string): void {
    if (this.isolation.crashed(source)) this.#log({ event: 'stream isolated', source });
  }

  /** Running processes first: a second one is started only when the first has work. */
  #pickForPicture(): AnalyzerChild | null {
    return this.#least(
      (child) =>
        child.load + child.streams + (this.#busy.get(child) ?? 0) + (child.pid === undefined ? 0.5 : 0),
    );
  }

  /** Among the processes that can work now. */
  #least(weightOf: (child: AnalyzerChild) => number): AnalyzerChild | null {
    let best: AnalyzerChild | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const child of this.#children) {
      if (child.pauseLeftMs > 0) continue;
      const weight = weightOf(child);
      if (weight >= least) continue;
      best = child;
      least = weight;
    }
    return best;
  }

  async #askOnce<Name extends OperationName>(
    source: string,
    op: Name,
    args: Operations[Name]['args'],
    parts: readonly Buffer[],
  ): Promise<Reply<Name>> {
    for (let attempt = 1; ; attempt += 1) {
      this.isolation.check(source);
      const child = await this.#acquire();
      try {
        return await child.call(op, args, parts);
      } catch (error) {
        if (!(error instanceof AnalyzerCrash)) throw error;
        if (error.culprit) this.blame(source);
        if (error.culprit || attempt === attempts) throw error;
      } finally {
        this.#release(child);
      }
    }
  }

  async #acquire(): Promise<AnalyzerChild> {
    for (;;) {
      const child = this.#pickForPicture();
      const busy = child === null ? 0 : (this.#busy.get(child) ?? 0);
      if (child !== null && busy < picturesPerChild) {
        this.#busy.set(child, busy + 1);
        return child;
      }
      if (child === null) {
        await this.#pause(Math.min(...this.#children.map((one) => one.pauseLeftMs)) + 1);
      } else await this.#turn();
    }
  }

  async #pause(ms: number): Promise<void> {
    const { signal } = this.#disposing;
    try {
      await pause(ms, undefined, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  }

  #turn(): Promise<void> {
    if (this.#queue.length >= maxWaiting) {
      throw new VidetteError('exhausted', 'too many pictures are asked for at once', {
        reason: 'analyzers_busy',
        retryAfterMs: 1000,
      });
    }
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  #release(child: AnalyzerChild): void {
    this.#busy.set(child, (this.#busy.get(child) ?? 1) - 1);
    this.#queue.shift()?.();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposing.abort(new VidetteError('unavailable', 'the analyzers have ended'));
    await Promise.all(this.#children.map((child) => child[Symbol.asyncDispose]()));
  }
}

export function jpegOutput(wanted: Pick<PictureRequest, 'width' | 'height' | 'quality'>) {
  const { width, height, quality = defaultQuality } = wanted;
  for (const [name, value, highest] of [
    ['width', width, 8192],
    ['height', height, 8192],
    ['quality', quality, 100],
  ] as const) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= highest)) {
      throw new VidetteError('invalid', `${name} must be a whole number from 1 to ${highest}`, {
        field: [name],
      });
    }
  }
  return { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }), quality };
}

/** Decoders read hostile data: they get none of the secrets that the environment may hold. */
function childEnvironment(engine: 'auto' | 'ffmpeg'): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, LD_LIBRARY_PATH } = process.env;
  const env = { PATH, HOME, TMPDIR, LANG, LD_LIBRARY_PATH };
  return engine === 'ffmpeg' ? { ...env, VIDETTE_MEDIA_ENGINE: 'ffmpeg' } : env;
}
