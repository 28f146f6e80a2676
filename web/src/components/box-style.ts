/** Where a box (fractions 0..1: left, top, right, bottom) lies over its picture. */
import type { CSSProperties } from 'react';

export function boxStyle([left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): CSSProperties {
  return {
    left: `${left * 100}%`,
    top: `${top * 100}%`,
    width: `${(right - left) * 100}%`,
    height: `${(bottom - top) * 100}%`,
  };
}
