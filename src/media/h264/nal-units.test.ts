import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  joinLengthPrefixed,
  joinWithStartCodes,
  lengthsToStartCodes,
  splitAnnexB,
  splitLengthPrefixed,
} from './nal-units.ts';

/** NAL units hold no start codes and do not end with zero. */
const unit = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from([...bytes.map((byte) => byte || 1), 0x80]));

test('length-prefixed and Annex B hold the same units', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 6 }), fc.array(unit, { maxLength: 2 }), (units, sets) => {
      const sample = joinLengthPrefixed(units);
      assert.deepEqual(splitLengthPrefixed(sample), units);
      assert.deepEqual(splitAnnexB(Buffer.concat([joinWithStartCodes(sets), lengthsToStartCodes(sample)])), [
        ...sets,
        ...units,
      ]);
    }),
  );
});

test('takes short start codes and trailing zeros', () => {
  const units = splitAnnexB(Buffer.from('0000000109f000000167640000000168000001', 'hex'));
  assert.deepEqual(
    units.map((one) => one.toString('hex')),
    ['09f0', '6764', '68'],
  );
});

test('stops at a length beyond the end', () => {
  assert.deepEqual(splitLengthPrefixed(Buffer.from('0000000267650000ffff00', 'hex')), [
    Buffer.from('6765', 'hex'),
  ]);
});

test('lengths that do not fit become no start codes', () => {
  for (const hex of ['000000', '0000000267', 'ffffffff67'])
    assert.throws(() => lengthsToStartCodes(Buffer.from(hex, 'hex')), { code: 'invalid' });
});
