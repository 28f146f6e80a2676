import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CellGrid } from './grid.ts';
import { Kernels } from './kernels/kernels.ts';
import { randomFrom } from './street.fixture.ts';

const random = randomFrom(3);

function naive(data: Uint8Array, stride: number, { columns, rows, cellPx }: CellGrid): number[] {
  return Array.from({ length: columns * rows }, (_, i) => {
    const [left, top] = [(i % columns) * cellPx, Math.floor(i / columns) * cellPx];
    let sum = 0;
    for (let y = top; y < top + cellPx; y++) {
      for (let x = left; x < left + cellPx; x++) sum += data[y * stride + x]!;
    }
    return sum / (cellPx * cellPx);
  });
}

for (const [width, height, cellPx] of [
  [160, 120, 1],
  [320, 180, 2],
  [640, 360, 4],
  [643, 361, 4],
  [1280, 720, 8],
  [3840, 2160, 20],
] as const) {
  test(`a cell is the mean of ${cellPx}×${cellPx} pixels of ${width}×${height}, wherever the bytes lie`, () => {
    const grid = new CellGrid(width, height, new Kernels());
    assert.equal(grid.cellPx, cellPx);
    for (const [padding, offset] of [
      [0, 0],
      [3, 1],
    ] as const) {
      const stride = width + padding;
      const data = new Uint8Array(offset + stride * height).subarray(offset).map(() => random() * 256);
      const shifted = new Uint8Array(offset + data.length).subarray(offset);
      shifted.set(data);
      grid.reduce({ width, height, stride, data: shifted, utcMs: 0 });
      naive(data, stride, grid).forEach((mean, i) => {
        assert.ok(Math.abs(grid.luma[i]! - mean) <= 1, `${i}: ${grid.luma[i]} for ${mean}`);
      });
    }
  });
}
