/** A set of cells that is cheap when it is small: a list beside the flags. Cleaning and regions work along the list. */

/** A connected region (8 neighbours): `order[start … end-1]` are its cells. Edges are inclusive. */
export interface Component {
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly sumX: number;
  readonly sumY: number;
}

/** Of the nine cells of its neighbourhood, itself included, so many must be set for a cell to stay. */
const keepWith = 3;

export class CellSet {
  readonly columns: number;
  readonly rows: number;
  readonly has: Uint8Array;
  readonly list: Uint16Array;
  count = 0;
  /** Cells grouped by region, after `regions`. */
  readonly order: Uint16Array;
  readonly #x: Uint16Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.has = new Uint8Array(columns * rows);
    this.list = new Uint16Array(columns * rows);
    this.order = new Uint16Array(columns * rows);
    this.#x = new Uint16Array(columns * rows).map((_, i) => i % columns);
  }

  add(i: number): void {
    if (this.has[i] === 1) return;
    this.has[i] = 1;
    this.list[this.count++] = i;
  }

  /** The first `count` of `cells`. */
  addAll(cells: Uint16Array, count: number): void {
    const { has, list } = this;
    let end = this.count;
    for (let k = 0; k < count; k++) {
      const i = cells[k]!;
      if (has[i] === 1) continue;
      has[i] = 1;
      list[end++] = i;
    }
    this.count = end;
  }

  /** Drops specks, then closes gaps of one cell across and down. */
  clean(): void {
    this.#dropSpecks();
    const { has, list, columns } = this;
    const xs = this.#x;
    const beforeLastColumn = columns - 2;
    const below = has.length - 2 * columns;
    for (let k = 0, end = this.count; k < end; k++) {
      const i = list[k]!;
      if (xs[i]! < beforeLastColumn && has[i + 1] === 0 && has[i + 2] === 1) this.add(i + 1);
      if (i < below && has[i + columns] === 0 && has[i + 2 * columns] === 1) this.add(i + columns);
    }
  }

  #dropSpecks(): void {
    const { has, list, order, columns } = this;
    const xs = this.#x;
    const lastColumn = columns - 1;
    const lastRow = has.length - columns;
    let specks = 0;
    let kept = 0;
    for (let k = 0, end = this.count; k < end; k++) {
      const i = list[k]!;
      const x = xs[i]!;
      const isInside = x > 0 && x < lastColumn && i >= columns && i < lastRow;
      const around = isInside ? nineAround(has, i, columns) : this.#aroundAtEdge(i);
      if (around >= keepWith) list[kept++] = i;
      else order[specks++] = i;
    }
    // Only now, so that the order of the list makes no difference.
    for (let k = 0; k < specks; k++) has[order[k]!] = 0;
    this.count = kept;
  }

  /** Of the neighbourhood of a cell at the edge of the picture, as much as there is. */
  #aroundAtEdge(i: number): number {
    const { has, columns } = this;
    const x = this.#x[i]!;
    let around = 0;
    for (let row = i - columns; row <= i + columns; row += columns) {
      if (row < 0 || row >= has.length) continue;
      if (x > 0) around += has[row - 1]!;
      around += has[row]!;
      if (x < columns - 1) around += has[row + 1]!;
    }
    return around;
  }

  /** Empties the set into regions of at least `minCells`, largest first, at most `most`. */
  regions(minCells: number, most: number): Component[] {
    const { has, list } = this;
    const found: Component[] = [];
    let end = 0;
    for (let k = 0; k < this.count; k++) {
      if (has[list[k]!] === 0) continue;
      const component = this.#flood(list[k]!, end);
      end = component.end;
      if (component.count >= minCells) found.push(component);
    }
    this.count = 0;
    found.sort((a, b) => b.count - a.count);
    if (found.length > most) found.length = most;
    return found;
  }

  /** Takes out all cells that hang together with `first`; `order` from `start` on is the queue. */
  #flood(first: number, start: number): Component {
    const { has, order, columns } = this;
    const xs = this.#x;
    const lastColumn = columns - 1;
    const { length } = has;
    let end = start;
    let left = columns;
    let right = -1;
    let top = first;
    let bottom = first;
    let sumX = 0;
    let sumY = 0;
    has[first] = 0;
    order[end++] = first;
    for (let next = start; next < end; next++) {
      const i = order[next]!;
      const x = xs[i]!;
      sumX += x;
      sumY += i - x;
      if (x < left) left = x;
      if (x > right) right = x;
      if (i < top) top = i;
      if (i > bottom) bottom = i;
      for (let row = i - columns; row <= i + columns; row += columns) {
        if (row < 0 || row >= length) continue;
        if (x > 0 && has[row - 1] === 1) {
          has[row - 1] = 0;
          order[end++] = row - 1;
        }
        if (has[row] === 1) {
          has[row] = 0;
          order[end++] = row;
        }
        if (x < lastColumn && has[row + 1] === 1) {
          has[row + 1] = 0;
          order[end++] = row + 1;
        }
      }
    }
    top = Math.floor(top / columns);
    bottom = Math.floor(bottom / columns);
    return { start, end, count: end - start, left, top, right, bottom, sumX, sumY: sumY / columns };
  }
}

/** Of the neighbourhood of a cell that is not at the edge of the picture. */
function nineAround(has: Uint8Array, i: number, columns: number): number {
  const above = i - columns;
  const below = i + columns;
  return (
    has[above - 1]! +
    has[above]! +
    has[above + 1]! +
    has[i - 1]! +
    has[i]! +
    has[i + 1]! +
    has[below - 1]! +
    has[below]! +
    has[below + 1]!
  );
}
