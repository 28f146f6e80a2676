import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addUser,
  adminPassword,
  auditOf,
  client,
  openTestAccess,
  refused,
} from '../../../test/harness/access.ts';
import { sessionHash } from './sessions.ts';

const email = 'admin@vidette.local';

test('changing the own password needs the old one, ends other logins and keeps the session that asked', async () => {
  await using people = await openTestAccess();
  const mine = await people.access.createSession('admin', adminPassword, client);
  const other = await people.access.createSession('admin', adminPassword, client);
  const tokens = await people.access.loginWithPassword('admin', adminPassword, client);
  const change = (old: string, next: string) =>
    people.people.changeOwnPassword(mine.principal, old, next, sessionHash(mine.secret));
  await assert.rejects(change('wrong', 'new password'), refused('invalid', 'wrong_password'));
  await assert.rejects(change(adminPassword, '12345'), refused('invalid', 'password_length'));
  await change(adminPassword, 'new password');
  await people.access.authenticateSession(mine.secret, '');
  await assert.rejects(
    people.access.authenticateSession(other.secret, ''),
    refused('unauthenticated', 'session_ended'),
  );
  await assert.rejects(
    people.access.authenticateBearer(tokens.accessToken, ''),
    refused('unauthenticated', 'token_revoked'),
  );
  await people.access.loginWithPassword('admin', 'new password', client);
  const entry = (await auditOf(people)).find((one) => one.action === 'user_update');
  assert.deepEqual(entry?.meta, { id: 1, email, changed: 'password', via: 'session' });
});

test('making users needs the right, a free name and good values', async () => {
  await using people = await openTestAccess();
  const user = await addUser(people, { email: 'Anna@x.org', password: 'password-1' });
  assert.equal(user.login, 'Anna');
  assert.equal((await addUser(people, { email: 'anna@y.org', password: 'password-1' })).login, 'anna2');
  const admin = await people.access.principalNamed(null, '');
  const anna = await people.access.principalNamed('anna', '');
  const order = { email: 'new@x.org', password: 'password-1', roleId: user.roleId };
  await assert.rejects(people.people.createUser(anna, order), refused('not_allowed', 'user_create'));
  await assert.rejects(
    people.people.createUser(admin, { ...order, email: 'ANNA@X.ORG' }),
    refused('conflict', 'name_taken'),
  );
  await assert.rejects(
    people.people.createUser(admin, { ...order, email: 'x' }),
    refused('invalid', 'email'),
  );
  await assert.rejects(
    people.people.createUser(admin, { ...order, login: 'a@b' }),
    refused('invalid', 'login'),
  );
  await assert.rejects(
    people.people.createUser(admin, { ...order, roleId: 999 }),
    refused('invalid', 'no_role'),
  );
  await assert.rejects(people.people.listUsers(anna), refused('not_allowed', 'user_read'));
  assert.equal((await people.people.listUsers(admin)).length, 3);
});

test('nobody gives rights that they lack, nor takes over somebody who has more', async () => {
  await using people = await openTestAccess();
  const rights = ['user_create', 'user_update'];
  const clerk = await addUser(people, { email: 'clerk@x.org', password: 'password-1', permissions: rights });
  const boss = await addUser(people, {
    email: 'boss@x.org',
    password: 'password-1',
    permissions: ['camera_delete'],
  });
  const by = await people.access.principalNamed('clerk', '');
  const order = { email: 'new@x.org', password: 'password-1' };
  await assert.rejects(
    people.people.createUser(by, { ...order, roleId: boss.roleId }),
    refused('not_allowed', 'role_above'),
  );
  await assert.rejects(
    people.people.setPassword(by, boss.id, 'password-2'),
    refused('not_allowed', 'role_above'),
  );
  await assert.rejects(people.people.setPassword(by, 1, 'password-2'), refused('not_allowed', 'superuser'));
  const superuser = people.people.createUser(by, { ...order, roleId: clerk.roleId, superuser: true });
  await assert.rejects(superuser, refused('not_allowed', 'superuser'));
  const made = await people.people.createUser(by, { ...order, roleId: clerk.roleId });
  await people.people.setPassword(by, made.id, 'password-2');
});
