import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { addUser, adminPassword, client, openTestAccess, refused } from '../../../test/harness/access.ts';

test('expired, forged, unsigned and foreign tokens are refused', async () => {
  await using people = await openTestAccess();
  await using other = await openTestAccess();
  const { accessToken, refreshToken } = await people.access.loginWithPassword('admin', adminPassword, client);
  const [head, body] = accessToken.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const wrongKey = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1));
  const wrongAlgorithm = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS512' })
    .sign(people.keys.tokens);
  const noneHead = Buffer.from('{"alg":"none"}').toString('base64url');
  const media = (await people.access.createMediaToken(await people.access.principalNamed(null, ''), 'c'))
    .token;
  const forged = {
    'wrong key': wrongKey,
    'other algorithm': wrongAlgorithm,
    'alg none': new UnsecuredJWT(claims).encode(),
    'alg none with a signature': `${noneHead}.${body}.${accessToken.split('.')[2]}`,
    'no signature': `${head}.${body}.`,
    'changed claims': accessToken.replace(
      body,
      Buffer.from(JSON.stringify({ ...claims, sub: '2' })).toString('base64url'),
    ),
    'of another installation': (await other.access.loginWithPassword('admin', adminPassword, client))
      .accessToken,
    'a media token': media,
    'the inside of a media token': media.slice(3),
    'a refresh token': refreshToken,
    nothing: '',
    'very long': 'a'.repeat(100_000),
  };
  for (const [name, token] of Object.entries(forged))
    await assert.rejects(
      people.access.authenticateBearer(token, ''),
      refused('unauthenticated', 'token_invalid'),
      name,
    );
  await people.access.authenticateBearer(accessToken, '');
  people.clock.pass(900_000);
  await assert.rejects(
    people.access.authenticateBearer(accessToken, ''),
    refused('unauthenticated', 'token_expired'),
  );
});

test('an expired or forged refresh token is refused and ends nothing', async () => {
  await using people = await openTestAccess({ VIDETTE_TOKENS_REFRESH_DAYS: '1' });
  const { refreshToken } = await people.access.loginWithPassword('admin', adminPassword, client);
  const forged = refreshToken.replace(/.{43}$/, 'A'.repeat(43));
  for (const token of [
    forged,
    refreshToken.replace('.1.', '.2.'),
    refreshToken.replace('.1.', '.0.'),
    'vr.x',
    '',
  ])
    await assert.rejects(people.access.refresh(token), refused('unauthenticated', 'token_invalid'), token);
  const next = await people.access.refresh(refreshToken);
  people.clock.pass(86_400_000);
  await assert.rejects(
    people.access.refresh(next.refreshToken),
    refused('unauthenticated', 'refresh_expired'),
  );
});

test('revoking an access token ends it alone, revoking a refresh token ends the login, both at once', async () => {
  await using people = await openTestAccess();
  const first = await people.access.loginWithPassword('admin', adminPassword, client);
  const second = await people.access.refresh(first.refreshToken);
  for (const { accessToken } of [first, second]) await people.access.authenticateBearer(accessToken, '');
  await people.access.revoke(first.accessToken, '');
  await assert.rejects(
    people.access.authenticateBearer(first.accessToken, ''),
    refused('unauthenticated', 'token_revoked'),
  );
  await people.access.authenticateBearer(second.accessToken, '');
  await people.access.revoke(second.refreshToken, '');
  await assert.rejects(
    people.access.authenticateBearer(second.accessToken, ''),
    refused('unauthenticated', 'token_revoked'),
  );
  await assert.rejects(people.access.revoke('nonsense', ''), refused('unauthenticated', 'token_invalid'));
});

test('changes made by another process count after two seconds, own ones at once', async () => {
  await using people = await openTestAccess();
  const user = await addUser(people, { email: 'u@x.org', password: 'password-1' });
  const { accessToken } = await people.access.loginWithPassword('u', 'password-1', client);
  const has = async () =>
    (await people.access.authenticateBearer(accessToken, '')).permissions.has('camera_delete');
  assert.equal(await has(), false);
  await people.db
    .insertInto('role_permissions')
    .values({ role_id: user.roleId, permission: 'camera_delete' })
    .execute();
  assert.equal(await has(), false);
  people.clock.pass(2_000);
  assert.equal(await has(), true);
  await people.db.updateTable('users').set({ blocked: 1 }).where('id', '=', user.id).execute();
  people.access.forget(user.id);
  await assert.rejects(has(), refused('unauthenticated', 'blocked'));
  await assert.rejects(
    people.access.loginWithPassword('u', 'password-1', client),
    refused('unauthenticated', 'blocked'),
  );
  await people.db.deleteFrom('users').where('id', '=', user.id).execute();
  people.access.forget();
  await assert.rejects(has(), refused('unauthenticated', 'token_revoked'));
});

test('a media token opens its camera only, for a while, and dies with its user', async () => {
  await using people = await openTestAccess({ VIDETTE_TOKENS_MEDIA_SECONDS: '60' });
  const user = await addUser(people, { email: 'u@x.org', password: 'password-1' });
  const principal = await people.access.principalNamed('u', '');
  const { token, expiresMs } = await people.access.createMediaToken(principal, 'cam-1');
  assert.equal(expiresMs, people.clock.utcMs() + 60_000);
  assert.equal((await people.access.authenticateMediaToken(token, 'cam-1', '')).userId, user.id);
  assert.equal((await people.access.verifyRtsp({ scheme: 'token', token }, 'cam-1', '')).via, 'url');
  await assert.rejects(
    people.access.authenticateMediaToken(token, 'cam-2', ''),
    refused('unauthenticated', 'token_invalid'),
  );
  await assert.rejects(
    people.access.verifyRtsp({ scheme: 'token', token }, 'cam-2', ''),
    refused('unauthenticated', 'token_invalid'),
  );
  people.clock.pass(61_000);
  await assert.rejects(
    people.access.authenticateMediaToken(token, 'cam-1', ''),
    refused('unauthenticated', 'token_expired'),
  );
});

test('twenty thousand known tokens a second and more are proved without the database', {
  timeout: 20_000,
}, async () => {
  await using people = await openTestAccess();
  const { accessToken } = await people.access.loginWithPassword('admin', adminPassword, client);
  await people.access.authenticateBearer(accessToken, '');
  await people.db.destroy();
  for (let n = 0; n < 20_000; n++) await people.access.authenticateBearer(accessToken, '');
});
