/**
 * Tells light from things. A shadow, a sun patch or a lamp changes the brightness of neighbouring cells by the same factor, so
 * the texture of the surface is still there; a thing brings its own. So differences of logarithms between neighbours are
 * compared in picture and background, summed over 5×5 cells. Where neither has texture it cannot be told.
 */

export const surface = { unknown: 0, light: 1, thing: 2 } as const;

/** What differs beyond noise, as a share of all texture beyond noise: light is near 0.1, a thing near 0.8. */
export const lightShare = 0.35;
const thingShare = 0.6;

/** log2 of luma, 128 to the octave. The dark end is flattened: there, noise is all there is. */
const logLuma = new Int16Array(256).map((_, luma) => Math.round(Math.log2(luma + 8) * 128));
/** What one level of noise does to `logLuma`. */
const logPerLevel = new Float32Array(256).map((_, luma) => 128 / Math.LN2 / (luma + 8));

/** Less texture in a 5×5 window than noise shows in so many pairs of cells tells nothing. */
const leastPairs = 60;
const reach = 2;

export class SurfaceJudge {
  readonly #columns: number;
  readonly #rows: number;
  /** Per cell, of the steps to its right and lower neighbours: how much they differ, and how much texture they have. */
  readonly other: Int32Array;
  readonly texture: Int32Array;
  readonly #otherFives: Int32Array;
  readonly #textureFives: Int32Array;
  readonly #otherSums: Int32Array;
  readonly #textureSums: Int32Array;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.other = new Int32Array(columns * rows);
    this.texture = new Int32Array(columns * rows);
    this.#otherFives = new Int32Array(columns * rows);
    this.#textureFives = new Int32Array(columns * rows);
    this.#otherSums = new Int32Array(columns);
    this.#textureSums = new Int32Array(columns);
  }

  /** `solid`: 1 for cells that differ; `kinds` gets a `surface` for each of them. `noise`: mean deviation in luma levels. */
  judge(
    solid: Uint8Array,
    luma: Uint8Array,
    background: Uint16Array,
    noise: number,
    kinds: Uint8Array,
    firstRow: number,
    lastRow: number,
  ): void {
    this.#measure(solid, luma, background, noise, firstRow, lastRow);
    this.#sumRows(firstRow, lastRow);
    this.#sumColumns(solid, luma, noise, kinds, firstRow, lastRow);
  }

  #measure(
    solid: Uint8Array,
    luma: Uint8Array,
    background: Uint16Array,
    noise: number,
    firstRow: number,
    lastRow: number,
  ): void {
    const columns = this.#columns;
    const { other, texture: all } = this;
    const end = (lastRow + 1) * columns;
    for (let i = firstRow * columns; i < end; i++) {
      other[i] = 0;
      all[i] = 0;
      if (solid[i] === 0) continue;
      const logHere = logLuma[luma[i]!]!;
      const logThen = logLuma[background[i]! >> 8]!;
      // Two cells of noise; the background has averaged most of its own away.
      const chance = logPerLevel[luma[i]!]! * noise * 1.4;
      for (let step = 1; step <= columns; step += columns - 1) {
        const next = i + step;
        if (next >= end || solid[next] === 0) continue;
        const now = logLuma[luma[next]!]! - logHere;
        const then = logLuma[background[next]! >> 8]! - logThen;
        const texture = (now < 0 ? -now : now) + (then < 0 ? -then : then);
        const differs = now < then ? then - now : now - then;
        other[i]! += differs - chance;
        all[i]! += texture - chance;
      }
    }
  }

  #sumRows(firstRow: number, lastRow: number): void {
    const columns = this.#columns;
    for (let row = firstRow; row <= lastRow; row++) {
      slideSum(this.other, this.#otherFives, row * columns, columns);
      slideSum(this.texture, this.#textureFives, row * columns, columns);
    }
  }

  #sumColumns(
    solid: Uint8Array,
    luma: Uint8Array,
    noise: number,
    kinds: Uint8Array,
    firstRow: number,
    lastRow: number,
  ): void {
    const columns = this.#columns;
    const others = this.#otherSums.fill(0);
    const textures = this.#textureSums.fill(0);
    for (let row = firstRow - reach; row <= lastRow; row++) {
      const entering = row + reach <= lastRow ? (row + reach) * columns : -1;
      const leaving = row - reach - 1 >= firstRow ? (row - reach - 1) * columns : -1;
      for (let column = 0; column < columns; column++) {
        if (entering >= 0) {
          others[column]! += this.#otherFives[entering + column]!;
          textures[column]! += this.#textureFives[entering + column]!;
        }
        if (leaving >= 0) {
          others[column]! -= this.#otherFives[leaving + column]!;
          textures[column]! -= this.#textureFives[leaving + column]!;
        }
        if (row < firstRow) continue;
        const i = row * columns + column;
        if (solid[i] === 0) continue;
        kinds[i] = kindOf(others[column]!, textures[column]!, logPerLevel[luma[i]!]! * noise * leastPairs);
      }
    }
  }
}

function kindOf(other: number, texture: number, leastTexture: number): number {
  if (texture < leastTexture) return surface.unknown;
  if (other <= texture * lightShare) return surface.light;
  return other >= texture * thingShare ? surface.thing : surface.unknown;
}

/** Each sum is of a value and two on each side, within `count` values from `start` on. */
function slideSum(values: Int32Array, sums: Int32Array, start: number, count: number): void {
  const end = start + count;
  let sum = 0;
  for (let i = start; i < start + reach && i < end; i++) sum += values[i]!;
  for (let i = start; i < end; i++) {
    if (i + reach < end) sum += values[i + reach]!;
    sums[i] = sum;
    if (i - reach >= start) sum -= values[i - reach]!;
  }
}
