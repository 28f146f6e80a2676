/** Requests that nobody sends in good faith: every dialect answers each of them, and nothing inside breaks. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { loadContract, type Operation, operationsOf } from '#dialects/shared/openapi.ts';
import { openTestApp, type TestApp, takeFailures } from '../harness/app.ts';
import { picture } from '../harness/uploads.ts';
import { anpr } from './examples/anpr.ts';
import { eocortex } from './examples/eocortex.ts';
import { ipcamera } from './examples/ipcamera.ts';
import { platform } from './examples/platform.ts';
import { rotoclear } from './examples/rotoclear.ts';
import { vidette } from './examples/vidette.ts';
import { formMutationsOf } from './form-mutations.ts';
import { mutationsOf, tenMegabytes } from './mutations.ts';
import { requestOf } from './request.ts';
import type { Credentials, Subject } from './subject.ts';

const nasty = fc.oneof(
  fc.constantFrom(
    '',
    '..',
    '../../etc/passwd',
    '%2e%2e%2f',
    '%00',
    '%ff',
    '%',
    "' OR 1=1 --",
    '-1',
    '0',
    '9007199254740993',
    '99999999999',
    '1e309',
    'NaN',
    '__proto__',
    '[object Object]',
    '00000000-0000-0000-0000-000000000000',
    '2024-02-30T25:61:00Z',
    'a'.repeat(2_000),
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer().map(String),
);

const leaf = fc.oneof(nasty, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const body = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .dictionary(
      fc.constantFrom(
        'name',
        'source',
        'query',
        'place_id',
        'username',
        'password',
        'camera_id',
        'token',
        'range_start',
      ),
      leaf,
    )
    .map((value) => JSON.stringify(value)),
);

const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/json; charset=utf-16',
  '',
];

for (const subject of [platform, vidette, eocortex, rotoclear, ipcamera, anpr]) {
  describe(`hostile requests to ${subject.name}`, () => attack(subject));
}

function attack(subject: Subject): void {
  const served = operationsOf(loadContract(subject.name)).filter(({ id }) => subject.served.includes(id));
  // An endless answer would keep the test.
  const finite = served.filter(({ id }) => !(subject.name === 'ipcamera' && id === 'getStream'));
  let core: TestApp;
  let app: FastifyInstance;
  let credentials: Credentials;

  before(async () => {
    core = await openTestApp();
    app = await subject.start(core, () => {});
    await subject.examples(core);
    credentials = await subject.signIn(app, core);
    takeFailures();
  });
  after(async () => {
    await app.close();
    await core[Symbol.asyncDispose]();
  });

  it('break nothing inside', async () => {
    const request = fc.record({
      operation: fc.constantFrom(...finite),
      method: fc.constantFrom(null, null, null, 'GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'),
      params: fc.array(nasty, { minLength: 3, maxLength: 3 }),
      query: fc.dictionary(
        fc.constantFrom('limit', 'cursor', 'place_id', 'stream_id', 'ts_from', 'ts_to', 'quality', 'status'),
        nasty,
      ),
      body,
      type: fc.constantFrom(...types),
      signedIn: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, method, params, query, body, type, signedIn }) => {
        core.clock.pass(1_000);
        const verb = method ?? operation.method;
        const proof = signedIn ? credentials : {};
        const response = await app.inject({
          method: verb as 'GET',
          url: `${pathOf(operation, params)}?${new URLSearchParams({ ...query, ...proof.query })}`,
          headers: { ...proof.headers, ...(type !== '' && { 'content-type': type }) },
          ...(verb !== 'GET' && verb !== 'HEAD' && { payload: body }),
        });
        assert.notEqual(response.statusCode, 500, response.body);
        assert.deepEqual(takeFailures(), []);
      }),
      { numRuns: 250 },
    );
  });

  it('are refused in the form of the API when they are too large', async (t) => {
    const target = finite.find(({ body }) => 'application/json' in body);
    if (!target) return t.skip('no served operation takes JSON');
    core.clock.pass(1_000);
    const response = await app.inject({
      method: target.method as 'POST',
      url: pathOf(target, ['1']),
      headers: { ...credentials.headers },
      payload: oversized,
    });
    assert.ok([400, 413].includes(response.statusCode), response.body.slice(0, 200));
    assert.match(String(response.headers['content-type']), /^application\/json/);
    assert.equal('statusCode' in response.json(), false, 'the framework answered in its own form');
  });
}

for (const subject of [platform, vidette]) {
  describe(`bodies of the ${subject.name} API made wrong`, () => mutate(subject));
}

describe('forms of the platform API made wrong', () => {
  const takers = operationsOf(loadContract('platform')).filter(
    ({ id, body }) => platform.served.includes(id) && 'multipart/form-data' in body,
  );
  let core: TestApp;
  let app: FastifyInstance;
  let examples: Awaited<ReturnType<Subject['examples']>>;

  before(async () => {
    core = await openTestApp();
    app = await platform.start(core, () => {});
    examples = await platform.examples(core);
    takeFailures();
  });
  after(async () => {
    await app.close();
    await core[Symbol.asyncDispose]();
  });

  for (const operation of takers)
    it(`${operation.id} refuses them in the documented form`, async () => {
      const credentials = await platform.signIn(app, core);
      const request = requestOf(operation, examples[operation.id]!, credentials);
      for (const { name, payload, type, isWrong } of formMutationsOf('upload_data', await picture())) {
        const headers = { ...request.headers, 'content-type': type };
        const response = await app.inject({ ...request, headers, payload });
        const { statusCode } = response;
        const told = `${name}: ${statusCode} ${response.body.slice(0, 300)}`;
        assert.ok(statusCode < 500, told);
        assert.deepEqual(takeFailures(), [], told);
        if (isWrong) assert.ok(statusCode >= 400, told);
        if (statusCode >= 400) assertDocumented(statusCode, response.json(), told);
      }
      const good = await app.inject(request);
      assert.equal(good.statusCode, 200, good.body);
    });
});

function mutate(subject: Subject): void {
  const document = loadContract(subject.name);
  const takers = operationsOf(document).filter(
    ({ id, body }) => subject.served.includes(id) && 'application/json' in body,
  );
  let core: TestApp;
  let app: FastifyInstance;
  let examples: Awaited<ReturnType<Subject['examples']>>;

  before(async () => {
    core = await openTestApp();
    app = await subject.start(core, () => {});
    examples = await subject.examples(core);
    takeFailures();
  });
  after(async () => {
    await app.close();
    await core[Symbol.asyncDispose]();
  });

  for (const operation of takers) {
    it(`${operation.id} refuses them in the documented form`, async () => {
      const example = examples[operation.id]!;
      const body = example.body as Record<string, unknown>;
      const credentials = await subject.signIn(app, core);
      // An odd new password is a password, and would end the login that asks.
      const mutations = mutationsOf(document, operation, body).filter(
        ({ isWrong }) => isWrong || operation.id !== 'updateCurrentUserPassword',
      );
      const bodies = fc.constantFrom(...mutations, tenMegabytes);
      await fc.assert(
        fc.asyncProperty(bodies, async ({ name, payload, isWrong }) => {
          core.clock.pass(1_000);
          const request = requestOf(operation, example, credentials);
          const response = await app.inject({ ...request, payload });
          const { statusCode } = response;
          const told = `${name}: ${statusCode} ${response.body.slice(0, 300)}`;
          assert.ok(statusCode < 500 || statusCode === 503, told);
          assert.deepEqual(takeFailures(), [], told);
          if (isWrong) assert.ok(statusCode >= 400, told);
          if (statusCode >= 400) assertDocumented(statusCode, response.json(), told);
        }),
        { numRuns: 40, endOnFailure: true },
      );
    });
  }
}

/** `{detail: [{loc, msg, type}]}` for 422, `{status, status_code, detail}` for all else. */
function assertDocumented(status: number, body: Record<string, unknown>, told: string): void {
  if (status !== 422) {
    assert.deepEqual(Object.keys(body).sort(), ['detail', 'status', 'status_code'], told);
    assert.equal(body.status_code, status, told);
    return;
  }
  assert.deepEqual(Object.keys(body), ['detail'], told);
  for (const issue of body.detail as Record<string, unknown>[])
    assert.deepEqual(Object.keys(issue).sort(), ['loc', 'msg', 'type'], told);
}

/** More than the limit of 1 MiB. */
const oversized = { name: 'x'.repeat(2 ** 21) };

function pathOf(operation: Operation, values: readonly string[]): string {
  let next = 0;
  return operation.path.replaceAll(/\{[^}]+\}/g, () => {
    const value = values[next++ % values.length]!;
    // Broken escapes go as they are, everything else is escaped once.
    return value.startsWith('%') ? value : encodeURIComponent(value);
  });
}
