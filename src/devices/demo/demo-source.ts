/** One running demo stream: hands samples out when the wall clock reaches them. One timer, no decoding, no copying. */
import type { OpenOptions } from '#devices/opener.ts';
import type { Sample, SourceSink } from '#media/stream.ts';
import type { Clip } from './clip.ts';
import { type Showing, Timeline } from './timeline.ts';

/** When the clock and the timeline are further apart than this, the clock was set or the machine slept. */
const jumpMs = 2_500;
/** Between the last sample before a jump and the first after it, in decoding time: longer than any sample lasts. */
const pauseMs = 250;

export class DemoSource {
  readonly #clip: Clip;
  readonly #options: OpenOptions;
  readonly #sink: SourceSink;
  readonly #timeline: Timeline;
  /** Decoding time 0 of the generation on the wall clock. */
  #originUtcMs: number;
  #lastUtcMs = Number.NEGATIVE_INFINITY;
  #discontinuity = { video: false, audio: false };
  #streaming = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(clip: Clip, options: OpenOptions, sink: SourceSink) {
    this.#clip = clip;
    this.#options = options;
    this.#sink = sink;
    this.#timeline = new Timeline(clip);
    this.#timeline.seek(options.clock.utcMs());
    this.#originUtcMs = this.#timeline.next.utcMs;
  }

  start(): void {
    const { video, audio } = this.#clip;
    this.#options.counters.transport = 'demo';
    this.#sink.tracks({ generation: 1, video, audio: this.#options.audio ? audio : null });
    this.#wait();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Wakes at the next picture; the sound before it goes along. */
  #wait(): void {
    const dueUtcMs = this.#timeline.nextPictureUtcMs;
    const waitMs = Math.max(0, dueUtcMs - this.#options.clock.utcMs());
    this.#timer = setTimeout(() => this.#work(dueUtcMs), waitMs);
  }

  #work(dueUtcMs: number): void {
    const nowUtcMs = this.#options.clock.utcMs();
    if (Math.abs(nowUtcMs - dueUtcMs) > jumpMs) this.#jump(nowUtcMs);
    // A reader may dispose the source while it is called.
    const stopped = this.#timer;
    for (let showing = this.#timeline.next; showing.utcMs <= nowUtcMs; showing = this.#timeline.next) {
      this.#timeline.advance();
      this.#publish(showing);
      if (this.#timer !== stopped) return;
    }
    this.#wait();
  }

  /** Goes on at the present moment of the scene; decoding times go on growing. */
  #jump(nowUtcMs: number): void {
    const elapsedMs = this.#lastUtcMs - this.#originUtcMs;
    this.#timeline.seek(nowUtcMs);
    this.#options.log({ event: 'the clock jumped: the demo camera goes on at the new time' });
    if (!this.#streaming) {
      this.#originUtcMs = this.#timeline.next.utcMs;
      return;
    }
    this.#originUtcMs = this.#timeline.next.utcMs - elapsedMs - pauseMs;
    this.#discontinuity = { video: true, audio: true };
  }

  #publish({ sample: { kind, data, keyframe }, utcMs }: Showing): void {
    if (kind === 'audio' && !this.#options.audio) return;
    const track = kind === 'video' ? this.#clip.video : this.#clip.audio;
    if (track === null) return;
    if (!this.#streaming) {
      this.#streaming = true;
      this.#sink.state({ state: 'streaming' });
    }
    const sample: Sample = {
      kind,
      data,
      keyframe,
      dts: Math.round(((utcMs - this.#originUtcMs) * track.timescale) / 1000),
      ptsOffset: 0,
      utcMs,
      discontinuity: this.#discontinuity[kind],
    };
    this.#discontinuity[kind] = false;
    this.#lastUtcMs = utcMs;
    this.#options.counters.receivedPackets += 1;
    this.#options.counters.receivedBytes += data.length;
    this.#sink.sample(sample);
  }
}
