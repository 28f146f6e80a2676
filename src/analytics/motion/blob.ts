/** Measures what is told of a region: how it differs, whether it moves, whether something is there or gone. */
import { fine } from './background.ts';
import type { Component } from './components.ts';
import type { CellGrid } from './grid.ts';
import { type Blob, cell } from './motion-picture.ts';

export function blobOf(
  component: Component,
  label: number,
  grid: CellGrid,
  labels: Uint8Array,
  mask: Uint8Array,
  difference: Uint8Array,
  background: Uint16Array,
): Blob {
  const { columns, luma } = grid;
  const { left, top, right, bottom, count } = component;
  let moving = 0;
  let differing = 0;
  let edgesNow = 0;
  let edgesBefore = 0;
  for (let row = top; row <= bottom; row++) {
    for (let i = row * columns + left, end = row * columns + right; i <= end; i++) {
      if (labels[i] !== label) continue;
      if (mask[i] === cell.moving && movesAround(mask, i, columns)) moving++;
      differing += difference[i]!;
      const column = i - row * columns;
      // The outline, from inside: neighbours to the right and below that belong to nothing, and those to the left and above.
      if (column + 1 < columns && labels[i + 1] === 0) {
        edgesNow += Math.abs(luma[i]! - luma[i + 1]!);
        edgesBefore += Math.abs(background[i]! - background[i + 1]!);
      }
      if (column > 0 && labels[i - 1] === 0) {
        edgesNow += Math.abs(luma[i]! - luma[i - 1]!);
        edgesBefore += Math.abs(background[i]! - background[i - 1]!);
      }
      if (row + 1 < grid.rows && labels[i + columns] === 0) {
        edgesNow += Math.abs(luma[i]! - luma[i + columns]!);
        edgesBefore += Math.abs(background[i]! - background[i + columns]!);
      }
      if (row > 0 && labels[i - columns] === 0) {
        edgesNow += Math.abs(luma[i]! - luma[i - columns]!);
        edgesBefore += Math.abs(background[i]! - background[i - columns]!);
      }
    }
  }
  edgesBefore /= fine;
  const { cellWidth, cellHeight } = grid;
  return {
    box: [left * cellWidth, top * cellHeight, (right + 1) * cellWidth, (bottom + 1) * cellHeight],
    centroid: [(component.sumX / count + 0.5) * cellWidth, (component.sumY / count + 0.5) * cellHeight],
    area: count * cellWidth * cellHeight,
    moving: moving / count,
    difference: differing / count,
    presence: (edgesNow - edgesBefore) / (edgesNow + edgesBefore + 1),
  };
}

/** Single cells flicker; what moves moves together. */
function movesAround(mask: Uint8Array, i: number, columns: number): boolean {
  let around = 0;
  for (let row = i - columns; row <= i + columns; row += columns) {
    for (let at = row - 1; at <= row + 1; at++) if (mask[at] === cell.moving) around++;
  }
  return around > 3;
}
