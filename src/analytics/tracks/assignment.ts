/**
 * The assignment of rows to columns with the least sum of costs, by shortest augmenting paths with dual variables (Jonker and
 * Volgenant 1987, without their initialisation; the form for rectangles is Crouse 2016). O(rows² · columns).
 */

/**
 * For each row its column or -1. `costs` row by row; a pair whose cost is not below `limit` is never made, and a row stays alone
 * rather than pay `limit`.
 */
export function assign(costs: readonly (readonly number[])[], columns: number, limit: number): Int32Array {
  const rows = costs.length;
  const result = new Int32Array(rows).fill(-1);
  if (rows === 0 || columns === 0) return result;
  // Each row has a column of its own where it pays `limit`: to stay alone is one of the choices.
  const width = columns + rows;
  const cost = (row: number, column: number): number => {
    if (column >= columns) return column - columns === row ? limit : Number.POSITIVE_INFINITY;
    const value = costs[row]?.[column] ?? Number.POSITIVE_INFINITY;
    return value < limit ? value : Number.POSITIVE_INFINITY;
  };
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(width);
  const rowOf = new Int32Array(width).fill(-1);
  const columnOf = new Int32Array(rows).fill(-1);
  const distance = new Float64Array(width);
  const from = new Int32Array(width);
  const done = new Uint8Array(width);

  for (let start = 0; start < rows; start += 1) {
    distance.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let row = start;
    let reached = 0;
    let sink = -1;
    while (sink === -1) {
      let best = -1;
      for (let column = 0; column < width; column += 1) {
        if (done[column] === 1) continue;
        const step = reached + cost(row, column) - rowPotential[row]! - columnPotential[column]!;
        if (step < distance[column]!) {
          distance[column] = step;
          from[column] = row;
        }
        if (
          distance[column]! < Number.POSITIVE_INFINITY &&
          (best === -1 || distance[column]! < distance[best]!)
        )
          best = column;
      }
      // The row's own column is always within reach, so there is one.
      done[best] = 1;
      reached = distance[best]!;
      if (rowOf[best] === -1) sink = best;
      else row = rowOf[best]!;
    }
    rowPotential[start]! += reached;
    for (let column = 0; column < width; column += 1) {
      if (done[column] === 0 || column === sink) continue;
      const slack = reached - distance[column]!;
      rowPotential[rowOf[column]!]! += slack;
      columnPotential[column]! -= slack;
    }
    for (let column = sink; ; ) {
      const owner = from[column]!;
      const next = columnOf[owner]!;
      rowOf[column] = owner;
      columnOf[owner] = column;
      if (owner === start) break;
      column = next;
    }
  }
  for (let row = 0; row < rows; row += 1) {
    const column = columnOf[row]!;
    if (column < columns) result[row] = column;
  }
  return result;
}
