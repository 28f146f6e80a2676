import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '#services/access/permissions.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addGroup, addOrganization, openTestPlatform } from '../../../test/harness/platform.ts';
import { addTestUploads, avatarId, logoId } from '../../../test/harness/uploads.ts';

const organizations = '/api/v1/organizations';

forEachEngine((open) => {
  test('organisations are made, found, changed, and deleted while nothing is in them', async () => {
    await using platform = await openTestPlatform({ open });
    await addTestUploads(platform.db, platform.clock.utcMs());
    const { admin } = platform;
    const body = { name: 'City of Bridges', description: 'x', logo_id: logoId };
    const made = (await admin('POST', organizations, body)).body;
    const { id, logo_url, ...rest } = made;
    assert.match(logo_url, /\/api\/v1\/uploads\/.*\/content$/);
    assert.deepEqual(rest, { ...body, is_internal: false });
    assert.deepEqual((await admin('GET', `${organizations}/${id}`)).body, made);
    const found = await admin('POST', `${organizations}/search`, { query: 'OF BRI' });
    assert.deepEqual(found.body.organizations, [made]);
    assert.deepEqual((await admin('POST', `${organizations}/search`, { query: '%' })).body.organizations, []);
    const changed = await admin('PUT', `${organizations}/${id}`, { name: 'Town', description: '' });
    assert.deepEqual(changed.body, { id, name: 'Town', description: '', is_internal: false });
    const user = await platform.user({ organizationId: id, permissions: [] });
    const remove = async () => (await admin('DELETE', `${organizations}/${id}`)).status;
    assert.equal(await remove(), 400);
    await admin('DELETE', `/api/v1/users/${user.userId}`);
    const group = await addGroup(platform, [], { organizationId: id });
    assert.equal(await remove(), 400);
    await admin('DELETE', `/api/v1/groups/${group}`);
    assert.equal(await remove(), 200);
    assert.equal(await remove(), 404);
    assert.equal((await admin('DELETE', `${organizations}/1`)).status, 400);
    for (const logo_id of [avatarId, '00000000-0000-4000-8000-000000000000'])
      assert.equal((await admin('POST', organizations, { ...body, logo_id })).status, 400);
    for (const name of ['   ', 'a\u0000', 'a\u0085', 'x'.repeat(65)])
      assert.equal((await admin('POST', organizations, { ...body, name })).status, 422);
  });

  test('members and groups are answered whole, or in pages with the marker in a header', async () => {
    await using platform = await openTestPlatform({ open });
    for (let index = 0; index < 12; index++) await addGroup(platform, []);
    const grouped = await platform.user({ permissions: [], groupIds: [1] });
    const all = await platform.admin('GET', `${organizations}/1/groups`);
    assert.deepEqual([all.body.groups.length, all.headers['pagination-cursor']], [12, undefined]);
    const first = await platform.admin('GET', `${organizations}/1/groups?limit=10`);
    assert.equal(first.body.groups.length, 10);
    const cursor = String(first.headers['pagination-cursor']);
    const rest = await platform.admin('GET', `${organizations}/1/groups?limit=10&cursor=${cursor}`);
    assert.deepEqual([...first.body.groups, ...rest.body.groups], all.body.groups);
    const ids = async (query: string) =>
      (await platform.admin('GET', `${organizations}/1/members${query}`)).body.members.map(
        ({ id }: { id: number }) => id,
      );
    assert.deepEqual(await ids(''), [1, grouped.userId]);
    assert.deepEqual(await ids('?without_groups=true'), [1]);
  });
});

test('who is no superuser knows the own organisation only', async () => {
  await using platform = await openTestPlatform();
  const elsewhere = await addOrganization(platform, 'Elsewhere');
  const there = await platform.user({ organizationId: elsewhere, permissions });
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  assert.deepEqual(names((await there('GET', organizations)).body.organizations), ['Elsewhere']);
  const found = await there('POST', `${organizations}/search`, { query: 'e' });
  assert.deepEqual(names(found.body.organizations), ['Elsewhere']);
  for (const path of ['', '/members', '/groups']) {
    const hidden = await there('GET', `${organizations}/1${path}`);
    const missing = await there('GET', `${organizations}/4711${path}`);
    assert.deepEqual([hidden.status, hidden.body], [404, missing.body]);
  }
  const body = { name: 'Mine now', description: '' };
  assert.equal((await there('PUT', `${organizations}/1`, body)).status, 404);
  assert.equal((await there('DELETE', `${organizations}/1`)).status, 404);
  assert.equal((await there('PUT', `${organizations}/${elsewhere}`, body)).body.name, 'Mine now');
  const cursor = (await platform.admin('GET', `${organizations}?limit=10`)).body.pagination.cursor;
  assert.equal(cursor, undefined);
});
