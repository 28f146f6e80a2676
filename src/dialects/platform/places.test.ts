import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { addGroup, addOrganization, openTestPlatform } from '../../../test/harness/platform.ts';

const base = '/api/v1/places';
const source = { url: 'rtsp://192.0.2.7/' };
const named = (places: readonly { name: string }[]) => places.map(({ name }) => name);

test('a place is made, read, changed and deleted', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const input = {
    name: 'Nordtor <script>',
    description: 'Ümläute\n2 lines',
    latitude: 52.5,
    longitude: -0.1,
  };
  const created = await admin('POST', base, input);
  assert.equal(created.status, 200);
  const { id, created_at, updated_at, ...rest } = created.body;
  assert.deepEqual(rest, { ...input, plan_count: 0, camera_count: 0 });
  platform.clock.pass(5_000);
  const changed = await admin('PUT', `${base}/${id}`, { name: 'Südtor' });
  assert.deepEqual(
    [changed.body.name, changed.body.description, changed.body.latitude, changed.body.created_at],
    ['Südtor', undefined, undefined, created_at],
  );
  assert.equal(Date.parse(changed.body.updated_at) - Date.parse(updated_at), 5_000);
  assert.deepEqual((await admin('GET', `${base}/${id}`)).body, changed.body);
  assert.deepEqual((await admin('DELETE', `${base}/${id}`)).body, { status: 'ok' });
  assert.equal((await admin('GET', `${base}/${id}`)).status, 404);
  assert.equal((await admin('DELETE', `${base}/${id}`)).status, 404);
  const actions = await platform.db
    .selectFrom('audit_log')
    .select('action')
    .where('action', 'like', 'place%')
    .execute();
  assert.deepEqual(actions.map(({ action }) => action).sort(), [
    'place_create',
    'place_delete',
    'place_update',
  ]);
});

test('names need not be unique', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  assert.notEqual(
    (await admin('POST', base, { name: 'x' })).body.id,
    (await admin('POST', base, { name: 'x' })).body.id,
  );
});

test('a place with plans or cameras is not deleted', async () => {
  await using platform = await openTestPlatform();
  const { admin, db } = platform;
  const { id } = (await admin('POST', base, { name: 'p' })).body;
  const camera = (await admin('POST', '/api/v1/cameras', { name: 'c', place_id: id, source })).body;
  const plan = {
    uuid: randomUUID(),
    site_id: id,
    name: 'Ground floor',
    name_search: '',
    image_id: randomUUID(),
  };
  const { id: planId } = await db
    .insertInto('plans')
    .values({ ...plan, created_ms: 1, updated_ms: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const place = (await admin('GET', `${base}/${id}`)).body;
  assert.deepEqual([place.plan_count, place.camera_count], [1, 1]);
  const plans = (await admin('GET', `${base}/${id}/plans`)).body.plans;
  assert.deepEqual([plans[0].id, plans[0].name, plans[0].image_id], [planId, 'Ground floor', plan.image_id]);
  const list = async (query = '') =>
    (await admin('GET', `${base}/${id}/cameras${query}`)).body.cameras.length;
  assert.deepEqual([await list(), await list('?without_plans=true')], [1, 1]);
  await db.updateTable('cameras').set({ plan_id: planId }).execute();
  assert.deepEqual([await list(), await list('?without_plans=true')], [1, 0]);
  assert.equal(
    (await admin('GET', `/api/v1/cameras/${camera.id}?with_origin=true`)).body.origin.plan_name,
    plan.name,
  );
  const refuses = async (word: RegExp) => {
    const { status, body } = await admin('DELETE', `${base}/${id}`);
    assert.deepEqual([status, body.status], [400, 'invalid_request']);
    assert.match(body.detail, word);
  };
  await refuses(/plans/);
  await admin('DELETE', `/api/v1/cameras/${camera.id}`);
  await refuses(/plans/);
  await db.deleteFrom('plans').execute();
  assert.equal((await admin('DELETE', `${base}/${id}`)).status, 200);
});

test('places are found near a point, in metres', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  for (const [name, latitude, longitude] of [
    ['Brandenburg Gate', 52.516272, 13.377722],
    ['Reichstag', 52.518623, 13.376198],
    ['Fernsehturm', 52.520815, 13.409419],
    ['Fiji', -17.7, 179.9],
  ] as const)
    await admin('POST', base, { name, latitude, longitude });
  await admin('POST', base, { name: 'nowhere' });
  const near = async (query: string) => named((await admin('GET', `${base}?${query}`)).body.places);
  assert.deepEqual(await near('latitude=52.5163&longitude=13.3777&radius=100'), ['Brandenburg Gate']);
  assert.deepEqual(await near('latitude=52.5163&longitude=13.3777&radius=500'), [
    'Brandenburg Gate',
    'Reichstag',
  ]);
  assert.equal((await near('latitude=52.5163&longitude=13.3777&radius=3000')).length, 3);
  assert.deepEqual(await near('latitude=-17.7&longitude=-179.9&radius=30000'), ['Fiji']);
  assert.equal((await near('latitude=90&longitude=0&radius=30000000')).length, 4);
  for (const [query, status] of [
    ['latitude=52', 400],
    ['latitude=52&longitude=13', 400],
    ['radius=5', 400],
    ['latitude=52&longitude=13&radius=-5', 400],
    ['latitude=91&longitude=13&radius=5', 422],
    ['latitude=NaN&longitude=13&radius=5', 422],
  ] as const)
    assert.equal((await admin('GET', `${base}?${query}`)).status, status, query);
});

test('places are searched by name and filtered by group', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const ids: number[] = [];
  for (let index = 0; index < 12; index++)
    ids.push((await admin('POST', base, { name: `Plätze ${index}` })).body.id);
  const group = await addGroup(platform, ids.slice(0, 2));
  const first = (await admin('POST', `${base}/search?limit=10`, { query: 'PLÄTZE' })).body;
  assert.equal(first.places.length, 10);
  const next = `${base}/search?limit=10&cursor=${first.pagination.cursor}`;
  assert.deepEqual(named((await admin('POST', next, { query: 'PLÄTZE' })).body.places), [
    'Plätze 10',
    'Plätze 11',
  ]);
  assert.equal((await admin('POST', next, { query: 'other' })).status, 422);
  assert.deepEqual(named((await admin('GET', `${base}?group_id=${group}`)).body.places), [
    'Plätze 0',
    'Plätze 1',
  ]);
  assert.deepEqual((await admin('GET', `${base}?group_id=99`)).body.places, []);
  assert.equal((await admin('GET', `${base}?without_groups=true`)).body.places.length, 10);
});

