/**
 * Holds packets back to the speed of the scene: files are read as fast as the disk gives them, HLS comes in segments of
 * seconds, RTMP servers begin with what they have kept.
 */

/**
 * A live source may play this much faster than the clock, so that one whose clock is fast does not lag ever more. Clocks are
 * off by 0.01 %; more than 1 % would outrun the time stamps, which follow the arrival no faster than that.
 */
const liveSpeed = 1.005;
/** A source that is further behind than this is waited for no more: the clock starts anew at its position. */
const patienceMs = { live: 300, loop: 1_000 } as const;
/** Media time that leaps by more than this is no pause but a new beginning. */
const leapMs = 10_000;

export class Pacer {
  readonly #kind: 'live' | 'loop';
  readonly #speed: number;
  #mediaMs: number | null = null;
  #startedMs = 0;
  #lastMediaMs = 0;

  constructor(kind: 'live' | 'loop') {
    this.#kind = kind;
    this.#speed = kind === 'live' ? liveSpeed : 1;
  }

  /** How long to wait before a packet with this decoding time is handed on, milliseconds. */
  waitMs(mediaMs: number, nowMs: number): number {
    const leapt = Math.abs(mediaMs - this.#lastMediaMs) > leapMs;
    this.#lastMediaMs = mediaMs;
    if (this.#mediaMs === null || leapt) {
      this.#begin(mediaMs, nowMs);
      return 0;
    }
    const positionMs = this.#mediaMs + (nowMs - this.#startedMs) * this.#speed;
    const aheadMs = mediaMs - positionMs;
    if (aheadMs < -patienceMs[this.#kind]) {
      this.#begin(mediaMs, nowMs);
      return 0;
    }
    return Math.max(0, aheadMs / this.#speed);
  }

  #begin(mediaMs: number, nowMs: number): void {
    this.#mediaMs = mediaMs;
    this.#startedMs = nowMs;
  }
}
