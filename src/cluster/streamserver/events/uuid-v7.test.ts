import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeOfUuidV7, UuidV7 } from './uuid-v7.ts';

test('an id has the form, version, variant and time of RFC 9562', () => {
  const ids = new UuidV7();
  const utcMs = Date.parse('2022-02-22T19:22:22Z');
  const id = ids.at(utcMs + 0.7);
  assert.match(id, /^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'the time of appendix A.6');
  assert.equal(timeOfUuidV7(id), utcMs);
});

test('many ids of one millisecond are different and grow', () => {
  const ids = new UuidV7();
  const made = Array.from({ length: 20_000 }, () => ids.at(1_700_000_000_000));
  assert.deepEqual(made, [...new Set(made)].sort());
  assert.ok(made.every((id) => timeOfUuidV7(id) === 1_700_000_000_000));
});

test('a clock that goes back gives other ids for the same millisecond', () => {
  const ids = new UuidV7();
  const made = [5, 4, 5, 4].map((ms) => ids.at(1_700_000_000_000 + ms));
  assert.equal(new Set(made).size, 4);
});

test('times outside 48 bits are drawn to the nearest, texts that are no such id have no time', () => {
  const ids = new UuidV7();
  assert.equal(timeOfUuidV7(ids.at(-1)), 0);
  assert.equal(timeOfUuidV7(ids.at(2 ** 50)), 2 ** 48 - 1);
  for (const text of ['', '../etc/passwd', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F', crypto.randomUUID()]) {
    assert.equal(timeOfUuidV7(text), null, text);
  }
});
