import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { forEachEngine } from '../../test/harness/database.ts';
import { deleteCamera, findCamera, insertCamera, listCameras, lockCamera, updateCamera } from './cameras.ts';
import { deleteClip, insertClip, listClips, moveClip } from './clips.ts';
import { insertGroup } from './groups.ts';
import { insertOrganization } from './people.ts';
import type { Db } from './schema.ts';
import { foldForSearch } from './search-text.ts';
import { everything, type SiteScope } from './site-scope.ts';
import { deleteSite, findSite, grantSite, insertSite, listSites, updateSite } from './sites.ts';

const nowMs = 1_800_000_000_000;
const page = { afterId: 0, limit: 100 };

const addOrganization = (db: Db, name = 'o') =>
  insertOrganization(db, { name, description: '', isInternal: false });

function addSite(db: Db, organizationId: number, name: string, parentId: number | null = null) {
  const site = { name, description: null, latitude: null, longitude: null };
  return db
    .transaction()
    .execute((trx) => insertSite(trx, { ...site, uuid: randomUUID(), organizationId, parentId, nowMs }));
}

const cameraFields = (organizationId: number, siteId: number, name: string) => ({
  organizationId,
  siteId,
  name,
  settings: '{}',
  sourcePassword: null,
  onvifPassword: null,
});

function addCamera(
  db: Db,
  organizationId: number,
  siteId: number,
  name: string,
  uuid: string = randomUUID(),
) {
  return db
    .transaction()
    .execute((trx) => insertCamera(trx, { ...cameraFields(organizationId, siteId, name), uuid, nowMs }));
}

async function addGroup(
  db: Db,
  organizationId: number,
  siteIds: number[],
  rights = { live: true, archive: true },
) {
  const groupId = await insertGroup(db, { name: 'g', description: '', organizationId });
  for (const siteId of siteIds)
    await db.transaction().execute((trx) => grantSite(trx, { groupId, siteId, ...rights }));
  return groupId;
}

const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name);

