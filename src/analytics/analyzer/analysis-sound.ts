/** Decodes the sound of a camera and hands it to whoever listens. */
import type { Sighting } from '#domain/event.ts';
import type { AudioTrack } from '#media/stream.ts';
import { AudioDecoder } from './audio-decoder.ts';
import { decodeG711 } from './g711.ts';

/** Hears the sound of one camera. */
export interface SoundWork {
  /** Interleaved values -1..1; `utcMs` is that of the first. */
  hear(pcm: Float32Array, sampleRate: number, channels: number, utcMs: number): readonly Sighting[];
  finish(): readonly Sighting[];
  /** Of the newest whole second, dBFS. */
  readonly level: { readonly rmsDb: number; readonly peakDb: number } | null;
}

export class AnalysisSound implements Disposable {
  /** Null while nobody listens. */
  work: SoundWork | null = null;
  readonly #track: AudioTrack | null;
  #decoder: AudioDecoder | null = null;

  constructor(track: AudioTrack | null) {
    this.#track = track;
  }

  get level(): SoundWork['level'] {
    const level = this.work?.level ?? null;
    return level === null ? null : { rmsDb: level.rmsDb, peakDb: level.peakDb };
  }

  push(data: Buffer, utcMs: number): readonly Sighting[] {
    if (this.work === null || this.#track === null) return [];
    const { sampleRate, channels } = this.#track;
    return this.work.hear(this.#decode(this.#track, data), sampleRate, channels, utcMs);
  }

  finish(): readonly Sighting[] {
    return this.work?.finish() ?? [];
  }

  #decode(track: AudioTrack, data: Buffer): Float32Array {
    if (track.codec === 'pcma' || track.codec === 'pcmu') return decodeG711(track.codec, data);
    this.#decoder ??= new AudioDecoder(track, track);
    const bytes = this.#decoder.decode(data);
    return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  }

  [Symbol.dispose](): void {
    this.#decoder?.[Symbol.dispose]();
  }
}
