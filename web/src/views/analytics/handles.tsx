/** The points of the chosen shape: dragged, or moved by arrow keys. Between them, handles that make a new one. */

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '#domain/event.ts';
import type { Frame } from '../../components/frame.ts';
import classes from './canvas.module.css';
import { type Shape, shapeKinds } from './draft.ts';
import { insertAfter, midpoint, withoutPoint, withPoint } from './geometry.ts';
import { stepOf } from './keys.ts';

interface Props {
  readonly shape: Shape;
  readonly frame: Frame;
  readonly onGrabPoint: (event: PointerEvent<SVGElement>, index: number) => void;
  readonly onGrabMiddle: (event: PointerEvent<SVGElement>, index: number) => void;
  readonly onPoints: (points: readonly Point[], gesture: string | null) => void;
  readonly onRemove: () => void;
}

export function Handles({ shape, frame, onGrabPoint, onGrabMiddle, onPoints, onRemove }: Props) {
  const { t } = useTranslation();
  const { points } = shape;
  const isArea = shapeKinds[shape.kind].form === 'area';
  const group = useRef<SVGGElement>(null);
  const wantedFocus = useRef<number | null>(null);
  useEffect(() => {
    if (wantedFocus.current === null) return;
    const index = Math.min(wantedFocus.current, points.length - 1);
    wantedFocus.current = null;
    group.current?.querySelector<SVGElement>(`[data-point="${index}"]`)?.focus();
  }, [points]);

  const onKey = (event: KeyboardEvent, index: number) => {
    const point = points[index];
    const next = points[(index + 1) % points.length];
    if (point === undefined || next === undefined) return;
    const step = stepOf(event);
    if (step !== null) {
      const moved: Point = [point[0] + step[0], point[1] + step[1]];
      onPoints(withPoint(points, index, moved), `nudge ${shape.id} ${index}`);
    } else if (event.key === '+' && isArea) {
      wantedFocus.current = index + 1;
      onPoints(insertAfter(points, index, midpoint(point, next)), null);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      wantedFocus.current = index;
      if (isArea && points.length > 3) onPoints(withoutPoint(points, index), null);
      else onRemove();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <g ref={group} className={classes.handles} data-kind={shape.kind}>
      {isArea &&
        points.map((point, index) => {
          const [x, y] = midpoint(point, points[(index + 1) % points.length] ?? point);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point has no identity but its place in the shape
            <g key={index} className={classes.middle} onPointerDown={(event) => onGrabMiddle(event, index)}>
              <circle cx={x * frame.width} cy={y * frame.height} r={16} className={classes.reach} />
              <circle cx={x * frame.width} cy={y * frame.height} r={4} />
            </g>
          );
        })}
      {points.map((point, index) => {
        const [x, y] = [point[0] * frame.width, point[1] * frame.height];
        return (
          // biome-ignore lint/a11y/useSemanticElements: HTML has no movable points
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a point has no identity but its place in the shape
            key={index}
            className={classes.point}
            role="button"
            aria-roledescription={t('analytics.point')}
            aria-label={t('analytics.pointLabel', {
              n: index + 1,
              name: shape.name,
              x: Math.round(point[0] * 100),
              y: Math.round(point[1] * 100),
            })}
            tabIndex={0}
            data-point={index}
            onPointerDown={(event) => onGrabPoint(event, index)}
            onKeyDown={(event) => onKey(event, index)}
          >
            <circle cx={x} cy={y} r={20} className={classes.reach} />
            <circle cx={x} cy={y} r={7} className={classes.knob} />
            {!isArea && (
              <text
                className={classes.end}
                x={x}
                y={y + 22 > frame.height ? y - 16 : y + 22}
                textAnchor="middle"
              >
                {index === 0 ? 'a' : 'b'}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
