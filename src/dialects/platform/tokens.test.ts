import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adminPassword } from '../../../test/harness/access.ts';
import { addGroup, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

function post(platform: TestPlatform, path: string, fields: Record<string, string>) {
  return platform.anyone('POST', `/api/v1/token${path}`, new URLSearchParams(fields).toString(), form);
}

const login = (platform: TestPlatform, username = 'admin', password = adminPassword) =>
  post(platform, '', { grant_type: 'password', username, password });

const me = (platform: TestPlatform, token: string) =>
  platform.anyone('GET', '/api/v1/users/me', undefined, { authorization: `Bearer ${token}` });

test('hello greets anybody and tells the version', async () => {
  await using platform = await openTestPlatform();
  const reply = await platform.anyone('GET', '/api/v1/hello');
  assert.deepEqual([reply.status, reply.body], [200, { message: 'Vidette', version: '0.1.0' }]);
});

test('a password gives tokens, by e-mail or login name', async () => {
  await using platform = await openTestPlatform();
  for (const name of ['admin', 'ADMIN@vidette.local']) {
    const { status, body } = await login(platform, name);
    assert.deepEqual([status, body.token_type], [200, 'bearer']);
    assert.ok(body.expires_in > 0);
    assert.equal((await me(platform, body.access_token)).status, 200);
  }
});

test('wrong credentials are one and the same answer', async () => {
  await using platform = await openTestPlatform();
  const replies = [await login(platform, 'admin', 'wrong'), await login(platform, 'nobody', 'wrong')];
  for (const { status, body } of replies) {
    assert.deepEqual([status, body.status, body.status_code], [401, 'token_invalid_credentials', 401]);
  }
  assert.deepEqual(replies[0]?.body, replies[1]?.body);
  for (const fields of [
    {},
    { grant_type: 'magic', username: 'a', password: 'b' },
    { grant_type: 'password', username: 'a' },
  ])
    assert.equal((await post(platform, '', fields)).status, 422);
  const json = await platform.anyone('POST', '/api/v1/token', {
    grant_type: 'password',
    username: 'a',
    password: 'b',
  });
  assert.equal(json.status, 422);
});

test('a refresh token gives a new pair once; used again it ends the login', async () => {
  await using platform = await openTestPlatform();
  const first = (await login(platform)).body;
  const refresh = (refresh_token: string) =>
    post(platform, '/refresh', { grant_type: 'refresh_token', refresh_token });
  const second = await refresh(first.refresh_token);
  assert.equal(second.status, 200);
  assert.equal((await me(platform, second.body.access_token)).status, 200);
  const again = await refresh(first.refresh_token);
  assert.deepEqual([again.status, again.body.status], [400, 'token_refresh_error']);
  assert.equal((await me(platform, second.body.access_token)).status, 401);
  for (const token of ['', 'x', first.access_token])
    assert.deepEqual((await refresh(token)).body.status_code, 400);
});

test('a revoked access token ends alone, a refresh token with all that came from it', async () => {
  await using platform = await openTestPlatform();
  const first = (await login(platform)).body;
  const revoke = (token: string, hint?: string) =>
    post(platform, '/revoke', { token, ...(hint && { token_type_hint: hint }) });
  const next = (
    await post(platform, '/refresh', { grant_type: 'refresh_token', refresh_token: first.refresh_token })
  ).body;
  assert.equal((await revoke(first.access_token, 'access_token')).status, 204);
  assert.equal((await me(platform, first.access_token)).status, 401);
  assert.equal((await me(platform, next.access_token)).status, 200);
  assert.equal((await revoke(next.refresh_token)).status, 204);
  assert.equal((await me(platform, next.access_token)).status, 401);
  const forged = await revoke('forged');
  assert.deepEqual([forged.status, forged.body.status], [400, 'token_revoke_error']);
  assert.equal((await revoke('x', 'biscuit')).status, 422);
});

test('an expired token is refused', async () => {
  await using platform = await openTestPlatform();
  const { body } = await login(platform);
  platform.clock.pass((body.expires_in + 1) * 1_000);
  assert.equal((await me(platform, body.access_token)).status, 401);
});

test('users see themselves with their groups and permissions', async () => {
  await using platform = await openTestPlatform();
  const group = await addGroup(platform, []);
  const user = await platform.user({ permissions: ['user_me_read', 'camera_read'], groupIds: [group] });
  const { id, email, ...rest } = (await user('GET', '/api/v1/users/me')).body;
  assert.deepEqual([id, email], [user.userId, user.email]);
  assert.deepEqual(
    { ...rest, role_id: 0 },
    {
      first_name: 'Ada',
      last_name: 'Lovelace',
      organization_id: 1,
      organization_name: 'Vidette',
      groups: [{ id: group, name: 'g' }],
      is_superuser: false,
      role_id: 0,
      permissions: ['camera_read', 'user_me_read'],
    },
  );
  const admin = (await platform.admin('GET', '/api/v1/users/me')).body;
  assert.deepEqual([admin.is_superuser, admin.permissions.length], [true, 101]);
  assert.equal((await (await platform.user({ permissions: [] }))('GET', '/api/v1/users/me')).status, 403);
});

test('the cookie of the web interface counts, for writing only with its CSRF token', async () => {
  await using platform = await openTestPlatform();
  const client = { address: '127.0.0.1', userAgent: '' };
  const session = await platform.access.createSession('admin', adminPassword, client);
  const cookie = `vidette_session=${session.secret}`;
  const create = (headers: Record<string, string>) =>
    platform.anyone('POST', '/api/v1/places', { name: 'p' }, { cookie, ...headers });
  assert.equal((await platform.anyone('GET', '/api/v1/places', undefined, { cookie })).status, 200);
  assert.equal((await create({})).status, 403);
  assert.equal((await create({ 'x-csrf-token': 'x' })).status, 403);
  assert.equal((await create({ 'x-csrf-token': session.csrfToken })).status, 200);
  const elsewhere = await platform.anyone('GET', '/api/v1/places', undefined, {
    cookie,
    'sec-fetch-site': 'cross-site',
  });
  assert.equal(elsewhere.status, 403);
});
