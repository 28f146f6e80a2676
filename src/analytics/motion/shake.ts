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
const commonShare = 0.55;
/** Edges that should change less than this are not asked, luma levels. */
const leastExpected = 1.5;
const leastEdges = 30;
const mostEdges = 1_000;
/** Edges are chosen anew so often. */
const chooseMs = 5_000;

/** As many cells make the picture unsteady for a while; from `follow` on, the background is moved along. */
const unsteadyShift = 0.1;
const followShift = 0.25;
const unsteadyForMs = 10_000;

export class Shake {
  readonly #columns: number;
  readonly #edges: Uint16Array;
  #count = 0;
  #chosenMs = chooseMs;
  /** The last estimate; zero where there is none to be sure of. */
  readonly shift: Shift = { x: 0, y: 0 };
  #unsteadyMs = 0;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#edges = new Uint16Array(columns * rows);
  }

  /** The picture has shifted lately: edges may be where they were not. */
  get isUnsteady(): boolean {
    return this.#unsteadyMs > 0;
  }

  follow(luma: Uint8Array, background: Background, elapsedMs: number): void {
    this.#chosenMs += elapsedMs;
    if (this.#chosenMs >= chooseMs) {
      this.#choose(background.mean);
      this.#chosenMs = 0;
    }
    const { x, y } = this.#estimate(luma, background.mean);
    const shift = Math.hypot(x, y);
    this.#unsteadyMs = shift > unsteadyShift ? unsteadyForMs : Math.max(0, this.#unsteadyMs - elapsedMs);
    if (shift > followShift) background.move(x, y);
  }

  /** The cells that have edges in the background, at most so many, evenly taken. */
  #choose(background: Uint16Array): void {
    const columns = this.#columns;
    const end = background.length - columns;
    let found = 0;
    for (let i = columns + 1; i < end - 1; i += 2) {
      if (isEdge(background, i, columns)) this.#edges[found++] = i;
    }
    const step = Math.max(1, found / mostEdges);
    this.#count = 0;
    for (let at = 0; at < found; at += step) this.#edges[this.#count++] = this.#edges[Math.floor(at)]!;
  }

  /** Whether most edges have shifted so; a thing with strong edges that moves shifts but its own. */
  #isCommon(luma: Uint8Array, background: Uint16Array, x: number, y: number): boolean {
    const columns = this.#columns;
    let better = 0;
    let asked = 0;
    for (let k = 0; k < this.#count; k++) {
      const i = this.#edges[k]!;
      const gx = (background[i + 1]! - background[i - 1]!) / 512;
      const gy = (background[i + columns]! - background[i - columns]!) / 512;
      const expected = gx * x + gy * y;
      if (Math.abs(expected) < leastExpected) continue;
      const d = luma[i]! - background[i]! / 256;
      asked++;
      if (Math.abs(d + expected) < Math.abs(d)) better++;
    }
    return better > asked * commonShare;
  }

  #estimate(luma: Uint8Array, background: Uint16Array): Shift {
    const columns = this.#columns;
    const edges = this.#count;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    let xd = 0;
    let yd = 0;
    let dd = 0;
    for (let k = 0; k < edges; k++) {
      const i = this.#edges[k]!;
      const gx = (background[i + 1]! - background[i - 1]!) / 512;
      const gy = (background[i + columns]! - background[i - columns]!) / 512;
      let d = luma[i]! - background[i]! / 256;
      if (d > clip) d = clip;
      else if (d < -clip) d = -clip;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xd += gx * d;
      yd += gy * d;
      dd += d * d;
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
    if (!this.#isCommon(luma, background, x, y)) return shift;
    shift.x = Math.max(-1, Math.min(1, x));
    shift.y = Math.max(-1, Math.min(1, y));
    return shift;
  }
}

function isEdge(background: Uint16Array, i: number, columns: number): boolean {
  const across = Math.abs(background[i + 1]! - background[i - 1]!);
  const down = Math.abs(background[i + columns]! - background[i - columns]!);
  return across + down >= leastGradient * 512;
}
