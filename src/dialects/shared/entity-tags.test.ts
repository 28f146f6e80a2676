import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnownTag } from './entity-tags.ts';

test('a tag is known alone, weak, among others, and by a star', () => {
  for (const header of ['"a"', ' "a" ', 'W/"a"', '"b", "a"', '"b",W/"a","c"', '"b,c",\t"a"', '*', ' * '])
    assert.equal(isKnownTag(header, '"a"'), true, header);
  assert.equal(isKnownTag('"a"', 'W/"a"'), true);
});

test('another tag, a part of one, and what is no tag are not known', () => {
  for (const header of [
    undefined,
    '',
    'a',
    '"b"',
    '"ab"',
    '"b,a"',
    '"A"',
    '"*"',
    '"b", *',
    '"a',
    'W/a',
    '","',
  ])
    assert.equal(isKnownTag(header, '"a"'), false, String(header));
});
