import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '#services/access/permissions.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addOrganization, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';

const groups = '/api/v1/groups';
const description = '';

async function newGroup(platform: TestPlatform, name = 'Guards', query = ''): Promise<number> {
  const { status, body } = await platform.admin('POST', `${groups}${query}`, { name, description });
  assert.equal(status, 200);
  return body.id;
}

async function newPlace(platform: TestPlatform, name = 'Quay'): Promise<number> {
  return (await platform.admin('POST', '/api/v1/places', { name })).body.id;
}

forEachEngine((open) => {
  test('groups are made, found, changed, counted and deleted when nobody is in them', async () => {
    await using platform = await openTestPlatform({ open });
    const id = await newGroup(platform, 'Night shift');
    const user = await platform.user({ permissions: ['place_read', 'group_read'] });
    const place = await newPlace(platform);
    const add = (what: string, body: object) => platform.admin('POST', `${groups}/${id}/${what}`, body);
    assert.equal((await add('members', { user_ids: [user.userId, user.userId] })).status, 200);
    assert.equal((await add('places', { place_ids: [place] })).status, 200);
    const { body } = await user('GET', `${groups}/${id}`);
    assert.deepEqual(body, {
      id,
      name: 'Night shift',
      description,
      organization_id: 1,
      organization_name: 'Vidette',
      is_internal: false,
      user_count: 1,
      place_count: 1,
    });
    const found = await user('POST', `${groups}/search`, { query: 'T SHIF' });
    assert.deepEqual(found.body.groups, [body]);
    const renamed = await platform.admin('PUT', `${groups}/${id}`, { name: 'Days', description: 'x' });
    assert.deepEqual([renamed.body.name, renamed.body.place_count], ['Days', 1]);
    const members = await platform.admin('GET', `${groups}/${id}/members`);
    assert.deepEqual(members.body.users[0].groups, [{ id, name: 'Days' }]);
    const places = await platform.admin('GET', `${groups}/${id}/places`);
    assert.deepEqual(places.body.places[0].id, place);
    assert.equal((await platform.admin('DELETE', `${groups}/${id}`)).status, 400);
    const take = { user_ids: [user.userId, 4711, -1, 2 ** 40] };
    assert.equal((await platform.admin('DELETE', `${groups}/${id}/members`, take)).status, 200);
    assert.equal((await platform.admin('DELETE', `${groups}/${id}`)).status, 200);
    assert.equal((await platform.admin('GET', `${groups}/${id}`)).status, 404);
    assert.equal((await user('GET', `/api/v1/places/${place}`)).status, 200);
  });

  test('members and places are added all or none', async () => {
    await using platform = await openTestPlatform({ open });
    const [first, second] = [await newGroup(platform), await newGroup(platform)];
    const [ann, bob] = [await platform.user({ permissions: [] }), await platform.user({ permissions: [] })];
    const elsewhere = await addOrganization(platform, 'Elsewhere');
    const stranger = await platform.user({ permissions: [], organizationId: elsewhere });
    const addUsers = async (group: number, ids: number[]) =>
      (await platform.admin('POST', `${groups}/${group}/members`, { user_ids: ids })).status;
    assert.equal(await addUsers(first, [ann.userId]), 200);
    for (const wrong of [ann.userId, stranger.userId, 4711, -1, 2 ** 40])
      assert.equal(await addUsers(second, [bob.userId, wrong]), 400, String(wrong));
    assert.equal((await platform.admin('GET', `${groups}/${second}`)).body.user_count, 0);
    assert.equal(await addUsers(4711, [bob.userId]), 404);
    assert.equal(await addUsers(second, []), 200);
    assert.equal(
      await addUsers(
        second,
        Array.from({ length: 1_001 }, (_, at) => at),
      ),
      422,
    );

    const [quay, yard] = [await newPlace(platform), await newPlace(platform)];
    const addPlaces = async (group: number, ids: number[]) =>
      (await platform.admin('POST', `${groups}/${group}/places`, { place_ids: ids })).status;
    assert.equal(await addPlaces(first, [quay]), 200);
    for (const wrong of [quay, 4711, 2 ** 40]) assert.equal(await addPlaces(second, [yard, wrong]), 400);
    const both = await Promise.all([addPlaces(first, [yard]), addPlaces(second, [yard])]);
    assert.deepEqual(both.sort(), [200, 400]);
  });

  test('who joins or leaves a group sees its places at once', async () => {
    await using platform = await openTestPlatform({ open });
    const group = await newGroup(platform);
    const place = await newPlace(platform);
    await platform.admin('POST', `${groups}/${group}/places`, { place_ids: [place] });
    const user = await platform.user({ permissions: ['place_read'] });
    const sees = async () => (await user('GET', `/api/v1/places/${place}`)).status === 200;
    const members = { user_ids: [user.userId] };
    assert.equal(await sees(), false);
    await platform.admin('POST', `${groups}/${group}/members`, members);
    assert.equal(await sees(), true);
    await platform.admin('DELETE', `${groups}/${group}/members`, members);
    assert.equal(await sees(), false);
    await platform.admin('DELETE', `${groups}/${group}/places`, { place_ids: [place] });
    assert.equal(await sees(), true, 'a place without a group, as the organisation shows them');
  });
});

test('groups of another organisation are not there, and only a superuser makes some in it', async () => {
  await using platform = await openTestPlatform();
  const elsewhere = await addOrganization(platform, 'Elsewhere');
  const ours = await newGroup(platform);
  const place = await newPlace(platform);
  await platform.admin('POST', `${groups}/${ours}/places`, { place_ids: [place] });
  const there = await platform.user({ organizationId: elsewhere, permissions });
  assert.deepEqual((await there('GET', groups)).body.groups, []);
  for (const query of ['', '?organization_id=1'])
    assert.deepEqual((await there('POST', `${groups}/search${query}`, { query: 'Gu' })).body.groups, []);
  for (const path of ['', '/members', '/places']) {
    const hidden = await there('GET', `${groups}/${ours}${path}`);
    assert.deepEqual([hidden.status, hidden.body.detail], [404, 'no such group']);
  }
  const emptied = await there('DELETE', `${groups}/${ours}/places`, { place_ids: [place] });
  assert.equal(emptied.status, 200);
  assert.equal((await platform.admin('GET', `${groups}/${ours}`)).body.place_count, 1);
  const body = { name: 'Theirs', description };
  assert.equal((await there('POST', `${groups}?organization_id=${elsewhere}`, body)).status, 400);
  assert.equal((await platform.admin('POST', `${groups}?organization_id=4711`, body)).status, 400);
  const theirs = await newGroup(platform, 'Theirs', `?organization_id=${elsewhere}`);
  assert.equal((await there('GET', `${groups}/${theirs}`)).body.organization_name, 'Elsewhere');
  const mixed = await platform.admin('POST', `${groups}/${theirs}/places`, { place_ids: [place] });
  assert.equal(mixed.status, 400);
});
