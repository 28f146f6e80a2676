import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapInSlices } from './slices.ts';

test('a long list is mapped in its order, with turns for others in between', async () => {
  const numbers = Array.from({ length: 1_001 }, (_, index) => index);
  let turns = 0;
  const count = () => {
    turns += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const doubled = await mapInSlices(numbers, (number) => number * 2);
  clearImmediate(timer);
  assert.deepEqual(
    doubled,
    numbers.map((number) => number * 2),
  );
  assert.ok(turns >= 9, `${turns} turns`);
});

test('a short list is mapped at once', async () => {
  assert.deepEqual(await mapInSlices([], String), []);
  assert.deepEqual(await mapInSlices([1, 2], String), ['1', '2']);
});
