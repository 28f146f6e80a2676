import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pino } from 'pino';
import { permissions } from '#services/access/permissions.ts';
import { adminPassword } from '../../../test/harness/access.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addOrganization, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';
import { createListener } from '../shared/listener.ts';

const logs = '/api/v1/auditlogs';
const dayMs = 24 * 3_600_000;
const time = (ms: number) => encodeURIComponent(new Date(ms).toISOString());

async function write(platform: TestPlatform, count: number, action = 'place_update' as const) {
  const by = await platform.access.principalNamed(null, '192.0.2.9');
  for (let index = 0; index < count; index++)
    await platform.audit.record(platform.db, { action, by, meta: { index } });
}

forEachEngine((open) => {
  test('entries come newest first, of the last day unless a period is asked for, narrowed and turned round', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin, clock } = platform;
    const list = async (query: string) => (await admin('GET', `${logs}${query}`)).body.auditlogs;
    await write(platform, 1);
    const beganMs = clock.utcMs();
    clock.pass(2 * dayMs);
    const fresh = await platform.access.loginWithPassword('admin', adminPassword, {
      address: '192.0.2.1',
      userAgent: '',
    });
    const again = { authorization: `Bearer ${fresh.accessToken}` };
    const today = (await platform.anyone('GET', logs, undefined, again)).body.auditlogs;
    assert.deepEqual(
      today.map((one: { action_type: string; client_ip: string }) => [one.action_type, one.client_ip]),
      [['user_login', '192.0.2.1']],
    );
    clock.pass(-2 * dayMs);
    await admin('POST', '/api/v1/places', { name: 'Quay' });
    const period = `?created_at_from=${time(beganMs - dayMs)}&created_at_to=${time(beganMs)}`;
    const both = await list(`${period}&action_types=place_update&action_types=place_create`);
    assert.equal(both.length, 2);
    assert.equal((await list(`${period}&action_types=place_create`)).length, 1);
    assert.equal((await list(`${period}&user_ids=1&user_ids=2`)).length > 1, true);
    for (const id of ['2', '-1', '1099511627776'])
      assert.deepEqual(await list(`${period}&user_ids=${id}`), []);
    const newest = await list(`?created_at_from=${time(beganMs - dayMs)}`);
    const oldest = await list(`?created_at_from=${time(beganMs - dayMs)}&order_by=created_at`);
    assert.deepEqual(newest, oldest.toReversed());
    assert.deepEqual((await admin('GET', `${logs}/${newest[0].id}`)).body, newest[0]);
    assert.equal((await admin('GET', `${logs}/00000000-0000-4000-8000-000000000000`)).status, 404);
  });

  test('pages neither repeat nor leave out while entries are added', async () => {
    await using platform = await openTestPlatform({ open });
    await write(platform, 25);
    for (const order of ['created_at', '-created_at']) {
      const seen: string[] = [];
      let cursor = '';
      for (;;) {
        const query = `?limit=10&action_types=place_update&order_by=${order}${cursor && `&cursor=${cursor}`}`;
        const { status, body } = await platform.admin('GET', `${logs}${query}`);
        assert.equal(status, 200);
        seen.push(...body.auditlogs.map(({ id }: { id: string }) => id));
        if (body.pagination.cursor === undefined) break;
        cursor = body.pagination.cursor;
        platform.clock.pass(10);
        if (order.startsWith('-')) await write(platform, 1);
        const moved = await platform.admin('GET', `${logs}?limit=10&cursor=${cursor}`);
        assert.equal(moved.status, 422, 'a marker is good for its own list only');
      }
      assert.deepEqual([seen.length, new Set(seen).size], [25, 25], order);
    }
  });
});

test('another organisation reads its own entries only', async () => {
  await using platform = await openTestPlatform();
  const elsewhere = await addOrganization(platform, 'Elsewhere');
  const there = await platform.user({ organizationId: elsewhere, permissions });
  const [ours] = (await platform.admin('GET', `${logs}?organization_id=1`)).body.auditlogs;
  assert.equal(ours.organization_name, 'Vidette');
  assert.equal((await there('GET', `${logs}/${ours.id}`)).status, 404);
  assert.deepEqual((await there('GET', `${logs}?organization_id=1`)).body.auditlogs, []);
  const own = (await there('GET', logs)).body.auditlogs;
  assert.deepEqual(
    own.map((one: { user_id: number }) => one.user_id),
    [there.userId],
  );
});

