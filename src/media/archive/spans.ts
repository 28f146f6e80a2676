/** Intervals of time: joined spans, and the gaps between them with their causes. Pure. */
import type { GapCause, RecordedSpan } from '#domain/recording.ts';

/** Joints between segments of one run are not exact to the millisecond; a hole this short is no gap. */
export const jointMs = 200;

/** Ordered spans that do not touch, from segments in any order. */
export function joinSpans(segments: readonly RecordedSpan[]): RecordedSpan[] {
  const ordered = segments
    .filter(({ startMs, endMs }) => endMs > startMs)
    .sort((a, b) => a.startMs - b.startMs);
  const joined: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of ordered) {
    const last = joined.at(-1);
    if (last !== undefined && startMs - last.endMs <= jointMs) last.endMs = Math.max(last.endMs, endMs);
    else joined.push({ startMs, endMs });
  }
  return joined;
}

/** The parts of the spans inside `[fromMs, toMs)`. */
export function clipSpans(spans: readonly RecordedSpan[], fromMs: number, toMs: number): RecordedSpan[] {
  return spans
    .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, fromMs), endMs: Math.min(endMs, toMs) }))
    .filter(({ startMs, endMs }) => endMs > startMs);
}

/** What of `[fromMs, toMs)` lies in none of the ordered spans. */
export function complement(spans: readonly RecordedSpan[], fromMs: number, toMs: number): RecordedSpan[] {
  const holes: RecordedSpan[] = [];
  let at = fromMs;
  for (const { startMs, endMs } of spans) {
    if (startMs > at) holes.push({ startMs: at, endMs: Math.min(startMs, toMs) });
    at = Math.max(at, endMs);
    if (at >= toMs) break;
  }
  if (at < toMs) holes.push({ startMs: at, endMs: toMs });
  return holes.filter(({ startMs, endMs }) => endMs > startMs);
}

export interface Cause {
  readonly startMs: number;
  /** Infinity while it lasts. */
  readonly endMs: number;
  readonly cause: GapCause;
  readonly detail?: string;
}

/** Cuts the holes by the known causes; earlier entries of `causes` win where two overlap. What is left is `unknown`. */
export function explain(holes: readonly RecordedSpan[], causes: readonly Cause[]): Cause[] {
  const explained: Cause[] = [];
  let rest: RecordedSpan[] = [...holes];
  for (const cause of causes) {
    const next: RecordedSpan[] = [];
    for (const hole of rest) {
      const startMs = Math.max(hole.startMs, cause.startMs);
      const endMs = Math.min(hole.endMs, cause.endMs);
      if (endMs <= startMs) {
        next.push(hole);
        continue;
      }
      explained.push({ ...cause, startMs, endMs });
      if (hole.startMs < startMs) next.push({ startMs: hole.startMs, endMs: startMs });
      if (endMs < hole.endMs) next.push({ startMs: endMs, endMs: hole.endMs });
    }
    rest = next;
  }
  const unknown = rest.map((hole): Cause => ({ ...hole, cause: 'unknown' }));
  return absorbSlivers([...explained, ...unknown].sort((a, b) => a.startMs - b.startMs));
}

/** A hole begins where the last picture ends and its cause when it was noticed: the sliver between belongs to the cause. */
function absorbSlivers(gaps: readonly Cause[]): Cause[] {
  const result: Cause[] = [];
  for (const gap of gaps) {
    const last = result.at(-1);
    const touches = last !== undefined && last.endMs === gap.startMs;
    if (touches && gap.cause === 'unknown' && gap.endMs - gap.startMs <= sliverMs) {
      result[result.length - 1] = { ...last, endMs: gap.endMs };
    } else if (touches && last.cause === 'unknown' && last.endMs - last.startMs <= sliverMs) {
      result[result.length - 1] = { ...gap, startMs: last.startMs };
    } else if (touches && last.cause === gap.cause && last.detail === gap.detail) {
      result[result.length - 1] = { ...last, endMs: gap.endMs };
    } else result.push(gap);
  }
  return result;
}

const sliverMs = 2000;
