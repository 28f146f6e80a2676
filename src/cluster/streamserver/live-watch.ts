/** Ends what serves viewers of cameras that were taken away: their hubs stay silent for ever. */
import { hasGone, type LiveStream, type LiveStreams } from '#media/live/live-stream.ts';

const checkMs = 2000;

interface Watched {
  readonly stream: LiveStream;
  readonly cut: () => void;
}

export class LiveWatch {
  readonly #streams: LiveStreams;
  readonly #watched = new Set<Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(streams: LiveStreams) {
    this.#streams = streams;
  }

  /** `cut` is called once when the stream is gone, unless the returned function was called before. */
  add(stream: LiveStream, cut: () => void): () => void {
    const one = { stream, cut };
    this.#watched.add(one);
    if (this.#watched.size === 1) {
      this.#timer = setInterval(() => this.#check(), checkMs);
      this.#timer.unref();
    }
    return () => this.#forget(one);
  }

  #check(): void {
    for (const one of this.#watched) {
      if (!hasGone(this.#streams, one.stream)) continue;
      this.#forget(one);
      one.cut();
    }
  }

  #forget(one: Watched): void {
    this.#watched.delete(one);
    if (this.#watched.size === 0) clearInterval(this.#timer);
  }
}
