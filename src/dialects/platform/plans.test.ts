import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Permission } from '#services/access/permissions.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import {
  addGroup,
  addOrganization,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { picture, uploadForm } from '../../../test/harness/uploads.ts';

const api = '/api/v1';
const plansUrl = `${api}/plans`;
const unknownId = '00000000-0000-4000-8000-000000000000';
const source = { url: 'rtsp://192.0.2.7/' };

type Caller = TestPlatform['admin'];

async function upload(caller: Caller, kind = 'plan'): Promise<string> {
  const { type, payload } = uploadForm(await picture());
  const path = `${api}/uploads?kind=${kind}`;
  return (await caller('POST', path, payload, { 'content-type': type })).body.uploads[0].id;
}

async function addPlace(caller: Caller, name: string): Promise<number> {
  return (await caller('POST', `${api}/places`, { name })).body.id;
}

async function addCamera(caller: Caller, name: string, place_id: number): Promise<string> {
  return (await caller('POST', `${api}/cameras`, { name, place_id, source })).body.id;
}

async function addPlan(caller: Caller, name: string, place_id: number): Promise<number> {
  return (await caller('POST', plansUrl, { name, place_id, image_id: await upload(caller) })).body.id;
}

forEachEngine((open) => {
  test('a plan is made, read, changed and deleted', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const place_id = await addPlace(admin, 'Depot');
    const [first, second] = [await upload(admin), await upload(admin)];
    const made = await admin('POST', plansUrl, { name: 'Ground', place_id, image_id: first.toUpperCase() });
    const { id, image_url, ...plan } = made.body;
    assert.deepEqual([plan.name, plan.place_id, plan.image_id], ['Ground', place_id, first]);
    assert.equal((await admin('GET', new URL(image_url).pathname)).status, 200);
    assert.deepEqual((await admin('GET', `${plansUrl}/${id}`)).body, made.body);
    assert.deepEqual((await admin('GET', `${api}/places/${place_id}/plans`)).body.plans, [made.body]);
    const put = (body: object) =>
      admin('PUT', `${plansUrl}/${id}`, { name: 'Roof', place_id, image_id: second, ...body });
    assert.equal((await put({})).body.image_id, second);
    for (const [body, loc] of [
      [{ place_id: 4711 }, 'place_id'],
      [{ place_id: -1 }, 'place_id'],
      [{ image_id: unknownId }, 'image_id'],
      [{ image_id: await upload(admin, 'avatar') }, 'image_id'],
      [{ name: '\u0000' }, undefined],
      [{ name: ' ' }, 'name'],
    ] as const) {
      const { status, body: answer } = await put(body);
      assert.deepEqual([status, answer.detail[0].loc[1]], [422, loc]);
    }
    for (const body of [
      { place_id: 4711, image_id: second },
      { place_id, image_id: unknownId },
      { place_id: 2 ** 40, image_id: second },
    ])
      assert.equal((await admin('POST', plansUrl, { name: 'x', ...body })).status, 400);
    assert.deepEqual((await admin('DELETE', `${plansUrl}/${id}`)).body, { status: 'ok' });
    for (const method of ['GET', 'DELETE'] as const)
      assert.equal((await admin(method, `${plansUrl}/${id}`)).status, 404);
    assert.equal((await put({})).status, 404);
    assert.equal((await admin('GET', `${plansUrl}/-1`)).status, 404);
  });

  test('cameras are put on a plan, placed and taken off', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const place = await addPlace(admin, 'Depot');
    const elsewhere = await addPlace(admin, 'Elsewhere');
    const [a, b] = [await addCamera(admin, 'a', place), await addCamera(admin, 'b', place)];
    const far = await addCamera(admin, 'far', elsewhere);
    const [plan, roof] = [await addPlan(admin, 'Ground', place), await addPlan(admin, 'Roof', place)];
    const cameras = `${plansUrl}/${plan}/cameras`;
    const shown = async (id = plan) =>
      (await admin('GET', `${plansUrl}/${id}/cameras`)).body.cameras.map(
        (camera: { name: string; x?: number; y?: number }) => [camera.name, camera.x, camera.y],
      );
    assert.deepEqual((await admin('POST', cameras, { camera_ids: [a, a.toUpperCase()] })).body, {
      status: 'ok',
    });
    for (const camera_ids of [
      [b, a],
      [b, far],
      [b, unknownId],
    ])
      assert.equal((await admin('POST', cameras, { camera_ids })).status, 400, 'all or none');
    assert.deepEqual(await shown(), [['a', undefined, undefined]]);
    assert.equal((await admin('POST', cameras, { camera_ids: [] })).status, 200);
    assert.equal((await admin('POST', `${plansUrl}/4711/cameras`, { camera_ids: [a] })).status, 404);
    assert.equal((await admin('POST', cameras, { camera_ids: ['x'] })).status, 422);

    const spot = (camera: string, body: object) => admin('PUT', `${cameras}/${camera}/position`, body);
    assert.deepEqual((await spot(a.toUpperCase(), { x: 0.5, y: 1 })).body, {
      x: 0.5,
      y: 1,
      camera_id: a,
      plan_id: plan,
    });
    assert.deepEqual(await shown(), [['a', 0.5, 1]]);
    const listed = (await admin('GET', cameras)).body.cameras[0];
    assert.deepEqual([listed.camera_id, listed.id, listed.plan_id], [a, a, plan]);
    for (const [camera, body, status] of [
      [b, { x: 0, y: 0 }, 400],
      [unknownId, { x: 0, y: 0 }, 400],
      [a, { x: 1.1, y: 0 }, 422],
      [a, { x: -0.1, y: 0 }, 422],
      [a, { x: 0.5 }, 422],
      ['no-camera', { x: 0, y: 0 }, 422],
    ] as const)
      assert.equal((await spot(camera, body)).status, status);
    assert.deepEqual((await spot(a, {})).body, { camera_id: a, plan_id: plan });
    assert.deepEqual(await shown(), [['a', undefined, undefined]]);

    await spot(a, { x: 0.5, y: 0.5 });
    assert.equal((await admin('DELETE', `${plansUrl}/${plan}`)).status, 400, 'a plan with cameras stays');
    const moved = await admin('PUT', `${plansUrl}/${plan}`, {
      name: 'Ground',
      place_id: elsewhere,
      image_id: await upload(admin),
    });
    assert.equal(moved.status, 422, 'and stays in its place');
    assert.equal((await admin('POST', `${plansUrl}/${roof}/cameras`, { camera_ids: [a] })).status, 200);
    assert.deepEqual([await shown(), await shown(roof)], [[], [['a', undefined, undefined]]]);
    const origin = (await admin('GET', `${api}/cameras/${a}?with_origin=true`)).body.origin;
    assert.deepEqual([origin.plan_id, origin.plan_name], [roof, 'Roof']);
    assert.equal((await admin('DELETE', cameras, { camera_ids: [a, b, unknownId] })).status, 200, 'harmless');
    assert.deepEqual(await shown(roof), [['a', undefined, undefined]]);
    assert.equal((await admin('DELETE', `${plansUrl}/${roof}/cameras`, { camera_ids: [a] })).status, 200);
    assert.deepEqual(await shown(roof), []);
    assert.equal((await admin('DELETE', `${plansUrl}/4711/cameras`, { camera_ids: [a] })).status, 404);
    assert.equal((await admin('DELETE', `${plansUrl}/${roof}`)).status, 200);
    const audited = await platform.db
      .selectFrom('audit_log')
      .select('action')
      .where('action', 'like', 'plan%')
      .execute();
    const count = (action: string) => audited.filter((row) => row.action === action).length;
    assert.deepEqual(
      ['plan_create', 'plan_delete', 'plan_camera_create', 'plan_camera_update', 'plan_camera_delete'].map(
        count,
      ),
      [2, 1, 2, 3, 1],
    );
  });

  test('plans are listed by pages, searched by name and filtered by group', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const [one, two] = [await addPlace(admin, 'One'), await addPlace(admin, 'Two')];
    const ids: number[] = [];
    for (let index = 0; index < 12; index++)
      ids.push(await addPlan(admin, `Étage ${index}`, index < 10 ? one : two));
    const group = await addGroup(platform, [two]);
    const page = (await admin('GET', `${plansUrl}?limit=10`)).body;
    const next = `${plansUrl}?limit=10&cursor=${page.pagination.cursor}`;
    const idsOf = (body: { plans: { id: number }[] }) => body.plans.map(({ id }) => id);
    assert.deepEqual([...idsOf(page), ...idsOf((await admin('GET', next)).body)], ids);
    assert.deepEqual(idsOf((await admin('GET', `${plansUrl}?group_id=${group}`)).body), ids.slice(10));
    for (const nobody of [4711, -1, 2 ** 40])
      assert.deepEqual((await admin('GET', `${plansUrl}?group_id=${nobody}`)).body, {
        pagination: {},
        plans: [],
      });
    const search = async (query: string, path = `${plansUrl}/search`) =>
      idsOf((await admin('POST', path, { query })).body);
    assert.deepEqual(await search('ÉTAGE 1'), [ids[1], ids[10], ids[11]]);
    assert.deepEqual(await search('e 1', `${plansUrl}/search?group_id=${group}`), ids.slice(10));
    assert.deepEqual([await search('%'), await search('x'.repeat(300))], [[], []]);
    assert.equal((await admin('GET', `${plansUrl}?cursor=${page.pagination.cursor}x`)).status, 422);
  });

  test('plans and cameras beyond the groups are not there, and each step has its right', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    const place = await addPlace(admin, 'Depot');
    const plan = await addPlan(admin, 'Ground', place);
    const camera = await addCamera(admin, 'a', place);
    const image_id = await upload(admin);
    const url = `${plansUrl}/${plan}`;
    const body = { name: 'x', place_id: place, image_id };
    const all = [
      ['plan_read', 'GET', url],
      ['plan_update', 'PUT', url, body],
      ['plan_camera_read', 'GET', `${url}/cameras`],
      ['plan_camera_create', 'POST', `${url}/cameras`, { camera_ids: [camera] }],
      ['plan_camera_update', 'PUT', `${url}/cameras/${camera}/position`, { x: 0, y: 0 }],
      ['plan_camera_delete', 'DELETE', `${url}/cameras`, { camera_ids: [camera] }],
      ['plan_delete', 'DELETE', url],
    ] as const;
    const permissions = [...all.map(([permission]) => permission), 'plan_create'] as Permission[];
    const group = await addGroup(platform, [place]);
    const member = await platform.user({ permissions, groupIds: [group] });
    const outsiders = [
      await platform.user({ permissions, groupIds: [await addGroup(platform, [])] }),
      await platform.user({ permissions, organizationId: await addOrganization(platform, 'Other') }),
    ];
    const nobody = await platform.user({ permissions: [], groupIds: [group] });
    for (const outsider of outsiders) {
      for (const [, method, path, sent] of all) {
        const known = await outsider(method, path, sent);
        const unknown = await outsider(method, path.replace(url, `${plansUrl}/4711`), sent);
        assert.deepEqual([known.status, known.body], [404, unknown.body], `${method} ${path}`);
      }
      assert.deepEqual((await outsider('GET', plansUrl)).body.plans, []);
      const known = await outsider('POST', plansUrl, body);
      const unknown = await outsider('POST', plansUrl, { ...body, place_id: 4711 });
      assert.deepEqual([known.status, known.body], [400, unknown.body]);
    }
    for (const [permission, method, path, sent] of all) {
      assert.equal((await nobody(method, path, sent)).status, 403, permission);
      assert.equal((await member(method, path, sent)).status, 200, permission);
    }
    assert.equal((await nobody('POST', plansUrl, body)).status, 403);
    assert.equal((await member('POST', plansUrl, body)).status, 200);
  });
});
