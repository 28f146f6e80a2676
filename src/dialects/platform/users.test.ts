import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { permissions } from '#services/access/permissions.ts';
import { insertRole } from '#stores/people.ts';
import { adminPassword, reopenAccess } from '../../../test/harness/access.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import {
  addGroup,
  addOrganization,
  type Caller,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { addTestUploads, avatarId, logoId } from '../../../test/harness/uploads.ts';

const users = '/api/v1/users';
const password = 'a quiet password';

async function newRole(platform: TestPlatform, held: readonly string[] = [], organizationId?: number) {
  const name = `role ${Math.random()}`;
  const role = { name, description: '', isInternal: false, permissions: held };
  return await insertRole(platform.db, { ...role, ...(organizationId && { organizationId }) });
}

async function order(platform: TestPlatform, email: string, more: object = {}) {
  const names = { first_name: 'Ada', last_name: 'Lovelace' };
  return { ...names, email, password, group_ids: [], role_id: await newRole(platform), ...more };
}

const created = async (by: Caller, body: object, query = '') => {
  const reply = await by('POST', `${users}${query}`, body);
  assert.equal(reply.status, 200, reply.raw.toString());
  return reply.body;
};
const emails = (list: { email: string }[]) => list.map(({ email }) => email);

forEachEngine((open) => {
  test('users are made, read, changed and deleted', async () => {
    await using platform = await openTestPlatform({ open });
    await addTestUploads(platform.db, platform.clock.utcMs());
    const group = await addGroup(platform, []);
    const body = await order(platform, 'Ada@x.org', { group_ids: [group], avatar_id: avatarId });
    const made = await created(platform.admin, body);
    const { id, avatar_url, ...rest } = made;
    assert.match(avatar_url, new RegExp(`/api/v1/uploads/${avatarId}/content$`));
    assert.deepEqual(rest, {
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'Ada@x.org',
      avatar_id: avatarId,
      organization_id: 1,
      organization_name: 'Vidette',
      groups: [{ id: group, name: 'g' }],
      is_superuser: false,
      role_id: body.role_id,
    });
    assert.deepEqual((await platform.admin('GET', `${users}/${id}`)).body, made);
    const { password: _, ...kept } = { ...body, avatar_id: undefined };
    const changed = await platform.admin('PUT', `${users}/${id}`, {
      ...kept,
      last_name: 'King',
      group_ids: [],
    });
    assert.deepEqual(
      [changed.body.last_name, changed.body.groups, changed.body.avatar_id],
      ['King', [], undefined],
    );
    await platform.access.loginWithPassword('ada@X.ORG', password, { address: '', userAgent: '' });
    assert.equal((await platform.admin('DELETE', `${users}/${id}`)).status, 200);
    for (const method of ['GET', 'DELETE'] as const)
      assert.equal((await platform.admin(method, `${users}/${id}`)).status, 404);
    for (const id of ['0', '-1', '2147483648', '1099511627776'])
      assert.equal((await platform.admin('GET', `${users}/${id}`)).status, 404, id);
  });

  test('an e-mail address is taken in any letter case', async () => {
    await using platform = await openTestPlatform({ open });
    const body = await order(platform, 'ada@x.org');
    const { id } = await created(platform.admin, body);
    const twice = await platform.admin('POST', users, { ...body, email: 'ADA@X.org' });
    assert.deepEqual([twice.status, twice.body.status], [400, 'invalid_request']);
    const other = await created(platform.admin, { ...body, email: 'b@x.org' });
    const taken = { ...body, email: 'Ada@x.ORG' };
    assert.equal((await platform.admin('PUT', `${users}/${other.id}`, taken)).status, 400);
    assert.equal((await platform.admin('PUT', `${users}/${id}`, taken)).body.email, 'Ada@x.ORG');
    const mine = await platform.admin('PUT', `${users}/me/email`, {
      password: adminPassword,
      email: 'aDa@x.org',
    });
    assert.deepEqual([mine.status, mine.body.detail[0].loc], [422, ['body', 'email']]);
    const race = await Promise.all(
      ['C@x.org', 'c@x.org', 'c@X.org'].map((email) => platform.admin('POST', users, { ...body, email })),
    );
    assert.deepEqual(race.map(({ status }) => status).sort(), [200, 400, 400]);
  });

  test('changes at the same time happen one after the other, and the log tells each as it was', async () => {
    await using platform = await openTestPlatform({ open });
    const body = await order(platform, 'ada@x.org');
    const { id } = await created(platform.admin, body);
    const names = Array.from({ length: 8 }, (_, index) => `Name ${index}`);
    const replies = await Promise.all(
      names.map((first_name) => platform.admin('PUT', `${users}/${id}`, { ...body, first_name })),
    );
    assert.ok(replies.every(({ status }) => status === 200));
    const log = await platform.admin('GET', '/api/v1/auditlogs?action_types=user_update&limit=100');
    const steps = new Map<string, string>(
      log.body.auditlogs.map(({ meta }: { meta: { before: Named; after: Named } }) => [
        meta.before.firstName,
        meta.after.firstName,
      ]),
    );
    let name = 'Ada';
    for (const _ of names) name = steps.get(name) ?? assert.fail(`nothing follows ${name}`);
    assert.equal((await platform.admin('GET', `${users}/${id}`)).body.first_name, name);
  });

  test('the last superuser stays, also when two remove each other at once', async () => {
    await using platform = await openTestPlatform({ open });
    const alone = await platform.admin('DELETE', `${users}/1`);
    assert.deepEqual([alone.status, alone.body.detail[0].loc], [422, ['path', 'user_id']]);
    const second = await platform.user({ permissions: [] });
    await platform.db.updateTable('users').set({ superuser: 1 }).where('id', '=', second.userId).execute();
    platform.access.forget();
    const replies = await Promise.all([
      platform.admin('DELETE', `${users}/${second.userId}`),
      second('DELETE', `${users}/1`),
    ]);
    const left = await platform.db.selectFrom('users').select('id').where('superuser', '=', 1).execute();
    assert.equal(left.length, 1);
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  });

  test('pages neither repeat nor leave out while users are added', async () => {
    await using platform = await openTestPlatform({ open });
    const roleId = await newRole(platform);
    const by = await platform.access.principalNamed(null, '');
    const add = (name: string) =>
      platform.people.createUser(by, { email: `${name}@x.org`, password, roleId });
    for (let index = 0; index < 24; index++) await add(`u${index}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { body } = await platform.admin('GET', `${users}?limit=10${query}`);
      seen.push(...emails(body.users));
      cursor = body.pagination.cursor;
      if (seen.length === 10) await add('late');
    } while (cursor !== undefined);
    assert.equal(new Set(seen).size, seen.length);
    assert.equal(seen.length, 26);
    assert.equal(seen.at(-1), 'late@x.org');
    const garbled = await platform.admin('GET', `${users}?cursor=zz`);
    assert.deepEqual([garbled.status, garbled.body.detail[0].loc], [422, ['query', 'cursor']]);
  });

  test('users are found by e-mail address, and by first and last name in either order', async () => {
    await using platform = await openTestPlatform({ open });
    for (const [email, first_name, last_name] of [
      ['ada@x.org', 'Ada', 'Lovelace'],
      ['strasse@x.org', 'Émile', 'Straße'],
      ['percent@x.org', '100%', 'a_b'],
    ])
      await created(platform.admin, { ...(await order(platform, email!)), first_name, last_name });
    const find = async (query: string) =>
      emails((await platform.admin('POST', `${users}/search`, { query })).body.users);
    assert.deepEqual(await find('ADA@X.ORG'), ['ada@x.org']);
    assert.deepEqual(await find('da@x.org'), []);
    for (const query of ['ada love', 'LOVELACE A', 'velac'])
      assert.deepEqual(await find(query), ['ada@x.org'], query);
    assert.deepEqual(await find('STRASSE é'), ['strasse@x.org']);
    assert.deepEqual(await find('0%'), ['percent@x.org']);
    assert.deepEqual(await find('_b'), ['percent@x.org']);
    assert.deepEqual(await find('a lovelace a'), []);
    assert.equal((await platform.admin('POST', `${users}/search`, { query: 'x' })).status, 422);
  });
});

interface Named {
  readonly firstName: string;
}

describe('walls', () => {
  test('another organisation is not seen, counted, found or told from nothing', async () => {
    await using platform = await openTestPlatform();
    const elsewhere = await addOrganization(platform, 'Elsewhere');
    const there = await platform.user({ organizationId: elsewhere, permissions });
    const list = await there('GET', users);
    assert.deepEqual(emails(list.body.users), [there.email]);
    for (const query of ['admin', 'admin@vidette.local', 'istrator'])
      assert.deepEqual((await there('POST', `${users}/search`, { query })).body.users, []);
    const search = await there('POST', `${users}/search?organization_id=1`, { query: 'Ada' });
    assert.deepEqual(search.body.users, []);
    const body = await order(platform, 'x@x.org');
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const hidden = await there(method, `${users}/1`, method === 'PUT' ? body : undefined);
      const missing = await there(method, `${users}/4711`, method === 'PUT' ? body : undefined);
      assert.deepEqual([hidden.status, hidden.body], [404, missing.body]);
    }
    const wide = await platform.admin('POST', `${users}/search?organization_id=${elsewhere}`, {
      query: 'Ada',
    });
    assert.deepEqual(emails(wide.body.users), [there.email]);
  });

  test('only a superuser names the organisation of a new user, and one that exists', async () => {
    await using platform = await openTestPlatform();
    const elsewhere = await addOrganization(platform, 'Elsewhere');
    const clerk = await platform.user({ permissions: ['user_create'] });
    for (const id of [1, elsewhere, 4711]) {
      const body = await order(platform, `${id}@x.org`);
      assert.equal((await clerk('POST', `${users}?organization_id=${id}`, body)).status, 400);
    }
    const body = await order(platform, 'a@x.org');
    const there = await created(platform.admin, body, `?organization_id=${elsewhere}`);
    assert.deepEqual([there.organization_id, there.organization_name], [elsewhere, 'Elsewhere']);
    for (const id of [4711, -1, 2 ** 40])
      assert.equal((await platform.admin('POST', `${users}?organization_id=${id}`, body)).status, 400);
    const group = await addGroup(platform, []);
    const foreign = { ...(await order(platform, 'b@x.org')), group_ids: [group] };
    const query = `?organization_id=${elsewhere}`;
    assert.equal((await platform.admin('POST', `${users}${query}`, foreign)).status, 400);
    const ours = { ...(await order(platform, 'c@x.org')), role_id: await newRole(platform, [], 1) };
    assert.equal((await platform.admin('POST', `${users}${query}`, ours)).status, 422);
  });
});

describe('rights', () => {
  test('nobody gives more than they have, nor changes or removes who has more', async () => {
    await using platform = await openTestPlatform();
    const clerk = await platform.user({ permissions: ['user_create', 'user_update', 'user_delete'] });
    const strong = await newRole(platform, ['camera_delete']);
    const body = await order(platform, 'a@x.org');
    const above = await clerk('POST', users, { ...body, role_id: strong });
    assert.deepEqual([above.status, above.body.status], [403, 'unauthorized']);
    const { id } = await created(clerk, body);
    assert.equal((await clerk('PUT', `${users}/${id}`, { ...body, role_id: strong })).status, 403);
    assert.equal((await platform.admin('PUT', `${users}/${id}`, { ...body, role_id: strong })).status, 200);
    assert.equal((await clerk('PUT', `${users}/${id}`, { ...body, role_id: strong })).status, 403);
    assert.equal((await clerk('DELETE', `${users}/${id}`)).status, 403);
    for (const method of ['PUT', 'DELETE'] as const)
      assert.equal((await clerk(method, `${users}/1`, method === 'PUT' ? body : undefined)).status, 403);
    const self = { ...body, email: clerk.email, role_id: strong };
    assert.equal((await clerk('PUT', `${users}/${clerk.userId}`, self)).status, 403);
    assert.equal(
      (await clerk('POST', users, { ...body, is_superuser: true, email: 'z@x.org' })).body.is_superuser,
      false,
    );
  });

  test('a right or role taken away counts at once, in other processes within five seconds', async () => {
    await using platform = await openTestPlatform();
    const elsewhere = await reopenAccess(platform);
    const roleId = await newRole(platform, ['camera_read', 'place_read']);
    const made = await created(platform.admin, await order(platform, 'a@x.org', { role_id: roleId }));
    const login = { address: '', userAgent: '' };
    const { accessToken } = await platform.access.loginWithPassword('a@x.org', password, login);
    const headers = { authorization: `Bearer ${accessToken}` };
    const cameras = async () => (await platform.anyone('GET', '/api/v1/cameras', undefined, headers)).status;
    const held = async () => (await elsewhere.access.authenticateBearer(accessToken, '')).permissions;
    assert.equal(await cameras(), 200);
    assert.ok((await held()).has('camera_read'));
    const revoke = { role_id: roleId, permission: 'camera_read' };
    assert.equal((await platform.admin('DELETE', '/api/v1/permissions', revoke)).status, 200);
    assert.equal(await cameras(), 403);
    platform.clock.pass(5_000);
    assert.equal((await held()).has('camera_read'), false);
    assert.equal((await platform.admin('POST', '/api/v1/permissions', revoke)).status, 200);
    assert.equal(await cameras(), 200);
    const { id, ...user } = made;
    const body = { ...(await order(platform, user.email)), role_id: await newRole(platform) };
    const { password: _, ...weaker } = body;
    assert.equal((await platform.admin('PUT', `${users}/${id}`, weaker)).status, 200);
    assert.equal(await cameras(), 403);
    platform.clock.pass(5_000);
    assert.equal((await held()).size, 0);
    assert.equal((await platform.admin('DELETE', `${users}/${id}`)).status, 200);
    assert.equal(await cameras(), 401);
    platform.clock.pass(5_000);
    await assert.rejects(held());
  });

  test('many may be made at once whose addresses begin alike', async () => {
    await using platform = await openTestPlatform();
    const role_id = await newRole(platform);
    const at = (host: string) => order(platform, `info@${host}`, { role_id });
    const hosts = Array.from({ length: 8 }, (_, number) => `x${number}.org`);
    const replies = await Promise.all(
      hosts.map(async (host) => await platform.admin('POST', users, await at(host))),
    );
    assert.deepEqual(
      replies.map(({ status }) => status),
      hosts.map(() => 200),
    );
    const logins = await platform.db.selectFrom('users').select('login').execute();
    assert.equal(new Set(logins.map(({ login }) => login)).size, hosts.length + 1);
  });

  test('a new password from above ends all logins', async () => {
    await using platform = await openTestPlatform();
    const body = await order(platform, 'a@x.org');
    const { id } = await created(platform.admin, body);
    const login = { address: '', userAgent: '' };
    const { accessToken } = await platform.access.loginWithPassword('a@x.org', password, login);
    const changed = { ...body, password: 'another password' };
    assert.equal((await platform.admin('PUT', `${users}/${id}`, changed)).status, 200);
    await assert.rejects(platform.access.authenticateBearer(accessToken, ''));
    await platform.access.loginWithPassword('a@x.org', 'another password', login);
    const short = await platform.admin('PUT', `${users}/${id}`, { ...body, password: '' });
    assert.deepEqual([short.status, short.body.detail[0].loc], [422, ['body', 'password']]);
  });
});

describe('what is wrong with a user', () => {
  test('groups and avatars that are not there, more than one group, bad names', async () => {
    await using platform = await openTestPlatform();
    await addTestUploads(platform.db, platform.clock.utcMs());
    const body = await order(platform, 'a@x.org');
    const { id } = await created(platform.admin, body);
    const both = [await addGroup(platform, []), await addGroup(platform, [])];
    const status = async (change: object, path = users, method: 'POST' | 'PUT' = 'POST') =>
      (await platform.admin(method, path, { ...body, email: 'b@x.org', ...change })).status;
    for (const group of [4711, -1, 2 ** 40]) assert.equal(await status({ group_ids: [group] }), 400);
    assert.equal(await status({ group_ids: both }), 422);
    assert.equal(await status({ group_ids: both }, `${users}/${id}`, 'PUT'), 422);
    for (const avatar_id of [logoId, '00000000-0000-4000-8000-000000000000'])
      assert.equal(await status({ avatar_id }), 400);
    assert.equal(await status({ role_id: 4711 }), 422);
    for (const first_name of ['a\u0007b', 'a\nb', '\ud800']) assert.equal(await status({ first_name }), 422);
    for (const email of ['a b@x.org', `${'a'.repeat(250)}@x.org`, 'nobody'])
      assert.equal(await status({ email }), 422);
    const me = { first_name: 'A', last_name: 'B', avatar_id: logoId };
    assert.equal((await platform.admin('PUT', `${users}/me`, me)).status, 422);
  });
});

describe('oneself', () => {
  test('name, avatar, e-mail address and password, the last two with the password', async () => {
    await using platform = await openTestPlatform();
    await addTestUploads(platform.db, platform.clock.utcMs());
    // In capitals, as some programs write UUIDs: stored so, the clean-up of uploads would not know it.
    const me = { first_name: 'Grace', last_name: 'Hopper', avatar_id: avatarId.toUpperCase() };
    const changed = (await platform.admin('PUT', `${users}/me`, me)).body;
    assert.deepEqual([changed.first_name, changed.avatar_id], ['Grace', avatarId]);
    const email = (given: string) =>
      platform.admin('PUT', `${users}/me/email`, { password: given, email: 'grace@x.org' });
    const wrong = await email('wrong');
    assert.deepEqual([wrong.status, wrong.body.detail[0].loc], [422, ['body', 'password']]);
    assert.equal((await email(adminPassword)).body.email, 'grace@x.org');
    const change = (old_password: string, new_password: string) =>
      platform.admin('PUT', `${users}/me/password`, { old_password, new_password });
    assert.deepEqual((await change('wrong', password)).body.detail[0].loc, ['body', 'old_password']);
    assert.deepEqual((await change(adminPassword, 'short')).body.detail[0].loc, ['body', 'new_password']);
    assert.equal((await change(adminPassword, password)).status, 200);
    assert.equal((await platform.admin('GET', `${users}/me`)).status, 401);
    await platform.access.loginWithPassword('grace@x.org', password, { address: '', userAgent: '' });
  });

  test('the web session that changes the password stays, and guessing it is slowed down', async () => {
    await using platform = await openTestPlatform();
    const client = { address: '127.0.0.1', userAgent: '' };
    const session = await platform.access.createSession('admin', adminPassword, client);
    const headers = { cookie: `vidette_session=${session.secret}`, 'x-csrf-token': session.csrfToken };
    const change = (old_password: string) =>
      platform.anyone('PUT', `${users}/me/password`, { old_password, new_password: password }, headers);
    assert.equal((await change(adminPassword)).status, 200);
    assert.equal((await platform.anyone('GET', `${users}/me`, undefined, headers)).status, 200);
    const replies: number[] = [];
    for (let guess = 0; guess < 20; guess++) replies.push((await change(`guess ${guess}`)).status);
    assert.equal(replies[0], 422);
    assert.equal(replies.at(-1), 429);
  });
});
