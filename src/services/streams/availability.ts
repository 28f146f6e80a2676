/** How much of a time a camera delivered, by what its gap ledger says. */
import type { Gap } from '#domain/recording.ts';

export interface Downtime {
  readonly startMs: number;
  readonly endMs: number;
  /** For people: cause and detail. */
  readonly reason: string;
}

/** Gaps that somebody chose (recording off, not scheduled) are none of the camera's; open ones last until now. */
export function downtimesOf(gaps: readonly Gap[], fromMs: number, nowMs: number): Downtime[] {
  return gaps
    .filter((gap) => gap.cause !== 'policy')
    .map(({ startMs, endMs, cause, detail }) => ({
      startMs: Math.max(startMs, fromMs),
      endMs: Math.min(endMs ?? nowMs, nowMs),
      reason: [...(detail === undefined ? cause : `${cause}: ${detail}`)].slice(0, 255).join(''),
    }))
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
}

/** Percent 0..100 of the time from `fromMs` to `nowMs` that is not in a downtime; overlaps count once. */
export function availability(downtimes: readonly Downtime[], fromMs: number, nowMs: number): number {
  if (nowMs <= fromMs) return 100;
  let downMs = 0;
  let coveredTo = fromMs;
  for (const { startMs, endMs } of downtimes) {
    downMs += Math.max(0, endMs - Math.max(startMs, coveredTo));
    coveredTo = Math.max(coveredTo, endMs);
  }
  return Math.min(100, Math.max(0, (100 * (nowMs - fromMs - downMs)) / (nowMs - fromMs)));
}
