/** Runs the analytics over a range of a camera's archive, as fast as an analyzer can, and collects what they see. Nothing is stored. */
import { setTimeout as pause } from 'node:timers/promises';
import type { AnalysisClient, AnalysisPush, AnalysisResult } from '#analytics/analyzer/analysis-client.ts';
import type { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { PicturePace } from '#analytics/analyzer/picture-pace.ts';
import type { AnalyticsSettings } from '#domain/analytics.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Sighting } from '#domain/event.ts';
import type { RecordedFile } from '#media/playback/recorded.ts';
import { type RecordedGop, readGops } from '#media/playback/recorded-samples.ts';
import type { ReplayEvent } from '../../protocol.ts';
import { fullRate } from './picture-plan.ts';

export interface ReplayRunOptions {
  readonly pool: Pick<AnalyzerPool, 'openAnalysis'>;
  readonly source: string;
  readonly files: readonly RecordedFile[];
  readonly settings: AnalyticsSettings;
  readonly fromMs: number;
  readonly toMs: number;
  readonly signal: AbortSignal;
  /** How far it is, UTC of the recording. */
  readonly progress: (atMs: number) => void;
  /** The analyzers have no time for this now. */
  readonly busy: () => boolean;
}

/** Pictures in one message: what is live waits no longer than these take. */
const picturesAtOnce = 10;
const pictureWidth = 640;
const maxEvents = 20_000;
/** Before another look whether the machine has time. */
const busyPauseMs = 1000;

export async function runReplay(options: ReplayRunOptions): Promise<readonly ReplayEvent[]> {
  const run = new ReplayRun(options);
  try {
    for await (const gop of readGops(options.files, options.signal)) await run.take(gop);
    return await run.finish();
  } finally {
    await run.close();
  }
}

class ReplayRun {
  readonly #options: ReplayRunOptions;
  readonly #pace = new PicturePace(fullRate);
  readonly #events = new ReplayEvents();
  #client: AnalysisClient | null = null;
  #tracks = '';
  #waiting: PromiseWithResolvers<void> | null = null;
  #ended: VidetteError | null = null;

  constructor(options: ReplayRunOptions) {
    this.#options = options;
  }

  async take(gop: RecordedGop): Promise<void> {
    this.#follow(gop);
    const { signal, busy, progress } = this.#options;
    // Files begin before the range: what lies there only teaches the background.
    let sound = gop.sound;
    for (let at = 0; at === 0 || at < gop.pictures.length; at += picturesAtOnce) {
      signal.throwIfAborted();
      while (busy()) await pause(busyPauseMs, undefined, { signal });
      const pictures = gop.pictures.slice(at, at + picturesAtOnce);
      const look = pictures.map(({ utcMs }) => this.#pace.isDue(utcMs));
      await this.#push({ pictures, look, alone: false, sound });
      sound = [];
    }
    progress(gop.endMs);
  }

  async finish(): Promise<readonly ReplayEvent[]> {
    await this.close();
    const { fromMs, toMs } = this.#options;
    return this.#events.list().filter(({ beginMs }) => beginMs >= fromMs && beginMs < toMs);
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.close();
  }

  /** Each file has its own tracks; mostly they are the same. */
  #follow({ video, audio }: RecordedGop): void {
    const sound = this.#options.settings.sound === null ? null : audio;
    const tracks = JSON.stringify([video, sound]);
    if (tracks === this.#tracks) return;
    this.#tracks = tracks;
    if (this.#client !== null) this.#client.tracks({ video, audio: sound });
    else this.#client = this.#open(video, sound);
  }

  #open(video: RecordedGop['video'], audio: RecordedGop['audio']): AnalysisClient {
    const { pool, source, settings } = this.#options;
    return pool.openAnalysis({
      ...{ source, video, audio, settings, width: pictureWidth, patient: false },
      onResult: (result, afterMs) => this.#received(result, afterMs),
      onLost: () =>
        this.#fail(new VidetteError('unavailable', 'the analyzer ended', { reason: 'analyzer_crashed' })),
      onFailed: (error) => this.#fail(error),
    });
  }

  async #push(push: AnalysisPush): Promise<void> {
    if (push.pictures.length === 0 && push.sound.length === 0) return;
    while (this.#ended === null && this.#client?.push(push) === false) {
      await pause(busyPauseMs, undefined, { signal: this.#options.signal });
    }
    if (this.#ended !== null) throw this.#ended;
    this.#waiting = Promise.withResolvers();
    await this.#waiting.promise;
  }

  #received(result: AnalysisResult, afterMs: number | null): void {
    for (const { sighting } of result.sightings) this.#events.add(sighting);
    if (this.#events.count > maxEvents) {
      const message = 'these settings see more events than can be compared';
      this.#fail(new VidetteError('exhausted', message, { reason: 'too_many_events' }));
    } else if (afterMs !== null) this.#waiting?.resolve();
  }

  #fail(error: VidetteError): void {
    this.#ended = error;
    this.#waiting?.reject(error);
  }
}

/** Sightings with the same key, put together. */
class ReplayEvents {
  readonly #done: ReplayEvent[] = [];
  readonly #open = new Map<string, ReplayEvent>();

  get count(): number {
    return this.#done.length + this.#open.size;
  }

  add({ key, phase, utcMs, facts }: Sighting): void {
    const known = this.#open.get(key);
    const isOver = phase === 'end' || phase === 'once';
    const event = { facts, beginMs: known?.beginMs ?? utcMs, endMs: isOver ? utcMs : null };
    if (isOver) {
      this.#open.delete(key);
      this.#done.push(event);
    } else this.#open.set(key, event);
  }

  list(): ReplayEvent[] {
    return [...this.#done, ...this.#open.values()].sort((a, b) => a.beginMs - b.beginMs);
  }
}
