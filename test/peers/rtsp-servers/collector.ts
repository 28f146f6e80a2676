/** A sink for tests: remembers what a source tells and waits for conditions. It checks the promises of `Sample` on the way. */
import assert from 'node:assert/strict';
import { openSource, type SourceOptions } from '#devices/open-source.ts';
import { createSourceCounters } from '#devices/opener.ts';
import type { Sample, SourceSink, SourceState, Tracks } from '#media/stream.ts';

const timeoutMs = 15_000;

export class Collector implements SourceSink {
  readonly generations: Tracks[] = [];
  readonly samples: Sample[] = [];
  readonly states: SourceState[] = [];
  #waiting: (() => void)[] = [];
  #last: { video: Sample | null; audio: Sample | null } = { video: null, audio: null };

  get latest(): Tracks {
    return this.generations.at(-1)!;
  }

  get failures(): Extract<SourceState, { state: 'failed' }>[] {
    return this.states.filter((state) => state.state === 'failed');
  }

  of(kind: 'video' | 'audio'): Sample[] {
    return this.samples.filter((sample) => sample.kind === kind);
  }

  tracks(tracks: Tracks): void {
    assert.ok(tracks.generation > (this.generations.at(-1)?.generation ?? 0), 'generations grow');
    this.generations.push(tracks);
    this.#last = { video: null, audio: null };
    this.#wake();
  }

  sample(sample: Sample): void {
    assert.ok(this.generations.length > 0, 'tracks come before samples');
    const before = this.#last[sample.kind];
    assert.ok(before !== null || sample.keyframe, 'a generation begins with a keyframe');
    assert.ok(before === null || (sample.dts > before.dts && sample.utcMs > before.utcMs), 'times grow');
    assert.ok(sample.ptsOffset >= 0 && sample.dts >= 0 && sample.data.length > 0);
    this.#last[sample.kind] = sample;
    this.samples.push(sample);
    this.#wake();
  }

  state(state: SourceState): void {
    this.states.push(state);
    this.#wake();
  }

  async until(what: string, condition: () => boolean): Promise<void> {
    const deadline = AbortSignal.timeout(timeoutMs);
    while (!condition()) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        deadline.onabort = () =>
          reject(new Error(`no ${what} in time; states ${JSON.stringify(this.states)}`));
      });
    }
    deadline.onabort = null;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Opens a source with short pauses between connections. */
export function collect(options: Partial<SourceOptions> & { readonly url: string }) {
  const collector = new Collector();
  const counters = createSourceCounters();
  const source = openSource(
    { transport: 'tcp', audio: true, counters, reconnect: { firstMs: 50, maxMs: 300 }, ...options },
    collector,
  );
  return { collector, counters, [Symbol.asyncDispose]: () => source[Symbol.asyncDispose]() };
}
