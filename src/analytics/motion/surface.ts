/**
 * Tells light from things. A shadow, a sun patch or a lamp changes the brightness of neighbouring cells by the same factor, so
 * the texture of the surface is still there; a thing brings its own. So differences of logarithms between neighbours are
 * compared in picture and background, summed over 5×5 cells. Where neither has texture it cannot be told.
 */

export const surface = { unknown: 0, light: 1, thing: 2 } as const;

/** log2 of luma, 128 to the octave. The dark end is flattened: there, noise is all there is. */
const logLuma = new Int16Array(256).map((_, luma) => Math.round(Math.log2(luma + 8) * 128));
/** What one level of noise does to `logLuma`. */
const logPerLevel = new Float32Array(256).map((_, luma) => 128 / Math.LN2 / (luma + 8));

/** Texture that differs by less than this share of all texture is the same. Things come out near 0.8, light near 0.1. */
const sameShare = 0.35;
/** Less texture than so many times what noise alone would show tells nothing. */
const leastTexture = 2.5;
const reach = 2;

export class SurfaceJudge {
  readonly #columns: number;
  readonly #rows: number;
  /** Of pairs: how far the texture differs beyond what the same surface may; how much texture there is beyond noise. */
  readonly #other: Int32Array;
  readonly #texture: Int32Array;
  readonly #otherSums: Int32Array;
  readonly #textureSums: Int32Array;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#other = new Int32Array(columns * rows);
    this.#texture = new Int32Array(columns * rows);
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
    this.#sumColumns(solid, kinds, firstRow, lastRow);
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
    const all = this.#texture;
    const other = this.#other;
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
        other[i]! += differs - chance - sameShare * (texture - chance);
        all[i]! += texture - leastTexture * chance;
      }
    }
  }

  /** Sums over five columns, in place. */
  #sumRows(firstRow: number, lastRow: number): void {
    for (const values of [this.#other, this.#texture]) {
      for (let row = firstRow; row <= lastRow; row++) slideSum(values, row * this.#columns, this.#columns);
    }
  }

  #sumColumns(solid: Uint8Array, kinds: Uint8Array, firstRow: number, lastRow: number): void {
    const columns = this.#columns;
    const others = this.#otherSums.fill(0);
    const textures = this.#textureSums.fill(0);
    for (let row = firstRow - reach; row <= lastRow; row++) {
      const entering = row + reach <= lastRow ? (row + reach) * columns : -1;
      const leaving = row - reach - 1 >= firstRow ? (row - reach - 1) * columns : -1;
      for (let column = 0; column < columns; column++) {
        if (entering >= 0) {
          others[column]! += this.#other[entering + column]!;
          textures[column]! += this.#texture[entering + column]!;
        }
        if (leaving >= 0) {
          others[column]! -= this.#other[leaving + column]!;
          textures[column]! -= this.#texture[leaving + column]!;
        }
        if (row < firstRow) continue;
        const i = row * columns + column;
        if (solid[i] === 0) continue;
        if (textures[column]! <= 0) kinds[i] = surface.unknown;
        else kinds[i] = others[column]! <= 0 ? surface.light : surface.thing;
      }
    }
  }
}

/** Each value becomes the sum of itself and two on each side. */
function slideSum(values: Int32Array, start: number, count: number): void {
  let before2 = 0;
  let before1 = 0;
  let here = values[start] ?? 0;
  let after1 = count > 1 ? values[start + 1]! : 0;
  for (let column = 0; column < count; column++) {
    const after2 = column + 2 < count ? values[start + column + 2]! : 0;
    values[start + column] = before2 + before1 + here + after1 + after2;
    before2 = before1;
    before1 = here;
    here = after1;
    after1 = after2;
  }
}
