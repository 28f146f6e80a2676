/** Takes the corners of a new shape: clicks and touches, or arrow keys and Space. Enter ends it, Escape drops it. */

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#domain/event.ts';
import type { Frame } from '../../components/frame.ts';
import classes from './canvas.module.css';
import { shapeKinds } from './draft.ts';
import { addPoint, type Drawing, inTheMiddle, isComplete } from './drawing.ts';
import { clampPoint } from './geometry.ts';
import { stepOf } from './keys.ts';

interface Props {
  readonly drawing: Drawing;
  readonly frame: Frame;
  readonly toShare: (event: { clientX: number; clientY: number }) => Point;
  readonly onDrawing: (drawing: Drawing | null) => void;
  readonly onFinish: (points: readonly Point[]) => void;
}

/** So near the first corner a click closes the area. */
const closePx = 14;
/** A line may be drawn in one go. */
const dragPx = 14;

export function DrawLayer({ drawing, frame, toShare, onDrawing, onFinish }: Props) {
  const { t } = useTranslation();
  const layer = useRef<SVGGElement>(null);
  const pressed = useRef<Point | null>(null);
  useEffect(() => layer.current?.focus(), []);
  const { kind, points, cursor } = drawing;
  const isArea = shapeKinds[kind].form === 'area';
  const px = ([x, y]: Point): Point => [x * frame.width, y * frame.height];
  const apart = (a: Point, b: Point) => Math.hypot(px(a)[0] - px(b)[0], px(a)[1] - px(b)[1]);

  const add = (point: Point) => {
    const [first] = points;
    if (isArea && first !== undefined && isComplete(drawing) && apart(first, point) < closePx) {
      onFinish(points);
      return;
    }
    const next = addPoint(drawing, point);
    if (!isArea && next.points.length === 2) onFinish(next.points);
    else onDrawing(next);
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    layer.current?.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    pressed.current = points.length === 0 ? toShare(event) : null;
    add(toShare(event));
  };
  const onUp = (event: PointerEvent) => {
    const from = pressed.current;
    pressed.current = null;
    const to = toShare(event);
    if (!isArea && from !== null && apart(from, to) > dragPx) add(to);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step !== null)
      onDrawing({ ...drawing, cursor: clampPoint([cursor[0] + step[0], cursor[1] + step[1]]) });
    else if (event.key === ' ') add(cursor);
    else if (event.key === 'Enter') {
      if (points.length === 0) onFinish(inTheMiddle(kind));
      else if (isComplete(drawing)) onFinish(points);
    } else if (event.key === 'Escape') onDrawing(null);
    else if (event.key === 'Backspace') onDrawing({ ...drawing, points: points.slice(0, -1) });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const [cx, cy] = px(cursor);
  const outline = [...points, cursor]
    .map(px)
    .map(([x, y]) => `${x},${y}`)
    .join(' ');
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a drawing surface, with the keys that its label names
    <g
      ref={layer}
      className={classes.drawing}
      data-kind={kind}
      role="application"
      aria-label={t('analytics.drawLabel', { kind: t(`analytics.kind.${kind}`) })}
      tabIndex={0}
      onPointerDown={onDown}
      onPointerMove={(event) => onDrawing({ ...drawing, cursor: clampPoint(toShare(event)) })}
      onPointerUp={onUp}
      onDoubleClick={() => isArea && isComplete(drawing) && onFinish(points)}
      onKeyDown={onKey}
    >
      <rect x={-12} y={-12} width={frame.width + 24} height={frame.height + 24} className={classes.sheet} />
      {isArea && points.length > 1 && <polygon className={classes.area} points={outline} />}
      <polyline className={classes.line} points={outline} />
      {points.map((point, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a point has no identity but its place in the shape
          key={index}
          cx={px(point)[0]}
          cy={px(point)[1]}
          r={index === 0 ? 7 : 5}
          className={classes.knob}
        />
      ))}
      <path className={classes.cross} d={`M${cx - 12},${cy}h24M${cx},${cy - 12}v24`} />
    </g>
  );
}
