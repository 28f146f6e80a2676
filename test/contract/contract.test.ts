/**
 * Walks every operation of every contract. Served: a valid call answers what the schema says; a call without credentials and a
 * malformed one answer the documented error. Not served: 501 in the API's error form, and only to whoever is signed in.
 */
import assert from 'node:assert/strict';
import { get, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { WrongAnswer } from '#dialects/shared/answers.ts';
import { startListener } from '#dialects/shared/listener.ts';
import { loadContract, type Operation, operationsOf } from '#dialects/shared/openapi.ts';
import { ContractValidator } from '#dialects/shared/validation.ts';
import { openTestApp, type TestApp, takeFailures } from '../harness/app.ts';
import { anpr } from './examples/anpr.ts';
import { eocortex } from './examples/eocortex.ts';
import { ipcamera } from './examples/ipcamera.ts';
import { platform } from './examples/platform.ts';
import { rotoclear } from './examples/rotoclear.ts';
import { vidette } from './examples/vidette.ts';
import { requestOf } from './request.ts';
import type { Credentials, Example, Subject } from './subject.ts';

for (const subject of [platform, vidette, eocortex, rotoclear, ipcamera, anpr]) {
  describe(`the ${subject.name} contract`, () => walk(subject));
}

function walk(subject: Subject): void {
  const document = loadContract(subject.name);
  const validator = new ContractValidator(document);
  const operations = operationsOf(document);
  const wrong: WrongAnswer[] = [];
  let core: TestApp;
  let app: FastifyInstance;
  let examples: Readonly<Record<string, Example>>;

  before(async () => {
    core = await openTestApp();
    app = await subject.start(core, (answer) => wrong.push(answer));
    examples = await subject.examples(core);
  });
  after(async () => {
    assert.deepEqual(takeFailures(), []);
    await app.close();
    await core[Symbol.asyncDispose]();
  });

  const call = async (operation: Operation, example: Example, credentials: Credentials) => {
    // Budgets of requests per second are tested elsewhere.
    core.clock.pass(1_000);
    wrong.length = 0;
    const response = await app.inject(requestOf(operation, example, credentials));
    assert.deepEqual(wrong, []);
    return response;
  };
  const expectError = (response: LightMyRequestResponse, statuses: readonly number[]) => {
    assert.ok(statuses.includes(response.statusCode), `${response.statusCode}: ${response.body}`);
    const schema = subject.errorSchema(response.statusCode);
    if (schema === null) return;
    const issues = validator.check(`/components/schemas/${schema}`, response.json());
    assert.equal(issues, null, response.body);
  };

  it('has an example of each served operation', () => {
    assert.deepEqual(Object.keys(examples).sort(), [...subject.served].sort());
  });

  for (const operation of operations) {
    const isServed = subject.served.includes(operation.id);
    const needsSignIn =
      operation.security.length > 0 && operation.security.every((one) => Object.keys(one).length > 0);
    const isProtected = needsSignIn || (operation.security.length > 0 && subject.name === 'ipcamera');

    if (isServed) {
      it(`${operation.id} answers a valid call as its schema says`, async () => {
        const example = examples[operation.id]!;
        const credentials = await subject.signIn(app, core);
        if (example.isEndless) return assertBegins(operation, requestOf(operation, example, credentials));
        const response = await call(operation, example, credentials);
        assert.match(String(response.statusCode), /^2/, response.body);
        assert.ok(operation.responses[response.statusCode], `${response.statusCode} is not documented`);
      });
    } else {
      it(`${operation.id} is not served and says so`, async () => {
        const response = await call(operation, {}, await subject.signIn(app, core));
        expectError(response, [501]);
      });
    }
    if (isProtected && operation.path !== '/ws') {
      it(`${operation.id} refuses a call without credentials`, async () => {
        const response = await call(operation, { ...examples[operation.id], body: undefined }, {});
        expectError(response, [subject.unauthenticated]);
      });
    }
    if (isServed && Object.keys(operation.body).length > 0) {
      it(`${operation.id} refuses malformed bodies`, async () => {
        const credentials = await subject.signIn(app, core);
        for (const payload of malformedBodies) {
          const request = requestOf(operation, { ...examples[operation.id], body: undefined }, credentials);
          core.clock.pass(1_000);
          const type = Object.keys(operation.body)[0]!;
          const headers = { ...request.headers, 'content-type': type };
          const response = await app.inject({ ...request, headers, payload });
          expectError(response, subject.malformed);
        }
      });
    }
    for (const parameter of isServed ? operation.parameters.filter(isTyped) : []) {
      const { name, in: place } = parameter.value;
      it(`${operation.id} refuses a malformed ${name}`, async () => {
        const example = examples[operation.id]!;
        const garbled = { [name]: '~not~this~' };
        const changed =
          place === 'path'
            ? { ...example, params: { ...example.params, ...garbled } }
            : { ...example, query: { ...example.query, ...garbled } };
        const response = await call(operation, changed, await subject.signIn(app, core));
        expectError(response, subject.malformed);
      });
    }
  }

  async function assertBegins(operation: Operation, request: ReturnType<typeof requestOf>): Promise<void> {
    const separate = await subject.start(core, (answer) => wrong.push(answer));
    const running = await startListener(separate, [{ host: '127.0.0.1', port: 0 }]);
    try {
      const credentials = await subject.signIn(separate, core);
      const headers = { ...request.headers, ...credentials.headers };
      const answer = await new Promise<IncomingMessage>((resolve, reject) =>
        get(running.urls[0] + request.url, { headers }, resolve).on('error', reject),
      );
      answer.on('error', () => {});
      const type = String(answer.headers['content-type']).split(';')[0]!;
      assert.equal(answer.statusCode, 200);
      assert.ok(type in (operation.responses[200]?.value.content ?? {}), type);
      await new Promise((resolve) => answer.once('data', resolve));
    } finally {
      await running.close(0);
    }
  }
}

const malformedBodies = [
  '',
  '{"',
  '[]',
  'null',
  '"text"',
  '\u0000',
  '{"__proto__": {}}',
  Buffer.from([0xff, 0xfe, 0x7b]),
];

/** Not every text fits it. */
function isTyped({ value }: Operation['parameters'][number]): boolean {
  if (value.in !== 'path' && value.in !== 'query') return false;
  const schema = value.schema ?? {};
  return (
    '$ref' in schema || schema.type === 'integer' || schema.type === 'boolean' || schema.format !== undefined
  );
}
