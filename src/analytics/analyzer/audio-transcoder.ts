/** Makes AAC or Opus, which browsers play, from the sound that cameras send. */
import type { AudioTrack } from '#media/stream.ts';
import { AudioDecoder } from './audio-decoder.ts';
import { AudioEncoder } from './audio-encoder.ts';
import { audioTargetTrack } from './audio-target.ts';
import type { AudioTarget, OutputSampleInfo } from './operations.ts';

export interface EncodedAudio extends OutputSampleInfo {
  readonly data: Buffer;
}

export interface SampleTiming {
  /** Ticks of the input's timescale. */
  readonly dts: number;
  readonly utcMs: number;
  readonly discontinuity: boolean;
}

/** What is encoded without a gap. Output is timed by counting from its beginning, so that it has no jitter. */
interface Run {
  readonly encoder: AudioEncoder;
  readonly startDts: number;
  readonly startUtcMs: number;
  discontinuity: boolean;
}

/** G.711 packets are 20…100 ms long: a difference between clock and count beyond this is a gap, not rounding. */
const toleranceMs = 150;

export class AudioTranscoder implements Disposable {
  readonly track: AudioTrack;
  readonly #input: AudioTrack;
  readonly #to: AudioTarget;
  readonly #decoder: AudioDecoder;
  #run: Run | null = null;
  #lastDts = -1;

  constructor(track: AudioTrack, to: AudioTarget) {
    this.#input = track;
    this.#to = to;
    const target = audioTargetTrack(track, to);
    this.#decoder = new AudioDecoder(track, target);
    using encoder = new AudioEncoder(target, to);
    this.track = { ...target, config: encoder.config };
  }

  push(data: Buffer, timing: SampleTiming): EncodedAudio[] {
    const pcm = this.#decoder.decode(data);
    const run = this.#continueOrRestart(timing);
    const samples: EncodedAudio[] = [];
    for (const { data: packet, position } of run.encoder.encode(pcm)) {
      const dts = run.startDts + position;
      // Before its first real sound an encoder gives out silence that lies before the beginning.
      if (position < 0 || dts <= this.#lastDts) continue;
      const utcMs = run.startUtcMs + (position * 1000) / this.track.timescale;
      samples.push({ data: packet, dts, utcMs, discontinuity: run.discontinuity });
      run.discontinuity = false;
      this.#lastDts = dts;
    }
    return samples;
  }

  #continueOrRestart({ dts, utcMs, discontinuity }: SampleTiming): Run {
    const outDts = Math.round((dts * this.track.timescale) / this.#input.timescale);
    const run = this.#run;
    if (run !== null && !discontinuity) {
      const expectedDts = run.startDts + run.encoder.takenFrames;
      if (Math.abs(outDts - expectedDts) * 1000 <= toleranceMs * this.track.timescale) return run;
    }
    run?.encoder[Symbol.dispose]();
    // Decoding times that begin again belong to a new connection of the camera.
    if (outDts + this.track.timescale < this.#lastDts) this.#lastDts = -1;
    this.#run = {
      encoder: new AudioEncoder(this.track, this.#to),
      startDts: outDts,
      startUtcMs: utcMs,
      discontinuity: run !== null || discontinuity,
    };
    return this.#run;
  }

  [Symbol.dispose](): void {
    this.#run?.encoder[Symbol.dispose]();
    this.#decoder[Symbol.dispose]();
  }
}
