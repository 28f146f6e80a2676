import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { VidetteError } from '#domain/errors.ts';
import { adminPassword, openTestAccess, type TestAccess } from '../../../test/harness/access.ts';
import { forEachEngine, openSqliteDatabase } from '../../../test/harness/database.ts';
import { auditActions } from '../audit/actions.ts';
import { md5 } from './password-forms.ts';
import { PasswordHasher } from './passwords.ts';
import { permissions } from './permissions.ts';

const client = { address: '192.0.2.1', userAgent: 'test' };
const email = 'admin@vidette.local';

function refused(code: string, reason: string) {
  return (error: unknown) => {
    assert.ok(error instanceof VidetteError, String(error));
    assert.deepEqual([error.code, error.reason], [code, reason]);
    return true;
  };
}

async function addUser(
  people: TestAccess,
  order: { email: string; login?: string; password: string; permissions?: string[] },
) {
  const admin = await people.access.principalNamed(null, '');
  const role = await people.db
    .insertInto('roles')
    .values({ name: `role of ${order.email}`, description: '', is_internal: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const permission of order.permissions ?? ['camera_read', 'user_me_update'])
    await people.db.insertInto('role_permissions').values({ role_id: role.id, permission }).execute();
  const { permissions: _, ...rest } = order;
  return await people.people.createUser(admin, { ...rest, roleId: role.id });
}

async function auditOf(people: TestAccess) {
  const rows = await people.db.selectFrom('audit_log').selectAll().orderBy('at_ms').execute();
  return rows.map((row) => ({ ...row, meta: JSON.parse(row.meta), actor: JSON.parse(row.actor) }));
}

test('permissions and audit actions are those of the contract', () => {
  const file = new URL('../../../contracts/platform.openapi.json', import.meta.url);
  const { schemas } = JSON.parse(readFileSync(file, 'utf8')).components;
  assert.deepEqual([...permissions], schemas.Permission.enum);
  assert.deepEqual([...auditActions], schemas.AuditActionType.enum);
});

forEachEngine((open) => {
  test('an empty database gets one administrator with every permission, and only once', async () => {
    await using people = await openTestAccess({ VIDETTE_ADMIN_EMAIL: 'Boss@Example.org' }, open);
    assert.deepEqual(people.firstStart, { email: 'Boss@Example.org', login: 'admin', password: null });
    const admin = await people.access.principalNamed('admin', '');
    assert.ok(admin.superuser);
    assert.equal(admin.permissions.size, 101);
    const again = await people.db.selectFrom('role_permissions').selectAll().execute();
    assert.equal(again.length, 101);
  });

  test('a login gives tokens that prove who asks, and is in the audit log', async () => {
    await using people = await openTestAccess({}, open);
    const pair = await people.access.loginWithPassword(email, adminPassword, client);
    assert.equal(pair.expiresInSeconds, 900);
    const principal = await people.access.authenticateBearer(pair.accessToken, '192.0.2.9');
    assert.deepEqual([principal.login, principal.via, principal.address], ['admin', 'token', '192.0.2.9']);
    const [entry] = await auditOf(people);
    assert.deepEqual(
      [entry?.action, entry?.client_ip, entry?.meta.success],
      ['user_login', '192.0.2.1', true],
    );
    assert.equal(entry?.actor.roleName, 'Administrator');
  });

  test('a refresh token is good once; used twice it ends the whole login', async () => {
    await using people = await openTestAccess({}, open);
    const first = await people.access.loginWithPassword('admin', adminPassword, client);
    const second = await people.access.refresh(first.refreshToken);
    await people.access.authenticateBearer(second.accessToken, '');
    await assert.rejects(
      people.access.refresh(first.refreshToken),
      refused('unauthenticated', 'refresh_reused'),
    );
    await assert.rejects(
      people.access.refresh(second.refreshToken),
      refused('unauthenticated', 'refresh_revoked'),
    );
    for (const { accessToken } of [first, second])
      await assert.rejects(
        people.access.authenticateBearer(accessToken, ''),
        refused('unauthenticated', 'token_revoked'),
      );
  });

  test('of two refreshes at the same moment at most one gets tokens', async () => {
    await using people = await openTestAccess({}, open);
    const { refreshToken } = await people.access.loginWithPassword('admin', adminPassword, client);
    const results = await Promise.allSettled([1, 2, 3].map(() => people.access.refresh(refreshToken)));
    assert.ok(results.filter((result) => result.status === 'fulfilled').length <= 1);
  });

  test('a session lasts while it is used and ends at once', async () => {
    await using people = await openTestAccess({ VIDETTE_TOKENS_SESSION_HOURS: '1' }, open);
    const session = await people.access.createSession(email, adminPassword, client);
    for (let quarter = 0; quarter < 6; quarter++) {
      people.clock.pass(15 * 60_000);
      await people.access.authenticateSession(session.secret, '');
    }
    await people.access.destroySession(session);
    await assert.rejects(
      people.access.authenticateSession(session.secret, ''),
      refused('unauthenticated', 'session_ended'),
    );
    assert.deepEqual(
      (await auditOf(people)).map((entry) => entry.action),
      ['user_login', 'user_logout'],
    );
  });

  test('logins that have ended are forgotten', async () => {
    await using people = await openTestAccess(
      { VIDETTE_TOKENS_REFRESH_DAYS: '1', VIDETTE_TOKENS_SESSION_HOURS: '1' },
      open,
    );
    const pair = await people.access.loginWithPassword('admin', adminPassword, client);
    await people.access.revoke(pair.accessToken, '');
    await people.access.createSession('admin', adminPassword, client);
    people.clock.pass(2 * 86_400_000);
    await people.access.deleteEnded();
    for (const table of ['token_families', 'revoked_tokens', 'web_sessions'] as const)
      assert.equal((await people.db.selectFrom(table).selectAll().execute()).length, 0, table);
  });
});

test('a random password is made when none is given, and works', async () => {
  await using people = await openTestAccess({ VIDETTE_ADMIN_PASSWORD: '' });
  assert.match(people.firstStart?.password ?? '', /^[a-zA-Z2-9]{20}$/);
  await people.access.loginWithPassword('admin', people.firstStart?.password ?? '', client);
});

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
  const { openAccess } = await import('./open-access.ts');
  const opened = await openAccess({ db: people.db, settings: people.settings, clock: people.clock, hasher });
  await assert.rejects(opened.access.loginWithPassword('nobody', 'x', client));
  await assert.rejects(opened.access.loginWithPassword('admin', 'x', client));
  assert.deepEqual(checks, [false, true]);
});

