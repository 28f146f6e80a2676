/** One camera in a streamserver: its streams, and the recorder of the main one. */

import type { Opener } from '#devices/opener.ts';
import type { CameraSource, CameraSpec, StreamName } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import type { Archive } from '#media/archive/archive.ts';
import type { AudioTranscoder } from '#media/live/audio-transcoder.ts';
import type { Audience } from '#media/live/live-stream.ts';
import { Recorder } from '#media/recorder/recorder.ts';
import type { CameraStatus } from '../protocol.ts';
import type { AnalysisCentre } from './analysis/analysis-centre.ts';
import { CameraAnalysis, wantedAnalysis } from './analysis/camera-analysis.ts';
import { RecordedHub } from './recorded-hub.ts';
import { StreamPipeline } from './stream-pipeline.ts';

export interface CameraPipelineParts {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly openers: Readonly<Record<string, Opener>>;
  readonly audience: Audience;
  /** Null where no analyzer runs. */
  readonly transcoder: AudioTranscoder | null;
  /** Null where nothing is looked for. */
  readonly analysis: AnalysisCentre | null;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** Between the begin of motion and the word of the analytics: pictures five times a second, or keyframes. */
const subDelaySeconds = 2;
const mainDelaySeconds = 4;

export class CameraPipeline implements AsyncDisposable {
  readonly #parts: CameraPipelineParts;
  readonly #streams = new Map<StreamName, StreamPipeline>();
  readonly #recorded: RecordedHub;
  readonly #recorder: Recorder;
  readonly #analysis: CameraAnalysis | null;
  #spec: CameraSpec;

  constructor(spec: CameraSpec, parts: CameraPipelineParts) {
    this.#spec = spec;
    this.#parts = parts;
    this.#recorded = new RecordedHub(parts.transcoder);
    const writer = parts.archive.writer(spec.id, 'main');
    this.#recorder = new Recorder(this.#recorded.hub, writer, spec.recording, parts.clock);
    this.#analysis =
      parts.analysis === null
        ? null
        : new CameraAnalysis(spec.id, parts.analysis, (untilMs) => this.#recorder.trigger(untilMs));
  }

  start(): void {
    this.#describe();
    this.#recorder.start();
    this.#recordUntil(this.#spec.recordUntilMs);
    this.#openStreams();
    this.#look();
  }

  get spec(): CameraSpec {
    return this.#spec;
  }

  stream(name: StreamName): StreamPipeline | null {
    return this.#streams.get(name) ?? null;
  }

  /** Changes what differs: a new recording policy does not interrupt the connection to the camera. */
  async update(spec: CameraSpec): Promise<void> {
    const before = this.#spec;
    this.#spec = spec;
    if (before.name !== spec.name) this.#describe();
    if (!same(before.recording, spec.recording)) this.#recorder.setPolicy(spec.recording);
    if (before.recordUntilMs !== spec.recordUntilMs) this.#recordUntil(spec.recordUntilMs);
    this.#look();
    if (same(before.source, spec.source)) return;
    await this.#closeStreams();
    this.#openStreams();
  }

  manual(on: boolean, maxSeconds?: number): void {
    this.#recorder.manual(on, maxSeconds);
  }

  #recordUntil(untilMs: number | null | undefined): void {
    if (untilMs === undefined) this.#recorder.manual(false);
    else if (untilMs === null) this.#recorder.manual(true);
    else this.#recorder.manual(true, (untilMs - this.#parts.clock.utcMs()) / 1000);
  }

  status(): CameraStatus {
    const analysis = this.#analysis?.status() ?? null;
    return {
      cameraId: this.#spec.id,
      streams: [...this.#streams.values()].map((stream) => stream.status()),
      recording: this.#recorder.status(),
      ...(analysis === null ? {} : { analysis }),
    };
  }

  /** The camera leaves this streamserver. The archive is told by whoever closes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#analysis?.[Symbol.asyncDispose]();
    await this.#closeStreams();
    this.#recorder[Symbol.dispose]();
    this.#recorded.close();
  }

  #openStreams(): void {
    const { source } = this.#spec;
    this.#open('main', source.url, source);
    if (source.subUrl !== undefined) this.#open('sub', source.subUrl, source);
    // The recorder's hub follows the main stream from its first sample on.
    this.#streams.get('main')?.hub.attach(this.#recorded, 'gop');
    this.#analysis?.open((name) => this.#streams.get(name)?.hub ?? null);
    for (const stream of this.#streams.values()) stream.start();
  }

  #open(name: StreamName, url: string, source: CameraSource): void {
    const isMain = name === 'main';
    const stream = new StreamPipeline({
      cameraId: this.#spec.id,
      name,
      url,
      source,
      clock: this.#parts.clock,
      openers: this.#parts.openers,
      audience: this.#parts.audience,
      log: this.#parts.log,
      failed: (failure, message) => {
        if (!isMain) return;
        this.#recorded.reset();
        this.#recorder.sourceFailed(failure, message);
      },
      restored: () => {
        if (isMain) this.#recorder.sourceRestored();
      },
    });
    this.#streams.set(name, stream);
  }

  async #closeStreams(): Promise<void> {
    this.#analysis?.close();
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()));
    this.#recorded.reset();
  }

  #look(): void {
    if (this.#analysis !== null) this.#analysis.wanted = wantedAnalysis(this.#spec);
    const hasSub = this.#spec.source.subUrl !== undefined;
    this.#recorder.triggerDelaySeconds = hasSub ? subDelaySeconds : mainDelaySeconds;
  }

  #describe(): void {
    const { id, number, name } = this.#spec;
    this.#parts.archive.describeCamera(id, { number, name });
  }
}

/** Specifications are plain JSON. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
