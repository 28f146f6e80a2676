/** Tells when not something in the picture but the picture itself has changed: other light, or another view. */
import type { Background } from './background.ts';
import type { CellGrid } from './grid.ts';
import { cell, type WholeChange } from './motion-picture.ts';
import { lightShare, SurfaceJudge } from './surface.ts';

/** Of the watched cells. */
const mostOfIt = 0.7;
const litShare = 0.5;
/** A turned camera changes this much at least, and in nearly all parts of the picture. */
const muchOfIt = 0.35;
const partsAcross = 4;
const leastParts = 14;
const changedPart = 0.15;
/** Nothing but the camera changes this much from one picture to the next. */
const calmShare = 0.3;
/** Between pictures that are further apart, something large may have driven in. */
const soonMs = 1_000;
/** As long as this, what fills the picture and stands still is the view. */
const settleMs = 8_000;
/** A step of exposure by a quarter is nobody's shadow. */
const gainStep = Math.log2(1.25);

export class WholePicture {
  /** Share of the watched cells that differ. */
  share = 0;
  readonly #watched: number;
  readonly #everything: Uint8Array;
  /** Made when it is first needed: most cameras never do. */
  #surface: SurfaceJudge | null = null;
  #stillMs = 0;

  constructor(mask: Uint8Array) {
    this.#watched = Math.max(1, mask.filter((state) => state !== cell.masked).length);
    this.#everything = new Uint8Array(mask.length);
  }

  judge(
    grid: CellGrid,
    background: Background,
    mask: Uint8Array,
    gain: number,
    noise: number,
    elapsedMs: number,
  ): WholeChange | null {
    const before = this.share;
    this.share = background.count / this.#watched;
    if (Math.abs(Math.log2(gain)) > gainStep) return 'lighting';
    const isSudden = before < calmShare / 2 && elapsedMs < soonMs;
    if (this.share < muchOfIt || (this.share < litShare && !isSudden)) {
      this.#stillMs = 0;
      return null;
    }
    if (this.#isSameSurface(grid, background, noise)) return this.share < litShare ? null : 'lighting';
    if (isSudden && this.#isEverywhere(grid, background)) return 'view';
    if (this.share < mostOfIt) return null;
    if (before < calmShare && elapsedMs < soonMs) return 'view';
    return this.#hasSettled(mask, elapsedMs) ? 'view' : null;
  }

  #hasSettled(mask: Uint8Array, elapsedMs: number): boolean {
    let still = 0;
    for (const state of mask) if (state === cell.still) still++;
    this.#stillMs = still > this.#watched * 0.6 ? this.#stillMs + elapsedMs : 0;
    if (this.#stillMs < settleMs) return false;
    this.#stillMs = 0;
    return true;
  }

  /** In nearly all of sixteen parts. */
  #isEverywhere({ columns, rows }: CellGrid, { differing, count }: Background): boolean {
    const parts = new Uint32Array(partsAcross * partsAcross);
    for (let k = 0; k < count; k++) {
      const i = differing[k]!;
      const across = Math.floor(((i % columns) * partsAcross) / columns);
      const down = Math.floor((Math.floor(i / columns) * partsAcross) / rows);
      parts[down * partsAcross + across]!++;
    }
    const leastCells = (columns * rows * changedPart) / parts.length;
    return parts.filter((cells) => cells >= leastCells).length >= leastParts;
  }

  #isSameSurface(grid: CellGrid, background: Background, noise: number): boolean {
    this.#surface ??= new SurfaceJudge(grid.columns, grid.rows);
    const surface = this.#surface;
    const cells = background.differing.subarray(0, background.count);
    surface.judge(cells, this.#everything, grid.luma, background.mean, noise);
    let other = 0;
    let texture = 0;
    for (const i of cells) {
      other += surface.otherAt(i);
      texture += surface.textureAt(i);
    }
    surface.forget(cells);
    return texture > 0 && other < texture * lightShare;
  }
}
