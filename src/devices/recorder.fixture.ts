import type { Sample, SourceState, Tracks } from '#media/stream.ts';

/** A sink that can be waited on; nothing waits longer than the test may take. */
export class Recorder {
  readonly samples: Sample[] = [];
  readonly tracksSeen: Tracks[] = [];
  readonly states: SourceState[] = [];
  #wake: (() => void)[] = [];
  tracks(tracks: Tracks): void {
    this.tracksSeen.push(tracks);
    this.#told();
  }
  sample(sample: Sample): void {
    this.samples.push(sample);
    this.#told();
  }
  state(state: SourceState): void {
    this.states.push(state);
    this.#told();
  }
  #told(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
  of(kind: Sample['kind']): Sample[] {
    return this.samples.filter((sample) => sample.kind === kind);
  }
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      const failed = this.states.find(({ state }) => state === 'failed');
      if (failed !== undefined && !condition())
        throw new Error(`the source failed: ${JSON.stringify(failed)}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
  async failure(): Promise<Extract<SourceState, { state: 'failed' }>> {
    for (;;) {
      const failed = this.states.find((state) => state.state === 'failed');
      if (failed !== undefined) return failed;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }
}
