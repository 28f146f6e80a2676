import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseByteRange } from './byte-range.ts';

test('a range lies within the file', () => {
  const bound = fc.oneof(
    fc.constant(''),
    fc.nat(300).map(String),
    fc.constantFrom('x', '-1', '9'.repeat(15)),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), bound, bound, (size, from, to) => {
      const range = parseByteRange(`bytes=${from}-${to}`, size);
      if (range === null || range === 'unsatisfiable') return;
      assert.ok(range.first >= 0 && range.first <= range.last && range.last < size);
    }),
  );
});

test('what is no single range of bytes gives the whole', () => {
  for (const header of [
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=5-2',
  ])
    assert.equal(parseByteRange(header, 10), null);
  assert.equal(parseByteRange('bytes=10-', 10), 'unsatisfiable');
  assert.equal(parseByteRange('bytes=-0', 10), 'unsatisfiable');
});
