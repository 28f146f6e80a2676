import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPublishable, Topics } from './topics.ts';

const topics = new Topics('vidette', 'homeassistant');

function level(name: string): string {
  return topics.camera('id', 'occupancy', name).slice('vidette/cameras/id/occupancy/'.length);
}

test('a name that may stand in a topic is the topic', () => {
  for (const name of ['Yard', 'a_b', 'Tür 1', '入口', '100 %', '%', '50%-zone', '%2f', '$x', ' '])
    assert.equal(level(name), name);
});

test('what may not stand there is escaped', () => {
  const levels = ['a/b', 'a+b', 'a#b', 'a\0b', 'a\tb', 'a\u0085b', 'a%2Fb', '%%00'].map(level);
  assert.deepEqual(levels, ['a%2Fb', 'a%2Bb', 'a%23b', 'a%00b', 'a%09b', 'a%85b', 'a%252Fb', '%%2500']);
});

test('every name can be read from its level again, so that no two share one', () => {
  const parts = fc.constantFrom('%', '/', '+', '#', '_', '\0', '2', '5', 'F', 'f', '0', 'ü');
  fc.assert(
    fc.property(fc.string({ unit: parts, minLength: 1, maxLength: 12 }), (name) => {
      const escaped = level(name);
      assert.ok(isPublishable(escaped) && !escaped.includes('/'), escaped);
      const read = escaped.replaceAll(/%([\dA-F]{2})/g, (_, code) =>
        String.fromCharCode(Number(`0x${code}`)),
      );
      assert.equal(read, name);
    }),
  );
});
