/**
 * What a camera usually shows, as a coarse picture of edges, and how much of it can still be seen. Edges stay when the light
 * changes, and go when the camera is turned or covered. Compared in tiles, so that something large in one place is one vote.
 */

/** Cells along the side of a tile. */
const tileCells = 8;
/** A tile has edges when their mean square is above this, luma levels per cell. */
const leastEnergy = 12;
/** Too few tiles with edges say nothing (a white wall, the night). */
const leastTiles = 10;
/** Edges that agree this well are the same. */
const sameEdges = 0.5;
/** Of the energy that a tile usually has, less than this is nothing. */
const flatEnergy = 0.12;
const learnSeconds = 60;

export interface Visibility {
  /** Shares 0..1 of the tiles that usually have edges: with the same edges; without any. */
  readonly kept: number;
  readonly flat: number;
}

export class View {
  readonly #columns: number;
  readonly #rows: number;
  readonly #usual: Float32Array;
  #learntSeconds = 0;

  constructor(columns: number, rows: number, luma: Uint8Array) {
    this.#columns = columns;
    this.#rows = rows;
    this.#usual = Float32Array.from(luma);
  }

  fits(columns: number, rows: number): boolean {
    return columns === this.#columns && rows === this.#rows;
  }

  get usual(): Float32Array {
    return this.#usual;
  }

  learn(luma: Uint8Array, seconds: number): void {
    this.#learntSeconds += seconds;
    // At first all pictures count the same.
    const rate = 1 - Math.exp(-seconds / Math.min(learnSeconds, this.#learntSeconds));
    const usual = this.#usual;
    for (let i = 0; i < usual.length; i++) usual[i]! += (luma[i]! - usual[i]!) * rate;
  }

  /** `noise`: mean deviation of a cell in the picture. Null where the usual view has too few edges to tell. */
  compare(luma: Uint8Array, noise: number): Visibility | null {
    // Two steps per cell, each with the noise of two cells; mean to standard deviation is 1.25.
    const ofNoise = 4 * (1.25 * noise) ** 2;
    let tiles = 0;
    let kept = 0;
    let flat = 0;
    for (let top = 0; top + tileCells < this.#rows; top += tileCells) {
      for (let left = 0; left + tileCells < this.#columns; left += tileCells) {
        const { before, now: noisy, both } = this.#energies(luma, left, top);
        if (before < leastEnergy || before < ofNoise / 2) continue;
        const now = Math.max(0, noisy - ofNoise);
        tiles++;
        if (now < before * flatEnergy) flat++;
        else if (both > sameEdges * Math.sqrt(before * now)) kept++;
      }
    }
    return tiles < leastTiles ? null : { kept: kept / tiles, flat: flat / tiles };
  }

  /** Mean squares of the steps between neighbours in the usual view, in the picture, and their product. */
  #energies(luma: Uint8Array, left: number, top: number): { before: number; now: number; both: number } {
    const columns = this.#columns;
    const usual = this.#usual;
    let before = 0;
    let now = 0;
    let both = 0;
    for (let row = top; row < top + tileCells; row++) {
      for (let i = row * columns + left, end = i + tileCells; i < end; i++) {
        const ax = usual[i + 1]! - usual[i]!;
        const ay = usual[i + columns]! - usual[i]!;
        const bx = luma[i + 1]! - luma[i]!;
        const by = luma[i + columns]! - luma[i]!;
        before += ax * ax + ay * ay;
        now += bx * bx + by * by;
        both += ax * bx + ay * by;
      }
    }
    const cells = tileCells * tileCells;
    return { before: before / cells, now: now / cells, both: both / cells };
  }
}
