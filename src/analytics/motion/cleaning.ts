/** Fills holes and drops specks of a mask: a cell is what most of its 3×3 neighbourhood is, with a bias to stay. */

const keepWith = 3;
const fillWith = 6;

export class Cleaner {
  readonly #columns: number;
  readonly #rows: number;
  readonly #threes: Uint8Array;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#threes = new Uint8Array(columns * rows);
  }

  /** `mask` holds 0 and 1; cleaned in place. */
  clean(mask: Uint8Array): void {
    const threes = this.#threes;
    const columns = this.#columns;
    const last = columns - 1;
    for (let row = 0, i = 0; row < this.#rows; row++) {
      for (let column = 0; column < columns; column++, i++) {
        threes[i] = (column > 0 ? mask[i - 1]! : 0) + mask[i]! + (column < last ? mask[i + 1]! : 0);
      }
    }
    const end = mask.length;
    for (let i = 0; i < end; i++) {
      const above = i >= columns ? threes[i - columns]! : 0;
      const below = i + columns < end ? threes[i + columns]! : 0;
      const nine = above + threes[i]! + below;
      mask[i] = nine >= (mask[i] === 1 ? keepWith : fillWith) ? 1 : 0;
    }
  }
}
