/** Measures what is told of a region: how it differs, whether it moves, whether something is there or gone. */
import { fine } from './background.ts';
import type { Component } from './cell-set.ts';
import type { CellGrid } from './grid.ts';
import { type Blob, cell } from './motion-picture.ts';
import type { Followup } from './restless.ts';

export function blobOf(
  component: Component,
  followup: Followup,
  order: Uint16Array,
  grid: CellGrid,
  labels: Uint8Array,
  mask: Uint8Array,
  background: Uint16Array,
): Blob {
  const { columns, luma, cellWidth, cellHeight } = grid;
  const { start, end, left, top, right, bottom, count } = component;
  const lastRow = luma.length - columns;
  const isAtSide = left === 0 || right === columns - 1;
  let moving = 0;
  let differing = 0;
  let edgesNow = 0;
  let edgesBefore = 0;
  // Differences from and in the background are added up in its own fine units.
  // The outline: steps between a cell of the region and one that belongs to nothing.
  const step = (from: number, to: number) => {
    if (labels[to] !== 0) return;
    edgesNow += Math.abs(luma[from]! - luma[to]!);
    edgesBefore += Math.abs(background[from]! - background[to]!);
  };
  for (let k = start; k < end; k++) {
    const i = order[k]!;
    if (mask[i] === cell.moving && movesAround(mask, i, columns)) moving++;
    differing += Math.abs(luma[i]! * fine - background[i]!);
    if (!isAtSide || i % columns > 0) step(i, i - 1);
    if (!isAtSide || (i + 1) % columns > 0) step(i, i + 1);
    if (i >= columns) step(i, i - columns);
    if (i < lastRow) step(i, i + columns);
  }
  edgesBefore /= fine;
  return {
    box: [left * cellWidth, top * cellHeight, (right + 1) * cellWidth, (bottom + 1) * cellHeight],
    centroid: [(component.sumX / count + 0.5) * cellWidth, (component.sumY / count + 0.5) * cellHeight],
    area: count * cellWidth * cellHeight,
    moving: moving / count,
    difference: differing / fine / count,
    presence: (edgesNow - edgesBefore) / (edgesNow + edgesBefore + 1),
    travel: followup.travel,
    seenMs: followup.seenMs,
  };
}

/** Single cells flicker; what moves moves together. */
function movesAround(mask: Uint8Array, i: number, columns: number): boolean {
  let around = 0;
  for (let row = i - columns; row <= i + columns; row += columns) {
    if (row <= 0 || row >= mask.length - 1) continue;
    if (mask[row - 1] === cell.moving) around++;
    if (mask[row] === cell.moving) around++;
    if (mask[row + 1] === cell.moving) around++;
    if (around > 3) return true;
  }
  return false;
}
