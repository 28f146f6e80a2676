import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { coerceParameter } from './coercion.ts';

describe('coercion of parameters', () => {
  it('reads back every integer, number and boolean that was written plainly', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        assert.equal(coerceParameter(String(value), { type: 'integer' }, true), value);
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(coerceParameter(String(value), { type: 'number' }, true), value === 0 ? 0 : value);
      }),
    );
    for (const value of [true, false])
      assert.equal(coerceParameter(String(value), { type: 'boolean' }, true), value);
  });

  it('never makes a number that is not finite, and leaves other text as it is', () => {
    const schemas = [
      { type: 'integer' },
      { type: 'number' },
      { type: ['integer', 'null'] },
      { anyOf: [{ type: 'number' }] },
    ];
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...schemas), (text, schema) => {
        const value = coerceParameter(text, schema, true);
        assert.ok(value === text || (typeof value === 'number' && Number.isFinite(value)));
      }),
    );
  });

  it('prefers a narrower type over text, and text over nothing', () => {
    const either = { anyOf: [{ type: 'string' }, { type: 'integer' }] };
    assert.equal(coerceParameter('12', either, true), 12);
    assert.equal(coerceParameter('12a', either, true), '12a');
    assert.equal(coerceParameter('1', { enum: [0, 1] }, true), 1);
    assert.equal(coerceParameter('7', {}, true), '7');
  });

  it('makes lists of repeated and of comma-separated values', () => {
    const list = { type: 'array', items: { type: 'integer' } };
    assert.deepEqual(coerceParameter(['1', '2'], list, true), [1, 2]);
    assert.deepEqual(coerceParameter('1,2', list, true), ['1,2']);
    assert.deepEqual(coerceParameter('1,2', list, false), [1, 2]);
    assert.deepEqual(coerceParameter('', list, false), []);
  });
});
