import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseForm, parseJson } from './bodies.ts';
import { ContractViolation } from './errors.ts';

const violation = (error: unknown) => error instanceof ContractViolation && error.where === 'body';

describe('bodies', () => {
  it('gives every harmless JSON value back as it was', () => {
    const harmless = fc
      .jsonValue({ maxDepth: 8 })
      .filter((value) => !/\\u0000|__proto__/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(harmless, (value) => {
        const text = JSON.stringify(value);
        assert.deepEqual(parseJson(text), JSON.parse(text));
      }),
    );
  });

  it('parses or refuses any text, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const parse of [parseJson, parseForm]) {
          try {
            parse(text);
          } catch (error) {
            assert.ok(violation(error));
          }
        }
      }),
    );
  });

  it('refuses depth without the stack running out', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
      assert.doesNotThrow(() => parseJson(deep(60)));
      assert.throws(() => parseJson(deep(65)), violation);
      assert.throws(() => parseJson(deep(150_000)), violation);
    }
  });

  it('refuses keys that poison prototypes, wherever they hide', () => {
    for (const text of [
      '[{"a":{"__proto__":1}}]',
      '{"constructor":{"prototype":{}}}',
      '{"\\u005f_proto__":{}}',
    ]) {
      assert.throws(() => parseJson(text), violation, text);
    }
    assert.doesNotThrow(() => parseJson('{"constructor":"Bob & Sons"}'));
    assert.deepEqual({ ...parseForm('a=1&a=2&b=') }, { a: ['1', '2'], b: '' });
    assert.throws(() => parseForm('__proto__=1'), violation);
    assert.throws(() => parseForm('a=%00'), violation);
  });
});
