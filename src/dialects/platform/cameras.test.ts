import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestPlatform } from '../../../test/harness/platform.ts';

const url = 'rtsp://192.0.2.7:554/main';
const nobody = '00000000-0000-4000-8000-000000000000';
const base = '/api/v1/cameras';

test('a camera is given back as it was set, with its password masked', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'Yard', latitude: 52.5, longitude: 13.4 }))
    .body;
  const input = {
    name: 'Gate <b>№1</b> 📷',
    place_id: place.id,
    source: {
      url,
      sub_url: 'rtsp://192.0.2.7:554/sub',
      username: 'root',
      password: 'secret',
      transport: 'tcp',
    },
    video_storage: { mode: 'motion', max_days: 30, pre_seconds: 3 },
    video_streaming: { rtsp_path: 'gate' },
    video_analytics: {
      motion_detection: {
        enabled: true,
        sensitivity: 5,
        zones: [
          {
            name: 'a',
            points: [
              [0, 0],
              [1, 0],
              [1, 1],
            ],
          },
        ],
      },
      line_crossing: {
        enabled: true,
        lines: [
          {
            name: 'l',
            points: [
              [0, 0.5],
              [1, 0.5],
            ],
            direction: 'both',
          },
        ],
      },
    },
    ptz: { enabled: false },
    onvif_host: '192.0.2.7',
    onvif_port: 80,
    onvif_login: 'root',
    onvif_password: 'other',
    scheduler_group: 'g',
    scheduler_tags: ['x', 'y'],
  };
  const created = await admin('POST', `${base}?with_origin=true`, input);
  assert.equal(created.status, 200);
  const { id, created_at, updated_at, origin, ...rest } = created.body;
  assert.deepEqual(rest, {
    ...input,
    source: { ...input.source, password: '********' },
    onvif_password: '********',
  });
  assert.deepEqual(origin, {
    place_id: place.id,
    place_name: 'Yard',
    place_latitude: 52.5,
    place_longitude: 13.4,
  });
  assert.equal(created_at, updated_at);
  assert.equal((await admin('GET', `${base}/${id.toUpperCase()}`)).body.id, id);
  assert.equal(platform.changes(), 1);
  const [spec] = await platform.cameras.assignment();
  assert.equal(spec?.source.password, 'secret');
  assert.deepEqual(
    [spec?.number, spec?.recording.mode, spec?.recording.preSeconds, spec?.recording.postSeconds],
    [1, 'motion', 3, 10],
  );
  const stored = JSON.stringify(await platform.db.selectFrom('cameras').selectAll().execute());
  const audited = JSON.stringify(await platform.db.selectFrom('audit_log').selectAll().execute());
  for (const secret of ['"secret"', '"other"'])
    assert.ok(!stored.includes(secret) && !audited.includes(secret));
});

test('credentials in the address are moved out of it and sealed', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const source = { url: 'rtsp://root:p%40ss@192.0.2.7/main', sub_url: 'rtsp://192.0.2.7/sub' };
  const camera = (await admin('POST', base, { name: 'c', place_id: place.id, source })).body;
  assert.deepEqual(camera.source, {
    url: 'rtsp://192.0.2.7/main',
    sub_url: 'rtsp://192.0.2.7/sub',
    username: 'root',
    password: '********',
  });
  assert.equal((await platform.cameras.assignment())[0]?.source.password, 'p@ss');
  const contradiction = { ...source, username: 'admin' };
  const refused = await admin('POST', base, { name: 'c', place_id: place.id, source: contradiction });
  assert.deepEqual([refused.status, refused.body.detail[0].loc], [422, ['body', 'source', 'username']]);
});

test('the audit log tells that a password changed, and not to what', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const body = { name: 'c', place_id: place.id, onvif_host: '192.0.2.7', onvif_login: 'u' };
  const source = { url: 'rtsp://192.0.2.7/main?pwd=in+the+address', username: 'u', password: 'first' };
  const first = { ...body, source, onvif_password: 'first' };
  const { id } = (await admin('POST', base, first)).body;
  const told = async (change: object) => {
    platform.clock.pass(1_000);
    assert.equal((await admin('PUT', `${base}/${id}`, { ...first, ...change })).status, 200);
    const { auditlogs } = (await admin('GET', '/api/v1/auditlogs?action_types=camera_update')).body;
    return [auditlogs[0].meta.before, auditlogs[0].meta.after];
  };
  assert.deepEqual(await told({}), [{}, {}]);
  assert.deepEqual(await told({ source: { ...source, password: '********' } }), [{}, {}]);
  const shown = { ...source, url: 'rtsp://192.0.2.7/main?pwd=[hidden]', password: '[hidden]' };
  assert.deepEqual(await told({ source: { ...source, password: 'second' } }), [
    { source: shown },
    { source: shown },
  ]);
  const hidden = { onvif_password: '[hidden]' };
  const again = { source: { ...source, password: '********' } };
  assert.deepEqual(await told({ ...again, onvif_password: 'second' }), [hidden, hidden]);
  assert.deepEqual(await told({ ...again, onvif_password: '********' }), [{}, {}]);
});

