import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapInTurns, toJsonInTurns } from './in-turns.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test('maps all rows in their order', async () => {
  for (const count of [0, 1, 50, 51, 100, 101, 1_000])
    assert.deepEqual(
      await mapInTurns(numbers(count), (row) => row * 2),
      numbers(count).map((row) => row * 2),
    );
});

test('others have their turn within a long list, and wait for no short one', async () => {
  const turnsWithin = async (rows: readonly number[], map: (row: number) => unknown) => {
    let turns = 0;
    let done = false;
    const others = () => {
      if (done) return;
      turns++;
      setImmediate(others);
    };
    setImmediate(others);
    await toJsonInTurns({ rows: await mapInTurns(rows, map) });
    done = true;
    return turns;
  };
  const slow = (row: number) => {
    for (const beganMs = performance.now(); performance.now() - beganMs < 0.2; );
    return row;
  };
  assert.equal(await turnsWithin(numbers(50), slow), 0);
  // Each fifty of them are a turn of their own.
  assert.ok((await turnsWithin(numbers(500), slow)) >= 9);
});

test('what a row throws is thrown to the caller', async () => {
  const refuse = (row: number) => {
    if (row === 299) throw new RangeError('no such row');
    return row;
  };
  await assert.rejects(mapInTurns(numbers(300), refuse), RangeError);
  const cyclic: { self?: unknown } = {};
  cyclic.self = cyclic;
  await assert.rejects(toJsonInTurns({ rows: numbers(300).map(() => cyclic) }), TypeError);
});

test('writes what JSON.stringify writes', async () => {
  const long = numbers(420).map((row) => ({ row, none: undefined, text: 'ö "\n\u2028', at: new Date(row) }));
  const answers: unknown[] = [
    { pagination: {}, rows: long },
    { rows: long, total: 120, none: undefined, nothing: null, 'a "name"': [1] },
    { a: long, b: [], c: numbers(201) },
    { rows: [...numbers(260), undefined, null, () => 1, Number.NaN] },
    long,
    numbers(201),
    [],
    [1, 2],
    {},
    { rows: [] },
    { toJSON: () => ({ rows: 'its own' }), rows: long },
    new Date(0),
    new Map([['rows', long]]),
    'text',
    7,
    null,
    true,
  ];
  for (const answer of answers) assert.equal(await toJsonInTurns(answer), JSON.stringify(answer));
});
