/** Questions about what is recorded: is there anything at a moment, why not, where does it go on. Times in Unix milliseconds. */
import type { Gap, RecordedSpan } from '#domain/recording.ts';

/** The newest fragment is written about a second after it was seen. */
const writeDelayMs = 3_000;

export function spanAt(spans: readonly RecordedSpan[], ms: number): RecordedSpan | null {
  return spans.find((span) => span.startMs <= ms && ms < span.endMs) ?? null;
}

/** The gap with a known cause at a moment; a gap that still lasts has no end. */
export function gapAt(gaps: readonly Gap[], ms: number, nowMs: number): Gap | null {
  return gaps.find((gap) => gap.startMs <= ms && ms < (gap.endMs ?? nowMs)) ?? null;
}

export type Moment =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'gap'; readonly gap: Gap | null }
  | { readonly kind: 'future' };

export function momentAt(
  spans: readonly RecordedSpan[],
  gaps: readonly Gap[],
  ms: number,
  nowMs: number,
): Moment {
  if (ms > nowMs) return { kind: 'future' };
  if (spanAt(spans, ms) !== null) return { kind: 'recorded' };
  const newest = spans.at(-1);
  const beingWritten = newest !== undefined && ms >= newest.endMs && ms - newest.endMs < writeDelayMs;
  if (beingWritten && nowMs - newest.endMs < 2 * writeDelayMs) return { kind: 'recorded' };
  return { kind: 'gap', gap: gapAt(gaps, ms, nowMs) };
}

/** Where recording begins again after a moment; null when it does not. */
export function nextRecorded(spans: readonly RecordedSpan[], ms: number): number | null {
  return spans.find((span) => span.startMs > ms)?.startMs ?? null;
}

/** The last recorded moment before, a little inside the recording; null when there is none. */
export function previousRecorded(spans: readonly RecordedSpan[], ms: number): number | null {
  const before = spans.findLast((span) => span.endMs <= ms);
  return before === undefined ? null : Math.max(before.startMs, before.endMs - 2_000);
}

/** Recorded milliseconds inside a range. */
export function recordedMs(spans: readonly RecordedSpan[], fromMs: number, toMs: number): number {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(span.endMs, toMs) - Math.max(span.startMs, fromMs));
  return sum;
}
