/** The analytics of one camera: which of its streams they look at, and what they look for. */
import { isDeepStrictEqual } from 'node:util';
import { type AnalyticsSettings, needsPictures, noAnalytics } from '#domain/analytics.ts';
import type { CameraSpec, StreamName } from '#domain/camera.ts';
import type { StreamHub } from '#media/hub.ts';
import type { AnalysisStatus } from '../../protocol.ts';
import type { AnalysisCentre } from './analysis-centre.ts';
import { AnalysisFeed } from './analysis-feed.ts';

export interface WantedAnalysis {
  readonly settings: AnalyticsSettings;
  /** Motion is looked for, but nobody asks for events of it. */
  readonly hideMotion: boolean;
}

export type FindHub = (name: StreamName) => StreamHub | null;

export class CameraAnalysis implements AsyncDisposable {
  readonly #cameraId: string;
  readonly #centre: AnalysisCentre;
  readonly #motion: (untilMs: number) => void;
  #wanted: WantedAnalysis | null = null;
  #run = 0;
  /** When the sub-stream last delivered, monotonic. */
  #subSeenMs = 0;
  #findHub: FindHub | null = null;
  #feed: AnalysisFeed | null = null;
  #stream: StreamName = 'main';
  #leave: (() => void) | null = null;
  #ending: Promise<void> = Promise.resolve();

  constructor(cameraId: string, centre: AnalysisCentre, motion: (untilMs: number) => void) {
    this.#cameraId = cameraId;
    this.#centre = centre;
    this.#motion = motion;
  }

  /** What is wanted now; null: nothing. */
  set wanted(wanted: WantedAnalysis | null) {
    const before = this.#wanted;
    if (isDeepStrictEqual(wanted, before)) return;
    this.#wanted = wanted;
    if (this.#feed !== null && wanted !== null && wanted.hideMotion === before?.hideMotion) {
      this.#feed.update(wanted.settings);
    } else this.#restart();
  }

  /** The camera's streams are there. */
  open(findHub: FindHub): void {
    this.#findHub = findHub;
    this.#subSeenMs = this.#centre.clock.monotonicMs();
    this.#restart();
  }

  /** The streams are about to go. */
  close(): void {
    this.#findHub = null;
    this.#restart();
  }

  status(): AnalysisStatus | null {
    return this.#feed?.status() ?? null;
  }

  tick(): void {
    if (this.#feed === null) return;
    this.#feed.tick();
    if (this.#choice() !== this.#stream) this.#restart();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.#ending;
  }

  /** The next feed begins when the one before has told its last. */
  #restart(): void {
    this.#leave?.();
    this.#leave = null;
    const before = this.#feed;
    this.#feed = null;
    this.#run += 1;
    const run = this.#run;
    this.#ending = this.#ending
      .then(() => before?.[Symbol.asyncDispose]())
      .then(() => {
        if (run === this.#run) this.#begin();
      });
  }

  #begin(): void {
    const wanted = this.#wanted;
    this.#stream = this.#choice();
    const hub = this.#findHub?.(this.#stream) ?? null;
    const main = this.#findHub?.('main') ?? null;
    if (wanted === null || hub === null || main === null) return;
    this.#feed = new AnalysisFeed({
      cameraId: this.#cameraId,
      ...wanted,
      stream: this.#stream,
      hub,
      // Main streams have sound more often than sub-streams.
      soundHub: main,
      centre: this.#centre,
      motion: this.#motion,
    });
    this.#leave = this.#centre.join(this);
    this.#feed.start();
  }

  /** The sub-stream, where there is one that delivers: it costs a tenth. */
  #choice(): StreamName {
    const sub = this.#findHub?.('sub') ?? null;
    const main = this.#findHub?.('main') ?? null;
    const nowMs = this.#centre.clock.monotonicMs();
    if (sub !== null && sub.currentTracks !== null) this.#subSeenMs = nowMs;
    const subIsGone = nowMs - this.#subSeenMs > this.#centre.goneMs;
    if (sub === null) return 'main';
    return subIsGone && main !== null && main.currentTracks !== null ? 'main' : 'sub';
  }
}

/** Null: nothing. A camera that is recorded on motion is watched for motion, whatever else is looked for. */
export function wantedAnalysis({ analytics = noAnalytics, recording }: CameraSpec): WantedAnalysis | null {
  if (recording.mode === 'motion' && analytics.motion === null) {
    return { settings: { ...analytics, motion: { zones: [], coolDownSeconds: 5 } }, hideMotion: true };
  }
  if (!needsPictures(analytics) && analytics.sound === null) return null;
  return { settings: analytics, hideMotion: false };
}
