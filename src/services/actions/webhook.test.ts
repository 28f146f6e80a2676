import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { openTestAccess } from '../../../test/harness/access.ts';
import { OutboundGuard } from '../outbound/guard.ts';
import { occasion, order } from './occasion.fixture.ts';
import { secretContext, webhook } from './webhook.ts';

async function receive(answer: (response: ServerResponse) => void = (response) => response.end()) {
  const requests: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    requests.push({ headers: request.headers, body: await text(request) });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=1`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const refused = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof VidetteError && error.code === code && message.test(error.message);

test('what happened is posted as JSON, signed with the secret of the scenario', async () => {
  await using people = await openTestAccess();
  await using receiver = await receive();
  const { vault, clock } = people;
  const guard = new OutboundGuard({ allowPrivate: true });
  const post = webhook({ guard, vault, clock, version: '0.1.0' });
  const of = occasion();
  const secret = vault.seal('a secret of the test', secretContext(of.scenario.id));
  await post(order({ kind: 'webhook', url: receiver.url, secret }, of));
  const [got] = receiver.requests;
  // As docs/integrations/webhooks.md tells receivers to check it.
  const { t, v1 } = Object.fromEntries(
    String(got!.headers['x-vidette-signature'])
      .split(',')
      .map((part) => part.split('=') as [string, string]),
  );
  assert.equal(Number(t), Math.floor(clock.utcMs() / 1000));
  assert.equal(v1, createHmac('sha256', 'a secret of the test').update(`${t}.${got!.body}`).digest('hex'));
  assert.equal(got!.headers['idempotency-key'], '0c3c4f9e-92a7-4d38-8a83-93e1f6a5b001');
  assert.equal(got!.headers['content-type'], 'application/json');
  assert.deepEqual(JSON.parse(got!.body), {
    action_id: '0c3c4f9e-92a7-4d38-8a83-93e1f6a5b001',
    scenario: of.scenario,
    phase: 'begin',
    event: {
      event_id: of.event.id,
      revision: 1,
      event_type: 'line_crossing',
      event_action: 'appeared',
      camera_id: of.camera!.id,
      camera_name: 'Yard',
      place_id: 3,
      place_name: 'Works',
      begin: of.atMs,
      end: null,
      name: 'Fence',
      object_id: 'o-1',
      obj_class: 1,
      bbox: [0.1, 0.2, 0.3, 0.4],
      details: {
        line: [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
        direction: 'a_to_b',
      },
      snapshot: true,
      crop: false,
    },
  });
  await post(order({ kind: 'webhook', url: receiver.url }, of));
  assert.equal(receiver.requests[1]!.headers['x-vidette-signature'], undefined);
});

test('refusals are final, trouble and being busy are not; redirects are not followed', async () => {
  await using people = await openTestAccess();
  const guard = new OutboundGuard({ allowPrivate: true });
  const post = webhook({ ...people, guard, version: '0.1.0' });
  const answers: [number, string, Record<string, string>][] = [
    [301, 'conflict', { location: 'http://127.0.0.1:1/' }],
    [307, 'conflict', { location: 'http://127.0.0.1:1/' }],
    [400, 'conflict', {}],
    [401, 'conflict', {}],
    [404, 'conflict', {}],
    [410, 'conflict', {}],
    [408, 'unavailable', {}],
    [429, 'unavailable', { 'retry-after': '120' }],
    [500, 'unavailable', {}],
    [503, 'unavailable', { 'retry-after': 'Fri, 05 Jun 2026 12:00:00 GMT' }],
  ];
  for (const [status, code, headers] of answers) {
    await using receiver = await receive((response) => void response.writeHead(status, headers).end());
    await assert.rejects(post(order({ kind: 'webhook', url: receiver.url })), (error: unknown) => {
      assert.ok(error instanceof VidetteError);
      assert.deepEqual([error.code, error.message], [code, `the receiver answers ${status}`]);
      assert.equal(error.retryAfterMs, status === 429 ? 120_000 : undefined);
      return true;
    });
  }
});

test('with a status of 2xx it has arrived, whatever follows', async () => {
  await using people = await openTestAccess();
  const post = webhook({ ...people, guard: new OutboundGuard({ allowPrivate: true }), version: '0.1.0' });
  const pages: ((response: ServerResponse) => void)[] = [
    (response) => response.end(Buffer.alloc(1_000_000)),
    (response) => response.write('it goes on and on'),
    (response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('it breaks off');
      setImmediate(() => response.destroy());
    },
  ];
  for (const page of pages) {
    await using receiver = await receive(page);
    await post(order({ kind: 'webhook', url: receiver.url }));
  }
});

test('nobody there is passing trouble; an inner address is none at all, also when its name changed meanwhile', async () => {
  await using people = await openTestAccess();
  const { url } = await (async () => {
    await using gone = await receive();
    return gone;
  })();
  const open = webhook({ ...people, guard: new OutboundGuard({ allowPrivate: true }), version: '0.1.0' });
  await assert.rejects(open(order({ kind: 'webhook', url })), refused('unavailable', /ECONNREFUSED/));

  await using inner = await receive();
  const port = new URL(inner.url).port;
  let address = '203.0.114.1';
  const guard = new OutboundGuard({
    allowPrivate: false,
    resolve: (_host, _options, done) => done(null, [{ address, family: 4 }]),
  });
  const hook = `http://hooks.example.org:${port}/`;
  assert.ok(guard.check(hook), 'fine when the scenario was written');
  address = '127.0.0.1';
  const closed = webhook({ ...people, guard, version: '0.1.0' });
  await assert.rejects(closed(order({ kind: 'webhook', url: hook })), refused('conflict', /private address/));
  assert.deepEqual(inner.requests, []);
});