test('a masked password stays, but does not follow the camera to another host', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const source = { url, username: 'root', password: 'secret' };
  const { id } = (await admin('POST', base, { name: 'c', place_id: place.id, source })).body;
  const write = (change: object) =>
    admin('PUT', `${base}/${id}`, { name: 'd', place_id: place.id, source: change });
  const password = async () => (await platform.cameras.assignment())[0]?.source.password;
  assert.equal((await write({ ...source, password: '********' })).body.name, 'd');
  assert.equal(await password(), 'secret');
  for (const stolen of [
    { ...source, url: 'rtsp://198.51.100.1/main', password: '********' },
    { ...source, sub_url: 'rtsp://198.51.100.1/sub', password: '********' },
    { ...source, url: 'rtsp://192.0.2.7:555/main', password: '********' },
  ]) {
    const refused = await write(stolen);
    assert.deepEqual([refused.status, refused.body.detail[0].loc], [422, ['body', 'source', 'password']]);
  }
  assert.equal((await write({ ...source, password: 'new' })).status, 200);
  assert.equal(await password(), 'new');
  assert.equal((await write({ url })).body.source.password, undefined);
  assert.equal(await password(), undefined);
  const masked = await write({ ...source, password: '********' });
  assert.equal(masked.status, 422);
});

test('settings that make no sense are refused with their place', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const triangle = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  const line = (name: string, points: number[][]) => ({
    line_crossing: { enabled: true, lines: [{ name, points }] },
  });
  const cases: [change: Record<string, unknown>, loc: string[]][] = [
    [{ source: {} }, ['source', 'url']],
    [{ source: { url: 7 } }, ['source', 'url']],
    [{ source: { url: '' } }, ['source', 'url']],
    [{ source: { url: 'no address' } }, ['source', 'url']],
    [{ source: { url: 'gopher://host/' } }, ['source', 'url']],
    [{ source: { url: 'rtsp://' } }, ['source', 'url']],
    [{ source: { url: 'rtsp://host:99999/' } }, ['source', 'url']],
    [{ source: { url: 'rtsp://host/\r\nTEARDOWN' } }, ['source', 'url']],
    [{ source: { url: `rtsp://host/${'x'.repeat(3000)}` } }, ['source', 'url']],
    [{ source: { url, sub_url: 'javascript:alert(1)' } }, ['source', 'sub_url']],
    [{ source: { url, transport: 'pigeon' } }, ['source', 'transport']],
    [{ source: { url, pasword: 'x' } }, ['source', 'pasword']],
    [{ source: { url, audio: 'yes' } }, ['source', 'audio']],
    [{ source: [] }, ['source']],
    [{ source: null }, ['source']],
    [{ video_storage: { mode: 'sometimes' } }, ['video_storage', 'mode']],
    [{ video_storage: {} }, ['video_storage', 'mode']],
    [{ video_storage: { mode: 'schedule' } }, ['video_storage', 'schedule']],
    [{ video_storage: { mode: 'off', mn_days: 1 } }, ['video_storage', 'mn_days']],
    [{ video_storage: { mode: 'off', min_days: 9, max_days: 3 } }, ['video_storage', 'min_days']],
    [{ video_storage: { mode: 'off', pre_seconds: 61 } }, ['video_storage', 'pre_seconds']],
    [{ video_storage: { mode: 'off', max_bytes: -1 } }, ['video_storage', 'max_bytes']],
    [{ video_storage: { mode: 'off', time_zone: 'Mars/Base' } }, ['video_storage', 'time_zone']],
    [
      { video_storage: { mode: 'schedule', schedule: [{ days: [8], from: '08:00', to: '18:00' }] } },
      ['video_storage', 'schedule', '0', 'days', '0'],
    ],
    [
      { video_storage: { mode: 'schedule', schedule: [{ days: [1], from: '8', to: '18:00' }] } },
      ['video_storage', 'schedule', '0', 'from'],
    ],
    [{ video_analytics: { mind_reading: {} } }, ['video_analytics', 'mind_reading']],
    [
      { video_analytics: { motion_detection: { sensitivity: 11 } } },
      ['video_analytics', 'motion_detection', 'sensitivity'],
    ],
    [
      {
        video_analytics: {
          motion_detection: {
            masks: [
              {
                points: [
                  [0, 0],
                  [2, 0],
                  [1, 1],
                ],
              },
            ],
          },
        },
      },
      ['video_analytics', 'motion_detection', 'masks', '0', 'points', '1', '0'],
    ],
    [
      {
        video_analytics: {
          motion_detection: {
            zones: [
              { name: 'a', points: triangle },
              { name: 'a', points: triangle },
            ],
          },
        },
      },
      ['video_analytics', 'motion_detection', 'zones', '1', 'name'],
    ],
    [
      {
        video_analytics: line('l', [
          [0.5, 0.5],
          [0.5, 0.5],
        ]),
      },
      ['video_analytics', 'line_crossing', 'lines', '0', 'points'],
    ],
    [{ onvif_port: 0 }, ['onvif_port']],
    [{ onvif_host: '' }, ['onvif_host']],
    [{ scheduler_tags: ['x'.repeat(33)] }, ['scheduler_tags', '0']],
    [{ ptz: { notes: 'x'.repeat(70_000) } }, []],
    [{ ptz: { notes: '\ud800' } }, []],
    [{ name: '' }, ['name']],
    [{ name: '  ' }, ['name']],
    [{ name: 'x'.repeat(256) }, ['name']],
    [{ name: 'a\nb' }, ['name']],
    [{ name: 'a\ud800' }, ['name']],
    [{ name: 7 }, ['name']],
    [{ name: undefined }, ['name']],
    [{ place_id: '1' }, ['place_id']],
    [{ place_id: 1.5 }, ['place_id']],
  ];
  for (const [change, loc] of cases) {
    const reply = await admin('POST', base, { name: 'c', place_id: place.id, source: { url }, ...change });
    assert.equal(reply.status, 422, JSON.stringify(change).slice(0, 200));
    assert.deepEqual(reply.body.detail[0].loc, ['body', ...loc]);
  }
  for (const place_id of [0, -1, 9999, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
    const reply = await admin('POST', base, { name: 'c', place_id, source: { url } });
    assert.deepEqual([reply.status, reply.body.status], [400, 'invalid_request']);
  }
  assert.deepEqual((await admin('GET', base)).body.cameras, []);
});

