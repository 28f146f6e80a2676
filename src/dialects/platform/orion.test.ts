import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addOrganization, openTestPlatform } from '../../../test/harness/platform.ts';
import { credentials, fault, startOrion, wsdl } from '../../../test/peers/orion/server.ts';

const config = '/api/v1/orion/config';
const info = '/api/v1/orion/info';

test('the link is kept with a sealed password, and the service says what it is', async () => {
  await using platform = await openTestPlatform({ allowPrivate: true });
  await using orion = await startOrion();
  const { admin, db } = platform;
  assert.equal((await admin('GET', info)).status, 400, 'nothing is configured');
  const set = await admin('PUT', config, { wsdl_url: orion.wsdlUrl, ...credentials });
  const { updated_at, ...rest } = set.body;
  assert.deepEqual(rest, { wsdl_url: orion.wsdlUrl, login: 'vms', password: '********', organization_id: 1 });
  assert.ok(Date.parse(updated_at) > 0);
  const answer = await admin('GET', info);
  assert.deepEqual(answer.body, {
    service_version: '1.3.2',
    software_version: '1.20.3',
    software_name: 'Orion Pro',
    database_version: '41',
  });
  assert.deepEqual(
    orion.requests.map(({ method, path }) => `${method} ${path}`),
    ['GET /wsdl/IOrionPro', 'POST /soap/IOrionPro'],
  );
  const kept = await db.selectFrom('orion_links').selectAll().executeTakeFirstOrThrow();
  const audited = await db
    .selectFrom('audit_log')
    .select(['action', 'meta'])
    .where('action', 'like', 'orion%')
    .execute();
  assert.equal(audited[0]!.action, 'orion_create');
  for (const text of [JSON.stringify(kept), JSON.stringify(audited)])
    assert.ok(!text.includes(credentials.password));
});

test('a masked password stays, but does not go to another server', async () => {
  await using platform = await openTestPlatform({ allowPrivate: true });
  await using orion = await startOrion();
  await using thief = await startOrion();
  const { admin } = platform;
  const put = (body: object) => admin('PUT', config, body);
  const masked = { login: 'vms', password: '********' };
  assert.equal((await put({ wsdl_url: orion.wsdlUrl, ...masked })).status, 422);
  await put({ wsdl_url: orion.wsdlUrl, ...credentials });
  assert.equal((await put({ wsdl_url: `${orion.wsdlUrl}?again`, ...masked })).status, 200);
  assert.equal((await admin('GET', info)).status, 200);
  assert.equal((await put({ wsdl_url: thief.wsdlUrl, ...masked })).status, 422);
  // Nor to where a WSDL or a redirect sends the call.
  orion.answer = (request, response) => {
    if (request.method === 'GET') response.end(wsdl(thief.wsdlUrl));
    else return false;
    return true;
  };
  assert.equal((await admin('GET', info)).status, 503);
  orion.answer = (_request, response) => {
    response.writeHead(302, { location: thief.wsdlUrl }).end();
    return true;
  };
  assert.equal((await admin('GET', info)).status, 503);
  assert.equal(thief.requests.length, 2);
  assert.deepEqual(new Set(thief.requests.map(({ authorization }) => authorization)), new Set(['']));
});

test('what does not answer as it should is unavailable', async () => {
  await using platform = await openTestPlatform({ allowPrivate: true });
  const { admin } = platform;
  const orion = await startOrion();
  await admin('PUT', config, { wsdl_url: orion.wsdlUrl, ...credentials });
  const answers: Record<string, string> = {
    nothing: '',
    text: 'hello',
    'broken XML': '<definitions',
    'XML of something else': '<?xml version="1.0"?><html/>',
    'a WSDL without the service': '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>',
    'a WSDL that imports itself': `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/"><import namespace="x" location="${orion.wsdlUrl}?1"/><import namespace="y" location="${orion.wsdlUrl}?2"/></definitions>`,
    'a WSDL with missing parts': wsdl(orion.wsdlUrl).replace(/<portType[\s\S]*<\/portType>/, ''),
    entities: `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]><a>${'&c;'.repeat(1_000)}</a>`,
    'too much': `<!-- ${'x'.repeat(2_000_000)} -->`,
    'a fault': fault('no licence'),
  };
  for (const [name, text] of Object.entries(answers)) {
    orion.answer = (_request, response) => {
      response.end(text);
      return true;
    };
    const { status, body } = await admin('GET', info);
    assert.deepEqual([status, body.status], [503, 'temporarily_unavailable'], name);
  }
  orion.answer = (request, response) => {
    if (request.method === 'POST') response.writeHead(500).end(fault('no licence'));
    return request.method === 'POST';
  };
  assert.equal((await admin('GET', info)).status, 503);
  orion.answer = () => false;
  await admin('PUT', config, { wsdl_url: orion.wsdlUrl, login: 'vms', password: 'wrong' });
  assert.match((await admin('GET', info)).body.detail, /refuses the login/);
  await orion[Symbol.asyncDispose]();
  assert.equal((await admin('GET', info)).status, 503);
});

test('inner addresses are refused unless the settings allow them', async () => {
  await using platform = await openTestPlatform();
  await using orion = await startOrion();
  const { admin } = platform;
  for (const wsdl_url of [
    orion.wsdlUrl,
    'http://127.1/wsdl',
    'http://[::ffff:10.0.0.1]/wsdl',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    '/etc/passwd',
    '<?xml version="1.0"?><definitions/>',
  ]) {
    const { status, body } = await admin('PUT', config, { wsdl_url });
    assert.deepEqual([status, body.status], [400, 'invalid_request'], wsdl_url);
  }
  // A name tells nothing yet: what it leads to is looked at when it is used.
  const wsdl_url = `http://localhost:${orion.port}/wsdl`;
  assert.equal((await admin('PUT', config, { wsdl_url })).status, 200);
  const refused = await admin('GET', info);
  assert.equal(refused.status, 400);
  assert.match(refused.body.detail, /outbound\.allow_private/);
  assert.equal(orion.requests.length, 0);
  const login = await admin('PUT', config, { wsdl_url: 'http://a:b@orion.example.org/' });
  assert.equal(login.status, 422);
});

test('each organisation has its own link, and only who may sees it', async () => {
  await using platform = await openTestPlatform({ allowPrivate: true });
  await using orion = await startOrion();
  const permissions = ['orion_read', 'orion_update'] as const;
  const stranger = await platform.user({
    permissions,
    organizationId: await addOrganization(platform, 'Other'),
  });
  const nobody = await platform.user({ permissions: [] });
  await platform.admin('PUT', config, { wsdl_url: orion.wsdlUrl, ...credentials });
  assert.equal((await stranger('GET', info)).status, 400);
  assert.equal((await nobody('GET', info)).status, 403);
  assert.equal((await nobody('PUT', config, { wsdl_url: orion.wsdlUrl })).status, 403);
});
