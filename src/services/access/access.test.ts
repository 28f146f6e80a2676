import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createMetrics } from '#config/metrics.ts';
import { databaseFile } from '#stores/database.ts';
import { copyDatabase } from '#stores/snapshot.ts';
import {
  adminPassword,
  auditOf,
  client,
  openTestAccess,
  refused,
  reopenAccess,
} from '../../../test/harness/access.ts';
import { forEachEngine, openSqliteDatabase } from '../../../test/harness/database.ts';
import { auditActions } from '../audit/actions.ts';
import { registerLoginMetrics } from './login-metrics.ts';
import { md5 } from './password-forms.ts';
import { permissions } from './permissions.ts';

const email = 'admin@vidette.local';

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
  const lines: string[] = [];
  const log = (message: string, details: object) => void lines.push(message + JSON.stringify(details));
  const { access } = await reopenAccess(people, { log });
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

test('no secret of a login stands in the database file', async () => {
  await using store = await openSqliteDatabase();
  await using people = await openTestAccess({}, async () => ({
    ...store,
    [Symbol.asyncDispose]: async () => {},
  }));
  const pair = await people.access.loginWithPassword('admin', adminPassword, client);
  const session = await people.access.createSession('admin', adminPassword, client);
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
