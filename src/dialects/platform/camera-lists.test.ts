import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestPlatform } from '../../../test/harness/platform.ts';

const url = 'rtsp://192.0.2.7:554/main';
const base = '/api/v1/cameras';

test('pages neither repeat nor skip while cameras come and go', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  const add = async (name: string) =>
    (await admin('POST', base, { name, place_id: place.id, source: { url } })).body.id as string;
  const first: string[] = [];
  for (let index = 0; index < 25; index++) first.push(await add(`camera ${index}`));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await admin('GET', `${base}?limit=10${query}`)).body;
    seen.push(...page.cameras.map((camera: { id: string }) => camera.id));
    if (seen.length === 10) {
      await add('late');
      assert.equal((await admin('DELETE', `${base}/${first[3]}`)).body.status, 'ok');
    }
    cursor = page.pagination.cursor;
  } while (cursor !== undefined);
  assert.deepEqual(seen.slice(0, 25), first);
  assert.equal(seen.length, 26);
  const found = (await admin('POST', `${base}/search?limit=10`, { query: 'CAMERA 1' })).body;
  assert.equal(found.cameras.length, 10);
  const rest = await admin('POST', `${base}/search?limit=10&cursor=${found.pagination.cursor}`, {
    query: 'CAMERA 1',
  });
  assert.deepEqual(
    rest.body.cameras.map((camera: { name: string }) => camera.name),
    ['camera 19'],
  );
  const byId = await admin('POST', `${base}/search`, { query: first[5]!.toUpperCase() });
  assert.deepEqual(
    byId.body.cameras.map((camera: { id: string }) => camera.id),
    [first[5]],
  );
});

test('a cursor is refused when it was changed, has expired, or belongs to another list, filter or reader', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  for (let index = 0; index < 11; index++)
    await admin('POST', base, { name: 'c', place_id: place.id, source: { url } });
  const { cursor } = (await admin('GET', `${base}?limit=10`)).body.pagination;
  const other = await platform.user({ permissions: ['camera_read', 'place_read'] });
  const with_ = (text: string) => `${base}?limit=10&cursor=${encodeURIComponent(text)}`;
  assert.equal((await admin('GET', with_(cursor))).body.cameras.length, 1);
  const refusals = [
    await admin('GET', with_('x')),
    await admin('GET', with_("' or 1=1 --")),
    await admin('GET', with_('%2e'.repeat(400))),
    await admin('GET', with_(`${cursor.slice(0, -1)}${cursor.endsWith('A') ? 'Q' : 'A'}`)),
    await admin('GET', with_(`1${cursor}`)),
    await admin('GET', `${with_(cursor)}&place_id=${place.id}`),
    await admin('GET', `/api/v1/places/${place.id}/cameras?limit=10&cursor=${cursor}`),
    await other('GET', with_(cursor)),
  ];
  platform.clock.pass(25 * 3_600_000);
  platform.access.forget();
  const client = { address: '127.0.0.1', userAgent: '' };
  const { accessToken } = await platform.access.loginWithPassword('admin', 'correct horse battery', client);
  refusals.push(
    await platform.anyone('GET', with_(cursor), undefined, { authorization: `Bearer ${accessToken}` }),
  );
  for (const refused of refusals) {
    assert.equal(refused.status, 422);
    assert.deepEqual(refused.body.detail[0].loc, ['query', 'cursor']);
  }
});

test('search takes any text as text', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const place = (await admin('POST', '/api/v1/places', { name: 'p' })).body;
  for (const name of ['100% "A"', 'under_score', 'Ärger'])
    await admin('POST', base, { name, place_id: place.id, source: { url } });
  const find = async (query: string) =>
    (await admin('POST', `${base}/search`, { query })).body.cameras.map(
      (camera: { name: string }) => camera.name,
    );
  assert.deepEqual(await find('%'), ['100% "A"']);
  assert.deepEqual(await find('_'), ['under_score']);
  assert.deepEqual(await find('äRGER'), ['Ärger']);
  assert.deepEqual(await find("'; drop table cameras; --"), []);
  assert.deepEqual(await find('x'.repeat(100_000)), []);
  assert.equal((await find('')).length, 3);
  assert.equal((await admin('POST', `${base}/search`, {})).status, 422);
  assert.deepEqual((await admin('POST', `${base}/search?group_id=77`, { query: '' })).body.cameras, []);
});
