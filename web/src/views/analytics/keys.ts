/** How far an arrow key moves a point: half a percent of the picture, with Shift five. Null for other keys. */
import type { Point } from '#domain/event.ts';

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function stepOf({ key, shiftKey }: { key: string; shiftKey: boolean }): Point | null {
  const direction = directions[key];
  if (direction === undefined) return null;
  const size = shiftKey ? 0.05 : 0.005;
  return [direction[0] * size, direction[1] * size];
}
