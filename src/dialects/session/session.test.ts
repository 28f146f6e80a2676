import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import { authenticateRequest } from '#services/access/request.ts';
import { adminPassword, openTestAccess, type TestAccess } from '../../../test/harness/access.ts';
import { sessionPlugin } from './plugin.ts';

interface Site extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly people: TestAccess;
  call(method: 'GET' | 'POST' | 'DELETE', url: string, options?: InjectOptions): Promise<Reply>;
  login(): Promise<{ cookie: string; csrf: string }>;
}

interface Reply {
  readonly status: number;
  readonly body: {
    status?: string;
    status_code?: number;
    detail?: string;
    csrf_token?: string;
    token?: string;
    user?: Record<string, unknown>;
  };
  readonly headers: Record<string, unknown>;
}

async function openSite(env: Record<string, string> = {}): Promise<Site> {
  const people = await openTestAccess(env);
  const app = Fastify();
  await app.register(sessionPlugin, { access: people.access, people: people.people, sessionHours: 1 });
  const call: Site['call'] = async (method, url, options = {}) => {
    const reply = await app.inject({ method, url, ...options });
    return { status: reply.statusCode, body: reply.body === '' ? {} : reply.json(), headers: reply.headers };
  };
  return {
    app,
    people,
    call,
    async login() {
      const reply = await call('POST', '/session', { payload: { login: 'admin', password: adminPassword } });
      assert.equal(reply.status, 200);
      return { cookie: String(reply.headers['set-cookie']).split(';')[0]!, csrf: reply.body.csrf_token! };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await people[Symbol.asyncDispose]();
    },
  };
}

test('signing in sets a cookie out of reach of scripts and tells who it is', async () => {
  await using site = await openSite();
  const reply = await site.call('POST', '/session', {
    payload: { login: 'Admin@Vidette.local', password: adminPassword },
  });
  assert.equal(reply.status, 200);
  assert.equal(reply.body.user?.login, 'admin');
  assert.equal(reply.body.user?.is_superuser, true);
  assert.match(
    String(reply.headers['set-cookie']),
    /^vidette_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=3600$/,
  );
  assert.ok(!JSON.stringify(reply.body).includes('argon2'));
});

test('the session is told again, with the same CSRF token, and ends on request', async () => {
  await using site = await openSite();
  const { cookie, csrf } = await site.login();
  const headers = { cookie };
  const again = await site.call('GET', '/session', { headers });
  assert.deepEqual([again.status, again.body.csrf_token], [200, csrf]);
  assert.equal(
    (await site.call('DELETE', '/session', { headers: { cookie, 'x-csrf-token': csrf } })).status,
    204,
  );
  assert.equal((await site.call('GET', '/session', { headers })).status, 401);
});

test('without a session nothing is told', async () => {
  await using site = await openSite();
  for (const headers of [
    {},
    { cookie: 'vidette_session=' },
    { cookie: 'vidette_session=forged' },
    { cookie: 'other=1' },
  ]) {
    const reply = await site.call('GET', '/session', { headers });
    assert.equal(reply.status, 401);
    assert.equal(reply.body.status, 'unauthenticated');
    assert.equal(reply.body.status_code, 401);
  }
});

test('a write by cookie needs the CSRF token of this session', async () => {
  await using site = await openSite();
  const { cookie } = await site.login();
  const other = await site.login();
  for (const token of [undefined, '', 'wrong', other.csrf]) {
    const headers = { cookie, ...(token === undefined ? {} : { 'x-csrf-token': token }) };
    const reply = await site.call('DELETE', '/session', { headers });
    assert.deepEqual([reply.status, reply.body.status], [403, 'unauthorized']);
  }
});

test('a page of another site can neither use nor make a session', async () => {
  await using site = await openSite();
  const { cookie } = await site.login();
  const headers = { cookie, 'sec-fetch-site': 'cross-site' };
  assert.equal((await site.call('GET', '/session', { headers })).status, 403);
  const payload = { login: 'admin', password: adminPassword };
  assert.equal((await site.call('POST', '/session', { headers, payload })).status, 403);
});