test('what a superuser does inside an organisation is told there, whatever it is done to', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const south = await addOrganization(platform, 'South');
  const there = await platform.user({ organizationId: south, permissions: [...permissions] });
  const here = await platform.user({ permissions: ['auditlog_read'] });
  const post = async (path: string, body: object) => (await there('POST', `/api/v1/${path}`, body)).body;
  const source = { url: 'rtsp://192.0.2.7/main' };
  const place = await post('places', { name: 'Quay' });
  const camera = await post('cameras', { name: 'Crane', place_id: place.id, source });
  const group = await post('groups', { name: 'Night', description: '' });
  const list = await post('facelists', { name: 'Wanted' });
  const face = await post('faces', { full_name: 'A B' });
  const plate = await post('plates', { number: 'AB 1' });
  const role = await post('roles', { name: 'Porter', description: '' });
  platform.clock.pass(60_000);
  const sinceMs = platform.clock.utcMs();
  const deeds: ['POST' | 'PUT' | 'DELETE', string, object?][] = [
    ['PUT', `places/${place.id}`, { name: 'Pier' }],
    ['PUT', `cameras/${camera.id}`, { name: 'Crane 2', place_id: place.id, source }],
    ['PUT', `groups/${group.id}`, { name: 'Day', description: '' }],
    ['PUT', `facelists/${list.id}`, { name: 'Missing' }],
    ['PUT', `faces/${face.id}`, { full_name: 'C D' }],
    ['PUT', `plates/${plate.id}`, { number: 'AB 2' }],
    ['PUT', `roles/${role.id}`, { name: 'Guard', description: '' }],
    ['PUT', `organizations/${south}`, { name: 'South 2', description: '' }],
    ['DELETE', `cameras/${camera.id}`],
    ['DELETE', `places/${place.id}`],
    ['DELETE', `groups/${group.id}`],
    ['DELETE', `faces/${face.id}`],
    ['DELETE', `facelists/${list.id}`],
    ['DELETE', `plates/${plate.id}`],
    ['DELETE', `roles/${role.id}`],
  ];
  for (const [method, path, body] of deeds)
    assert.equal((await admin(method, `/api/v1/${path}`, body)).status, 200, path);
  const read = async (caller: typeof there | typeof here) =>
    (await caller('GET', `${logs}?created_at_from=${time(sinceMs)}&user_ids=1&limit=100`)).body.auditlogs;
  const told = await read(there);
  assert.equal(told.length, deeds.length);
  for (const entry of told) {
    assert.equal(entry.organization_id, south);
    assert.match(entry.organization_name, /^South/);
    assert.equal(entry.user_email, 'admin@vidette.local');
  }
  assert.deepEqual(await read(here), []);
});

test('an attempt without the right is told, once a minute, and reading is not', async () => {
  await using platform = await openTestPlatform();
  const user = await platform.user({ permissions: ['camera_read'] });
  for (const _ of [1, 2, 3]) assert.equal((await user('DELETE', '/api/v1/places/7')).status, 403);
  assert.equal((await user('GET', '/api/v1/places/7')).status, 403);
  const told = async () => {
    const { body } = await platform.admin('GET', `${logs}?user_ids=${user.userId}&action_types=place_delete`);
    return body.auditlogs.map(({ meta }: { meta: object }) => meta);
  };
  const meta = {
    denied: true,
    needs: 'place_delete',
    operation: 'deletePlace',
    target: { place_id: 7 },
    via: 'token',
  };
  assert.deepEqual(await told(), [meta]);
  platform.clock.pass(61_000);
  await user('DELETE', '/api/v1/places/7');
  assert.deepEqual(await told(), [meta, meta]);
});

test('no password is written into the log, and a changed one is told as changed', async () => {
  await using platform = await openTestPlatform();
  const user = {
    first_name: 'A',
    last_name: 'B',
    email: 'a@x.org',
    password: 'first secret',
    group_ids: [],
    role_id: 1,
  };
  const { id } = (await platform.admin('POST', '/api/v1/users', user)).body;
  await platform.admin('PUT', `/api/v1/users/${id}`, { ...user, password: 'second secret', last_name: 'C' });
  const rows = await platform.db.selectFrom('audit_log').select('meta').execute();
  const text = rows.map(({ meta }) => meta).join('\n');
  assert.doesNotMatch(text, /secret|argon2|\$m=/);
  const [entry] = (await platform.admin('GET', `${logs}?action_types=user_update`)).body.auditlogs;
  assert.deepEqual(entry.meta, {
    id,
    email: 'a@x.org',
    changed: 'password',
    via: 'token',
    before: { lastName: 'B' },
    after: { lastName: 'C' },
  });
});

test('the address of the client is taken from a header of a trusted proxy only', async () => {
  const trusting = createListener({ logger: pino({ level: 'silent' }), trustedProxies: ['192.0.2.0/24'] });
  trusting.get('/', (request) => request.ip);
  const ask = async (remoteAddress: string) =>
    (await trusting.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-for': '203.0.113.7' } })).body;
  assert.equal(await ask('192.0.2.1'), '203.0.113.7');
  assert.equal(await ask('198.51.100.1'), '198.51.100.1');
  await trusting.close();
  await using platform = await openTestPlatform();
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  await platform.admin('POST', '/api/v1/places', { name: 'Quay' }, headers);
  const [entry] = (await platform.admin('GET', `${logs}?action_types=place_create`)).body.auditlogs;
  assert.equal(entry.client_ip, '127.0.0.1');
});

test('no code changes entries, and only the retention deletes them', () => {
  const root = join(import.meta.dirname, '..', '..');
  const filesWith = (code: RegExp) =>
    globSync('**/*.ts', { cwd: root }).filter(
      (file) => !file.endsWith('.test.ts') && code.test(readFileSync(join(root, file), 'utf8')),
    );
  assert.deepEqual(filesWith(/updateTable\('audit_log'\)|(update|delete from) audit_log/i), []);
  assert.deepEqual(filesWith(/deleteFrom\('audit_log'\)/), ['stores/audit.ts']);
  const users = ['services/audit/audit-retention.ts', 'stores/audit.ts'];
  assert.deepEqual(filesWith(/deleteOldAuditRows/).toSorted(), users);
  assert.deepEqual(filesWith(/new AuditRetention/), ['server/core.ts']);
});
