import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { hasForbidden } from './characters.ts';
import { element, find, findAll, numberAt, textAt, withChild, type XmlElement } from './element.ts';
import { parseXml, xmlLimits } from './parse.ts';
import { writeXml } from './write.ts';

/** Throws nothing but the one error that callers know. */
function refused(text: string): string {
  try {
    parseXml(text);
  } catch (error) {
    assert.ok(error instanceof VidetteError, String(error));
    assert.deepEqual([error.code, error.reason], ['unavailable', 'onvif_malformed']);
    return error.message;
  }
  return assert.fail(`taken: ${text.slice(0, 80)}`);
}

test('reads elements, attributes, namespaces, entities and CDATA', () => {
  const root = parseXml(
    '\uFEFF<?xml version="1.0"?><!-- c --><a:r xmlns:a="urn:a" xmlns="urn:d" x = \'1 &lt; "2"\' a:y="3">\n' +
      '<b>one &amp; <![CDATA[<two>]]>&#x20;&#51;</b><b xmlns=""/><undeclared:c/></a:r>\n',
  );
  assert.deepEqual([root.namespace, root.name, root.attributes.get('x')], ['urn:a', 'r', '1 < "2"']);
  assert.equal(root.attributes.has('y'), false, 'attributes of other namespaces are not told');
  assert.equal(textAt(root, 'b'), 'one & <two> 3');
  assert.deepEqual(
    root.children.map(({ namespace, name }) => [namespace, name]),
    [
      ['urn:d', 'b'],
      ['', 'b'],
      ['', 'c'],
    ],
  );
});

test('refuses what is not well formed', () => {
  for (const text of [
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<a b></a>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a b=1/>',
    '<a>&nbsp;</a>',
    '<a>&amp</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>\u0000</a>',
    '<a><![CDATA[</a>',
    '<a><!-- </a>',
    '<!--',
    '<?xml',
    '< a/>',
    '<a',
    '<a ',
    '<a/',
    '<>',
    '<a>&constructor;</a>',
  ])
    refused(text);
});

test('refuses document types, so entities cannot grow or reach files', () => {
  const lol = '<!DOCTYPE r [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>';
  assert.match(refused(lol), /document type/);
  assert.match(refused('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>'), /document type/);
  assert.match(refused('<r><!ENTITY x "y"></r>'), /document type/);
});

test('has a bound for depth, elements, attributes and namespaces', () => {
  const { depth, elements, attributes, namespaces } = xmlLimits;
  const nested = (count: number) => '<a>'.repeat(count) + '</a>'.repeat(count);
  parseXml(nested(depth));
  assert.match(refused(nested(depth + 1)), /deep/);
  assert.match(refused('<a>'.repeat(300_000)), /deep/);
  assert.match(refused(`<a>${'<b/>'.repeat(elements)}</a>`), /many elements/);
  const many = (count: number, name: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ` ${name(index)}="v"`).join('');
  parseXml(`<a${many(attributes, (index) => `x${index}`)}/>`);
  assert.match(refused(`<a${many(attributes + 1, (index) => `x${index}`)}/>`), /many attributes/);
  const declaring = '<a xmlns:p="u" xmlns:q="u" xmlns:r="u">'.repeat(depth);
  assert.ok(depth * 3 > namespaces);
  assert.match(refused(declaring), /many namespaces/);
});

test('takes time in proportion to length, whatever comes', () => {
  const size = 300_000;
  for (const text of [
    ' '.repeat(size),
    '<'.repeat(size),
    `<a${' '.repeat(size)}`,
    `<a b${' '.repeat(size)}`,
    `<a b="${'&amp;'.repeat(size / 5)}`,
    `<a>${'&'.repeat(size)}`,
    `<${'a:'.repeat(size / 2)}/>x`,
    `<a ${'b=" '.repeat(size / 4)}`,
    '<!--'.repeat(size / 4),
    '<![CDATA['.repeat(size / 9),
    `<a>${']]>'.repeat(size / 3)}`,
  ])
    refused(text);
});

test('never throws anything but its own error, on any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<a>',
      '</a>',
      '<b:c ',
      'x="1"',
      "y='&amp;'",
      '/>',
      '>',
      '<',
      '&',
      ';',
      '&#',
      '&lt;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE',
      ' xmlns="u"',
      ' xmlns:b="v"',
      '\n',
      '\u0000',
      '=',
      '__proto__',
      '<__proto__>',
      '&__proto__;',
      '\uD800',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        parseXml(pieces.join(''));
      } catch (error) {
        assert.ok(error instanceof VidetteError && error.reason === 'onvif_malformed', String(error));
      }
    }),
    { numRuns: 3_000 },
  );
});

const names = fc.constantFrom('a', 'Name', 'x-y', '__proto__', 'constructor');
// Line ends and tabs are written as references, so they come back as they were.
const texts = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => text.isWellFormed() && !hasForbidden(text));
const trees = fc.letrec<{ tree: XmlElement }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom('urn:a', 'urn:b&"<', ''),
      names,
      fc.oneof({ depthSize: 'small' }, texts, fc.array(tie('tree'), { minLength: 1, maxLength: 3 })),
      fc.dictionary(
        names.filter((name) => name !== '__proto__'),
        texts,
      ),
    )
    .map(([namespace, name, content, attributes]) => element(namespace, name, content, attributes)),
})).tree;

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      assert.deepEqual(parseXml(writeXml(tree, new Map([['urn:a', 'p']]))), tree);
    }),
    { numRuns: 500 },
  );
});

test('texts that XML cannot hold are refused, not sent', () => {
  for (const text of ['\u0000', '\u001B', '\uD800', '\uFFFE'])
    assert.throws(() => writeXml(element('', 'a', text), new Map()), { reason: 'onvif_invalid_argument' });
});

test('numbers are only what looks like one', () => {
  const at = (text: string) => numberAt(parseXml(`<a><b>${text}</b></a>`), 'b');
  assert.deepEqual(
    ['5', ' -1.5 ', '.5', '+3', '1e3', '0x10', 'NaN', 'Infinity', '1e999', '', '1 2', '9'.repeat(50)].map(at),
    [5, -1.5, 0.5, 3, 1000, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
  );
});

test('a child is put where the schema wants it', () => {
  const order = ['A', 'B', 'C'];
  const tree = (xml: string) => parseXml(`<r>${xml}</r>`);
  const put = (xml: string) =>
    withChild(tree(xml), element('', 'B', 'new'), order).children.map(({ name, text }) => name + text);
  assert.deepEqual(put('<A/><C/>'), ['A', 'Bnew', 'C']);
  assert.deepEqual(put('<A/><B>old</B><C/>'), ['A', 'Bnew', 'C']);
  assert.deepEqual(put('<C/>'), ['Bnew', 'C']);
  assert.deepEqual(put('<A/><Other/>'), ['A', 'Bnew', 'Other']);
  assert.equal(findAll(tree('<A/><A/>'), 'A').length, 2);
  assert.equal(find(tree('<A/>'), 'A', 'B'), undefined);
});