test('wrong passwords answer 401, too many of them 429 with the time to wait', async () => {
  await using site = await openSite({ VIDETTE_LOGIN_ATTEMPTS: '3', VIDETTE_LOGIN_LOCK_SECONDS: '7' });
  const payload = { login: 'admin', password: 'wrong' };
  for (let n = 0; n < 3; n++) assert.equal((await site.call('POST', '/session', { payload })).status, 401);
  const locked = await site.call('POST', '/session', {
    payload: { login: 'admin', password: adminPassword },
  });
  assert.deepEqual(
    [locked.status, locked.body.status, locked.headers['retry-after']],
    [429, 'too_many_requests', '7'],
  );
});

test('malformed and oversized bodies are refused as such', async () => {
  await using site = await openSite();
  const bodies: InjectOptions[] = [
    { payload: {} },
    { payload: { login: 'admin' } },
    { payload: { login: ['admin'], password: {} } },
    { payload: '{', headers: { 'content-type': 'application/json' } },
    { payload: 'null', headers: { 'content-type': 'application/json' } },
  ];
  for (const options of bodies) {
    const reply = await site.call('POST', '/session', options);
    assert.deepEqual([reply.status, reply.body.status], [400, 'invalid_request'], JSON.stringify(options));
  }
  const large = await site.call('POST', '/session', {
    payload: { login: 'x'.repeat(2_000_000), password: 'x' },
  });
  assert.equal(large.status, 413);
  const form = { payload: 'login=admin', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  assert.equal((await site.call('POST', '/session', form)).status, 415);
});

test('over HTTPS the cookie is never sent in the clear', async () => {
  const people = await openTestAccess();
  const app = Fastify({ trustProxy: '127.0.0.1' });
  await app.register(sessionPlugin, { access: people.access, people: people.people, sessionHours: 1 });
  const payload = { login: 'admin', password: adminPassword };
  const reply = await app.inject({
    method: 'POST',
    url: '/session',
    payload,
    headers: { 'x-forwarded-proto': 'https' },
  });
  assert.match(String(reply.headers['set-cookie']), /; Secure$/);
  await app.close();
  await people[Symbol.asyncDispose]();
});

test('a media token comes from a session or a bearer token and opens its camera', async () => {
  await using site = await openSite();
  const { access } = site.people;
  const { cookie, csrf } = await site.login();
  const payload = { camera: 'cam-1' };
  const bySession = await site.call('POST', '/session/media-token', {
    payload,
    headers: { cookie, 'x-csrf-token': csrf },
  });
  const pair = await access.loginWithPassword('admin', adminPassword, { address: '', userAgent: '' });
  const headers = { authorization: `Bearer ${pair.accessToken}` };
  const byToken = await site.call('POST', '/session/media-token', { payload, headers });
  for (const { status, body } of [bySession, byToken]) {
    assert.equal(status, 200);
    const request = { method: 'GET', headers: {}, address: '' };
    const media = (camera: string) => ({ ...request, media: { camera, token: body.token! } });
    assert.equal((await authenticateRequest(access, media('cam-1')))?.via, 'url');
    await assert.rejects(authenticateRequest(access, media('cam-2')), VidetteError);
    assert.equal(await authenticateRequest(access, request), null);
  }
  assert.equal((await site.call('POST', '/session/media-token', { payload })).status, 401);
  const path = { payload: { camera: '../etc' }, headers };
  assert.equal((await site.call('POST', '/session/media-token', path)).status, 400);
});

test('a bearer token counts before a cookie, and a broken one is not passed over', async () => {
  await using site = await openSite();
  const { cookie } = await site.login();
  const asked = (authorization: string) => ({
    method: 'POST',
    headers: { cookie, authorization },
    address: '',
  });
  for (const authorization of ['Bearer', 'Bearer ', 'Bearer a b', 'bearer x'])
    await assert.rejects(
      authenticateRequest(site.people.access, asked(authorization)),
      VidetteError,
      authorization,
    );
  const write = authenticateRequest(site.people.access, { method: 'POST', headers: { cookie }, address: '' });
  await assert.rejects(write, /X-CSRF-Token/);
});