test('bodies and addresses that are broken are refused in the documented form', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  const bodies: [body: string | Buffer, status: number][] = [
    ['{"name":', 422],
    ['', 422],
    ['null', 422],
    ['[]', 422],
    ['"text"', 422],
    [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 422],
    ['{"name":"a\\u0000b","place_id":1,"source":{"url":"rtsp://h/"}}', 422],
    [`{"name":"a","place_id":1,"source":${deep}}`, 422],
    ['{"__proto__":{"name":"a"}}', 422],
    [`{"name":"${'x'.repeat(10_000_000)}"}`, 413],
  ];
  for (const [body, status] of bodies) {
    const reply = await admin('POST', base, body);
    assert.equal(reply.status, status, String(body).slice(0, 60));
    assert.ok(status === 422 ? Array.isArray(reply.body.detail) : reply.body.status_code === 413);
  }
  const addresses: [url: string, status: number][] = [
    [`${base}/1`, 422],
    [`${base}/..%2f..%2fetc`, 422],
    [`${base}/${nobody}x`, 422],
    [`${base}/${nobody}`, 404],
    [`${base}?limit=9`, 422],
    [`${base}?limit=1001`, 422],
    [`${base}?limit=1e2`, 422],
    [`${base}?limit=-10`, 422],
    [`${base}?place_id=99999999999999999999`, 422],
    [`${base}?place_id=${Number.MAX_SAFE_INTEGER}`, 404],
    [`${base}?place_id=-1`, 404],
    [`${base}?group_id=2147483648`, 404],
    [`${base}?with_origin=maybe`, 422],
    ['/api/v1/nothing', 404],
  ];
  for (const [address, status] of addresses) {
    const reply = await admin('GET', address);
    assert.equal(reply.status, status, address);
    assert.ok(status === 422 ? Array.isArray(reply.body.detail) : reply.body.status_code === status);
  }
  const form = await admin('POST', base, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.equal(form.status, 422);
  assert.equal((await admin('POST', base, '<a/>', { 'content-type': 'text/xml' })).status, 415);
});

test('two who change a camera at once both get a whole answer, and one of them wins', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const input = (name: string) => ({
    name,
    place_id: place.id,
    source: { url, username: name, password: name },
  });
  const { id } = (await admin('POST', base, input('start'))).body;
  const names = Array.from({ length: 10 }, (_, index) => `writer ${index}`);
  const replies = await Promise.all(names.map((name) => admin('PUT', `${base}/${id}`, input(name))));
  assert.ok(replies.every(({ status }) => status === 200));
  const { name } = (await admin('GET', `${base}/${id}`)).body;
  const [spec] = await platform.cameras.assignment();
  assert.deepEqual([spec?.name, spec?.source.username, spec?.source.password], [name, name, name]);
  const deletions = await Promise.all([1, 2, 3].map(() => admin('DELETE', `${base}/${id}`)));
  assert.deepEqual(deletions.map(({ status }) => status).sort(), [200, 404, 404]);
});