function countingHasher() {
  const checks: boolean[] = [];
  const hasher = cheap();
  const verify = hasher.verify.bind(hasher);
  hasher.verify = async (stored, password) => {
    checks.push(stored !== null);
    return await verify(stored, password);
  };
  return { hasher, checks };
}

test('failed logins of users are in the audit log, guesses at names are not', async () => {
  await using people = await openTestAccess();
  await assert.rejects(people.access.loginWithPassword('nobody', 'x', client));
  await assert.rejects(people.access.loginWithPassword('admin', 'x', client));
  const entries = await auditOf(people);
  assert.deepEqual(
    entries.map((entry) => [entry.action, entry.meta.success]),
    [['user_login', false]],
  );
});

test('logins are counted by result and refused ones logged, without what was typed', async () => {
  await using people = await openTestAccess();
  const { openAccess } = await import('./open-access.ts');
  const { registerLoginMetrics } = await import('./login-metrics.ts');
  const { createMetrics } = await import('#config/metrics.ts');
  const lines: string[] = [];
  const { db, settings, clock } = people;
  const log = (message: string, details: object) => void lines.push(message + JSON.stringify(details));
  const { access } = await openAccess({ db, settings, clock, hasher: cheap(), log });
  const registry = createMetrics({ process: false });
  registerLoginMetrics(registry, access);
  await access.loginWithPassword('admin', adminPassword, client);
  await assert.rejects(access.loginWithPassword('hunter2-typed-as-name', 'x', client));
  await assert.rejects(access.loginWithPassword('admin', 'typo-of-password', client));
  const told = await registry.metrics();
  assert.match(told, /vidette_logins_total\{result="good"\} 1/);
  assert.match(told, /vidette_logins_total\{result="wrong_password"\} 2/);
  assert.equal(lines.length, 2);
  assert.match(lines.join(), /"address":"192\.0\.2\.1"/);
  assert.ok(!/hunter2|typo-of/.test(lines.join()));
});

