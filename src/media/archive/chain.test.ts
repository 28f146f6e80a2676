import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { closeUnit, digestOf, genesis, originBox, parseLink, parseOrigin, signatureFits } from './chain.ts';
import { packFragments, unpackFragments } from './fragment-table.ts';
import { createSigner } from './signer.ts';
import { cameraId, ed25519, noon, testKey } from './test-archive.ts';

test('a link tells what it closes, with either kind of key', () => {
  for (const key of [testKey, ed25519()]) {
    const signer = createSigner(key);
    const parts = [Buffer.from('moof'), Buffer.from('mdat')];
    const { head, link } = closeUnit(genesis(cameraId, 'main'), parts, signer);
    const parsed = parseLink(link);
    assert.ok(parsed !== null);
    assert.equal(parsed.position, 1);
    assert.deepEqual(parsed.digest, digestOf(parts));
    assert.deepEqual(parsed.chain, head.chain);
    assert.equal(signatureFits(parsed, signer), true);
    assert.equal(signatureFits({ ...parsed, chain: Buffer.alloc(32) }, signer), false);
    assert.equal(signatureFits(parsed, createSigner(ed25519())), false);
  }
});

test('chains of different streams never meet', () => {
  const signer = createSigner(testKey);
  const [a, b] = ['main', 'sub'].map((stream) =>
    closeUnit(genesis(cameraId, stream), [Buffer.from('x')], signer),
  );
  assert.notDeepEqual(a?.head.chain, b?.head.chain);
});

test('an origin comes back as it was', () => {
  const gaps = [{ startMs: noon - 5000, endMs: noon, cause: 'network' as const, detail: 'Kabel «lose»' }];
  const origin = { cameraId, stream: 'main', startMs: noon, previous: genesis(cameraId, 'main'), gaps };
  assert.deepEqual(parseOrigin(originBox(origin)), origin);
});

test('whatever the bytes, reading them does not throw', () => {
  const signer = createSigner(testKey);
  const link = closeUnit(genesis(cameraId, 'main'), [Buffer.from('x')], signer).link;
  const origin = originBox({
    cameraId,
    stream: 'main',
    startMs: 0,
    previous: genesis(cameraId, 'main'),
    gaps: [],
  });
  const changed = (bytes: Buffer) =>
    fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length)).map(([at, value, length]) => {
      const copy = Buffer.from(bytes);
      copy[at] = value;
      return copy.subarray(0, length);
    });
  const bytes = fc.oneof(
    changed(link),
    changed(origin),
    fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      parseLink(input);
      parseOrigin(input);
    }),
    { numRuns: 3000 },
  );
});

test('the table of fragments keeps places, times and keyframes', () => {
  const fragments = [
    { offset: 900, length: 500_000, startMs: noon + 0.125, endMs: noon + 1000.125, keyframe: true },
    {
      offset: 2 ** 40,
      length: 2 ** 32 - 1,
      startMs: noon + 1000.125,
      endMs: noon + 2000.125,
      keyframe: false,
    },
  ];
  assert.deepEqual(unpackFragments(packFragments(fragments)), fragments);
});
