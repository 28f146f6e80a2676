import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutWall, neighbour } from './layout.ts';

test('tiles of a wide screen fill it without scrolling', () => {
  for (const cameras of [1, 2, 3, 4, 5, 7, 9, 12, 16, 40]) {
    const { columns, tileWidth, tileHeight } = layoutWall('auto', cameras, 1376, 840);
    const rows = Math.ceil(Math.min(cameras, 16) / columns);
    assert.ok(columns * tileWidth + (columns - 1) * 6 <= 1376);
    assert.ok(rows * tileHeight + (rows - 1) * 6 <= 840);
  }
  assert.equal(layoutWall('auto', 4, 1376, 840).columns, 2);
});

test('a chosen grid keeps its size whatever the number of cameras', () => {
  assert.deepEqual(layoutWall('9', 2, 1600, 900), layoutWall('9', 9, 1600, 900));
  assert.equal(layoutWall('16', 1, 1600, 900).perPage, 16);
});

test('on an upright screen the tiles take the width', () => {
  assert.equal(layoutWall('auto', 2, 390, 700).tileWidth, 390);
  assert.equal(layoutWall('4', 4, 390, 700).columns, 2);
});

test('arrows move to the tile beside and stay at the border', () => {
  assert.equal(neighbour(0, 'ArrowRight', 2, 4), 1);
  assert.equal(neighbour(0, 'ArrowDown', 2, 4), 2);
  assert.equal(neighbour(0, 'ArrowUp', 2, 4), 0);
  assert.equal(neighbour(3, 'ArrowRight', 2, 4), 3);
});
