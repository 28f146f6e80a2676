/** Connected regions of a mask (8 neighbours): two passes with union-find, then measures of the large ones only. */

/** One region, in cells. */
export interface Component {
  count: number;
  left: number;
  top: number;
  /** Inclusive, as is `bottom`. */
  right: number;
  bottom: number;
  sumX: number;
  sumY: number;
}

export class Components {
  readonly #columns: number;
  /** Provisional label per cell. */
  readonly #provisional: Uint16Array;
  readonly #parent: Uint16Array;
  readonly #count: Uint16Array;
  /** Provisional root → final label. */
  readonly #final: Uint8Array;
  #used = 0;

  constructor(columns: number, rows: number) {
    const cells = columns * rows;
    // At most every fourth cell begins a region of its own.
    const labels = Math.ceil((columns + 1) / 2) * Math.ceil((rows + 1) / 2) + 1;
    this.#columns = columns;
    this.#provisional = new Uint16Array(cells);
    this.#parent = new Uint16Array(labels);
    this.#count = new Uint16Array(labels);
    this.#final = new Uint8Array(labels);
  }

  /**
   * Regions of ones with at least `minCells`, largest first, at most `most` (≤ 255). `labels` gets, per cell, the index of its
   * region plus one, or 0.
   */
  find(mask: Uint8Array, labels: Uint8Array, minCells: number, most: number): Component[] {
    this.#connect(mask);
    const count = this.#sizes();
    const final = this.#final.fill(0, 0, this.#used);
    const large: number[] = [];
    for (let label = 1; label < this.#used; label++) if (count[label]! >= minCells) large.push(label);
    large.sort((a, b) => count[b]! - count[a]!);
    if (large.length > most) large.length = most;
    large.forEach((label, i) => {
      final[label] = i + 1;
    });
    return this.#measure(
      labels,
      large.map((label) => emptyComponent(count[label]!)),
    );
  }

  #connect(mask: Uint8Array): void {
    const columns = this.#columns;
    const provisional = this.#provisional;
    const parent = this.#parent;
    let next = 1;
    for (let i = 0, column = 0; i < mask.length; i++) {
      if (mask[i] === 1) {
        const west = column > 0 ? provisional[i - 1]! : 0;
        const north = i >= columns ? provisional[i - columns]! : 0;
        const northWest = column > 0 && i > columns ? provisional[i - columns - 1]! : 0;
        const northEast = column < columns - 1 && i >= columns ? provisional[i - columns + 1]! : 0;
        let label = north || west || northWest || northEast;
        if (label === 0) {
          label = next++;
          parent[label] = label;
        } else if (north === 0 && northEast !== 0) {
          // Only the north-east neighbour can belong to another region than the rest.
          label = this.#join(label, northEast);
        }
        provisional[i] = label;
      } else provisional[i] = 0;
      column = column === columns - 1 ? 0 : column + 1;
    }
    this.#used = next;
  }

  #join(a: number, b: number): number {
    const rootA = this.#root(a);
    const rootB = this.#root(b);
    const first = Math.min(rootA, rootB);
    this.#parent[Math.max(rootA, rootB)] = first;
    return first;
  }

  #root(label: number): number {
    const parent = this.#parent;
    let root = label;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  }

  /** Points every label at its root, and counts cells per root. */
  #sizes(): Uint16Array {
    const parent = this.#parent;
    const count = this.#count.fill(0, 0, this.#used);
    for (let label = 1; label < this.#used; label++) parent[label] = this.#root(label);
    parent[0] = 0;
    for (const label of this.#provisional) if (label !== 0) count[parent[label]!]!++;
    return count;
  }

  #measure(labels: Uint8Array, components: Component[]): Component[] {
    const columns = this.#columns;
    for (let i = 0, column = 0, row = 0; i < labels.length; i++) {
      const provisional = this.#provisional[i]!;
      const label = provisional === 0 ? 0 : this.#final[this.#parent[provisional]!]!;
      labels[i] = label;
      if (label !== 0) {
        const component = components[label - 1]!;
        if (column < component.left) component.left = column;
        if (column > component.right) component.right = column;
        if (row < component.top) component.top = row;
        component.bottom = row;
        component.sumX += column;
        component.sumY += row;
      }
      if (++column === columns) {
        column = 0;
        row++;
      }
    }
    return components;
  }
}

function emptyComponent(count: number): Component {
  const far = Number.MAX_SAFE_INTEGER;
  return { count, left: far, top: far, right: -1, bottom: -1, sumX: 0, sumY: 0 };
}
