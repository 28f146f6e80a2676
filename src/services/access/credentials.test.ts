import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VidetteError } from '#domain/errors.ts';
import {
  adminPassword,
  cheapHasher,
  client,
  openTestAccess,
  refused,
  reopenAccess,
} from '../../../test/harness/access.ts';
import { md5 } from './password-forms.ts';

const email = 'admin@vidette.local';

test('an e-mail address counts in any letter case, a password does not', async () => {
  await using people = await openTestAccess();
  await people.access.loginWithPassword('ADMIN@Vidette.Local', adminPassword, client);
  const wrong = people.access.loginWithPassword(email, adminPassword.toUpperCase(), client);
  await assert.rejects(wrong, refused('unauthenticated', 'wrong_password'));
});

test('wrong passwords and unknown names are refused alike', async () => {
  await using people = await openTestAccess();
  const messages = new Set<string>();
  for (const name of [email, 'nobody@nowhere', "' or 1=1 --", 'x'.repeat(5_000), '', '\0']) {
    await assert.rejects(people.access.loginWithPassword(name, 'wrong', client), (error: unknown) => {
      messages.add((error as Error).message);
      return refused('unauthenticated', 'wrong_password')(error);
    });
  }
  assert.equal(messages.size, 1);
});

test('an unknown name costs a password check like a known one', async () => {
  await using people = await openTestAccess();
  const { hasher, checks } = countingHasher();
  const opened = await reopenAccess(people, { hasher });
  await assert.rejects(opened.access.loginWithPassword('nobody', 'x', client));
  await assert.rejects(opened.access.loginWithPassword('admin', 'x', client));
  assert.deepEqual(checks, [false, true]);
});

test('of many guesses at once none counts after the lock', async () => {
  await using people = await openTestAccess({ VIDETTE_LOGIN_ATTEMPTS: '3' });
  const guesses = Array.from({ length: 30 }, (_, n) => (n < 20 ? `wrong${n}` : adminPassword));
  const results = await Promise.allSettled(
    guesses.map((guess) => people.access.loginWithPassword('admin', guess, client)),
  );
  assert.ok(results.every((result) => result.status === 'rejected'));
});

test('an account is locked after repeated wrong passwords, also for the right one, and opens again', async () => {
  await using people = await openTestAccess({
    VIDETTE_LOGIN_ATTEMPTS: '3',
    VIDETTE_LOGIN_LOCK_SECONDS: '30',
  });
  for (let n = 0; n < 3; n++) await assert.rejects(people.access.loginWithPassword('admin', 'wrong', client));
  const locked = people.access.loginWithPassword('ADMIN', adminPassword, client);
  await assert.rejects(locked, (error: unknown) => {
    assert.equal((error as VidetteError).retryAfterMs, 30_000);
    return refused('unauthenticated', 'locked_out')(error);
  });
  people.clock.pass(30_000);
  await people.access.loginWithPassword('admin', adminPassword, client);
});

test('an address that fails too often is refused for all names, others are not', async () => {
  await using people = await openTestAccess({ VIDETTE_LOGIN_ADDRESS_PER_MINUTE: '5' });
  for (let n = 0; n < 5; n++)
    await assert.rejects(people.access.loginWithPassword(`name${n}`, 'wrong', client));
  await assert.rejects(
    people.access.loginWithPassword('admin', adminPassword, client),
    refused('exhausted', 'rate_limited'),
  );
  await people.access.loginWithPassword('admin', adminPassword, { ...client, address: '192.0.2.2' });
  people.clock.pass(60_000);
  await people.access.loginWithPassword('admin', adminPassword, client);
});

test('a flood of logins is bounded and told to come again', async () => {
  await using people = await openTestAccess({ VIDETTE_LOGIN_ADDRESS_PER_MINUTE: '100000' });
  const flood = Array.from({ length: 200 }, (_, n) => people.access.loginWithPassword(`n${n}`, 'x', client));
  const reasons = (await Promise.allSettled(flood)).map((result) =>
    result.status === 'rejected' ? (result.reason as VidetteError).reason : 'fulfilled',
  );
  assert.deepEqual([...new Set(reasons)].sort(), ['busy', 'wrong_password']);
  await people.access.loginWithPassword('admin', adminPassword, client);
});