test('of many guesses at once none counts after the lock', async () => {
  await using people = await openTestAccess({ VIDETTE_LOGIN_ATTEMPTS: '3' });
  const guesses = Array.from({ length: 30 }, (_, n) => (n < 20 ? `wrong${n}` : adminPassword));
  const results = await Promise.allSettled(
    guesses.map((guess) => people.access.loginWithPassword('admin', guess, client)),
  );
  assert.ok(results.every((result) => result.status === 'rejected'));
});

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
  const { openAccess } = await import('./open-access.ts');
  const { access, people: users } = await openAccess({
    db: people.db,
    settings: people.settings,
    clock: people.clock,
    hasher,
  });
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
  const reopen = async (env: Record<string, string>) => {
    const { openAccess } = await import('./open-access.ts');
    const { loadSettings } = await import('#config/settings.ts');
    const { data } = people.settings;
    const settings = loadSettings({ env, dataDir: data, workDir: data });
    return await openAccess({ db: people.db, settings, clock: people.clock, hasher: cheap() });
  };
  const forms = async () =>
    await people.db.selectFrom('users').select(['md5_hash', 'rtsp_ha1']).executeTakeFirstOrThrow();
  await reopen({ VIDETTE_EOCORTEX_PORT: '0', VIDETTE_RTSP_DIGEST: 'false' });
  assert.deepEqual(Object.values(await forms()), [null, null]);
  const { access } = await reopen({});
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

test('changing the own password needs the old one, ends other logins and keeps the session that asked', async () => {
  await using people = await openTestAccess();
  const { sessionHash } = await import('./sessions.ts');
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

test('twenty thousand known tokens a second and more are proved without the database', {
  timeout: 20_000,
}, async () => {
  await using people = await openTestAccess();
  const { accessToken } = await people.access.loginWithPassword('admin', adminPassword, client);
  await people.access.authenticateBearer(accessToken, '');
  await people.db.destroy();
  for (let n = 0; n < 20_000; n++) await people.access.authenticateBearer(accessToken, '');
});

function cheap() {
  return new PasswordHasher({ memoryKib: 64, passes: 1, lanes: 1 });
}

test('no secret of a login stands in the database file', async () => {
  await using store = await openSqliteDatabase();
  await using people = await openTestAccess({}, async () => ({
    ...store,
    [Symbol.asyncDispose]: async () => {},
  }));
  const pair = await people.access.loginWithPassword('admin', adminPassword, client);
  const session = await people.access.createSession('admin', adminPassword, client);
  const { databaseFile } = await import('#stores/database.ts');
  const { copyDatabase } = await import('#stores/snapshot.ts');
  const copy = `${databaseFile(people.settings.data)}.copy`;
  await copyDatabase(people.db, copy);
  const content = readFileSync(copy, 'latin1');
  for (const secret of [
    adminPassword,
    md5(adminPassword),
    md5(`admin:vidette:${adminPassword}`),
    session.secret,
    pair.refreshToken.slice(-43),
    people.keys.tokens.toString('base64'),
  ])
    assert.ok(!content.includes(secret), secret);
});
