import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { WrongAnswer } from './answers.ts';
import { registerContract } from './contract.ts';
import { type Answer, type Failure, installErrors } from './errors.ts';
import type { Handlers } from './handler.ts';
import type { OpenApiDocument } from './openapi.ts';

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Test', version: '1' },
  security: [{ bearer: [] }],
  paths: {
    '/hello': { get: { operationId: 'hello', security: [], responses: { 200: { description: 'ok' } } } },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
      get: {
        operationId: 'getThing',
        parameters: [
          { $ref: '#/components/parameters/Limit' },
          {
            name: 'tags',
            in: 'query',
            explode: false,
            schema: { type: 'array', items: { type: 'integer' } },
          },
          { name: 'deep', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
        },
      },
    },
    '/things': {
      post: {
        operationId: 'createThing',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
        },
        responses: {
          201: {
            description: 'made',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } },
          },
        },
      },
    },
    '/login': {
      post: {
        operationId: 'login',
        security: [],
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: {
                type: 'object',
                properties: { user: { type: 'string' }, age: { type: 'integer' } },
                required: ['user'],
              },
            },
          },
        },
        responses: { 204: { description: 'ok' } },
      },
    },
    '/files/{path}': {
      get: {
        operationId: 'getFile',
        parameters: [
          { name: 'path', in: 'path', required: true, 'x-multi-segment': true, schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'ok', content: { 'text/plain': { schema: { type: 'string' } } } } },
      },
    },
    '/later': { get: { operationId: 'later', responses: { 200: { description: 'ok' } } } },
  },
  components: {
    parameters: {
      Limit: {
        name: 'limit',
        in: 'query',
        schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      },
    },
    schemas: {
      Thing: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1 },
          size: { type: ['integer', 'null'] },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
          shape: {
            oneOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Flat' }],
            discriminator: { propertyName: 'kind', mapping: { round: '#/components/schemas/Round' } },
          },
        },
        required: ['name'],
        additionalProperties: false,
      },
      Round: {
        type: 'object',
        properties: { kind: { const: 'round' }, radius: { type: 'number' } },
        required: ['kind', 'radius'],
        additionalProperties: false,
      },
      Flat: { type: 'object', properties: { kind: { const: 'flat' } }, required: ['kind'] },
    },
  },
};

interface Thing {
  name: string;
  size?: number | null;
  parts?: Thing[];
}

/** As openapi-typescript writes them. */
interface TestOperations {
  hello: { parameters: { query?: never }; requestBody?: never; responses: { 200: { content?: never } } };
  getThing: {
    parameters: { query?: { limit?: number; tags?: number[]; deep?: boolean }; path: { id: string } };
    requestBody?: never;
    responses: { 200: { content: { 'application/json': Thing } } };
  };
  createThing: {
    parameters: { query?: never };
    requestBody: { content: { 'application/json': Thing } };
    responses: { 201: { content: { 'application/json': Thing } } };
  };
  login: {
    parameters: { query?: never };
    requestBody: { content: { 'application/x-www-form-urlencoded': { user: string; age?: number } } };
    responses: { 204: { content?: never } };
  };
  getFile: {
    parameters: { path: { path: string } };
    requestBody?: never;
    responses: { 200: { content: { 'text/plain': string } } };
  };
  later: { parameters: { query?: never }; responses: { 200: { content?: never } } };
}

const principal = { userId: 1, login: 'anna' } as Principal;

function serve(handlers: Handlers<TestOperations>, wrong: WrongAnswer[] = []): FastifyInstance {
  const app = Fastify({ logger: false });
  installErrors(app, answer);
  registerContract<TestOperations>(app, {
    document,
    handlers,
    authenticate: async (request) => {
      if (request.headers.authorization !== 'Bearer good')
        throw new VidetteError('unauthenticated', 'who are you?');
      return principal;
    },
    onAnswer: (answer) => wrong.push(answer),
  });
  return app;
}

