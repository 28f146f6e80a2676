import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyUrl } from '#services/secrets/signed-url.ts';
import { SignedClipPaths } from './addresses.ts';

const key = Buffer.alloc(32, 7);
const hourMs = 3_600_000;
const minuteMs = 60_000;
const startMs = Date.UTC(2026, 10, 21, 12);

test('a clip keeps its signed address for a while, and then gets another', () => {
  const paths = new SignedClipPaths(key, hourMs);
  const first = paths.pathOf('a', startMs);
  assert.equal(paths.pathOf('a', startMs + 5 * minuteMs - 1), first);
  assert.notEqual(paths.pathOf('b', startMs), first);
  assert.notEqual(paths.pathOf('a', startMs + 5 * minuteMs), first);
  assert.equal(new SignedClipPaths(key, hourMs).pathOf('a', startMs), first);
});

test('a signed address is good for its time, less a twelfth at most', () => {
  for (const goodForMs of [10_000, hourMs, 24 * hourMs])
    for (const nowMs of [
      startMs,
      startMs + 0.5,
      startMs + 299_999,
      startMs + 300_000,
      startMs + 123_456_789,
    ]) {
      const path = new SignedClipPaths(key, goodForMs).pathOf('a', nowMs);
      assert.ok(verifyUrl(path, key, nowMs + (goodForMs * 11) / 12 - 2));
      assert.ok(!verifyUrl(path, key, nowMs + goodForMs + 1));
    }
});
