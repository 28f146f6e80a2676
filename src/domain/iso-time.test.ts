import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isoTime } from './iso-time.ts';

const furthestMs = 8.64e15;

test('writes every time as Date does', () => {
  const asDateDoes = (ms: number) => assert.equal(isoTime(ms), new Date(ms).toISOString());
  for (const ms of [
    0,
    -1,
    86_399_999,
    86_400_000,
    951_782_400_000,
    253_402_300_800_000,
    furthestMs,
    -furthestMs,
  ])
    asDateDoes(ms);
  fc.assert(fc.property(fc.integer({ min: -furthestMs, max: furthestMs }), asDateDoes), { numRuns: 2_000 });
  fc.assert(fc.property(fc.double({ min: -4e12, max: 4e12, noNaN: true }), asDateDoes));
});

test('refuses what is no time', () => {
  for (const ms of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => isoTime(ms), RangeError);
});
