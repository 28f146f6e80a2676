import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { forEachEngine } from '../../test/harness/database.ts';
import { type AuditRange, type AuditRow, insertAuditRows, listAuditRows } from './audit.ts';
import type { Db } from './schema.ts';

const actions = ['user_login', 'camera_create', 'role_delete'];
const latestMs = 20;

/** Many at the same moment, so that the order within it counts. */
function someEntries(count: number): AuditRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    at_ms: (index * 7) % latestMs,
    action: actions[index % 7 === 0 ? 2 : index % 2]!,
    user_id: 1 + ((index * 5) % 4),
    organization_id: 1 + (index % 2),
    client_ip: null,
    actor: '{}',
    meta: '{}',
  }));
}

const filters = fc.record({
  organizationId: fc.constantFrom(null, 1, 2, 3),
  fromMs: fc.option(fc.integer({ min: 0, max: latestMs })),
  toMs: fc.option(fc.integer({ min: 0, max: latestMs })),
  userIds: fc.option(fc.subarray([1, 2, 3, 4, 99]), { nil: undefined }),
  actions: fc.option(fc.subarray(actions), { nil: undefined }),
  oldestFirst: fc.boolean(),
});
type Filter = typeof filters extends fc.Arbitrary<infer T> ? T : never;

function rangeOf({ userIds, actions: kinds, ...rest }: Filter): Omit<AuditRange, 'limit'> {
  return {
    ...rest,
    ...(userIds === undefined ? {} : { userIds }),
    ...(kinds === undefined ? {} : { actions: kinds }),
  };
}

function matching(entries: readonly AuditRow[], filter: Filter): AuditRow[] {
  const { organizationId, fromMs, toMs, userIds, actions: kinds, oldestFirst } = filter;
  const found = entries.filter(
    (row) =>
      (organizationId === null || row.organization_id === organizationId) &&
      (fromMs === null || row.at_ms >= fromMs) &&
      (toMs === null || row.at_ms <= toMs) &&
      (userIds === undefined || userIds.includes(row.user_id)) &&
      (kinds === undefined || kinds.includes(row.action)),
  );
  found.sort((a, b) => a.at_ms - b.at_ms || (a.id < b.id ? -1 : 1));
  return oldestFirst ? found : found.reverse();
}

async function allPages(db: Db, range: Omit<AuditRange, 'limit'>, limit: number): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last === undefined ? {} : { after: { atMs: last.at_ms, id: last.id } };
    const page = await listAuditRows(db, { ...range, ...after, limit });
    rows.push(...page);
    if (page.length < limit) return rows;
  }
}

forEachEngine((open) => {
  test('pages give what the filters let pass, each entry once and in order', async () => {
    await using store = await open();
    const entries = someEntries(200);
    await insertAuditRows(store.db, entries);
    const pages = fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
      const rows = await allPages(store.db, rangeOf(filter), limit);
      assert.deepEqual(
        rows.map((row) => row.id),
        matching(entries, filter).map((row) => row.id),
      );
    });
    await fc.assert(pages, { numRuns: 60 });
  });

  test('more users than are merged are filtered, too', async () => {
    await using store = await open();
    const entries = someEntries(50);
    await insertAuditRows(store.db, entries);
    const userIds = Array.from({ length: 150 }, (_, index) => index + 2);
    const range = { organizationId: 1, fromMs: null, toMs: null, userIds, oldestFirst: false, limit: 100 };
    const rows = await listAuditRows(store.db, range);
    assert.equal(rows.length, entries.filter((row) => row.organization_id === 1 && row.user_id >= 2).length);
  });
});
