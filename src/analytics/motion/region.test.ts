import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Polygon } from '#domain/analytics.ts';
import { boxAround, fillPolygon } from './region.ts';

const cells = { columns: 10, rows: 5, cellWidth: 0.1, cellHeight: 0.2 };

function filled(polygon: Polygon): string[] {
  const target = new Uint8Array(50);
  fillPolygon(target, cells, polygon);
  return Array.from({ length: 5 }, (_, row) => Array.from(target.subarray(row * 10, row * 10 + 10)).join(''));
}

test('cells whose centre is inside are filled', () => {
  const rows = filled([
    [0.21, 0.21],
    [0.49, 0.21],
    [0.49, 0.59],
    [0.21, 0.59],
  ]);
  assert.deepEqual(rows, ['0000000000', '0011100000', '0011100000', '0000000000', '0000000000']);
});

test('a polygon may reach outside of the picture and may cross itself', () => {
  const everything = filled([
    [-5, -5],
    [5, -5],
    [5, 5],
    [-5, 5],
  ]);
  assert.ok(everything.every((row) => row === '1111111111'));
  const bow = filled([
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
  ]);
  assert.match(bow[2]!, /^1+0*1+$/);
  assert.equal(bow[0]!.slice(3, 7), '0000');
});

test('a zone outside of the picture is empty, and one without area is at most its corners', () => {
  const outside = filled([
    [2, 2],
    [3, 2],
    [3, 3],
  ]);
  assert.ok(outside.every((row) => row === '0000000000'));
  const point = filled([
    [0.55, 0.5],
    [0.55, 0.5],
    [0.55, 0.5],
  ]);
  assert.equal(point.join('').split('1').length - 1, 1);
});

test('the box around a zone stays in the picture', () => {
  assert.deepEqual(
    boxAround([
      [-1, 0.2],
      [0.5, 3],
      [0.7, 0.1],
    ]),
    [0, 0.1, 0.7, 1],
  );
});
