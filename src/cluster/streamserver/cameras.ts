/** The cameras of a streamserver: brought into line with the assignment, each on its own. */
import type { CameraSpec, StreamName } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { LiveStreams } from '#media/live/live-stream.ts';
import type { Assignment, CameraStatus } from '../protocol.ts';
import { CameraPipeline, type CameraPipelineParts } from './camera-pipeline.ts';
import type { StreamPipeline } from './stream-pipeline.ts';

/** Cameras are connected to a few at a time, so that a hundred do not call their network at once. */
const startsAtOnce = 16;
const pauseBetweenStartsMs = 50;

export class Cameras implements LiveStreams, AsyncDisposable {
  readonly #parts: CameraPipelineParts;
  readonly #pipelines = new Map<string, CameraPipeline>();
  #revision = 0;
  #reconciling: Promise<void> = Promise.resolve();

  constructor(parts: CameraPipelineParts) {
    this.#parts = parts;
  }

  /** The server is another one than before: its revisions are not to be compared with the old one's, whose clock may have been ahead. */
  newServer(): void {
    this.#revision = 0;
  }

  /** Resolves when the assignment is in force (cameras may still be connecting). Older revisions change nothing. */
  reconcile({ revision, cameras }: Assignment): Promise<void> {
    const run = this.#reconciling.then(async () => {
      if (revision <= this.#revision) return;
      this.#revision = revision;
      await this.#apply(cameras);
    });
    this.#reconciling = run.catch(() => {});
    return run;
  }

  find(cameraId: string, stream: StreamName): StreamPipeline | null {
    return this.#pipelines.get(cameraId)?.stream(stream) ?? null;
  }

  specs(): readonly CameraSpec[] {
    return [...this.#pipelines.values()].map(({ spec }) => spec);
  }

  status(): CameraStatus[] {
    return [...this.#pipelines.values()].map((pipeline) => pipeline.status());
  }

  manual(cameraId: string, on: boolean, maxSeconds?: number): void {
    const pipeline = this.#pipelines.get(cameraId);
    if (pipeline === undefined) throw new VidetteError('not_found', 'no such camera on this streamserver');
    pipeline.manual(on, maxSeconds);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reconciling;
    await Promise.all([...this.#pipelines.values()].map((pipeline) => pipeline[Symbol.asyncDispose]()));
    this.#pipelines.clear();
  }

  async #apply(cameras: readonly CameraSpec[]): Promise<void> {
    const wanted = new Map(cameras.map((camera) => [camera.id, camera]));
    const gone = [...this.#pipelines.keys()].filter((id) => !wanted.has(id));
    await Promise.all(gone.map((id) => this.#remove(id)));
    await Promise.all(
      cameras.map(async (spec) => {
        await this.#pipelines.get(spec.id)?.update(spec);
      }),
    );
    const added = cameras.filter(({ id }) => !this.#pipelines.has(id));
    for (const [index, spec] of added.entries()) {
      if (index > 0 && index % startsAtOnce === 0) await pause(pauseBetweenStartsMs);
      this.#add(spec);
    }
  }

  #add(spec: CameraSpec): void {
    try {
      const pipeline = new CameraPipeline(spec, this.#parts);
      this.#pipelines.set(spec.id, pipeline);
      pipeline.start();
    } catch (error) {
      // One camera with impossible settings must not cost the others their start.
      this.#parts.log('a camera cannot be started', { camera: spec.id, error });
    }
  }

  async #remove(id: string): Promise<void> {
    const pipeline = this.#pipelines.get(id);
    this.#pipelines.delete(id);
    await pipeline?.[Symbol.asyncDispose]();
    await this.#parts.archive.closeWriter(id, 'main');
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
