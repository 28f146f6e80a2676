/** A shape while it is drawn, corner by corner. Pure. */
import type { Point } from '#domain/event.ts';
import { type Draft, newShape, type Shape, type ShapeKind, shapeKinds } from './draft.ts';
import { clampPoint, distance } from './geometry.ts';

export interface Drawing {
  readonly kind: ShapeKind;
  readonly points: readonly Point[];
  /** Where the next point would be; the keyboard moves it. */
  readonly cursor: Point;
}

export function beginDrawing(kind: ShapeKind): Drawing {
  return { kind, points: [], cursor: [0.5, 0.5] };
}

export function isComplete({ kind, points }: Drawing): boolean {
  return points.length >= (shapeKinds[kind].form === 'line' ? 2 : 3);
}

/** A line ends with its second point; an area only when it is said so. */
export function isEnded({ kind, points }: Drawing): boolean {
  return shapeKinds[kind].form === 'line' && points.length === 2;
}

/** The same place twice (a double click) is one point. */
export function addPoint(drawing: Drawing, at: Point): Drawing {
  const point = clampPoint(at);
  const last = drawing.points.at(-1);
  const points =
    last !== undefined && distance(last, point) < 0.004 ? drawing.points : [...drawing.points, point];
  return { ...drawing, points, cursor: point };
}

/** For those who would rather move than draw. */
export function inTheMiddle(kind: ShapeKind): readonly Point[] {
  if (shapeKinds[kind].form === 'line')
    return [
      [0.3, 0.5],
      [0.7, 0.5],
    ];
  return [
    [0.3, 0.3],
    [0.7, 0.3],
    [0.7, 0.7],
    [0.3, 0.7],
  ];
}

/** With the first free name of its kind: `Zone 1`, `Zone 2` … */
export function shapeFrom(
  kind: ShapeKind,
  points: readonly Point[],
  { shapes }: Draft,
  nameOf: (n: number) => string,
): Shape {
  const taken = new Set(shapes.filter((shape) => shape.kind === kind).map(({ name }) => name.trim()));
  let n = 1;
  while (taken.has(nameOf(n))) n += 1;
  return newShape(kind, nameOf(n), points);
}
