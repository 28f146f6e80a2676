/** The demo camera: `demo:street` and its sub-stream `demo:street/sub`, a bundled clip that plays for ever. */
import { join } from 'node:path';
import type { Opener, OpenOptions } from '#devices/opener.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { SourceSink, StreamFailure } from '#media/stream.ts';
import { type Clip, readClip } from './clip.ts';
import { DemoSource } from './demo-source.ts';

const files: Readonly<Record<string, string>> = {
  'demo:street': 'main.mp4',
  'demo:street/sub': 'sub.mp4',
};

export const demoUrls = { main: 'demo:street', sub: 'demo:street/sub' } as const;

/** `folder` holds `main.mp4` and `sub.mp4`. A clip is read once for all that play it. */
export function createDemoOpener(folder: string): Opener {
  const clips = new Map<string, Promise<Clip>>();
  const load = (file: string): Promise<Clip> => {
    const loading = clips.get(file) ?? readClip(join(folder, file));
    clips.set(file, loading);
    loading.catch(() => clips.delete(file));
    return loading;
  };
  return (options, sink) => new DemoConnection(load, options, sink);
}

export const demoOpener: Opener = createDemoOpener(join(import.meta.dirname, '../../../assets/demo'));

class DemoConnection implements AsyncDisposable {
  #source: DemoSource | null = null;
  #disposed = false;

  constructor(load: (file: string) => Promise<Clip>, options: OpenOptions, sink: SourceSink) {
    void this.#run(load, options, sink);
  }

  async #run(load: (file: string) => Promise<Clip>, options: OpenOptions, sink: SourceSink): Promise<void> {
    const fail = (failure: StreamFailure, message: string): void => {
      if (!this.#disposed) sink.state({ state: 'failed', failure, message, retryInMs: 0 });
    };
    const file = files[options.url];
    // The opener has returned when the sink is called for the first time.
    await null;
    if (file === undefined) {
      fail(
        'not_found',
        `there is no demo camera ${options.url}; there are ${Object.keys(files).join(' and ')}`,
      );
      return;
    }
    try {
      const clip = await load(file);
      if (this.#disposed) return;
      this.#source = new DemoSource(clip, options, sink);
      this.#source.start();
    } catch (error) {
      fail('not_found', `the clip of the demo camera cannot be read: ${toVidetteError(error).message}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    this.#source?.stop();
  }
}
