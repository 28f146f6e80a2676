/** One zone, mask or line over the picture. Places come as fractions and are drawn in pixels, so that lines keep their width. */

import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#domain/event.ts';
import type { Frame } from '../../components/frame.ts';
import classes from './canvas.module.css';
import { type Shape, shapeKinds } from './draft.ts';
import { arrowOf, centreOf } from './geometry.ts';

interface Props {
  readonly shape: Shape;
  readonly frame: Frame;
  readonly selected: boolean;
  /** Its part is switched on. */
  readonly active: boolean;
  readonly broken: boolean;
  readonly occupancy: number | undefined;
  readonly onGrab: (event: PointerEvent<SVGElement>) => void;
}

export function ShapeView({ shape, frame, selected, active, broken, occupancy, onGrab }: Props) {
  const points = shape.points.map(([x, y]): Point => [x * frame.width, y * frame.height]);
  const list = points.map(([x, y]) => `${x},${y}`).join(' ');
  const isLine = shapeKinds[shape.kind].form === 'line';
  const [a, b] = points;
  return (
    <g
      className={classes.shape}
      data-kind={shape.kind}
      data-selected={selected || undefined}
      data-active={active || undefined}
      data-broken={broken || undefined}
      data-shape={shape.name}
      onPointerDown={onGrab}
    >
      {isLine ? (
        <>
          <polyline className={classes.grip} points={list} />
          <polyline className={classes.line} points={list} />
        </>
      ) : (
        <polygon className={classes.area} points={list} />
      )}
      {isLine && a !== undefined && b !== undefined && <Arrows shape={shape} a={a} b={b} frame={frame} />}
      <Label shape={shape} points={points} frame={frame} occupancy={occupancy} />
    </g>
  );
}

const arrowPx = 34;

function Arrows({ shape, a, b, frame }: { shape: Shape; a: Point; b: Point; frame: Frame }) {
  const { t } = useTranslation();
  const right = arrowOf(a, b, arrowPx);
  const left = arrowOf(b, a, arrowPx);
  if (shape.kind === 'counting') {
    const [inward, outward] = shape.inverted ? [left, right] : [right, left];
    return (
      <>
        <Arrow {...inward} label={t('analytics.in')} frame={frame} />
        <Arrow {...outward} label={t('analytics.out')} frame={frame} faint />
      </>
    );
  }
  return (
    <>
      {shape.direction !== 'b_to_a' && <Arrow {...right} frame={frame} />}
      {shape.direction !== 'a_to_b' && <Arrow {...left} frame={frame} />}
    </>
  );
}

interface ArrowProps {
  readonly from: Point;
  readonly to: Point;
  readonly label?: string;
  readonly frame: Frame;
  readonly faint?: boolean;
}

function Arrow({ from, to, label, faint = false }: ArrowProps) {
  const [dx, dy] = [(to[0] - from[0]) / arrowPx, (to[1] - from[1]) / arrowPx];
  const corner = (side: number) => `${to[0] - dx * 10 - dy * 6 * side},${to[1] - dy * 10 + dx * 6 * side}`;
  return (
    <g className={classes.arrow} data-faint={faint || undefined}>
      <line x1={from[0]} y1={from[1]} x2={to[0] - dx * 6} y2={to[1] - dy * 6} />
      <polygon points={`${to[0]},${to[1]} ${corner(1)} ${corner(-1)}`} />
      {label !== undefined && (
        <text
          className={classes.label}
          x={to[0] + dx * 14}
          y={to[1] + dy * 14}
          textAnchor="middle"
          dominantBaseline="middle"
        >
          {label}
        </text>
      )}
    </g>
  );
}

interface LabelProps {
  readonly shape: Shape;
  readonly points: readonly Point[];
  readonly frame: Frame;
  readonly occupancy: number | undefined;
}

/** The name inside an area, or at the beginning of a line on the side where the picture is. */
function Label({ shape, points, frame, occupancy }: LabelProps) {
  const { t } = useTranslation();
  const [x, y] = shapeKinds[shape.kind].form === 'line' ? (points[0] ?? [0, 0]) : centreOf(points);
  const isLine = shapeKinds[shape.kind].form === 'line';
  const name = shape.name === '' && shape.kind === 'mask' ? t('analytics.kind.mask') : shape.name;
  const text = occupancy === undefined ? name : `${name} · ${occupancy}`;
  const above = y > 40 ? -16 : 22;
  return (
    <text
      className={classes.label}
      x={isLine ? Math.min(Math.max(x, 8), frame.width - 8) : x}
      y={isLine ? y + above : y}
      textAnchor={!isLine ? 'middle' : x > frame.width * 0.6 ? 'end' : 'start'}
      dominantBaseline="middle"
    >
      {text}
    </text>
  );
}
