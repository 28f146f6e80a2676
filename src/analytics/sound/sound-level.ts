/** How loud it is: RMS and peak of every second of sound, in dBFS (0 is the loudest possible; a full-scale sine has −3 RMS). */

/** What silence counts as. */
export const silenceDb = -96;

export interface SoundSecond {
  /** End of the second. */
  readonly utcMs: number;
  readonly rmsDb: number;
  readonly peakDb: number;
}

/** More than this between the end of one piece and the begin of the next is a gap: the second begins anew. */
const gapMs = 500;

export class SoundLevel {
  readonly #sampleRate: number;
  readonly #channels: number;
  readonly #valuesPerSecond: number;
  #startUtcMs = 0;
  #values = 0;
  #squares = 0;
  #peak = 0;

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#channels = channels;
    this.#valuesPerSecond = sampleRate * channels;
  }

  fits(sampleRate: number, channels: number): boolean {
    return sampleRate === this.#sampleRate && channels === this.#channels;
  }

  /** `samples`: interleaved, −1..1; `utcMs`: when the first was taken. All channels count together. */
  push(samples: Float32Array, utcMs: number): SoundSecond[] {
    if (Math.abs(utcMs - this.#endUtcMs()) > gapMs) this.#begin(utcMs);
    const seconds: SoundSecond[] = [];
    for (let at = 0; at < samples.length; ) {
      const end = Math.min(samples.length, at + this.#valuesPerSecond - this.#values);
      this.#add(samples, at, end);
      at = end;
      if (this.#values >= this.#valuesPerSecond) seconds.push(this.#finish());
    }
    return seconds;
  }

  #add(samples: Float32Array, start: number, end: number): void {
    let squares = 0;
    let peak = this.#peak;
    for (let i = start; i < end; i++) {
      const value = samples[i]!;
      // A damaged decoder output must not make the level NaN for the rest of the second.
      if (!Number.isFinite(value)) continue;
      squares += value * value;
      const size = Math.abs(value);
      if (size > peak) peak = size;
    }
    this.#squares += squares;
    this.#peak = peak;
    this.#values += end - start;
  }

  #finish(): SoundSecond {
    const utcMs = this.#endUtcMs();
    const rmsDb = decibels(Math.sqrt(this.#squares / this.#values));
    const peakDb = decibels(this.#peak);
    this.#begin(utcMs);
    return { utcMs, rmsDb, peakDb };
  }

  #begin(utcMs: number): void {
    this.#startUtcMs = utcMs;
    this.#values = 0;
    this.#squares = 0;
    this.#peak = 0;
  }

  #endUtcMs(): number {
    return this.#startUtcMs + (this.#values / this.#valuesPerSecond) * 1000;
  }
}

/** Amplitude 0..1 to dBFS. */
export function decibels(amplitude: number): number {
  return amplitude > 0 ? Math.max(silenceDb, 20 * Math.log10(amplitude)) : silenceDb;
}
