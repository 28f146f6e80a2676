/** The sound of one stream on its way through an analyzer: G.711 in, AAC or Opus out. */
import type { VidetteError } from '#domain/errors.ts';
import type { AudioTrack, Sample } from '#media/stream.ts';
import type { AnalyzerChild } from './analyzer-child.ts';
import type { AudioTarget, OutputSampleInfo } from './operations.ts';
import { audioTrackFromWire, audioTrackToWire } from './protocol.ts';
import { type StreamHost, StreamLink } from './stream-link.ts';

export interface AudioTranscoderOptions {
  /** Names the stream, so that one whose data crashes analyzers is told apart. */
  readonly source: string;
  readonly track: AudioTrack;
  readonly to: AudioTarget;
  /** Comes before the first sample, once for each process that takes the stream up; it is the same each time. */
  readonly onTrack: (track: AudioTrack) => void;
  /** Times are those of the input, so sound and pictures stay together. */
  readonly onSample: (sample: Sample) => void;
  readonly onFailed: (error: VidetteError) => void;
}

/** What sound costs, in the measure of pictures. */
const soundMegapixels = 0.05;
/** Some seconds of sound; it is small. */
const maxSamples = 200;
const maxBytes = 1024 * 1024;

export class AudioTranscoderClient {
  droppedSamples = 0;
  readonly #stream: number;
  readonly #options: AudioTranscoderOptions;
  readonly #link: StreamLink;
  #begun = false;
  #afterGap = false;

  constructor(host: StreamHost, stream: number, options: AudioTranscoderOptions) {
    this.#stream = stream;
    this.#options = options;
    const open = (child: AnalyzerChild) => this.#open(child);
    const { source, onFailed } = options;
    const megapixels = () => soundMegapixels;
    this.#link = new StreamLink(host, {
      ...{ stream, source, megapixels, maxSamples, maxBytes, open },
      failed: onFailed,
    });
  }

  push(sample: Sample): void {
    if (sample.kind !== 'audio' || this.#link.isClosed) return;
    const bytes = sample.data.length;
    // What an earlier process had not given out yet is gone.
    if (this.#begun && !this.#link.isOpen) this.#afterGap = true;
    const child = this.#link.hasRoom(bytes) ? this.#link.acquire() : null;
    if (child === null) {
      this.#afterGap = true;
      this.droppedSamples += 1;
      return;
    }
    const { dts, utcMs } = sample;
    const discontinuity = sample.discontinuity || this.#afterGap;
    this.#afterGap = false;
    this.#begun = true;
    const request = child.call('pushAudio', { stream: this.#stream, dts, utcMs, discontinuity }, [
      sample.data,
    ]);
    this.#link.follow(
      request.then(({ result, parts }) => this.#received(result.samples, parts)),
      bytes,
    );
  }

  #received(samples: readonly OutputSampleInfo[], parts: readonly Buffer[]): void {
    samples.forEach((sample, index) => {
      const data = parts[index];
      if (data === undefined || this.#link.isClosed) return;
      this.#options.onSample({ kind: 'audio', data, keyframe: true, ptsOffset: 0, ...sample });
    });
  }

  async #open(child: AnalyzerChild): Promise<void> {
    const { track, to, onTrack } = this.#options;
    const { result } = await child.call('openAudio', {
      stream: this.#stream,
      track: audioTrackToWire(track),
      to,
    });
    if (!this.#link.isClosed) onTrack(audioTrackFromWire(result.track));
  }

  close(): void {
    this.#link.close();
  }
}