test('basic credentials cost one password check a minute, and not after a change', async () => {
  await using people = await openTestAccess();
  const { hasher, checks } = countingHasher();
  const { access, people: users } = await reopenAccess(people, { hasher });
  for (let n = 0; n < 50; n++) await access.authenticateBasic('admin', adminPassword, '');
  assert.equal(checks.length, 1);
  people.clock.pass(60_000);
  await access.authenticateBasic('admin', adminPassword, '');
  assert.equal(checks.length, 2);
  const admin = await access.principalNamed(null, '');
  await users.setPassword(admin, admin.userId, 'another password');
  await assert.rejects(
    access.authenticateBasic('admin', adminPassword, ''),
    refused('unauthenticated', 'wrong_password'),
  );
  assert.equal((await access.authenticateBasic('admin', 'another password', '')).via, 'basic');
});

test('the MD5 form is accepted while eocortex is on and is not there while it is off', async () => {
  await using on = await openTestAccess();
  assert.equal(
    (await on.access.authenticateMd5('admin', md5(adminPassword).toUpperCase(), '')).login,
    'admin',
  );
  await assert.rejects(
    on.access.authenticateMd5('admin', md5('x'), ''),
    refused('unauthenticated', 'wrong_password'),
  );
  await assert.rejects(
    on.access.loginWithPassword('admin', md5(adminPassword), client),
    refused('unauthenticated', 'wrong_password'),
  );
  await using off = await openTestAccess({ VIDETTE_EOCORTEX_PORT: '0' });
  await assert.rejects(
    off.access.authenticateMd5('admin', md5(adminPassword), ''),
    refused('unauthenticated', 'wrong_password'),
  );
  assert.equal(
    (await off.db.selectFrom('users').select('md5_hash').executeTakeFirstOrThrow()).md5_hash,
    null,
  );
});

test('weaker password forms go when they are turned off and come back at the next login', async () => {
  await using people = await openTestAccess();
  const forms = async () =>
    await people.db.selectFrom('users').select(['md5_hash', 'rtsp_ha1']).executeTakeFirstOrThrow();
  await reopenAccess(people, { env: { VIDETTE_EOCORTEX_PORT: '0', VIDETTE_RTSP_DIGEST: 'false' } });
  assert.deepEqual(Object.values(await forms()), [null, null]);
  const { access } = await reopenAccess(people);
  await access.loginWithPassword('admin', adminPassword, client);
  assert.match((await forms()).md5_hash ?? '', /^\$argon2id\$/);
  assert.match((await forms()).rtsp_ha1 ?? '', /^v1\./);
  assert.equal((await access.authenticateMd5('admin', md5(adminPassword), '')).login, 'admin');
});

test('RTSP digest is proved by login name and by e-mail address, with and without qop', async () => {
  await using people = await openTestAccess();
  const base = {
    scheme: 'digest',
    realm: 'vidette',
    nonce: 'n0nce',
    uri: 'rtsp://h/1',
    method: 'DESCRIBE',
  } as const;
  const ha2 = md5('DESCRIBE:rtsp://h/1');
  const ha1 = (name: string) => md5(`${name}:vidette:${adminPassword}`);
  for (const username of ['admin', email]) {
    const response = md5(`${ha1(username)}:n0nce:${ha2}`);
    assert.equal((await people.access.verifyRtsp({ ...base, username, response }, '1', '')).login, 'admin');
    const withQop = md5(`${ha1(username)}:n0nce:00000001:c:auth:${ha2}`);
    const qop = { qop: 'auth', nc: '00000001', cnonce: 'c', response: withQop };
    assert.equal((await people.access.verifyRtsp({ ...base, username, ...qop }, '1', '')).login, 'admin');
  }
  const good = { ...base, username: 'admin', response: md5(`${ha1('admin')}:n0nce:${ha2}`) };
  const wrong = [
    { ...good, method: 'PLAY' },
    { ...good, realm: 'other' },
    { ...good, nonce: 'other' },
    { ...good, algorithm: 'SHA-256' },
    { ...good, username: 'ADMIN' },
    { ...good, username: '__proto__' },
    { ...good, response: '' },
  ];
  for (const proof of wrong)
    await assert.rejects(
      people.access.verifyRtsp(proof, '1', ''),
      refused('unauthenticated', 'wrong_password'),
      JSON.stringify(proof),
    );
});

function countingHasher() {
  const checks: boolean[] = [];
  const hasher = cheapHasher();
  const verify = hasher.verify.bind(hasher);
  hasher.verify = async (stored, password) => {
    checks.push(stored !== null);
    return await verify(stored, password);
  };
  return { hasher, checks };
}
