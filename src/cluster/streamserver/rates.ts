/** Frame and bit rates of a stream, from its hub's counters: read once a second, told over the last seconds. */
import type { HubCounters } from '#media/hub.ts';

export interface Rates {
  readonly fps: number;
  readonly videoBps: number;
  readonly audioBps: number;
}

interface Reading {
  readonly atMs: number;
  readonly videoSamples: number;
  readonly bytes: number;
  readonly audioBytes: number;
}

/** Rates are over so many readings: two GOPs of most cameras, so that keyframes do not show as waves. */
const readingsKept = 6;

export class RateMeter {
  readonly #readings: Reading[] = [];

  /** `atMs` is monotonic. */
  read(counters: HubCounters, atMs: number): Rates {
    const { videoSamples, bytes, audioBytes } = counters;
    const now: Reading = { atMs, videoSamples, bytes, audioBytes };
    this.#readings.push(now);
    if (this.#readings.length > readingsKept) this.#readings.shift();
    const first = this.#readings[0] ?? now;
    const seconds = (now.atMs - first.atMs) / 1000;
    if (seconds <= 0) return { fps: 0, videoBps: 0, audioBps: 0 };
    const audio = now.audioBytes - first.audioBytes;
    return {
      fps: round((now.videoSamples - first.videoSamples) / seconds, 2),
      videoBps: Math.round(((now.bytes - first.bytes - audio) * 8) / seconds),
      audioBps: Math.round((audio * 8) / seconds),
    };
  }

  /** Forgets: the stream began anew. */
  reset(): void {
    this.#readings.length = 0;
  }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
