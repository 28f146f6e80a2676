/**
 * The hub of one stream: takes samples from the device and hands each to every reader. It keeps the samples since the last
 * keyframe (the GOP), so that a viewer starts at once and a recording on motion has its pre-roll.
 */
import { hold, keep, release } from './sample-memory.ts';
import type { Sample, Tracks } from './stream.ts';

/** Readers are called in the turn of the event loop in which the sample came; what may be slow queues by itself. */
export interface HubReader {
  /** Samples may come to it a fraction of a second late: a recording does not mind. */
  readonly patient?: boolean;
  /** It holds, or keeps, by itself what it needs of a sample after the call (sample-memory.ts); for others the hub keeps all. */
  readonly borrows?: boolean;
  tracks(tracks: Tracks): void;
  sample(sample: Sample): void;
}

export interface HubOptions {
  /** Whole GOPs of at least this many seconds are kept as pre-roll; 0 keeps the current GOP only. */
  readonly preRollSeconds?: number;
  /**
   * Upper bound of kept bytes; beyond it the oldest whole GOPs go, and a single longer GOP is not kept at all. Default: 3 MiB, and
   * 2 MiB for each second of pre-roll.
   */
  readonly maxBufferBytes?: number;
}

export interface HubCounters {
  videoSamples: number;
  audioSamples: number;
  /** Video and audio. */
  bytes: number;
  audioBytes: number;
  keyframes: number;
  discontinuities: number;
  /** GOPs that were not kept because they exceed `maxBufferBytes`. */
  oversizedGops: number;
}

const defaultMaxBufferBytes = 3 * 1024 * 1024;
/** More than cameras send; the bound is for those that go mad. */
const bytesPerPreRollSecond = 2 * 1024 * 1024;

export class StreamHub {
  readonly counters: HubCounters = {
    videoSamples: 0,
    audioSamples: 0,
    bytes: 0,
    audioBytes: 0,
    keyframes: 0,
    discontinuities: 0,
    oversizedGops: 0,
  };
  readonly #readers = new Set<HubReader>();
  readonly #maxBufferBytes: number | null;
  #preRollSeconds: number;
  #tracks: Tracks | null = null;
  /** Whole GOPs, oldest first; the last one is still growing. */
  #gops: Sample[][] = [];
  #bufferedBytes = 0;

  constructor(options: HubOptions = {}) {
    this.#preRollSeconds = options.preRollSeconds ?? 0;
    this.#maxBufferBytes = options.maxBufferBytes ?? null;
  }

  /** The tracks of the present generation, or null before the first and after `reset`. */
  get currentTracks(): Tracks | null {
    return this.#tracks;
  }

  get readerCount(): number {
    return this.#readers.size;
  }

  /** One of the readers wants every sample as soon as it is there. */
  get isAwaited(): boolean {
    for (const { patient } of this.#readers) if (patient !== true) return true;
    return false;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  set preRollSeconds(seconds: number) {
    this.#preRollSeconds = seconds;
  }

  publishTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#dropBuffer();
    for (const reader of this.#readers) reader.tracks(tracks);
  }

  publishSample(sample: Sample): void {
    if (this.#tracks === null) return;
    this.#count(sample);
    this.#buffer(sample);
    for (const reader of this.#readers) hand(sample, reader);
  }

  /** The device is gone: the buffer is stale. Readers stay and get the next generation. */
  reset(): void {
    this.#tracks = null;
    this.#dropBuffer();
  }

  /** The samples since the last keyframe (the whole pre-roll with `preRoll`), oldest first. The caller may keep them. */
  buffered(extent: 'gop' | 'preRoll' = 'gop'): readonly Sample[] {
    const samples = this.#buffered(extent);
    for (const sample of samples) keep(sample);
    return samples;
  }

  /** The newest video keyframe in the buffer. The caller may keep it. */
  lastKeyframe(): Sample | null {
    const last = this.#gops.at(-1)?.find((sample) => sample.kind === 'video') ?? null;
    if (last !== null) keep(last);
    return last;
  }

  /** Decoding can begin with what is buffered. */
  get hasKeyframe(): boolean {
    return this.#gops.at(-1)?.some((sample) => sample.kind === 'video') === true;
  }

  /**
   * Attaches a reader: tells it the tracks when there are any, then replays the buffer (`gop`, `preRoll`) or nothing
   * (`live`: it then waits for a keyframe by itself). Returns what detaches it.
   */
  attach(reader: HubReader, start: 'gop' | 'preRoll' | 'live'): () => void {
    if (this.#tracks !== null) {
      reader.tracks(this.#tracks);
      if (start !== 'live') for (const sample of this.#buffered(start)) hand(sample, reader);
    }
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
    };
  }

  #buffered(extent: 'gop' | 'preRoll'): readonly Sample[] {
    if (extent === 'gop') return this.#gops.at(-1)?.slice() ?? [];
    return this.#gops.flat();
  }

  #count(sample: Sample): void {
    const counters = this.counters;
    counters.bytes += sample.data.length;
    if (sample.discontinuity) counters.discontinuities += 1;
    if (sample.kind === 'audio') {
      counters.audioSamples += 1;
      counters.audioBytes += sample.data.length;
      return;
    }
    counters.videoSamples += 1;
    if (sample.keyframe) counters.keyframes += 1;
  }

  #buffer(sample: Sample): void {
    const startsGop = sample.keyframe && (sample.kind === 'video' || this.#tracks?.video === null);
    if (startsGop) {
      this.#gops.push([]);
      this.#trimToPreRoll(sample.utcMs);
    }
    const gop = this.#gops.at(-1);
    if (gop === undefined) return;
    gop.push(sample);
    hold(sample);
    this.#bufferedBytes += sample.data.length;
    const maxBytes =
      this.#maxBufferBytes ?? defaultMaxBufferBytes + this.#preRollSeconds * bytesPerPreRollSecond;
    while (this.#bufferedBytes > maxBytes) {
      if (this.#gops.length === 1) this.counters.oversizedGops += 1;
      this.#dropOldestGop();
    }
  }

  #trimToPreRoll(nowUtcMs: number): void {
    for (;;) {
      const second = this.#gops[1];
      // The second GOP alone must still reach back far enough before the oldest may go.
      if (second === undefined) return;
      const secondStart = second[0]?.utcMs ?? nowUtcMs;
      if (nowUtcMs - secondStart < this.#preRollSeconds * 1000) return;
      this.#dropOldestGop();
    }
  }

  #dropOldestGop(): void {
    for (const sample of this.#gops.shift() ?? []) {
      this.#bufferedBytes -= sample.data.length;
      release(sample);
    }
  }

  #dropBuffer(): void {
    while (this.#gops.length > 0) this.#dropOldestGop();
  }
}

function hand(sample: Sample, reader: HubReader): void {
  if (reader.borrows !== true) keep(sample);
  reader.sample(sample);
}
