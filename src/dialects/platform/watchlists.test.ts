import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Permission } from '#services/access/permissions.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addOrganization, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';
import { picture, uploadForm } from '../../../test/harness/uploads.ts';

const api = '/api/v1';
const unknownId = '00000000-0000-4000-8000-000000000000';

type Caller = TestPlatform['admin'];

async function upload(caller: Caller, kind: string): Promise<string> {
  const { type, payload } = uploadForm(await picture());
  const path = `${api}/uploads?kind=${kind}`;
  return (await caller('POST', path, payload, { 'content-type': type })).body.uploads[0].id;
}

const views = [
  { list: 'facelist', entry: 'face', body: { full_name: 'Zoë Ærø' } },
  { list: 'platelist', entry: 'plate', body: { number: 'B-AB 123' } },
] as const;

forEachEngine((open) => {
  for (const { list, entry, body } of views) {
    const lists = `${api}/${list}s`;
    const entries = `${api}/${entry}s`;

    test(`${list}s are made, found, changed and deleted`, async () => {
      await using platform = await openTestPlatform({ open });
      const { admin } = platform;
      const input = { name: 'Staff <b>', description: 'two\nlines', priority: 'high' };
      const created = (await admin('POST', lists, input)).body;
      const { id } = created;
      assert.deepEqual(created, { ...input, id, [`${entry}_count`]: 0 });
      const changed = (await admin('PUT', `${lists}/${id}`, { name: 'staff <B>' })).body;
      assert.deepEqual(changed, { name: 'staff <B>', id, [`${entry}_count`]: 0 });
      assert.deepEqual((await admin('GET', `${lists}/${id}`)).body, changed);
      await admin('POST', lists, { name: 'Other' });
      const named = async (name: string) =>
        (await admin('GET', `${lists}?name=${encodeURIComponent(name)}`)).body[`${list}s`].length;
      assert.deepEqual([await named('staff <B>'), await named('STAFF <B>'), await named('sta')], [1, 0, 0]);
      assert.equal((await admin('GET', lists)).body[`${list}s`].length, 2);
      for (const name of ['Other', 'OTHER', ' other '])
        for (const [method, path] of [
          ['POST', lists],
          ['PUT', `${lists}/${id}`],
        ] as const) {
          const { status, body } = await admin(method, path, { name });
          assert.deepEqual([status, body.status], [400, 'invalid_request'], `${method} ${name}`);
        }
      assert.deepEqual((await admin('DELETE', `${lists}/${id}`)).body, { status: 'ok' });
      assert.equal((await admin('GET', `${lists}/${id}`)).status, 404);
    });

    test(`a ${entry} goes into ${list}s and out`, async () => {
      await using platform = await openTestPlatform({ open });
      const { admin } = platform;
      const listId = (await admin('POST', lists, { name: 'A' })).body.id;
      const entryId = (await admin('POST', entries, body)).body.id;
      const member = `${lists}/${listId}/${entry}s/${entryId}`;
      const count = async () => (await admin('GET', `${lists}/${listId}`)).body[`${entry}_count`];
      assert.deepEqual((await admin('POST', member)).body, { status: 'ok' });
      assert.equal((await admin('POST', member)).status, 400);
      assert.equal(await count(), 1);
      const inside = (await admin('GET', `${lists}/${listId}/${entry}s`)).body[`${entry}s`];
      assert.deepEqual(inside, [(await admin('GET', `${entries}/${entryId}`)).body]);
      const refused = await admin('DELETE', `${lists}/${listId}`);
      assert.deepEqual([refused.status, refused.body.status], [400, 'invalid_request']);
      for (const [l, e] of [
        [listId, 4711],
        [4711, entryId],
        [-1, entryId],
        [listId, 99999999999],
      ])
        for (const method of ['POST', 'DELETE'] as const)
          assert.equal((await admin(method, `${lists}/${l}/${entry}s/${e}`)).status, 404);
      assert.equal((await admin('DELETE', member)).status, 200);
      assert.equal((await admin('DELETE', member)).status, 200);
      await admin('POST', member);
      assert.equal((await admin('DELETE', `${entries}/${entryId}`)).status, 200);
      assert.equal(await count(), 0);
      assert.equal((await admin('DELETE', `${lists}/${listId}`)).status, 200);
    });

    test(`${list}s and ${entry}s of others are not there, and each step has its right`, async () => {
      await using platform = await openTestPlatform({ open });
      const { admin } = platform;
      const listId = (await admin('POST', lists, { name: 'A' })).body.id;
      const entryId = (await admin('POST', entries, body)).body.id;
      const all = [
        [`${list}_read`, 'GET', lists],
        [`${list}_create`, 'POST', lists, { name: 'B' }],
        [`${list}_read`, 'GET', `${lists}/${listId}`],
        [`${list}_update`, 'PUT', `${lists}/${listId}`, { name: 'A' }],
        [`${list}_${entry}_read`, 'GET', `${lists}/${listId}/${entry}s`],
        [`${list}_${entry}_create`, 'POST', `${lists}/${listId}/${entry}s/${entryId}`],
        [`${list}_${entry}_delete`, 'DELETE', `${lists}/${listId}/${entry}s/${entryId}`],
        [`${entry}_read`, 'GET', entries],
        [`${entry}_create`, 'POST', entries, list === 'facelist' ? body : { number: 'X 1' }],
        [`${entry}_read`, 'GET', `${entries}/${entryId}`],
        [`${entry}_update`, 'PUT', `${entries}/${entryId}`, body],
        [`${entry}_delete`, 'DELETE', `${entries}/${entryId}`],
        [`${list}_delete`, 'DELETE', `${lists}/${listId}`],
      ] as const;
      const permissions = [...new Set(all.map(([permission]) => permission))] as Permission[];
      const nobody = await platform.user({ permissions: [] });
      const organizationId = await addOrganization(platform, 'Other');
      const stranger = await platform.user({ permissions, organizationId });
      for (const [permission, method, path, sent] of all) {
        const refused = await nobody(method, path, sent);
        assert.deepEqual([refused.status, refused.body.status], [403, 'unauthorized'], permission);
        if (path === lists || path === entries) continue;
        const known = await stranger(method, path, sent);
        const unknown = await stranger(
          method,
          path
            .replace(`${lists}/${listId}`, `${lists}/4711`)
            .replace(`${entries}/${entryId}`, `${entries}/4711`),
          sent,
        );
        assert.deepEqual([known.status, known.body], [404, unknown.body], `${method} ${path}`);
      }
      assert.deepEqual((await stranger('GET', lists)).body[`${list}s`].length, 0);
      assert.deepEqual((await stranger('GET', entries)).body[`${entry}s`].length, 0);
      assert.equal((await stranger('POST', lists, { name: 'a' })).status, 200, 'names of others are free');
      assert.equal((await stranger('POST', entries, body)).status, 200);
      const owner = await platform.user({ permissions });
      for (const [permission, method, path, sent] of all)
        assert.equal((await owner(method, path, sent)).status, 200, permission);
    });
  }

  test('a superuser does not mix organisations', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const organizationId = await addOrganization(platform, 'Other');
    const permissions = ['face_create'] as const;
    const stranger = await platform.user({ permissions, organizationId });
    const { id: face } = (await stranger('POST', `${api}/faces`, {})).body;
    const { id: list } = (await admin('POST', `${api}/facelists`, { name: 'A' })).body;
    assert.equal((await admin('POST', `${api}/facelists/${list}/faces/${face}`)).status, 400);
    // A picture goes to where it is used, once.
    const image = await upload(admin, 'face_image');
    const images = `${api}/faces/${face}/images`;
    assert.equal((await admin('POST', images, { image_ids: [image] })).status, 200);
    const owner = await platform.db
      .selectFrom('uploads')
      .select('organization_id')
      .where('uuid', '=', image)
      .executeTakeFirstOrThrow();
    assert.equal(owner.organization_id, organizationId);
  });

  test('plate numbers are unique, whatever their spaces and letter case', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const plates = `${api}/plates`;
    const { id } = (await admin('POST', plates, { number: 'B-AB 123' })).body;
    const other = (await admin('POST', plates, { number: 'B AB 124' })).body;
    for (const number of ['B-AB 123', 'b ab123', 'B·AB·123']) {
      assert.equal((await admin('POST', plates, { number })).status, 400, number);
      assert.equal((await admin('PUT', `${plates}/${other.id}`, { number })).status, 400, number);
    }
    assert.equal((await admin('PUT', `${plates}/${id}`, { number: 'BAB123' })).body.number, 'BAB123');
    const found = async (number: string) =>
      (await admin('GET', `${plates}?number=${encodeURIComponent(number)}`)).body.plates.length;
    assert.deepEqual(
      [await found('b-ab'), await found('123'), await found('x'), await found('--')],
      [2, 1, 0, 0],
    );
    const both = await Promise.all([1, 2, 3].map(() => admin('POST', plates, { number: 'RACE 1' })));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 400, 400]);
    for (const number of ['', ' - ', 'a\u0007b', '\ud800', 'x'.repeat(33)])
      assert.equal((await admin('POST', plates, { number })).status, 422, JSON.stringify(number));
    assert.equal(
      (await admin('POST', plates, { number: 'D 1', owner_birth_date: '2023-02-30' })).status,
      422,
    );
  });

  test('a plate has one picture, which comes and goes with what is written', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const plates = `${api}/plates`;
    const [first, second] = [await upload(admin, 'vehicle_image'), await upload(admin, 'vehicle_image')];
    const details = {
      number: 'M XY 1',
      owner_full_name: 'Grace Hopper',
      owner_document_number: 'X 1',
      owner_birth_date: '1906-12-09',
      vehicle_manufacturer: 'VW',
      vehicle_model: 'T1',
      vehicle_type: 'van',
      vehicle_manufacture_date: '1965-01-01',
      vehicle_color: 'blue',
    };
    const created = (await admin('POST', plates, { ...details, vehicle_image_id: first })).body;
    const { id, vehicle_image_url, ...rest } = created;
    assert.deepEqual(rest, { ...details, vehicle_image_id: first });
    assert.equal((await admin('GET', new URL(vehicle_image_url).pathname)).status, 200);
    const put = (image?: string) =>
      admin('PUT', `${plates}/${id}`, { number: 'M XY 1', ...(image && { vehicle_image_id: image }) });
    assert.equal((await put(second.toUpperCase())).body.vehicle_image_id, second);
    assert.equal((await put(second)).body.vehicle_image_id, second);
    assert.equal((await put()).body.vehicle_image_id, undefined);
    for (const wrong of [unknownId, await upload(admin, 'avatar')]) {
      assert.equal((await put(wrong)).status, 400);
      const made = await admin('POST', plates, { number: 'NEW 1', vehicle_image_id: wrong });
      assert.equal(made.status, 400);
    }
    assert.equal((await admin('GET', plates)).body.plates.length, 1);
  });

  test('a face has pictures, and none has that of another', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin, db } = platform;
    const faces = `${api}/faces`;
    const details = { full_name: 'Ada', sex: 'f', birth_date: '1815-12-10', document_number: 'X' };
    const { id, ...rest } = (await admin('POST', faces, details)).body;
    assert.deepEqual(rest, { ...details, images: [] });
    const { id: other } = (await admin('POST', faces, {})).body;
    const [a, b] = [await upload(admin, 'face_image'), await upload(admin, 'face_image')];
    const images = `${faces}/${id}/images`;
    const added = (await admin('POST', images, { image_ids: [a, b, a.toUpperCase()] })).body.faceimages;
    assert.deepEqual(
      added.map((image: { id: string }) => image.id),
      [a, b],
    );
    assert.deepEqual((await admin('GET', images)).body.faceimages, added);
    assert.deepEqual((await admin('GET', `${faces}/${id}`)).body.images, added);
    const c = await upload(admin, 'face_image');
    const refusals = [
      [id, [a], 400],
      [other, [c, a], 400],
      [other, [c, unknownId], 404],
      [other, [await upload(admin, 'plan')], 404],
      [4711, [c], 404],
    ] as const;
    for (const [face, image_ids, status] of refusals)
      assert.equal((await admin('POST', `${faces}/${face}/images`, { image_ids })).status, status);
    assert.deepEqual((await admin('GET', `${faces}/${other}/images`)).body.faceimages, []);
    const race = await Promise.all(
      [id, other].map((face) => admin('POST', `${faces}/${face}/images`, { image_ids: [c] })),
    );
    assert.deepEqual(race.map(({ status }) => status).sort(), [200, 400]);
    const left = (await admin('DELETE', images, { image_ids: [a, unknownId] })).body.faceimages;
    assert.ok(left.every((image: { id: string }) => image.id !== a));
    assert.equal((await admin('DELETE', `${faces}/4711/images`, { image_ids: [a] })).status, 404);
    assert.equal((await admin('DELETE', `${faces}/${id}`)).status, 200);
    assert.equal((await db.selectFrom('watchlist_images').selectAll().execute()).length <= 1, true);
    const search = async (name: string) =>
      (await admin('GET', `${faces}?full_name=${encodeURIComponent(name)}`)).body.faces.length;
    await admin('POST', faces, { full_name: 'Žofie 100%' });
    assert.deepEqual([await search('žOFIE'), await search('0%'), await search('_')], [1, 1, 0]);
  });

  test('every change is audited once, with what it changed', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin, db } = platform;
    const { id } = (await admin('POST', `${api}/faces`, { full_name: 'Ada' })).body;
    await admin('PUT', `${api}/faces/${id}`, { full_name: 'Ada', document_number: 'X' });
    await admin('POST', `${api}/faces/${id}/images`, { image_ids: [unknownId] });
    const image = await upload(admin, 'face_image');
    await admin('POST', `${api}/faces/${id}/images`, { image_ids: [image] });
    await admin('DELETE', `${api}/faces/${id}/images`, { image_ids: [image] });
    await admin('DELETE', `${api}/faces/${id}`);
    const rows = await db.selectFrom('audit_log').select(['action', 'meta']).orderBy('at_ms').execute();
    const told = rows.filter(({ action }) => action.startsWith('face'));
    assert.deepEqual(told.map(({ action }) => action).sort(), [
      'face_create',
      'face_delete',
      'face_update',
      'faceimage_create',
      'faceimage_delete',
    ]);
    const update = JSON.parse(told.find(({ action }) => action === 'face_update')!.meta);
    assert.deepEqual([update.before, update.after], [{}, { documentNumber: 'X' }]);
  });
});