test('places of others are not there, and new ones are seen by who made them', async () => {
  await using platform = await openTestPlatform();
  const { admin, db } = platform;
  const permissions = [
    'place_create',
    'place_read',
    'place_update',
    'place_delete',
    'place_plan_read',
    'camera_read',
  ] as const;
  const { id } = (await admin('POST', base, { name: 'theirs' })).body;
  const stranger = await platform.user({
    permissions,
    organizationId: await addOrganization(platform, 'Other'),
  });
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PUT', '', { name: 'x' }],
    ['DELETE', '', undefined],
    ['GET', '/plans', undefined],
    ['GET', '/cameras', undefined],
  ] as const) {
    const known = await stranger(method, `${base}/${id}${path}`, body);
    const unknown = await stranger(method, `${base}/4711${path}`, body);
    assert.deepEqual([known.status, known.body], [404, unknown.body]);
  }
  assert.deepEqual((await stranger('GET', base)).body.places, []);
  const own = await stranger('POST', base, { name: 'own' });
  assert.deepEqual(named((await stranger('GET', base)).body.places), ['own']);
  assert.equal(own.status, 200);

  await db.updateTable('organizations').set({ shows_groupless: 0 }).execute();
  const group = await addGroup(platform, []);
  const member = await platform.user({ permissions, groupIds: [group] });
  assert.deepEqual((await member('GET', base)).body.places, []);
  assert.equal((await member('POST', base, { name: 'mine' })).status, 200);
  assert.deepEqual(named((await member('GET', base)).body.places), ['mine']);
  const lonely = await platform.user({ permissions });
  assert.equal((await lonely('POST', base, { name: 'unseen' })).status, 403);
});

test('fields that make no sense are refused', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  for (const [body, loc] of [
    [{}, ['body', 'name']],
    [{ name: '' }, ['body', 'name']],
    [{ name: '\t' }, ['body', 'name']],
    [{ name: 'x', latitude: 90.1 }, ['body', 'latitude']],
    [{ name: 'x', longitude: -181 }, ['body', 'longitude']],
    [{ name: 'x', latitude: '52' }, ['body', 'latitude']],
    [{ name: 'x', description: 'x'.repeat(2049) }, ['body', 'description']],
    [{ name: 'x', description: '\udc00' }, ['body', 'description']],
  ] as const) {
    const reply = await admin('POST', base, body);
    assert.deepEqual(
      [reply.status, reply.body.detail?.[0].loc],
      [422, loc],
      JSON.stringify(body).slice(0, 80),
    );
  }
  assert.equal((await admin('GET', `${base}/99999999999`)).status, 404);
  assert.equal((await admin('GET', `${base}/-1`)).status, 404);
  assert.equal((await admin('GET', `${base}/abc`)).status, 422);
});
