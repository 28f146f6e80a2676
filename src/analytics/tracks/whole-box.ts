/** Boxes that are cut off by the edge of the picture, as they would be without it. */
import type { Box } from '#domain/event.ts';

/** A box that ends here may go on outside. */
const edge = 0.008;
/** What is thought to be outside fades: a thing may have become smaller there. */
const keptOutside = 0.97;

export interface WholeBox {
  /** Of its centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** It goes on outside of the picture. */
  readonly cutX: boolean;
  readonly cutY: boolean;
}

/** An object that leaves does not become smaller, and its centre goes on at its pace. */
export function wholeBox([x0, y0, x1, y1]: Box, knownWidth: number, knownHeight: number): WholeBox {
  const across = wholeSpan(x0, x1, knownWidth);
  const down = wholeSpan(y0, y1, knownHeight);
  return {
    x: across.middle,
    y: down.middle,
    width: across.length,
    height: down.length,
    cutX: across.isCut,
    cutY: down.isCut,
  };
}

function wholeSpan(
  from: number,
  to: number,
  known: number,
): { middle: number; length: number; isCut: boolean } {
  const seen = to - from;
  const length = Math.max(seen, known * keptOutside);
  const [cutBefore, cutAfter] = [from <= edge, to >= 1 - edge];
  if (cutBefore && !cutAfter) return { middle: to - length / 2, length, isCut: true };
  if (cutAfter && !cutBefore) return { middle: from + length / 2, length, isCut: true };
  return { middle: (from + to) / 2, length: seen, isCut: cutBefore && cutAfter };
}
