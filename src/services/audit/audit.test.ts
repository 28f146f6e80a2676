import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listAuditRows } from '#stores/audit.ts';
import { openTestAccess } from '../../../test/harness/access.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { AuditRetention } from './audit-retention.ts';
import { noteVersion } from './note-version.ts';
import { changedMembers, withoutSecrets } from './without-secrets.ts';

const all = { organizationId: null, fromMs: null, toMs: null, oldestFirst: false };

forEachEngine((open) => {
  test('an entry is written with its change or not at all, and tells who it was', async () => {
    await using people = await openTestAccess({}, open);
    const by = await people.access.principalNamed('admin', '192.0.2.1');
    const change = {
      before: { name: 'a', password: 'old', same: 1 },
      after: { name: 'b', password: 'new', same: 1 },
    };
    const entry = { action: 'camera_update', by, meta: { id: 5 }, change } as const;
    const failing = people.db.transaction().execute(async (trx) => {
      await people.audit.record(trx, entry);
      throw new Error('stop');
    });
    await assert.rejects(failing);
    const list = () => listAuditRows(people.db, { ...all, limit: 10 });
    assert.equal((await list()).length, 0);
    await people.db.transaction().execute((trx) => people.audit.record(trx, entry));
    const [row] = await list();
    assert.deepEqual(JSON.parse(row?.meta ?? ''), {
      id: 5,
      via: 'internal',
      before: { name: 'a', password: '[hidden]' },
      after: { name: 'b', password: '[hidden]' },
    });
    assert.equal(JSON.parse(row?.actor ?? '').email, 'admin@vidette.local');
    assert.deepEqual(
      [row?.user_id, row?.organization_id, row?.client_ip, row?.at_ms],
      [by.userId, by.organizationId, '192.0.2.1', people.clock.utcMs()],
    );
  });

  test('an IPv4 client has the same address on every listener', async () => {
    await using people = await openTestAccess({}, open);
    for (const address of ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::ffff:1']) {
      const by = await people.access.principalNamed('admin', address);
      await people.audit.record(people.db, { action: 'place_create', by });
      people.clock.pass(1_000);
    }
    const rows = await listAuditRows(people.db, { ...all, oldestFirst: true, limit: 10 });
    assert.deepEqual(
      rows.map((row) => row.client_ip),
      ['192.0.2.1', '192.0.2.1', '2001:db8::ffff:1'],
    );
  });

  test('entries are deleted by age alone, as the settings say', async () => {
    await using people = await openTestAccess({}, open);
    const by = await people.access.principalNamed('admin', '');
    const dayMs = 86_400_000;
    await people.db.transaction().execute(async (trx) => {
      for (let id = 0; id < 1_005; id += 1)
        await people.audit.record(trx, { action: 'place_create', by, meta: { id } });
    });
    people.clock.pass(dayMs);
    await people.audit.record(people.db, { action: 'place_create', by, meta: { id: 'young' } });
    people.clock.pass(29 * dayMs + 1);
    const keep = (days: number) => new AuditRetention(people.db, people.clock, days).apply();
    assert.equal(await keep(0), 0);
    assert.equal(await keep(31), 0);
    assert.equal(await keep(30), 1_005);
    const rows = await listAuditRows(people.db, { ...all, limit: 10 });
    assert.deepEqual(
      rows.map((row) => JSON.parse(row.meta).id),
      ['young'],
    );
  });

  test('entries come newest first', async () => {
    await using people = await openTestAccess({}, open);
    const by = await people.access.principalNamed('admin', '');
    for (const id of [1, 2, 3]) {
      await people.audit.record(people.db, { action: 'place_create', by, meta: { id } });
      people.clock.pass(1_000);
    }
    const rows = await listAuditRows(people.db, { ...all, limit: 2 });
    assert.deepEqual(
      rows.map((row) => JSON.parse(row.meta).id),
      [3, 2],
    );
  });
});

test('secrets are hidden at any depth, and what is not secret stays', () => {
  const value = {
    source: { url: 'rtsp://u:pw@host/main', username: 'u', password: 'pw' },
    list: [{ onvif_password: 'x', accessToken: 'y', note: null }],
    password: null,
    tokens_per_day: 5,
    snapshot: 'http://host/snap.cgi?user=u&pwd=pw&channel=1#x',
    recorder: 'rtsp://host/user=u&password=pw&channel=1&stream=0.sdp?real_stream',
  };
  assert.deepEqual(withoutSecrets(value), {
    source: { url: 'rtsp://u:[hidden]@host/main', username: 'u', password: '[hidden]' },
    list: [{ onvif_password: '[hidden]', accessToken: '[hidden]', note: null }],
    password: null,
    tokens_per_day: 5,
    snapshot: 'http://host/snap.cgi?user=u&pwd=[hidden]&channel=1#x',
    recorder: 'rtsp://host/user=u&password=[hidden]&channel=1&stream=0.sdp?real_stream',
  });
  assert.deepEqual(changedMembers({ a: 1 }, { a: 1 }), { before: {}, after: {} });
});

test('another version of the program is told once, the first one not at all', async () => {
  await using people = await openTestAccess();
  for (const version of ['1.0.0', '1.0.0', '1.1.0', '1.1.0']) {
    await noteVersion(people.db, people.audit, version);
  }
  const rows = await listAuditRows(people.db, { ...all, limit: 10 });
  assert.deepEqual(
    rows.map(({ action, user_id, meta }) => [action, user_id, JSON.parse(meta)]),
    [['version_update', 0, { via: 'internal', before: { version: '1.0.0' }, after: { version: '1.1.0' } }]],
  );
  assert.equal(JSON.parse(rows[0]?.actor ?? '').organizationName, 'Vidette');
});
