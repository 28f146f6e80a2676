/** Where a moment lies on the timeline and back, zoom, pan and ticks. Pure; times in Unix milliseconds, places in CSS pixels. */

/** What the timeline shows. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

export const viewLimits = { minMs: 10_000, maxMs: 31 * 86_400_000 } as const;

export function xOf(view: TimeView, widthPx: number, ms: number): number {
  return ((ms - view.fromMs) / (view.toMs - view.fromMs)) * widthPx;
}

export function msAt(view: TimeView, widthPx: number, x: number): number {
  return view.fromMs + (x / widthPx) * (view.toMs - view.fromMs);
}

/** Zooms by `factor` (below 1 shows less time) and keeps the moment under the pointer where it is. */
export function zoomAt(view: TimeView, anchorMs: number, factor: number): TimeView {
  const span = view.toMs - view.fromMs;
  const wanted = Math.min(viewLimits.maxMs, Math.max(viewLimits.minMs, span * factor));
  const share = (anchorMs - view.fromMs) / span;
  const fromMs = anchorMs - share * wanted;
  return { fromMs, toMs: fromMs + wanted };
}

export function panBy(view: TimeView, ms: number): TimeView {
  return { fromMs: view.fromMs + ms, toMs: view.toMs + ms };
}

/** Not further into the future than a twentieth of the view, so that "now" is always easy to find. */
export function keepInPast(view: TimeView, nowMs: number): TimeView {
  const latest = nowMs + (view.toMs - view.fromMs) * 0.05;
  return view.toMs > latest ? panBy(view, latest - view.toMs) : view;
}

/** The view moved, without zooming, just far enough that the moment is inside it, away from the borders. */
export function reveal(view: TimeView, ms: number): TimeView {
  const margin = (view.toMs - view.fromMs) * 0.08;
  if (ms < view.fromMs + margin) return panBy(view, ms - margin - view.fromMs);
  if (ms > view.toMs - margin) return panBy(view, ms + margin - view.toMs);
  return view;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
export const dayMs = 24 * hour;

const steps = [
  second,
  2 * second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  dayMs,
  2 * dayMs,
  7 * dayMs,
];

export interface Tick {
  readonly ms: number;
  /** A day begins here. */
  readonly startsDay: boolean;
}

export interface Ticks {
  readonly stepMs: number;
  readonly ticks: readonly Tick[];
}

/**
 * Ticks on round local times, at least `minPx` apart. `offsetMs` gives what is added to UTC for local time at a moment, so
 * that ticks stay on full hours over a change to summer time.
 */
export function ticksFor(
  view: TimeView,
  widthPx: number,
  minPx: number,
  offsetMs: (ms: number) => number,
): Ticks {
  const perPx = (view.toMs - view.fromMs) / widthPx;
  const stepMs = steps.find((step) => step / perPx >= minPx) ?? 14 * dayMs;
  const ticks: Tick[] = [];
  let offset = offsetMs(view.fromMs);
  let local = Math.ceil((view.fromMs + offset) / stepMs) * stepMs;
  for (;;) {
    const offsetHere = offsetMs(local - offset);
    // When the clock was put back, its last hour comes again.
    if (offsetHere < offset) local = Math.ceil((local + offsetHere - offset) / stepMs) * stepMs;
    offset = offsetHere;
    const ms = local - offset;
    if (ms > view.toMs) return { stepMs, ticks };
    // What the clock jumps over when it is put forward has no tick.
    if (offsetMs(ms) === offset) ticks.push({ ms, startsDay: local % dayMs === 0 });
    local += stepMs;
  }
}

/** What is added to UTC for the local time of this browser. */
export function localOffsetMs(ms: number): number {
  return -new Date(ms).getTimezoneOffset() * minute;
}

/** A range around the view with round borders, so that panning a little does not ask the server again. */
export function queryRange(view: TimeView): TimeView {
  const span = view.toMs - view.fromMs;
  const grain = steps.find((step) => step >= span) ?? 31 * dayMs;
  return {
    fromMs: Math.floor((view.fromMs - span / 2) / grain) * grain,
    toMs: Math.ceil((view.toMs + span / 2) / grain) * grain,
  };
}
