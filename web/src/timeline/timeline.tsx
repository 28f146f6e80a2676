/**
 * The timeline: recorded spans, gaps, playhead. Wheel zooms (sideways wheel pans), two fingers pinch, a drag on the lane scrubs,
 * a drag on the labels pans; it is a slider for the keyboard.
 */
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import type { LoggedEvent } from '../api/contract.ts';
import { formatDate, formatTime } from '../components/format.ts';
import { drawTimeline, type EventDensity } from './draw.ts';
import { Gestures } from './gestures.ts';
import { HoverCard } from './hover-card.tsx';
import { keepInPast, msAt, panBy, type TimeView, xOf, zoomAt } from './scale.ts';
import classes from './timeline.module.css';

interface Props {
  readonly cameraId: string;
  readonly view: TimeView;
  readonly onView: (view: TimeView) => void;
  readonly spans: readonly RecordedSpan[];
  readonly gaps: readonly Gap[];
  readonly events: readonly LoggedEvent[];
  readonly density: readonly EventDensity[];
  readonly nowMs: number;
  readonly playheadMs: number;
  readonly markInMs: number | null;
  readonly markOutMs: number | null;
  readonly onSeek: (ms: number) => void;
}

const heightPx = 84;
const labelsPx = 24;

export function Timeline({
  cameraId,
  view,
  onView,
  spans,
  gaps,
  events,
  density,
  nowMs,
  playheadMs,
  markInMs,
  markOutMs,
  onSeek,
}: Props) {
  const { t } = useTranslation();
  const { ref: box, width: widthPx } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [hoverMs, setHoverMs] = useState<number | null>(null);
  const [scrubMs, setScrubMs] = useState<number | null>(null);
  const shownPlayhead = scrubMs ?? playheadMs;
  const latest = useRef({ view, onView, widthPx, nowMs });
  latest.current = { view, onView, widthPx, nowMs };

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (canvas.current === null || context === null || context === undefined || widthPx === 0) return;
    const scale = devicePixelRatio;
    const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
    if (canvas.current.width !== width || canvas.current.height !== height) {
      canvas.current.width = width;
      canvas.current.height = height;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawTimeline(context, {
      view,
      widthPx,
      heightPx,
      spans,
      gaps,
      events,
      density,
      nowMs,
      playheadMs: shownPlayhead,
      hoverMs: scrubMs === null ? hoverMs : null,
      markInMs,
      markOutMs,
    });
  }, [
    view,
    widthPx,
    spans,
    gaps,
    events,
    density,
    nowMs,
    shownPlayhead,
    scrubMs,
    hoverMs,
    markInMs,
    markOutMs,
  ]);

  // React listens to wheel passively, and the page must not scroll.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { view: now, onView: tell, widthPx: width, nowMs: present } = latest.current;
      if (width === 0) return;
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (sideways) {
        const pixels = event.deltaX === 0 ? event.deltaY : event.deltaX;
        tell(keepInPast(panBy(now, (pixels / width) * (now.toMs - now.fromMs)), present));
        return;
      }
      const anchor = msAt(now, width, event.offsetX);
      tell(keepInPast(zoomAt(now, anchor, Math.exp(event.deltaY * 0.0022)), present));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const gestures = useRef(new Gestures());
  const clampToPast = (ms: number) => Math.min(ms, nowMs);
  const onPointer = (event: ReactPointerEvent<HTMLCanvasElement>) => {
    const rect = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - rect.left;
    const ms = msAt(view, widthPx, x);
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId);
      gestures.current.down(event.pointerId, x, event.clientY - rect.top < labelsPx ? 'pan' : 'scrub');
      if (gestures.current.kind === 'scrub') setScrubMs(clampToPast(ms));
      else setScrubMs(null);
      return;
    }
    if (event.type === 'pointermove') {
      const change = gestures.current.move(event.pointerId, x);
      if (change?.kind === 'scrub') setScrubMs(clampToPast(ms));
      else if (change?.kind === 'pan') {
        onView(keepInPast(panBy(view, (-change.byPx / widthPx) * (view.toMs - view.fromMs)), nowMs));
      } else if (change?.kind === 'pinch') {
        const zoomed = zoomAt(view, msAt(view, widthPx, change.centrePx), change.factor);
        const moved = panBy(zoomed, (-change.byPx / widthPx) * (zoomed.toMs - zoomed.fromMs));
        onView(keepInPast(moved, nowMs));
      } else setHoverMs(ms);
      return;
    }
    const ended = gestures.current.up(event.pointerId);
    if (event.type === 'pointerup' && ended === 'scrub') onSeek(clampToPast(ms));
    setScrubMs(null);
    if (event.pointerType !== 'mouse') setHoverMs(null);
  };

  const cardMs = scrubMs ?? hoverMs;
  return (
    <div className={classes.timeline} ref={box}>
      <div
        className={classes.slider}
        role="slider"
        tabIndex={0}
        aria-label={t('timeline.label')}
        aria-valuemin={Math.round(view.fromMs)}
        aria-valuemax={Math.round(view.toMs)}
        aria-valuenow={Math.round(shownPlayhead)}
        aria-valuetext={`${formatDate(shownPlayhead)}, ${formatTime(shownPlayhead)}`}
      >
        <canvas
          ref={canvas}
          className={classes.canvas}
          style={{ height: heightPx }}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
          onPointerUp={onPointer}
          onPointerCancel={onPointer}
          onPointerLeave={() => setHoverMs(null)}
        />
      </div>
      {cardMs !== null && widthPx > 0 && (
        <HoverCard
          cameraId={cameraId}
          ms={cardMs}
          xPx={xOf(view, widthPx, cardMs)}
          widthPx={widthPx}
          msPerPx={(view.toMs - view.fromMs) / widthPx}
          spans={spans}
          gaps={gaps}
          events={events}
          nowMs={nowMs}
        />
      )}
    </div>
  );
}
