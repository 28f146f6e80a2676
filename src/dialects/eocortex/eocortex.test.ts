import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pino } from 'pino';
import {
  adminPassword,
  gate,
  guestPassword,
  md5Of,
  siteId,
  streaming,
  TestCore,
  yard,
} from '../../../test/harness/core.ts';
import type { WrongAnswer } from '../shared/answers.ts';
import { createListener } from '../shared/listener.ts';
import { serverGuid, zeroGuid } from './ids.ts';
import { installEocortex } from './plugin.ts';

function serve(core = new TestCore()) {
  const wrong: WrongAnswer[] = [];
  const app = createListener({ logger: pino({ level: 'silent' }), ignoreTrailingSlash: true });
  installEocortex(app, {
    access: core,
    cameras: core,
    streams: core,
    onAnswer: (answer) => wrong.push(answer),
  });
  const get = async (url: string, headers: Record<string, string> = {}) => {
    const response = await app.inject({ url, headers });
    assert.deepEqual(wrong, []);
    return response;
  };
  return { app, core, get };
}

const admin = `login=admin&password=${md5Of(adminPassword)}`;
const guest = `login=guest&password=${md5Of(guestPassword)}`;
const basic = (login: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
});

describe('eocortex cameras', () => {
  it('lists the cameras that the caller may see', async () => {
    const { get } = serve();
    const all = await get(`/api/channels?${admin}`);
    assert.equal(all.statusCode, 200);
    assert.deepEqual(all.json()[0], {
      Id: yard.id,
      Name: 'Yard',
      Disabled: false,
      ServerBindingsSettings: {
        OwnerServerId: serverGuid('local-1'),
        ReservedServerId: zeroGuid,
        ReplicationServerId: zeroGuid,
      },
      ParentSecObjectId: siteId,
    });
    assert.equal(all.json().length, 3);
    assert.deepEqual(
      (await get(`/api/channels?${guest}`)).json().map((item: { Name: string }) => item.Name),
      ['Yard'],
    );
  });

  it('reads one camera, with or without a trailing slash, under both addresses, in any letter case of the id', async () => {
    const { get } = serve();
    const paths = [
      `/api/channels/${yard.id}`,
      `/api/channels/${yard.id}/`,
      `/api/v1/channels/${yard.id.toUpperCase()}`,
    ];
    for (const path of paths) {
      const response = await get(`${path}?${guest}`);
      assert.equal(response.json().Id, yard.id, path);
    }
  });

  it('tells measured bit rates and stream states', async () => {
    const { core, get } = serve();
    const read = async () => (await get(`/api/channels/${yard.id}/status?${admin}`)).json();
    assert.deepEqual(await read(), {
      Id: yard.id,
      Name: 'Yard',
      AltEnabled: false,
      ReceiveVideoMbps: 4,
      ReceiveAltVideoMbps: 0,
      WriteVideoMbps: 2,
      StreamsStatuses: [{ StreamType: 'Main', Status: 'Ok', ReceiveVideoMbps: 4 }],
      Status: 'Ok',
    });
    core.statuses.set(yard.id, streaming(yard.id, {}, { state: 'failed' }));
    const alternative = await read();
    assert.deepEqual(
      [alternative.Status, alternative.AltEnabled, alternative.ReceiveAltVideoMbps],
      ['ErrorAlt', true, 0],
    );
    core.statuses.set(yard.id, streaming(yard.id, { state: 'failed' }));
    assert.equal((await read()).Status, 'ErrorMain');
    core.statuses.delete(yard.id);
    assert.deepEqual([(await read()).Status, (await read()).ReceiveVideoMbps], ['Wait', 0]);
  });

  it('answers 404 alike for unknown and invisible cameras, 400 for what is no id', async () => {
    const { get } = serve();
    const path = `/api/channels/${gate.id}`;
    const invisible = await get(`${path}?${guest}`);
    assert.equal(invisible.statusCode, 404);
    assert.deepEqual(invisible.json(), { ErrorMessage: `Resource is not found (${path} | GET)` });
    assert.equal((await get(`/api/channels/${zeroGuid}?${admin}`)).statusCode, 404);
    const odd = await get(`/api/channels/7?${admin}`);
    assert.equal(odd.statusCode, 400);
    assert.equal(typeof odd.json().ErrorMessage, 'string');
  });
});

describe('eocortex server ids', () => {
  it('are always the same UUID for a streamserver, and its own where it is one', () => {
    assert.equal(serverGuid('local-1'), '176c2f94-d43b-52c8-85a1-c8d61f440826');
    assert.notEqual(serverGuid('local-2'), serverGuid('local-1'));
    assert.equal(serverGuid(yard.id.toUpperCase()), yard.id);
  });
});

describe('eocortex sign-in', () => {
  it('takes MD5 in the query in any letter case, and Basic', async () => {
    const { get } = serve();
    const hash = md5Of(adminPassword);
    for (const query of [admin, `LOGIN=admin&Password=${hash.toUpperCase()}&UserType=internal`]) {
      assert.equal((await get(`/api/channels?${query}`)).statusCode, 200, query);
    }
    assert.equal((await get('/api/channels', basic('admin', hash))).statusCode, 200);
  });

  it('lets an empty password be left out', async () => {
    const { core, get } = serve();
    core.people.push({ login: 'open', password: '', sees: [], blocked: false });
    for (const query of ['login=open', 'login=open&password=', `login=open&password=${md5Of('')}`]) {
      assert.equal((await get(`/api/channels?${query}`)).statusCode, 200, query);
    }
    assert.equal((await get('/api/channels', basic('open', ''))).statusCode, 200);
  });

  it('refuses everything else with 403, also for what is not served', async () => {
    const { core, get } = serve();
    core.people[1]!.blocked = true;
    const hash = md5Of(adminPassword);
    const queries = [
      '',
      'login=admin',
      `login=admin&password=${encodeURIComponent(adminPassword)}`,
      `login=nobody&password=${hash}`,
      `login=admin&login=admin&password=${hash}`,
      `${admin}&usertype=ActiveDirectory`,
      guest,
    ];
    for (const query of queries) {
      const response = await get(`/api/channels?${query}`);
      assert.equal(response.statusCode, 403, query);
      assert.deepEqual(response.json(), { ErrorMessage: 'Access is denied (/api/channels | GET)' });
    }
    for (const headers of [
      basic('admin', 'x'),
      { authorization: 'Basic !' },
      { authorization: 'Bearer x' },
    ]) {
      assert.equal((await get('/api/channels', headers)).statusCode, 403);
    }
    assert.equal((await get('/configure/channels')).statusCode, 403);
  });

  it('says what it does not serve and what it does not know', async () => {
    const { get } = serve();
    const later = await get(`/configure/channels?${admin}`);
    assert.equal(later.statusCode, 501);
    assert.match(later.json().ErrorMessage, /not served/);
    // Under each of its addresses: as written, as printed elsewhere in the reference, and long.
    for (const path of ['objects_counting', 'object_counting', 'v1/objects_counting']) {
      assert.equal((await get(`/api/${path}/current_counters?${admin}`)).statusCode, 501, path);
    }
    const unknown = await get('/api/nothing?login=x');
    assert.equal(unknown.statusCode, 404);
    assert.deepEqual(unknown.json(), { ErrorMessage: 'Resource is not found (/api/nothing | GET)' });
    const garbled = await get('/api/channels/%zz');
    assert.equal(garbled.statusCode, 400);
    assert.equal(typeof garbled.json().ErrorMessage, 'string');
  });
});
