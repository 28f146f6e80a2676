import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '#services/access/permissions.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addOrganization, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';

const roles = '/api/v1/roles';
const rights = '/api/v1/permissions';
const description = '';

const manager = [
  'role_create',
  'role_read',
  'role_update',
  'role_delete',
  'role_perm_read',
  'role_member_read',
  'permission_create',
  'permission_delete',
  'camera_read',
] as const;

async function newRole(platform: TestPlatform, name: string): Promise<number> {
  return (await platform.admin('POST', roles, { name, description })).body.id;
}

forEachEngine((open) => {
  test('roles are made, changed, given rights, and deleted when nobody has them', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const id = await newRole(platform, 'Operator');
    const role = { id, name: 'Operator', description, is_internal: false };
    assert.deepEqual((await admin('GET', `${roles}/${id}`)).body, role);
    assert.deepEqual((await admin('GET', roles)).body.roles.at(-1), role);
    const grant = (permission: string) => admin('POST', rights, { role_id: id, permission });
    assert.equal((await grant('plate_read')).status, 200);
    assert.equal((await grant('camera_read')).status, 200);
    assert.equal((await grant('camera_read')).status, 400);
    assert.equal((await grant('camera_eat')).status, 422);
    const held = async () => (await admin('GET', `${roles}/${id}/permissions`)).body.permissions;
    assert.deepEqual(await held(), ['camera_read', 'plate_read']);
    const revoke = { role_id: id, permission: 'camera_read' };
    for (const _ of [1, 2]) assert.equal((await admin('DELETE', rights, revoke)).status, 200);
    assert.deepEqual(await held(), ['plate_read']);
    for (const role_id of [4711, -1, 2 ** 40]) {
      assert.equal((await admin('POST', rights, { ...revoke, role_id })).status, 404);
      assert.equal((await admin('DELETE', rights, { ...revoke, role_id })).status, 200);
    }
    const user = {
      first_name: 'A',
      last_name: 'B',
      email: 'a@x.org',
      password: 'a quiet password',
      group_ids: [],
      role_id: id,
    };
    const made = (await admin('POST', '/api/v1/users', user)).body;
    assert.deepEqual((await admin('GET', `${roles}/${id}/members`)).body.members, [made]);
    assert.equal((await admin('DELETE', `${roles}/${id}`)).status, 400);
    await admin('DELETE', `/api/v1/users/${made.id}`);
    assert.equal((await admin('DELETE', `${roles}/${id}`)).status, 200);
    assert.equal((await admin('GET', `${roles}/${id}`)).status, 404);
  });

  test('a name is taken in any letter case, in its organisation', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const [first, second] = [await newRole(platform, 'Operator'), await newRole(platform, 'Guard')];
    const taken = await admin('POST', roles, { name: 'OPERATOR', description });
    assert.deepEqual([taken.status, taken.body.detail[0].loc], [422, ['body', 'name']]);
    const body = { name: 'operator', description };
    assert.equal((await admin('PUT', `${roles}/${second}`, body)).status, 400);
    assert.equal((await admin('PUT', `${roles}/${first}`, body)).body.name, 'operator');
    const elsewhere = await addOrganization(platform, 'Elsewhere');
    const [here, there] = [
      await platform.user({ permissions: manager }),
      await platform.user({ permissions: manager, organizationId: elsewhere }),
    ];
    for (const by of [here, there]) assert.equal((await by('POST', roles, body)).status, 200);
    assert.equal((await there('POST', roles, { ...body, name: 'Operator' })).status, 422);
  });
});

test('what is built in stays as it is', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const revoke = { role_id: 1, permission: 'camera_read' };
  assert.equal((await admin('PUT', `${roles}/1`, { name: 'x', description })).status, 400);
  assert.equal((await admin('DELETE', `${roles}/1`)).status, 400);
  assert.equal((await admin('DELETE', rights, revoke)).status, 422);
  const { body } = await admin('GET', `${roles}/1/permissions`);
  assert.deepEqual(new Set(body.permissions), new Set(permissions));
});

test('roles of another organisation are not there, and those of everybody are changed by superusers', async () => {
  await using platform = await openTestPlatform();
  const elsewhere = await addOrganization(platform, 'Elsewhere');
  const here = await platform.user({ permissions: manager });
  const there = await platform.user({ permissions: manager, organizationId: elsewhere });
  const id = (await here('POST', roles, { name: 'Ours', description })).body.id;
  const shared = await newRole(platform, 'Everybody');
  const names = async (by: typeof here) =>
    (await by('GET', roles)).body.roles.map(({ name }: { name: string }) => name);
  assert.ok((await names(here)).includes('Ours'));
  assert.equal((await names(there)).includes('Ours'), false);
  assert.ok((await names(there)).includes('Everybody'));
  const body = { name: 'Changed', description };
  for (const path of ['', '/members', '/permissions'])
    assert.equal((await there('GET', `${roles}/${id}${path}`)).status, 404);
  assert.equal((await there('PUT', `${roles}/${id}`, body)).status, 404);
  assert.equal((await there('DELETE', `${roles}/${id}`)).status, 404);
  const grant = (role_id: number) => ({ role_id, permission: 'camera_read' });
  assert.equal((await there('POST', rights, grant(id))).status, 404);
  assert.equal((await here('POST', rights, grant(id))).status, 200);
  assert.equal((await there('DELETE', rights, grant(id))).status, 200);
  const held = await here('GET', `${roles}/${id}/permissions`);
  assert.deepEqual(held.body.permissions, ['camera_read']);
  assert.equal((await here('PUT', `${roles}/${shared}`, body)).status, 403);
  assert.equal((await here('POST', rights, grant(shared))).status, 403);
  assert.equal((await here('DELETE', `${roles}/${shared}`)).status, 403);
  const members = await there('GET', `${roles}/1/members`);
  assert.deepEqual(members.body.members, [], 'the administrator is of another organisation');
});

test('nobody gives a right that they lack, nor touches a role that may do more', async () => {
  await using platform = await openTestPlatform();
  const by = await platform.user({ permissions: manager });
  const id = (await by('POST', roles, { name: 'Ours', description })).body.id;
  const grant = (permission: string) => ({ role_id: id, permission });
  assert.equal((await by('POST', rights, grant('camera_delete'))).status, 403);
  assert.equal((await by('POST', rights, grant('camera_read'))).status, 200);
  assert.equal((await platform.admin('POST', rights, grant('camera_delete'))).status, 200);
  assert.equal((await by('DELETE', rights, grant('camera_delete'))).status, 403);
  assert.equal((await by('PUT', `${roles}/${id}`, { name: 'x', description })).status, 403);
  assert.equal((await by('DELETE', `${roles}/${id}`)).status, 403);
});
