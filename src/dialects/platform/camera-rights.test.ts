import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addGroup, addOrganization, openTestPlatform } from '../../../test/harness/platform.ts';

const url = 'rtsp://192.0.2.7:554/main';
const nobody = '00000000-0000-4000-8000-000000000000';
const base = '/api/v1/cameras';

test('nothing of another organisation or group is seen, changed or guessed', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const everything = [
    'camera_read',
    'camera_update',
    'camera_delete',
    'camera_create',
    'place_read',
  ] as const;
  const place = (await admin('POST', '/api/v1/places', { name: 'theirs' })).body;
  const { id } = (await admin('POST', base, { name: 'hidden', place_id: place.id, source: { url } })).body;
  const theirs = await addGroup(platform, [place.id]);
  const otherOrganization = await addOrganization(platform, 'Other');
  const strangers = [
    await platform.user({ permissions: everything, organizationId: otherOrganization }),
    await platform.user({ permissions: everything, organizationId: otherOrganization, groupIds: [theirs] }),
    await platform.user({ permissions: everything }),
    await platform.user({ permissions: everything, groupIds: [await addGroup(platform, [])] }),
  ];
  const body = { name: 'x', place_id: place.id, source: { url } };
  for (const stranger of strangers) {
    assert.deepEqual((await stranger('GET', base)).body.cameras, []);
    assert.deepEqual((await stranger('POST', `${base}/search`, { query: 'hidden' })).body.cameras, []);
    assert.deepEqual((await stranger('POST', `${base}/search`, { query: id })).body.cameras, []);
    const known = [
      await stranger('GET', `${base}/${id}`),
      await stranger('PUT', `${base}/${id}`, body),
      await stranger('DELETE', `${base}/${id}`),
      await stranger('GET', `${base}?place_id=${place.id}`),
      await stranger('POST', base, body),
    ];
    const unknown = [
      await stranger('GET', `${base}/${nobody}`),
      await stranger('PUT', `${base}/${nobody}`, body),
      await stranger('DELETE', `${base}/${nobody}`),
      await stranger('GET', `${base}?place_id=9999`),
      await stranger('POST', base, { ...body, place_id: 9999 }),
    ];
    assert.deepEqual(
      known.map(({ status }) => status),
      [404, 404, 404, 404, 400],
    );
    assert.deepEqual(
      known.map(({ body }) => body),
      unknown.map(({ body }) => body),
    );
  }
  const member = await platform.user({ permissions: everything, groupIds: [theirs] });
  assert.equal((await member('GET', `${base}/${id}`)).status, 200);
  assert.equal((await member('GET', `${base}?group_id=${theirs}`)).body.cameras.length, 1);
  assert.equal((await strangers[2]!('GET', `${base}?group_id=${theirs}`)).status, 404);
});

test('every operation needs its permission, and credentials', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const camera = { name: 'c', place_id: place.id, source: { url } };
  const { id } = (await admin('POST', base, camera)).body;
  const bare = await platform.user({ permissions: [] });
  const calls = [
    ['GET', base],
    ['POST', base, camera],
    ['POST', `${base}/search`, { query: 'c' }],
    ['GET', `${base}/${id}`],
    ['PUT', `${base}/${id}`, camera],
    ['DELETE', `${base}/${id}`],
  ] as const;
  for (const [method, address, body] of calls) {
    const refused = await bare(method, address, body);
    assert.deepEqual(
      [refused.status, refused.body.status, refused.body.status_code],
      [403, 'unauthorized', 403],
    );
    const unknown = await platform.anyone(method, address, body);
    assert.equal(unknown.status, 401);
    assert.equal(unknown.headers['www-authenticate'], 'Bearer');
    assert.equal(unknown.body.status_code, 401);
    for (const forged of ['Bearer x', 'Bearer', 'Bearer a.b.c', 'Basic YTpi']) {
      const wrong = await platform.anyone(method, address, body, { authorization: forged });
      assert.equal(wrong.status, 401, forged);
    }
  }
  assert.equal((await admin('GET', `${base}/${id}`)).status, 200);
});

test('files and devices of the server are sources for superusers only', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const user = await platform.user({ permissions: ['camera_create', 'camera_read', 'camera_update'] });
  const camera = (address: string) => ({ name: 'c', place_id: place.id, source: { url: address } });
  for (const address of ['file:///etc/passwd', 'v4l2:/dev/video0']) {
    assert.equal((await user('POST', base, camera(address))).status, 403);
    assert.equal((await admin('POST', base, camera(address))).status, 200);
  }
  assert.equal((await user('POST', base, camera('demo:'))).status, 200);
});
