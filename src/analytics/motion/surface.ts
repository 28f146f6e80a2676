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

/** Less texture in a window than noise shows in so many pairs of cells tells nothing. */
const leastPairs = 60;

export class SurfaceJudge {
  /** Per cell, of the steps to its right and lower neighbours: how much they differ, and how much texture they have. */
  readonly other: Int32Array;
  readonly texture: Int32Array;
  /** One of `surface` per judged cell. */
  readonly kinds: Uint8Array;
  readonly #columns: number;
  readonly #otherFives: Int32Array;
  readonly #textureFives: Int32Array;

  constructor(columns: number, rows: number) {
    // Two rows of nothing above and below, so that windows need no care at the edges.
    const cells = columns * (rows + 4);
    this.#columns = columns;
    this.other = new Int32Array(cells);
    this.texture = new Int32Array(cells);
    this.#otherFives = new Int32Array(cells);
    this.#textureFives = new Int32Array(cells);
    this.kinds = new Uint8Array(columns * rows);
  }

  /** Fills `kinds`, `other` and `texture` for `cells`, of which `labels` says the region. `forget` them afterwards. */
  judge(
    cells: Uint16Array,
    labels: Uint8Array,
    luma: Uint8Array,
    background: Uint16Array,
    noise: number,
  ): void {
    const { other, texture, kinds } = this;
    const otherFives = this.#otherFives;
    const textureFives = this.#textureFives;
    const columns = this.#columns;
    const pad = 2 * columns;
    this.#measure(cells, labels, luma, background, noise);
    const { length } = cells;
    for (let k = 0; k < length; k++) {
      const at = cells[k]! + pad;
      otherFives[at] = other[at - 2]! + other[at - 1]! + other[at]! + other[at + 1]! + other[at + 2]!;
      textureFives[at] =
        texture[at - 2]! + texture[at - 1]! + texture[at]! + texture[at + 1]! + texture[at + 2]!;
    }
    for (let k = 0; k < length; k++) {
      const i = cells[k]!;
      const at = i + pad;
      const all =
        textureFives[i]! +
        textureFives[at - columns]! +
        textureFives[at]! +
        textureFives[at + columns]! +
        textureFives[at + pad]!;
      if (all < logPerLevel[luma[i]!]! * noise * leastPairs) {
        kinds[i] = surface.unknown;
        continue;
      }
      const differs =
        otherFives[i]! +
        otherFives[at - columns]! +
        otherFives[at]! +
        otherFives[at + columns]! +
        otherFives[at + pad]!;
      kinds[i] = kindOf(differs, all);
    }
  }

  otherAt(i: number): number {
    return this.other[i + 2 * this.#columns]!;
  }

  textureAt(i: number): number {
    return this.texture[i + 2 * this.#columns]!;
  }

  forget(cells: Uint16Array): void {
    const { other, texture } = this;
    const otherFives = this.#otherFives;
    const textureFives = this.#textureFives;
    const pad = 2 * this.#columns;
    for (let k = 0; k < cells.length; k++) {
      const at = cells[k]! + pad;
      other[at] = 0;
      texture[at] = 0;
      otherFives[at] = 0;
      textureFives[at] = 0;
    }
  }

  #measure(
    cells: Uint16Array,
    labels: Uint8Array,
    luma: Uint8Array,
    background: Uint16Array,
    noise: number,
  ): void {
    const { other, texture } = this;
    const columns = this.#columns;
    const pad = 2 * columns;
    const end = labels.length;
    for (let k = 0; k < cells.length; k++) {
      const i = cells[k]!;
      const label = labels[i]!;
      const here = luma[i]!;
      const logHere = logLuma[here]!;
      const logThen = logLuma[background[i]! >> 8]!;
      // Two cells of noise; the background has averaged most of its own away.
      const chance = logPerLevel[here]! * noise * 1.4;
      const right = i + 1;
      const below = i + columns;
      let differs = 0;
      let all = 0;
      if (right < end && labels[right] === label) {
        const now = logLuma[luma[right]!]! - logHere;
        const then = logLuma[background[right]! >> 8]! - logThen;
        all += Math.abs(now) + Math.abs(then) - chance;
        differs += Math.abs(now - then) - chance;
      }
      if (below < end && labels[below] === label) {
        const now = logLuma[luma[below]!]! - logHere;
        const then = logLuma[background[below]! >> 8]! - logThen;
        all += Math.abs(now) + Math.abs(then) - chance;
        differs += Math.abs(now - then) - chance;
      }
      other[i + pad] = differs;
      texture[i + pad] = all;
    }
  }
}

/** Of a window that has texture. */
function kindOf(other: number, texture: number): number {
  if (other <= texture * lightShare) return surface.light;
  return other >= texture * thingShare ? surface.thing : surface.unknown;
}
