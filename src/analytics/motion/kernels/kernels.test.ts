import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { sourceSha256 } from './generated/kernels.ts';
import { type Bands, Kernels, type Limits, type Rates } from './kernels.ts';

/** Lengths of all remainders, and random contents of them. */
const cells = fc.integer({ min: 0, max: 70 });
const words = (length: number) => fc.uint16Array({ minLength: length, maxLength: length });
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const limits: fc.Arbitrary<Limits> = fc.record({
  spreads: fc.double({ min: 3, max: 7, noNaN: true }),
  least: fc.integer({ min: 256, max: 6144 }),
});
const mostSpread = 14 * 256;
const rates: fc.Arbitrary<Rates> = fc.record({
  mean: fc.integer({ min: 0, max: 4096 }),
  spread: fc.integer({ min: 0, max: 4096 }),
  mostSpread: fc.constant(mostSpread),
});

/** The same contents where kernels reach them. */
function brought<A extends Uint8Array | Uint16Array>(kernels: Kernels, array: A): A {
  const there = array instanceof Uint8Array ? kernels.bytes(array.length) : kernels.words(array.length);
  there.set(array);
  return there as A;
}

function bandsOf(kernels: Kernels, mean: Uint16Array, spread: Uint16Array): Bands {
  return {
    mean: brought(kernels, mean),
    spread: brought(
      kernels,
      spread.map((value) => Math.min(value, mostSpread)),
    ),
    low: kernels.bytes(mean.length),
    high: kernels.bytes(mean.length).fill(255),
  };
}

function copied({ mean, spread, low, high }: Bands): Bands {
  return { mean: mean.slice(), spread: spread.slice(), low: low.slice(), high: high.slice() };
}

function plainBand({ mean, spread, low, high }: Bands, i: number, { spreads, least }: Limits): void {
  const limit = Math.max(Math.trunc(spread[i]! * spreads), least);
  low[i] = Math.max(Math.floor((mean[i]! - limit + 255) / 256), 0);
  high[i] = Math.min(Math.floor((mean[i]! + limit) / 256), 255);
}

test('the compiled kernels are those of the source', () => {
  const source = readFileSync(new URL('assembly/kernels.ts', import.meta.url));
  assert.equal(createHash('sha256').update(source).digest('hex'), sourceSha256, 'npm run generate');
});

test('learning is the plain loop over cells that are background', () => {
  const input = cells.chain((length) =>
    fc.tuple(bytes(length), bytes(length), words(length), words(length), fc.nat({ max: 9 }), rates, limits),
  );
  fc.assert(
    fc.property(input, ([luma, masks, mean, spread, first, rate, limit]) => {
      const kernels = new Kernels();
      const mask = masks.map((value) => (value > 200 ? 1 : 0));
      const bands = bandsOf(kernels, mean, spread);
      const plain = copied(bands);
      for (let i = first; i < luma.length; i++) {
        if (mask[i] !== 0) continue;
        const off = luma[i]! * 256 - plain.mean[i]!;
        const distance = Math.min(Math.abs(off), mostSpread);
        plain.mean[i]! += Math.floor((off * rate.mean) / 4096);
        plain.spread[i]! += Math.floor(((distance - plain.spread[i]!) * rate.spread) / 4096);
        plainBand(plain, i, limit);
      }
      kernels.learn(brought(kernels, luma), brought(kernels, mask), bands, first, luma.length, rate, limit);
      assert.deepEqual(copied(bands), plain);
    }),
  );
});

test('bands follow means and spreads, and cells outside of theirs are listed', () => {
  const input = cells.chain((length) => fc.tuple(bytes(length), words(length), words(length), limits));
  fc.assert(
    fc.property(input, ([luma, mean, spread, limit]) => {
      const kernels = new Kernels();
      const bands = bandsOf(kernels, mean, spread);
      const plain = copied(bands);
      for (let i = 0; i < mean.length; i++) plainBand(plain, i, limit);
      kernels.band(bands, limit);
      assert.deepEqual(copied(bands), plain);
      const list = kernels.words(luma.length);
      const count = kernels.listOutside(brought(kernels, luma), bands, list);
      const outside = [...luma.keys()].filter((i) => luma[i]! < plain.low[i]! || luma[i]! > plain.high[i]!);
      assert.deepEqual([...list.subarray(0, count)], outside);
    }),
  );
});

test('scaling rounds down and stops at the largest value', () => {
  const input = fc.tuple(cells.chain(words), fc.double({ min: 0, max: 4, noNaN: true }));
  fc.assert(
    fc.property(input, ([values, gain]) => {
      const kernels = new Kernels();
      const factor = Math.min(Math.round(gain * 16_384), 65_535);
      const scaled = brought(kernels, values);
      kernels.scale(scaled, gain);
      const plain = [...values].map((value) => Math.min(Math.floor((value * factor) / 16_384), 65_535));
      assert.deepEqual([...scaled], plain);
    }),
  );
});

test('arrays of other kernels, and more than there is room for, are refused', () => {
  const kernels = new Kernels();
  assert.throws(() => kernels.scale(new Uint16Array(8), 2), /other kernels/);
  assert.throws(() => kernels.scale(new Kernels().words(8), 2), /other kernels/);
  assert.throws(() => kernels.bytes(1 << 30), /that large/);
});
