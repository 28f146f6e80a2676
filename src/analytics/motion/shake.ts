/**
 * How far the picture as a whole has moved against the background (a mast in the wind, a slowly sagging mount): one step of
 * Lucas and Kanade (1981) over all edges of the grid. Right for up to about a cell; more is another view.
 */
import type { Background } from './background.ts';

export interface Shift {
  /** Cells to the right and down. */
  x: number;
  y: number;
}

/** Only edges tell of shifts: luma levels per cell, both directions together. */
const leastGradient = 6;
/** Larger differences are objects: they count as this, luma levels. */
const clip = 40;
/** A shift that explains less of the differences than this is noise or objects. */
const leastExplained = 0.2;
const leastShift = 0.04;
const leastEdges = 30;

/** As many cells make the picture unsteady for a while; from `follow` on, the background is moved along. */
const unsteadyShift = 0.1;
const followShift = 0.25;
const unsteadyForMs = 10_000;

export class Shake {
  readonly #columns: number;
  readonly #rows: number;
  /** The last estimate; zero where there is none to be sure of. */
  readonly shift: Shift = { x: 0, y: 0 };
  #unsteadyMs = 0;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
  }

  /** The picture has shifted lately: edges may be where they were not. */
  get isUnsteady(): boolean {
    return this.#unsteadyMs > 0;
  }

  follow(luma: Uint8Array, background: Background, elapsedMs: number): void {
    const { x, y } = this.#estimate(luma, background.mean);
    const shift = Math.hypot(x, y);
    this.#unsteadyMs = shift > unsteadyShift ? unsteadyForMs : Math.max(0, this.#unsteadyMs - elapsedMs);
    if (shift > followShift) background.move(x, y);
  }

  #estimate(luma: Uint8Array, background: Uint16Array): Shift {
    const columns = this.#columns;
    let edges = 0;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    let xd = 0;
    let yd = 0;
    let dd = 0;
    for (let row = 1; row < this.#rows - 1; row++) {
      // A chequerboard of half of the cells.
      const end = (row + 1) * columns - 1;
      for (let i = row * columns + 1 + (row & 1); i < end; i += 2) {
        const gx = (background[i + 1]! - background[i - 1]!) / 512;
        const gy = (background[i + columns]! - background[i - columns]!) / 512;
        if ((gx < 0 ? -gx : gx) + (gy < 0 ? -gy : gy) < leastGradient) continue;
        let d = luma[i]! - background[i]! / 256;
        if (d > clip) d = clip;
        else if (d < -clip) d = -clip;
        edges++;
        xx += gx * gx;
        xy += gx * gy;
        yy += gy * gy;
        xd += gx * d;
        yd += gy * d;
        dd += d * d;
      }
    }
    const shift = this.shift;
    shift.x = 0;
    shift.y = 0;
    const determinant = xx * yy - xy * xy;
    if (edges < leastEdges || determinant <= xx * yy * 0.05) return shift;
    const x = -(yy * xd - xy * yd) / determinant;
    const y = -(xx * yd - xy * xd) / determinant;
    const explained = -(xd * x + yd * y) / Math.max(dd, 1);
    if (explained < leastExplained || Math.abs(x) + Math.abs(y) < leastShift) return shift;
    shift.x = Math.max(-1, Math.min(1, x));
    shift.y = Math.max(-1, Math.min(1, y));
    return shift;
  }
}
