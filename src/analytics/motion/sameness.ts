/**
 * Whether a region is the same surface under another light (a shadow, a sun patch, a lamp): brightness has changed, but by the
 * same factor for neighbouring cells, so that the texture is still there. An object brings a texture of its own.
 */
import type { Component } from './components.ts';

/** log2 of luma, 128 to the octave. The dark end is flattened: there, noise is all there is. */
export const logLuma = new Int16Array(256).map((_, luma) => Math.round(Math.log2(luma + 8) * 128));

/**
 * 0: another texture; 1: the same texture. Null where neither has enough texture to tell. Only neighbours that are both inside
 * count, so that the outline says nothing. `noise`: mean deviation of a cell in luma levels.
 */
export function sameness(
  component: Component,
  label: number,
  columns: number,
  labels: Uint8Array,
  luma: Uint8Array,
  background: Uint16Array,
  noise: number,
): number | null {
  let before = 0;
  let now = 0;
  let other = 0;
  let chance = 0;
  for (let row = component.top; row <= component.bottom; row++) {
    for (let i = row * columns + component.left, end = row * columns + component.right; i <= end; i++) {
      if (labels[i] !== label) continue;
      const logHere = logLuma[luma[i]!]!;
      const logThen = logLuma[background[i]! >> 8]!;
      for (let step = 1; step <= columns; step += columns - 1) {
        if (labels[i + step] !== label) continue;
        const a = logLuma[luma[i + step]!]! - logHere;
        const b = logLuma[background[i + step]! >> 8]! - logThen;
        now += a < 0 ? -a : a;
        before += b < 0 ? -b : b;
        other += a < b ? b - a : a - b;
        // Two cells of noise in the picture; the background has averaged most of its own away.
        chance += (185 / (luma[i]! + 8)) * 1.4 * noise;
      }
    }
  }
  if (before < chance * 1.5 || now + before === 0) return null;
  return 1 - Math.max(0, other - chance) / Math.max(1, now + before - chance);
}
