/** All that is understood of one camera's sound: levels per second, and loud sounds. PCM in, sightings out. */
import type { SoundSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import { SoundEvents } from './sound-events.ts';
import { SoundLevel, type SoundSecond } from './sound-level.ts';

export class SoundAnalysis {
  readonly #events: SoundEvents;
  #meter: SoundLevel | null = null;
  #level: SoundSecond | null = null;

  constructor(settings: SoundSettings) {
    this.#events = new SoundEvents(settings);
  }

  /** Of the newest whole second; null before the first. */
  get level(): SoundSecond | null {
    return this.#level;
  }

  /** Interleaved values −1..1; `utcMs` is that of the first. Another rate or number of channels begins a new second. */
  hear(pcm: Float32Array, sampleRate: number, channels: number, utcMs: number): readonly Sighting[] {
    if (this.#meter?.fits(sampleRate, channels) !== true) this.#meter = new SoundLevel(sampleRate, channels);
    return this.#meter.push(pcm, utcMs).flatMap((second) => {
      this.#level = second;
      return this.#events.update(second);
    });
  }

  /** Ends what is open. */
  finish(): readonly Sighting[] {
    return this.#events.finish();
  }
}
