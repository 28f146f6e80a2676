/** Points and shapes on the picture. Pure; places are fractions 0..1 of the picture, x right, y down. */
import type { Point } from '#domain/event.ts';

/** So fine are places kept: a tenth of a pixel of a large picture. */
const grain = 10_000;

export function clampPoint([x, y]: Point): Point {
  return [clampShare(x), clampShare(y)];
}

function clampShare(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * grain) / grain;
}

/** All points moved alike, as far as the picture reaches; the shape keeps its form. */
export function moveBy(points: readonly Point[], dx: number, dy: number): Point[] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const byX = Math.min(1 - Math.max(...xs), Math.max(-Math.min(...xs), dx));
  const byY = Math.min(1 - Math.max(...ys), Math.max(-Math.min(...ys), dy));
  return points.map(([x, y]) => clampPoint([x + byX, y + byY]));
}

export function withPoint(points: readonly Point[], index: number, point: Point): Point[] {
  return points.map((old, at) => (at === index ? clampPoint(point) : old));
}

/** A new point after the one at `index`. */
export function insertAfter(points: readonly Point[], index: number, point: Point): Point[] {
  return [...points.slice(0, index + 1), clampPoint(point), ...points.slice(index + 1)];
}

export function withoutPoint(points: readonly Point[], index: number): Point[] {
  return points.filter((_point, at) => at !== index);
}

export function midpoint([ax, ay]: Point, [bx, by]: Point): Point {
  return [(ax + bx) / 2, (ay + by) / 2];
}

/** All points on one line: as the server sees it, there is nothing inside. */
export function isFlat(points: readonly Point[]): boolean {
  const [origin = [0, 0] as const, ...others] = points;
  const far = others.reduce(
    (best, point) => (distance(point, origin) > distance(best, origin) ? point : best),
    origin,
  );
  const [x, y] = origin;
  return others.every((p) => Math.abs((far[0] - x) * (p[1] - y) - (far[1] - y) * (p[0] - x)) < 1e-9);
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

/** Where a label stands: the mean of the points. */
export function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce<Point>(([x, y], [px, py]) => [x + px, y + py], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/**
 * The arrow of a line from a to b, in pixels: it begins in the middle and goes to the right-hand side of somebody who looks from
 * a to b, which is the direction `a_to_b`.
 */
export function arrowOf(a: Point, b: Point, lengthPx: number): { from: Point; to: Point } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const from = midpoint(a, b);
  return { from, to: [from[0] - (dy / length) * lengthPx, from[1] + (dx / length) * lengthPx] };
}
