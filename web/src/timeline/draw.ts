/** Draws the timeline on a canvas. Knows no React; everything it shows comes in one object. */
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import { formatShortDate, formatShortTime, formatTime } from '../components/format.ts';
import { localOffsetMs, type TimeView, ticksFor, xOf } from './scale.ts';

/** How many events there were in an hour. */
export interface EventDensity {
  readonly startMs: number;
  readonly endMs: number;
  readonly count: number;
}

/** An event as a mark; one that lasts has no end. */
export interface EventMark {
  readonly begin: number;
  readonly end: number | null;
}

export interface TimelinePicture {
  readonly view: TimeView;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly spans: readonly RecordedSpan[];
  readonly gaps: readonly Gap[];
  readonly events: readonly EventMark[];
  readonly density: readonly EventDensity[];
  readonly nowMs: number;
  readonly playheadMs: number;
  readonly hoverMs: number | null;
  readonly markInMs: number | null;
  readonly markOutMs: number | null;
}

const colours = {
  lane: '#0f1319',
  recorded: '#2c5a92',
  recordedTop: '#5b9dee',
  gap: '#d98a3d',
  gapSoft: 'rgb(217 138 61 / 22%)',
  future: '#0b0d11',
  tick: '#2b3440',
  day: '#566375',
  text: '#9aa6b6',
  dayText: '#d7dde5',
  playhead: '#ffffff',
  hover: 'rgb(255 255 255 / 35%)',
  event: '#f7cf7a',
  eventSoft: 'rgb(247 207 122 / 55%)',
  mark: '#f2c265',
  markSoft: 'rgb(242 194 101 / 20%)',
} as const;

const labelsPx = 24;
const font = '11px Inter, "Segoe UI", system-ui, sans-serif';

export function drawTimeline(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { widthPx, heightPx } = picture;
  context.clearRect(0, 0, widthPx, heightPx);
  context.font = font;
  context.textBaseline = 'middle';
  drawLane(context, picture);
  drawTicks(context, picture);
  drawEvents(context, picture);
  drawMarks(context, picture);
  if (picture.hoverMs !== null) drawLine(context, picture, picture.hoverMs, colours.hover, 1);
  drawPlayhead(context, picture);
}

function drawLane(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { heightPx, widthPx, spans, gaps, nowMs } = picture;
  const top = labelsPx;
  const height = heightPx - labelsPx;
  context.fillStyle = colours.lane;
  context.fillRect(0, top, widthPx, height);

  for (const gap of gaps) {
    fillRange(context, picture, gap.startMs, gap.endMs ?? nowMs, top, height, colours.gapSoft);
    fillRange(context, picture, gap.startMs, gap.endMs ?? nowMs, heightPx - 4, 4, colours.gap);
  }
  for (const span of spans) {
    fillRange(context, picture, span.startMs, span.endMs, top, height, colours.recorded);
    fillRange(context, picture, span.startMs, span.endMs, top, 2, colours.recordedTop);
  }
  fillRange(context, picture, nowMs, picture.view.toMs, top, height, colours.future);
}

const eventPx = 10;
const densityPx = 24;

/** Marks along the middle of the lane; of many events a skyline, hour by hour. */
function drawEvents(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { events, density, nowMs, heightPx } = picture;
  const top = heightPx - 12 - eventPx;
  for (const { begin, end } of events) {
    fillRange(context, picture, begin, end ?? nowMs, top, eventPx, colours.eventSoft);
    // However short it was, its begin is seen.
    fillRange(context, picture, begin, begin, top, eventPx, colours.event, 2);
  }
  const most = Math.max(1, ...density.map(({ count }) => count));
  for (const { startMs, endMs, count } of density) {
    const height = Math.max(2, (count / most) * densityPx);
    fillRange(
      context,
      picture,
      startMs,
      Math.min(endMs, nowMs),
      heightPx - 8 - height,
      height,
      colours.eventSoft,
    );
  }
}

/** At least one pixel wide, so that a short gap in a long view is seen. */
function fillRange(
  context: CanvasRenderingContext2D,
  { view, widthPx }: TimelinePicture,
  fromMs: number,
  toMs: number,
  y: number,
  height: number,
  colour: string,
  leastPx = 1,
): void {
  if (toMs < view.fromMs || fromMs > view.toMs) return;
  const left = Math.max(0, xOf(view, widthPx, fromMs));
  const right = Math.min(widthPx, xOf(view, widthPx, toMs));
  context.fillStyle = colour;
  context.fillRect(left, y, Math.max(leastPx, right - left), height);
}

function drawTicks(context: CanvasRenderingContext2D, { view, widthPx, heightPx }: TimelinePicture): void {
  const { ticks, stepMs } = ticksFor(view, widthPx, 76, localOffsetMs);
  for (const { ms, startsDay } of ticks) {
    const x = Math.round(xOf(view, widthPx, ms)) + 0.5;
    context.strokeStyle = startsDay ? colours.day : colours.tick;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, startsDay ? 4 : labelsPx - 6);
    context.lineTo(x, heightPx);
    context.globalAlpha = startsDay ? 0.9 : 0.55;
    context.stroke();
    context.globalAlpha = 1;
    const label = startsDay ? formatShortDate(ms) : stepMs < 60_000 ? formatTime(ms) : formatShortTime(ms);
    const labelPx = context.measureText(label).width;
    const left = startsDay ? x + 5 : x - labelPx / 2;
    // Half a label would say another time.
    if (left < 0 || left + labelPx > widthPx) continue;
    context.fillStyle = startsDay ? colours.dayText : colours.text;
    context.fillText(label, left, 11);
  }
}

function drawMarks(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  const { markInMs, markOutMs, heightPx } = picture;
  if (markInMs !== null && markOutMs !== null && markOutMs > markInMs) {
    fillRange(context, picture, markInMs, markOutMs, labelsPx, heightPx - labelsPx, colours.markSoft);
    fillRange(context, picture, markInMs, markOutMs, labelsPx, 3, colours.mark);
  }
  if (markInMs !== null) drawLine(context, picture, markInMs, colours.mark, 2);
  if (markOutMs !== null) drawLine(context, picture, markOutMs, colours.mark, 2);
}

function drawPlayhead(context: CanvasRenderingContext2D, picture: TimelinePicture): void {
  drawLine(context, picture, picture.playheadMs, colours.playhead, 2);
  const x = xOf(picture.view, picture.widthPx, picture.playheadMs);
  context.fillStyle = colours.playhead;
  context.beginPath();
  context.moveTo(x - 6, labelsPx - 8);
  context.lineTo(x + 6, labelsPx - 8);
  context.lineTo(x, labelsPx);
  context.fill();
}

function drawLine(
  context: CanvasRenderingContext2D,
  { view, widthPx, heightPx }: TimelinePicture,
  ms: number,
  colour: string,
  width: number,
): void {
  const x = Math.round(xOf(view, widthPx, ms));
  if (x < -2 || x > widthPx + 2) return;
  context.fillStyle = colour;
  context.fillRect(x - width / 2, labelsPx - 4, width, heightPx - labelsPx + 4);
}
