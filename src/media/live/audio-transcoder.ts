/** G.711 for browsers: the port through which live outputs ask for it. Decoding and encoding happen in an analyzer. */
import type { AudioTrack, Sample } from '../stream.ts';

export interface AudioTranscoding extends AsyncDisposable {
  /** What the output is; known at once, since it follows from the input and the wanted codec. */
  readonly track: AudioTrack;
  /** One sample of the input track, in order. */
  push(sample: Sample): void;
}

export interface AudioTranscoder {
  /**
   * Null when this codec cannot be made into that one. `onSample` gets the output in order: `dts` in ticks of the output track
   * on the same time line as the input (input seconds = output seconds), `utcMs` that of the sound. When the transcoder fails it
   * falls silent; it never throws into the stream.
   */
  open(input: AudioTrack, codec: 'aac' | 'opus', onSample: (sample: Sample) => void): AudioTranscoding | null;
}
