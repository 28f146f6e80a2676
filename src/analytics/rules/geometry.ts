/** Lines and polygons as users draw them: perhaps without area, crossing themselves, or outside the picture. Nothing here throws. */
import type { Polygon } from '#domain/analytics.ts';
import type { Point } from '#domain/event.ts';

/** By the even-odd rule; a polygon without area contains nothing. */
export function contains(polygon: Polygon, [x, y]: Point): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const current of polygon) {
    if (previous !== undefined && current[1] > y !== previous[1] > y) {
      // From the upper end, so that an edge that goes forth and back is twice the same to the last bit.
      const [upper, lower] = current[1] < previous[1] ? [current, previous] : [previous, current];
      const share = (y - upper[1]) / (lower[1] - upper[1]);
      if (x < upper[0] + share * (lower[0] - upper[0])) inside = !inside;
    }
    previous = current;
  }
  return inside;
}

/** Where a point is, seen from a line a→b; lengths are heights of the picture. */
export interface Bearing {
  /** Distance from the line drawn on for ever: positive to the right of a→b. */
  readonly across: number;
  /** Where along it: 0 at a, 1 at b. */
  readonly along: number;
}

/** Null when a and b are one point or no numbers. `aspect`: width of the picture by its height. */
export function bearing([a, b]: readonly [Point, Point], [x, y]: Point, aspect: number): Bearing | null {
  const [dx, dy] = [(b[0] - a[0]) * aspect, b[1] - a[1]];
  const [px, py] = [(x - a[0]) * aspect, y - a[1]];
  const length = Math.hypot(dx, dy);
  if (!(length > 1e-6)) return null;
  return { across: (dx * py - dy * px) / length, along: (dx * px + dy * py) / (length * length) };
}
