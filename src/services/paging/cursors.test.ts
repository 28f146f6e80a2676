import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Clock } from '#domain/clock.ts';
import { Cursors, type ListKey } from './cursors.ts';

const clock: Clock = { utcMs: () => 1_800_000_000_000, monotonicMs: () => 0 };
const cursors = new Cursors(Buffer.alloc(32, 7), clock);
const key: ListKey = ['cameras', 1, { siteId: 3 }];

test('a marker opens for its list and for no other', () => {
  const listKey = fc.tuple(fc.constantFrom('cameras', 'places'), fc.nat(5), fc.record({ siteId: fc.nat(5) }));
  fc.assert(
    fc.property(listKey, listKey, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (one, other, lastId) => {
      const cursor = cursors.make(one, lastId);
      assert.equal(cursors.open(one, cursor), lastId);
      if (JSON.stringify(one) !== JSON.stringify(other))
        assert.throws(() => cursors.open(other, cursor), { code: 'invalid' });
    }),
  );
});

test('no changed marker opens', () => {
  const cursor = cursors.make(key, 50);
  fc.assert(
    fc.property(fc.nat(cursor.length - 1), fc.constantFrom(...'0aZ_-.%\u0000é'), (at, character) => {
      const changed = cursor.slice(0, at) + character + cursor.slice(at + 1);
      // The last character of base64url holds bits that do not count.
      fc.pre(changed !== cursor && at < cursor.length - 1);
      assert.throws(() => cursors.open(key, changed), { code: 'invalid' });
    }),
  );
});

test('following the markers gives every row once, whatever is added meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(60), fc.integer({ min: 1, max: 20 }), fc.nat(20), async (count, limit, added) => {
      const rows = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
      const read = async ({ afterId, limit: most }: { afterId: number; limit: number }) =>
        rows.filter(({ id }) => id > afterId).slice(0, most);
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await cursors.page(key, { cursor, limit }, read, ({ id }) => id);
        seen.push(...page.items);
        if (seen.length === limit)
          for (let more = 0; more < added; more++) rows.push({ id: rows.length + 1 });
        cursor = page.cursor;
      } while (cursor !== undefined);
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => a - b),
      );
      assert.deepEqual(new Set(seen).size, seen.length);
      assert.deepEqual(
        seen.slice(0, count),
        rows.slice(0, count).map(({ id }) => id),
      );
    }),
    { numRuns: 50 },
  );
});
