import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EventReport, EventType } from '#domain/event.ts';
import { objectClasses } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import { testClock } from '../../../test/harness/access.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import { addCamera, addOrganization, addSite, type TestCamera } from '../../../test/harness/event-log.ts';
import { Cursors } from '../paging/cursors.ts';
import { EventLog } from './event-log.ts';
import { type EventFilter, EventService } from './event-service.ts';
import { entries, report } from './reports.fixture.ts';

const firstMs = Date.UTC(2027, 0, 10);
const lastMs = firstMs + 3 * 86_400_000;
const types: readonly EventType[] = ['motion_detection', 'line_crossing', 'tamper', 'zone'];
const names = ['Gate', 'Fence'];

interface Seen {
  readonly report: EventReport;
  readonly camera: TestCamera & { readonly organizationId: number };
}

/** 40 cameras of two organisations on nested sites, and 2,000 events: more series than are merged at once. */
async function openYard(open: OpenDatabase) {
  const store = await open();
  const { db } = store;
  const log = new EventLog({ db, log: () => {} });
  await log.start();
  const cursors = new Cursors(randomBytes(32), testClock());
  const events = new EventService({ db, log, cursors, pictures: { get: async () => Buffer.of() } });
  const own = await addOrganization(db, 'Own');
  const other = await addOrganization(db, 'Other');
  const district = await addSite(db, own);
  const sites = [
    district,
    await addSite(db, own, district),
    await addSite(db, own),
    await addSite(db, other),
  ];
  const cameras: Seen['camera'][] = [];
  for (let index = 0; index < 40; index++) {
    const organizationId = index % 4 === 3 ? other : own;
    cameras.push({ ...(await addCamera(db, { organizationId, siteId: sites[index % 4]! })), organizationId });
  }
  const seen: Seen[] = Array.from({ length: 2_000 }, (_, index) => {
    const camera = cameras[(index * 13 + (index >> 3)) % cameras.length]!;
    const type = index % 97 === 0 ? 'tamper' : types[index % 2]!;
    const facts = {
      name: index % 3 === 0 ? null : names[index % 2]!,
      objectClass: objectClasses[index % 3]!,
    };
    const beginMs = firstMs + ((index * 7919) % 2_000) * ((lastMs - firstMs) / 2_000);
    return { camera, report: report({ type, cameraId: camera.id, beginMs: Math.floor(beginMs), facts }) };
  });
  await log.store(randomUUID(), entries(seen.map((one) => one.report)));
  return {
    db,
    log,
    events,
    own,
    other,
    sites,
    cameras,
    seen,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
type Yard = Awaited<ReturnType<typeof openYard>>;

function principal(organizationId: number, more: Partial<Principal> = {}): Principal {
  return {
    userId: organizationId,
    email: '',
    login: '',
    superuser: false,
    organizationId,
    roleId: 1,
    permissions: new Set(['event_read']),
    groupIds: [],
    seesGroupless: true,
    via: 'internal',
    address: '',
    ...more,
  };
}

const filters = fc.record({
  camera: fc.option(fc.subarray([0, 1, 3, 5, 17], { minLength: 1 }), { nil: undefined }),
  site: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  types: fc.option(fc.subarray([...types], { minLength: 1 }), { nil: undefined }),
  names: fc.option(fc.subarray(names, { minLength: 1 }), { nil: undefined }),
  objectClasses: fc.option(fc.subarray([0, 1, 2], { minLength: 1 }), { nil: undefined }),
  fromMs: fc.option(fc.integer({ min: firstMs, max: lastMs - 1 }), { nil: undefined }),
  lastedMs: fc.option(fc.integer({ min: 0, max: lastMs - firstMs }), { nil: undefined }),
});
type Filter = typeof filters extends fc.Arbitrary<infer T> ? T : never;

const toMsOf = ({ fromMs = firstMs, lastedMs }: Filter): number | undefined =>
  lastedMs === undefined ? undefined : fromMs + lastedMs;

function filterOf(yard: Yard, filter: Filter): EventFilter {
  const { camera, site, lastedMs, ...rest } = filter;
  return {
    ...rest,
    toMs: toMsOf(filter),
    cameraIds: camera?.map((index) => yard.cameras[index]!.id.toUpperCase()),
    siteId: site === undefined ? undefined : yard.sites[site]!,
  };
}

function matching(yard: Yard, by: Principal, filter: Filter): string[] {
  const { camera, site, fromMs = 0 } = filter;
  const toMs = toMsOf(filter) ?? lastMs;
  const below =
    site === undefined ? null : site === 0 ? [0, 1].map((at) => yard.sites[at]) : [yard.sites[site]];
  return yard.seen
    .filter(
      ({ report: { facts, beginMs }, camera: at }) =>
        (by.superuser || at.organizationId === by.organizationId) &&
        (camera === undefined || camera.some((index) => yard.cameras[index]!.id === at.id)) &&
        (below === null || below.includes(at.siteId)) &&
        (filter.types === undefined || filter.types.includes(facts.type)) &&
        (filter.names === undefined || filter.names.includes(facts.name ?? '')) &&
        (filter.objectClasses === undefined ||
          filter.objectClasses.includes(objectClasses.indexOf(facts.objectClass))) &&
        beginMs >= fromMs &&
        beginMs <= toMs,
    )
    .map((one) => one.report.id)
    .sort()
    .reverse();
}

async function allPages(yard: Yard, by: Principal, filter: EventFilter, limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await yard.events.list(by, filter, { limit, cursor });
    found.push(...page.items.map((event) => event.report.id));
    cursor = page.cursor;
    if (cursor === undefined) return found;
  }
}

forEachEngine((open) => {
  test('pages give what the filters and rights let pass, each event once, the newest first', async () => {
    await using yard = await openYard(open);
    const readers = [principal(yard.own), principal(yard.other), principal(yard.own, { superuser: true })];
    const pages = fc.asyncProperty(
      filters,
      fc.constantFrom(...readers),
      fc.integer({ min: 1, max: 700 }),
      async (filter, by, limit) => {
        const expected = matching(yard, by, filter);
        const steps = Math.max(limit, Math.ceil(expected.length / 5));
        assert.deepEqual(await allPages(yard, by, filterOf(yard, filter), steps), expected);
      },
    );
    await fc.assert(pages, { numRuns: 40 });
  });

  test('a rare thing among many cameras is found however far back it is', async () => {
    await using yard = await openYard(open);
    const by = principal(yard.own);
    const rare = report({
      type: 'zone',
      cameraId: yard.cameras[0]!.id,
      beginMs: firstMs - 1_000,
      facts: { name: 'Gate' },
    });
    const recent = Array.from({ length: 15_000 }, (_, index) =>
      report({ cameraId: yard.cameras[3]!.id, beginMs: lastMs + index }),
    );
    for (let at = 0; at < recent.length; at += 5_000)
      await yard.log.store(randomUUID(), entries(recent.slice(at, at + 5_000)));
    await yard.log.store(randomUUID(), entries([rare]));
    const found = await allPages(yard, by, {}, 1_000);
    assert.deepEqual(found, [...matching(yard, by, {} as Filter), rare.id]);
    assert.deepEqual(await allPages(yard, by, { types: ['zone', 'tamper'] }, 5), [
      ...matching(yard, by, { types: ['tamper'] } as Filter),
      rare.id,
    ]);
  });

  test('single events answer as if they were not there to whom they are not', async () => {
    await using yard = await openYard(open);
    const far = yard.seen.find(({ camera }) => camera.organizationId === yard.other)!.report;
    assert.equal((await yard.events.get(principal(yard.other), far.id)).report.id, far.id);
    for (const id of [far.id, randomUUID(), 'x'])
      await assert.rejects(yard.events.get(principal(yard.own), id), { code: 'not_found' });
    await assert.rejects(yard.events.get(principal(yard.other, { permissions: new Set() }), far.id), {
      code: 'not_allowed',
      reason: 'event_read',
    });
  });

  test('what no camera saw is for its organisation, what belongs to none for superusers', async () => {
    await using yard = await openYard(open);
    const local = report({ type: 'user_alarm', cameraId: null, beginMs: lastMs + 1 });
    const system = report({ type: 'system', cameraId: null, beginMs: lastMs + 2 });
    await yard.log.record(local, yard.own);
    await yard.log.record(system, null);
    const newest = async (by: Principal, filter: EventFilter = {}) =>
      (await yard.events.list(by, { fromMs: lastMs, ...filter }, { limit: 10 })).items.map(
        ({ report: { id } }) => id,
      );
    assert.deepEqual(await newest(principal(yard.own)), [local.id]);
    assert.deepEqual(await newest(principal(yard.other)), []);
    assert.deepEqual(await newest(principal(yard.own, { superuser: true })), [system.id, local.id]);
    assert.deepEqual(await newest(principal(yard.own), { siteId: yard.sites[0]! }), []);
    await assert.rejects(yard.events.get(principal(yard.other), local.id), { code: 'not_found' });
  });

  test('events of a deleted camera stay, for superusers', async () => {
    await using yard = await openYard(open);
    const { camera, report: kept } = yard.seen[0]!;
    await yard.db.deleteFrom('cameras').where('id', '=', camera.number).execute();
    yard.log.camerasChanged();
    await assert.rejects(yard.events.get(principal(yard.own), kept.id), { code: 'not_found' });
    const { camera: shown, report: found } = await yard.events.get(
      principal(1, { superuser: true }),
      kept.id,
    );
    assert.deepEqual([shown, found.cameraId], [null, camera.id]);
    // What its streamserver still had to tell is stored with the rest.
    const late = report({ cameraId: camera.id, beginMs: lastMs, facts: { name: 'Late' } });
    await yard.log.store(randomUUID(), entries([late]));
    assert.equal((await yard.events.get(principal(1, { superuser: true }), late.id)).report.id, late.id);
  });

  test('a period that ends before it begins is refused, one of a millisecond is not', async () => {
    await using yard = await openYard(open);
    const by = principal(yard.own);
    const backwards = { fromMs: firstMs + 1, toMs: firstMs };
    const refusal = { code: 'conflict', message: 'the period ends before it begins' };
    await assert.rejects(yard.events.list(by, backwards, {}), refusal);
    await assert.rejects(yard.events.all(by, backwards).next(), refusal);
    const { items } = await yard.events.list(by, { fromMs: firstMs, toMs: firstMs }, {});
    assert.deepEqual(
      items.map((event) => event.report.beginMs),
      [firstMs],
    );
  });

  test('markers of another list, reader or filter are refused', async () => {
    await using yard = await openYard(open);
    const by = principal(yard.own);
    const { cursor } = await yard.events.list(by, {}, { limit: 1 });
    const wrong: [Principal, EventFilter, string][] = [
      [by, { types: ['zone'] }, cursor!],
      [principal(yard.other), {}, cursor!],
      [by, {}, `${cursor!.slice(0, -1)}!`],
      [by, {}, 'x'],
    ];
    for (const [who, filter, marker] of wrong)
      await assert.rejects(yard.events.list(who, filter, { limit: 1, cursor: marker }), { reason: 'cursor' });
  });
});
