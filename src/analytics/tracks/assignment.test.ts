import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { assign } from './assignment.ts';

/** Every way to give rows distinct columns or none. */
function bruteForce(costs: readonly (readonly number[])[], columns: number, limit: number): number {
  const best = (row: number, taken: number): number => {
    if (row === costs.length) return 0;
    let least = limit + best(row + 1, taken);
    for (let column = 0; column < columns; column += 1) {
      const cost = costs[row]![column]!;
      if (cost < limit && (taken & (1 << column)) === 0) {
        least = Math.min(least, cost + best(row + 1, taken | (1 << column)));
      }
    }
    return least;
  };
  return best(0, 0);
}

const matrices = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .chain(([rows, columns]) =>
    fc.record({
      columns: fc.constant(columns),
      costs: fc.array(
        fc.array(fc.oneof(fc.integer({ min: -20, max: 40 }), fc.constant(Number.POSITIVE_INFINITY)), {
          minLength: columns,
          maxLength: columns,
        }),
        { minLength: rows, maxLength: rows },
      ),
    }),
  );

test('the sum of costs is the least that any assignment has', () => {
  fc.assert(
    fc.property(matrices, ({ costs, columns }) => {
      const limit = 20;
      const found = assign(costs, columns, limit);
      const used = [...found].filter((column) => column !== -1);
      assert.equal(new Set(used).size, used.length, 'no column twice');
      const total = [...found].reduce(
        (sum, column, row) => sum + (column === -1 ? limit : costs[row]![column]!),
        0,
      );
      assert.equal(total, bruteForce(costs, columns, limit));
    }),
    { numRuns: 500 },
  );
});

test('a pair that costs the limit or more, or whose cost is no number, is never made', () => {
  const costs = [
    [9, Number.NaN],
    [Number.POSITIVE_INFINITY, 9],
  ];
  assert.deepEqual([...assign(costs, 2, 9)], [-1, -1]);
});

test('more rows than columns leave the dearest alone', () => {
  const costs = [[3], [1], [2]];
  assert.deepEqual([...assign(costs, 1, 10)], [-1, 0, -1]);
});
