/** Loud sound: begins with the first second above the threshold, ends when it has been quiet for the cool-down. */
import type { SoundSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import type { SoundSecond } from './sound-level.ts';

/** Sound comes and goes within a bark or a cry: pauses of this length belong to it, even without a cool-down. */
const leastQuietMs = 2_000;
const secondMs = 1_000;

interface LoudSound {
  rmsDb: number;
  peakDb: number;
  lastUtcMs: number;
}

export class SoundEvents {
  readonly #thresholdDb: number;
  readonly #endAfterMs: number;
  #open: LoudSound | null = null;

  constructor(settings: SoundSettings) {
    this.#thresholdDb = settings.thresholdDb;
    this.#endAfterMs = Math.max(leastQuietMs, settings.coolDownSeconds * 1000);
  }

  update(second: SoundSecond): Sighting[] {
    const open = this.#open;
    const isLoud = second.rmsDb > this.#thresholdDb;
    if (open === null) return isLoud ? [this.#begin(second)] : [];
    // Also when the clock has jumped back.
    const quietMs = Math.abs(second.utcMs - open.lastUtcMs);
    if (!isLoud) return quietMs >= this.#endAfterMs ? this.finish() : [];
    if (quietMs > this.#endAfterMs + secondMs) return [...this.finish(), this.#begin(second)];
    return this.#goOn(open, second);
  }

  /** Nobody listens any more: what is open ends. */
  finish(): Sighting[] {
    const open = this.#open;
    this.#open = null;
    return open === null ? [] : [this.#sighting('end', open.lastUtcMs, open, false)];
  }

  #begin({ utcMs, rmsDb, peakDb }: SoundSecond): Sighting {
    this.#open = { rmsDb, peakDb, lastUtcMs: utcMs };
    return this.#sighting('begin', utcMs - secondMs, this.#open, true);
  }

  #goOn(open: LoudSound, { utcMs, rmsDb, peakDb }: SoundSecond): Sighting[] {
    open.lastUtcMs = utcMs;
    if (rmsDb <= open.rmsDb && peakDb <= open.peakDb) return [];
    open.rmsDb = Math.max(open.rmsDb, rmsDb);
    open.peakDb = Math.max(open.peakDb, peakDb);
    return [this.#sighting('update', utcMs, open, false)];
  }

  #sighting(
    phase: Sighting['phase'],
    utcMs: number,
    { rmsDb, peakDb }: LoudSound,
    picture: boolean,
  ): Sighting {
    return {
      key: 'sound',
      phase,
      utcMs,
      picture,
      facts: {
        type: 'sound',
        name: null,
        objectId: null,
        objectClass: 'unknown',
        box: null,
        details: { peakDb, rmsDb, thresholdDb: this.#thresholdDb },
      },
    };
  }
}