function answer(failure: Failure): Answer {
  const statuses = { not_served: 501, no_route: 404, bug: 500 } as const;
  if (failure.kind === 'malformed')
    return { status: failure.status, body: { where: failure.where, issues: failure.issues } };
  if (failure.kind === 'refused')
    return {
      status: failure.error.code === 'unauthenticated' ? 401 : 409,
      body: { kind: failure.error.code },
    };
  return { status: statuses[failure.kind], body: { kind: failure.kind } };
}

const headers = { authorization: 'Bearer good' };
const id = '0190c8e4-0000-7000-8000-000000000001';

describe('a contract on a Fastify instance', () => {
  it('gives handlers typed parameters and fills defaults in', async () => {
    const seen: unknown[] = [];
    const app = serve({
      getThing: (call) => {
        seen.push(call.params, call.query, call.principal);
        return { name: 'a', size: null };
      },
    });
    const response = await app.inject({ url: `/things/${id}?tags=1,2&deep=true&unknown=x`, headers });
    assert.equal(response.statusCode, 200);
    assert.deepEqual(response.json(), { name: 'a', size: null });
    assert.deepEqual(seen, [{ id }, { limit: 20, tags: [1, 2], deep: true }, principal]);
  });

  it('refuses numbers that only JavaScript takes for one', async () => {
    const app = serve({ getThing: () => ({ name: 'a' }) });
    for (const limit of ['Infinity', '0x10', '1e999', '1.5', '', ' 5', '99999999999999999999', 'NaN']) {
      const response = await app.inject({ url: `/things/${id}?limit=${encodeURIComponent(limit)}`, headers });
      assert.equal(response.statusCode, 400, limit);
      assert.deepEqual(response.json().issues[0].field, ['limit']);
    }
  });

  it('names every wrong field of a body at once', async () => {
    const app = serve({ createThing: (call) => call.body });
    const response = await app.inject({
      method: 'POST',
      url: '/things',
      headers,
      payload: { name: '', size: 'x', more: 1 },
    });
    assert.equal(response.statusCode, 400);
    assert.deepEqual(
      response.json().issues.map((issue: { field: unknown }) => issue.field),
      [['more'], ['name'], ['size']],
    );
  });

  it('says of alternatives that a field tells apart only what is wrong with the one that was meant', async () => {
    const app = serve({ createThing: (call) => call.body });
    const issuesOf = async (shape: unknown) => {
      const payload = { name: 'a', shape };
      const response = await app.inject({ method: 'POST', url: '/things', headers, payload });
      return response.statusCode === 201 ? [] : response.json().issues;
    };
    assert.deepEqual(await issuesOf({ kind: 'round', radius: 1 }), []);
    const wrong = await issuesOf({ kind: 'round', radius: 'x' });
    assert.deepEqual(wrong, [{ field: ['shape', 'radius'], message: 'must be number', keyword: 'type' }]);
    for (const shape of [5, null, 'round', []])
      assert.deepEqual((await issuesOf(shape))[0].field, ['shape'], JSON.stringify(shape));
    for (const shape of [{ kind: 'square' }, { kind: 5 }, {}]) {
      const [first, ...more] = await issuesOf(shape);
      assert.deepEqual([first.field, more], [['shape', 'kind'], []], JSON.stringify(first));
    }
  });

  it('answers with the status of the contract, and follows references that loop', async () => {
    const app = serve({ createThing: (call) => call.body });
    const payload = { name: 'a', parts: [{ name: 'b', parts: [{ name: 'c' }] }] };
    const response = await app.inject({ method: 'POST', url: '/things', headers, payload });
    assert.equal(response.statusCode, 201);
    assert.deepEqual(response.json(), payload);
    payload.parts[0]!.parts[0]!.name = '';
    const wrong = await app.inject({ method: 'POST', url: '/things', headers, payload });
    assert.deepEqual(wrong.json().issues[0].field, ['parts', 0, 'parts', 0, 'name']);
  });

  it('refuses hostile bodies before the handler', async () => {
    let called = 0;
    const app = serve({ createThing: () => ({ name: `${++called}` }) });
    const bodies: [string | Buffer, string?][] = [
      ['{"name":'],
      [''],
      ['{"name":"a","__proto__":{"admin":true}}'],
      ['{"name":"a","constructor":{"prototype":{"x":1}}}'],
      ['{"name":"a\\u0000b"}'],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
      [`${'['.repeat(100_000)}${']'.repeat(100_000)}`],
      ['null'],
      ['name=a', 'application/x-www-form-urlencoded'],
    ];
    for (const [payload, type] of bodies) {
      const response = await app.inject({
        method: 'POST',
        url: '/things',
        headers: { ...headers, 'content-type': type ?? 'application/json' },
        payload,
      });
      assert.equal(response.statusCode, 400, String(payload).slice(0, 40));
    }
    assert.equal(called, 0);
  });

  it('answers 413 to a body over the limit and 415 to a media type it does not know', async () => {
    const app = serve({ createThing: (call) => call.body });
    const big = await app.inject({
      method: 'POST',
      url: '/things',
      headers,
      payload: { name: 'a'.repeat(1_100_000) },
    });
    assert.equal(big.statusCode, 413);
    const odd = await app.inject({
      method: 'POST',
      url: '/things',
      headers: { ...headers, 'content-type': 'text/xml' },
      payload: '<a/>',
    });
    assert.equal(odd.statusCode, 415);
  });

  it('reads forms', async () => {
    const seen: unknown[] = [];
    const app = serve({ login: (call) => void seen.push(call.body) });
    const post = (payload: string) =>
      app.inject({
        method: 'POST',
        url: '/login',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload,
      });
    assert.equal((await post('user=a%20b&age=7')).statusCode, 204);
    assert.deepEqual(seen, [{ user: 'a b', age: 7 }]);
    assert.equal((await post('age=7')).statusCode, 400);
    assert.equal((await post('user=a&user=b')).statusCode, 400);
  });

  it('authenticates before it reads, and also what it does not serve', async () => {
    const app = serve({ hello: () => undefined });
    assert.equal((await app.inject({ url: '/hello' })).statusCode, 200);
    assert.equal((await app.inject({ method: 'POST', url: '/things', payload: '{' })).statusCode, 401);
    assert.equal((await app.inject({ url: '/later' })).statusCode, 401);
    assert.equal((await app.inject({ url: '/later', headers })).statusCode, 501);
    assert.equal((await app.inject({ url: '/nowhere', headers })).statusCode, 404);
  });

  it('lets one parameter run over slashes', async () => {
    const app = serve({ getFile: (call) => call.params.path });
    const response = await app.inject({ url: '/files/a/b%2Fc/d.txt', headers });
    assert.equal(response.body, 'a/b/c/d.txt');
    assert.equal((await app.inject({ url: '/files/a%00b', headers })).statusCode, 400);
  });

  it('tells nothing of the inside when a handler breaks', async () => {
    const app = serve({ hello: () => Promise.reject(new Error('secret in /etc/passwd')) });
    const response = await app.inject({ url: '/hello' });
    assert.equal(response.statusCode, 500);
    assert.deepEqual(response.json(), { kind: 'bug' });
  });

  it('tells tests of an answer that does not fit the contract', async () => {
    const wrong: WrongAnswer[] = [];
    const app = serve({ getThing: () => ({ name: 5 as unknown as string }) }, wrong);
    await app.inject({ url: `/things/${id}`, headers });
    assert.deepEqual(
      wrong.map(({ operationId, issues }) => [operationId, issues[0]?.field]),
      [['getThing', ['name']]],
    );
  });

  it('refuses handlers of operations that the contract does not have', () => {
    assert.throws(() => serve({ nonsense: () => undefined } as object), /no operation nonsense/);
  });
});