forEachEngine((open) => {
  test('a grant of a site holds for all sites below it, and for nothing beside or above', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const top = await addSite(db, organization, 'top');
    const middle = await addSite(db, organization, 'middle', top);
    const leaf = await addSite(db, organization, 'leaf', middle);
    const beside = await addSite(db, organization, 'beside');
    for (const [site, name] of [
      [top, 'a'],
      [middle, 'b'],
      [leaf, 'c'],
      [beside, 'd'],
    ] as const)
      await addCamera(db, organization, site, name);
    const group = await addGroup(db, organization, [middle]);
    const scope: SiteScope = { organizationId: organization, groupIds: [group], groupless: false };
    assert.deepEqual(names(await listSites(db, scope, {}, page)), ['middle', 'leaf']);
    assert.deepEqual(names(await listCameras(db, scope, {}, page)), ['b', 'c']);
    assert.equal(await findSite(db, scope, top), undefined);
    assert.deepEqual(names(await listCameras(db, { ...scope, groupless: true }, {}, page)), [
      'a',
      'b',
      'c',
      'd',
    ]);
    assert.deepEqual(names(await listCameras(db, { ...scope, groupIds: [] }, {}, page)), []);
    assert.deepEqual(names(await listCameras(db, { ...scope, groupIds: null }, { groupId: group }, page)), [
      'b',
      'c',
    ]);
    assert.deepEqual(names(await listSites(db, everything, { withoutGroups: true }, page)), [
      'top',
      'beside',
    ]);
  });

  test('rights to live and to archive are separate', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const site = await addSite(db, organization, 's');
    const uuid = randomUUID();
    const camera = await addCamera(db, organization, site, 'c', uuid);
    const group = await addGroup(db, organization, [site], { live: true, archive: false });
    const scope: SiteScope = { organizationId: organization, groupIds: [group], groupless: false };
    assert.equal((await findCamera(db, scope, uuid, 'live'))?.id, camera);
    assert.equal((await findCamera(db, scope, camera))?.uuid, uuid);
    assert.equal(await findCamera(db, scope, uuid, 'archive'), undefined);
    const single = await addGroup(db, organization, []);
    await db
      .insertInto('group_cameras')
      .values({ group_id: single, camera_id: camera, live: 0, archive: 1 })
      .execute();
    const both: SiteScope = { ...scope, groupIds: [group, single] };
    assert.equal((await findCamera(db, both, uuid, 'archive'))?.id, camera);
    assert.equal(await findCamera(db, { ...scope, groupIds: [single] }, uuid, 'live'), undefined);
  });

  test('another organisation sees nothing, whatever groups it names', async () => {
    await using store = await open();
    const { db } = store;
    const [mine, theirs] = [await addOrganization(db), await addOrganization(db, 'p')];
    const site = await addSite(db, theirs, 's');
    await addCamera(db, theirs, site, 'c');
    const group = await addGroup(db, theirs, [site]);
    for (const groupIds of [null, [group], []]) {
      const scope: SiteScope = { organizationId: mine, groupIds, groupless: true };
      assert.deepEqual(await listSites(db, scope, {}, page), []);
      assert.deepEqual(await listCameras(db, scope, {}, page), []);
    }
  });

  test('finds any part of a name in any letter case, wildcards meaning themselves', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const stored = [
      'Straße Nord',
      'ΟΔΟΣ Α',
      '100%_\\',
      'Cafe\u0301',
      'ПАРКОВКА',
      "O'Brien 📷 <b>",
      'ﬁre exit',
    ];
    for (const name of stored) await addSite(db, organization, name);
    const find = async (nameContains: string) =>
      names(await listSites(db, everything, { nameContains }, page));
    assert.deepEqual(await find('STRASSE'), ['Straße Nord']);
    assert.deepEqual(await find('straße n'), ['Straße Nord']);
    assert.deepEqual(await find('STRAẞE'), ['Straße Nord']);
    assert.deepEqual(await find('οδος'), ['ΟΔΟΣ Α']);
    assert.deepEqual(await find('%'), ['100%_\\']);
    assert.deepEqual(await find('_\\'), ['100%_\\']);
    assert.deepEqual(await find('CAFÉ'), ['Cafe\u0301']);
    assert.deepEqual(await find('парк'), ['ПАРКОВКА']);
    assert.deepEqual(await find("o'b"), ["O'Brien 📷 <b>"]);
    assert.deepEqual(await find('📷'), ["O'Brien 📷 <b>"]);
    assert.deepEqual(await find('FIRE'), ['ﬁre exit']);
    assert.deepEqual(await find("' or 1=1 --"), []);
    assert.equal((await find('')).length, stored.length);
  });

  test('numbers grow and never come back', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const site = await addSite(db, organization, 's');
    const first = await addCamera(db, organization, site, 'a');
    assert.equal(first, 1);
    await db.transaction().execute((trx) => deleteCamera(trx, first));
    assert.equal(await addCamera(db, organization, site, 'b'), 2);
  });

  test('a site that holds something is not deleted', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const parent = await addSite(db, organization, 'p');
    const site = await addSite(db, organization, 's', parent);
    const camera = await addCamera(db, organization, site, 'c');
    const drop = (id: number) => db.transaction().execute((trx) => deleteSite(trx, id));
    await assert.rejects(drop(site), { code: 'conflict' });
    await assert.rejects(drop(parent), { code: 'conflict' });
    await db.transaction().execute((trx) => deleteCamera(trx, camera));
    await drop(site);
    await drop(parent);
    assert.deepEqual(await listSites(db, everything, {}, page), []);
  });

  test('an area is found by its corners, also over the date line', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    for (const [name, longitude] of [
      ['fiji', 178],
      ['samoa', -172],
      ['quito', -78],
    ] as const) {
      const id = await addSite(db, organization, name);
      const site = { name, description: null, latitude: -1, longitude };
      await db.transaction().execute((trx) => updateSite(trx, id, site, nowMs));
    }
    await addSite(db, organization, 'nowhere');
    const find = async (west: number, east: number) =>
      names(await listSites(db, everything, { within: { south: -2, north: 0, west, east } }, page));
    assert.deepEqual(await find(170, -170), ['fiji', 'samoa']);
    assert.deepEqual(await find(-80, -70), ['quito']);
  });

  test('a camera that moves to another site leaves its plan', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const [from, to] = [await addSite(db, organization, 'a'), await addSite(db, organization, 'b')];
    const plan = { uuid: randomUUID(), site_id: from, name: 'p', name_search: 'p', image_id: randomUUID() };
    const { id: planId } = await db
      .insertInto('plans')
      .values({ ...plan, created_ms: nowMs, updated_ms: nowMs })
      .returning('id')
      .executeTakeFirstOrThrow();
    const uuid = randomUUID();
    await addCamera(db, organization, from, 'c', uuid);
    await db.updateTable('cameras').set({ plan_id: planId, plan_x: 0.5, plan_y: 0.5 }).execute();
    assert.deepEqual(names(await listCameras(db, everything, { withoutPlans: true }, page)), []);
    await db.transaction().execute(async (trx) => {
      const before = await lockCamera(trx, everything, uuid);
      await updateCamera(trx, before!, cameraFields(organization, to, 'c'), nowMs);
    });
    const after = await findCamera(db, everything, uuid);
    assert.deepEqual([after?.plan_id, after?.site_name], [null, 'b']);
  });

  test('a finished clip stays as it is, and outlives its camera', async () => {
    await using store = await open();
    const { db } = store;
    const organization = await addOrganization(db);
    const camera = await addCamera(db, organization, await addSite(db, organization, 's'), 'c');
    const uuid = randomUUID();
    const clip = {
      uuid,
      organization_id: organization,
      user_id: 7,
      camera_id: camera,
      camera_uuid: randomUUID(),
      camera_name: 'c',
      from_ms: 1,
      to_ms: 2,
      created_ms: nowMs,
      expires_ms: nowMs + 1,
    };
    await db.transaction().execute((trx) => insertClip(trx, clip));
    assert.equal(await moveClip(db, uuid, { state: 'running', progress: 0.5 }), true);
    assert.equal(await moveClip(db, uuid, { state: 'done', progress: 1 }), true);
    assert.equal(await moveClip(db, uuid, { state: 'running', progress: 0.1 }), false);
    const scope = (userId: number, organizationId: number | null = organization) => ({
      sites: { organizationId, groupIds: null, groupless: true },
      userId,
    });
    assert.equal((await listClips(db, scope(8), {})).length, 1);
    await db.transaction().execute((trx) => deleteCamera(trx, camera));
    assert.equal((await listClips(db, scope(8), {})).length, 0);
    assert.equal((await listClips(db, scope(7), { state: 'done' })).length, 1);
    assert.equal((await listClips(db, scope(8, null), {})).length, 1);
    await deleteClip(db, uuid);
    assert.equal((await listClips(db, scope(7), {})).length, 0);
  });
});

test('folding is stable and ignores letter case', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(foldForSearch(foldForSearch(text)), foldForSearch(text));
    }),
  );
});
