import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { openTestApp, takeFailures } from '../../../test/harness/app.ts';
import { forEachEngine } from '../../../test/harness/database.ts';

const api = '/api/v1';
const client = { address: '127.0.0.1', userAgent: 'test' };

forEachEngine((open) => {
  test('cameras and lists are deleted in spite of the scenarios that name them, which tell what they lost', async () => {
    await using core = await openTestApp(open);
    const { accessToken } = await core.access.loginWithPassword(
      'admin',
      core.settings.admin.password!,
      client,
    );
    const native = await core.vidette();
    const platform = await core.platform();
    const ask = async (
      app: FastifyInstance,
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      body?: object,
    ) => {
      const headers = { authorization: `Bearer ${accessToken}` };
      const answer = await app.inject({ method, url: api + path, headers, ...(body && { payload: body }) });
      return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
    };
    const [yard, gate] = (await core.cameras.all(core.admin)).map(({ id }) => id);
    const list = (await ask(platform, 'POST', '/platelists', { name: 'Wanted' })).body.id as number;
    const input = {
      name: 'Wanted at the gate',
      when: {
        event_types: ['plate_recognition'],
        phases: ['begin'],
        camera_ids: [gate, yard],
        list_ids: [list],
      },
      actions: [{ kind: 'record', camera_id: gate, on: true }],
    };
    const created = await ask(native, 'POST', '/scenarios', input);
    assert.equal(created.status, 200, JSON.stringify(created.body));
    assert.deepEqual(created.body.missing, { camera_ids: [], place_ids: [], list_ids: [] });
    const path = `/scenarios/${created.body.id}`;

    assert.ok((await ask(platform, 'DELETE', `/cameras/${gate}`)).status < 300);
    assert.ok((await ask(platform, 'DELETE', `/platelists/${list}`)).status < 300);
    const missing = { camera_ids: [gate], place_ids: [], list_ids: [list] };
    const { body } = await ask(native, 'GET', path);
    assert.deepEqual([body.when, body.actions, body.missing], [input.when, input.actions, missing]);
    assert.deepEqual((await ask(native, 'GET', '/scenarios')).body.items, [body]);

    const saved = await ask(native, 'PUT', path, { ...input, enabled: false });
    assert.deepEqual([saved.status, saved.body.enabled, saved.body.missing], [200, false, missing]);
    const unknown = { ...input, when: { ...input.when, list_ids: [list, list + 1] } };
    assert.equal((await ask(native, 'PUT', path, unknown)).status, 404);
    assert.equal((await ask(native, 'POST', '/scenarios', input)).status, 404);
    const when = { event_types: ['plate_recognition'], camera_ids: [yard] };
    const freed = await ask(native, 'PUT', path, { ...input, when, actions: [{ kind: 'alarm' }] });
    assert.deepEqual(freed.body.missing, { camera_ids: [], place_ids: [], list_ids: [] });
    assert.equal((await ask(native, 'PUT', path, input)).status, 404);
    await native.close();
    await platform.close();
    assert.deepEqual(takeFailures(), []);
  });
});
