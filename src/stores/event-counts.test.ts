import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachEngine } from '../../test/harness/database.ts';
import { addToCounts, hourMs, listCounts, moveCounts, wholeOrganization } from './event-counts.ts';

const firstDay = 20_000;
const [one, other] = [3, 4];

forEachEngine((open) => {
  test('the sums of organisations follow a camera that goes to another one or is deleted', async () => {
    await using store = await open();
    const { db } = store;
    const counted = Array.from({ length: 300 }, (_, index) => ({
      camera: 1 + (index % 3),
      organizationId: one,
      atMs: (firstDay * 24 + (index % 61)) * hourMs,
      kind: 1 + (index % 2),
    }));
    await db.transaction().execute((trx) => addToCounts(trx, counted));
    const counts = async (...cameras: number[]) => [
      await listCounts(db, {
        ...({ interval: 'hour', kinds: null, cameras } as const),
        ...{ from: firstDay * 24, to: (firstDay + 9) * 24 },
      }),
      await listCounts(db, {
        ...({ interval: 'day', kinds: null, cameras } as const),
        ...{ from: firstDay, to: firstDay + 9 },
      }),
    ];
    const move = (camera: number, from: number, to: number | null) =>
      db.transaction().execute((trx) => moveCounts(trx, camera, from, to));
    assert.deepEqual(await counts(wholeOrganization(one)), await counts(1, 2, 3));
    await move(2, one, other);
    assert.deepEqual(await counts(wholeOrganization(one)), await counts(1, 3));
    assert.deepEqual(await counts(wholeOrganization(other)), await counts(2));
    await move(3, one, null);
    await move(99, one, null);
    assert.deepEqual(await counts(wholeOrganization(one)), await counts(1));
    await move(2, other, null);
    assert.deepEqual(await counts(wholeOrganization(other)), [[], []]);
  });

  test('without counts nothing moves', async () => {
    await using store = await open();
    await store.db.transaction().execute((trx) => moveCounts(trx, 1, one, other));
    assert.deepEqual(
      await listCounts(store.db, { interval: 'day', from: 0, to: 9, kinds: null, cameras: [1] }),
      [],
    );
  });
});
