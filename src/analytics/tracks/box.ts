/** Arithmetic of boxes in fractions of the picture (x right, y down). */
import type { Box, Point } from '#domain/event.ts';

export const wholePicture: Box = [0, 0, 1, 1];

export function area([x0, y0, x1, y1]: Box): number {
  return Math.max(0, x1 - x0) * Math.max(0, y1 - y0);
}

export function centre([x0, y0, x1, y1]: Box): Point {
  return [(x0 + x1) / 2, (y0 + y1) / 2];
}

/** Where a thing stands: the middle of the lower edge. */
export function foot([x0, , x1, y1]: Box): Point {
  return [(x0 + x1) / 2, y1];
}

export function around(x: number, y: number, width: number, height: number): Box {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

export function grown([x0, y0, x1, y1]: Box, share: number): Box {
  const [dx, dy] = [(x1 - x0) * share, (y1 - y0) * share];
  return [x0 - dx, y0 - dy, x1 + dx, y1 + dy];
}

export function union(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

export function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0..1. */
export function iou(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  const all = area(a) + area(b) - shared;
  return all > 0 ? shared / all : 0;
}

/** Share 0..1 of `inner` that lies in `outer`. */
export function coverage(inner: Box, outer: Box): number {
  const size = area(inner);
  return size > 0 ? sharedArea(inner, outer) / size : 0;
}

/** The part inside the picture. */
export function clipped([x0, y0, x1, y1]: Box): Box {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return [clamp(x0), clamp(y0), clamp(x1), clamp(y1)];
}

/** Four finite numbers that span an area inside the picture. */
export function isUsable(box: Box): boolean {
  return box.every(Number.isFinite) && area(clipped(box)) > 0;
}

/** It touches an edge of the picture, so that a part of the thing may be outside. */
export function touchesEdge([x0, y0, x1, y1]: Box, margin = 0.01): boolean {
  return x0 <= margin || y0 <= margin || x1 >= 1 - margin || y1 >= 1 - margin;
}
