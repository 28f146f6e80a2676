import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { insertOrganization } from '#stores/people.ts';
import { addUser } from '../../../test/harness/access.ts';
import { openTestApp, type TestApp, takeFailures } from '../../../test/harness/app.ts';
import { entries, report } from '../../services/events/reports.fixture.ts';
import { type RunningListener, startListener } from '../shared/listener.ts';

const client = { address: '127.0.0.1', userAgent: 'test' };
const password = 'a password of some length';
let core: TestApp;
let running: RunningListener;
let cameraIds: string[];

before(async () => {
  core = await openTestApp();
  running = await startListener(await core.vidette(), [{ host: '127.0.0.1', port: 0 }]);
  cameraIds = (await core.cameras.all(core.admin)).map(({ id }) => id);
});
after(async () => {
  await running.close(0);
  await core[Symbol.asyncDispose]();
  assert.deepEqual(takeFailures(), []);
});

interface Message {
  readonly kind: string;
  readonly change?: number;
  readonly event?: { readonly event_id: string; readonly change: number; readonly camera_id: string | null };
}

class Listening {
  readonly socket: WebSocket;
  readonly messages: Message[] = [];
  readonly #woken = new Set<() => void>();
  closed: number | null = null;

  constructor(token: string, query = '') {
    const url = `${running.urls[0]!.replace('http', 'ws')}/api/v1/events/live${query}`;
    this.socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    const wake = () => {
      for (const one of this.#woken) one();
    };
    this.socket.on('message', (data) => {
      this.messages.push(JSON.parse(String(data)) as Message);
      wake();
    });
    this.socket.on('close', (code) => {
      this.closed = code;
      wake();
    });
  }

  async until(what: (one: Listening) => boolean): Promise<void> {
    while (!what(this))
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#woken.delete(wake);
          resolve();
        };
        this.#woken.add(wake);
      });
  }

  async hello(): Promise<this> {
    await this.until(({ messages }) => messages.some(({ kind }) => kind === 'hello'));
    return this;
  }

  get eventIds(): string[] {
    return this.messages.flatMap(({ event }) => event?.event_id ?? []);
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.until(({ closed }) => closed !== null);
  }
}

async function tokenOf(name: string, secret: string): Promise<string> {
  return (await core.access.loginWithPassword(name, secret, client)).accessToken;
}

const adminToken = async () => await tokenOf('admin', core.settings.admin.password!);

function motion(cameraId: string, beginMs = Date.now()) {
  return report({ cameraId, beginMs });
}

async function store(...reports: ReturnType<typeof motion>[]): Promise<string[]> {
  await core.eventLog.store(randomUUID(), entries(reports));
  return reports.map(({ id }) => id);
}

test('says hello, then what happens, filtered as asked', async () => {
  const token = await adminToken();
  const all = await new Listening(token).hello();
  const one = await new Listening(token, `?camera_id=${cameraIds[1]}&event_type=motion_detection`).hello();
  assert.deepEqual(all.messages, [{ kind: 'hello', change: core.eventLog.change }]);
  const [first, second] = await store(motion(cameraIds[0]!), motion(cameraIds[1]!));
  await all.until(({ eventIds }) => eventIds.length === 2);
  await one.until(({ eventIds }) => eventIds.length === 1);
  assert.deepEqual(all.eventIds, [first, second]);
  assert.deepEqual(one.eventIds, [second]);
  await Promise.all([all.close(), one.close()]);
});

test('goes on behind the last change that was seen, each event once', async () => {
  const token = await adminToken();
  const seen = core.eventLog.change;
  const before = await store(...Array.from({ length: 700 }, () => motion(cameraIds[0]!)));
  const back = new Listening(token, `?after=${seen}`);
  const later = await store(motion(cameraIds[0]!));
  await back.until(({ eventIds }) => eventIds.length >= 701);
  assert.deepEqual(back.eventIds, [...before, ...later]);
  assert.deepEqual(
    back.messages.slice(1).map(({ event }) => event!.change),
    Array.from({ length: 701 }, (_, index) => seen + 1 + index),
  );
  await back.close();
});

test('who was away for too long, or knows changes that never were, is sent to the lists', async () => {
  const back = await new Listening(await adminToken(), `?after=${core.eventLog.change + 5}`).hello();
  await back.until(({ messages }) => messages.length === 2);
  assert.deepEqual(back.messages[1], { kind: 'behind', change: core.eventLog.change });
  const ids = await store(motion(cameraIds[0]!));
  await back.until(({ eventIds }) => eventIds.length === 1);
  assert.deepEqual(back.eventIds, ids);
  await back.close();
});

test('an event of another organisation is not told, and rights that are taken away count at once', async () => {
  const elsewhere = await insertOrganization(core.db, { name: 'Far', description: '', isInternal: false });
  const order = { email: 'far@example.org', password, permissions: ['event_read'] };
  const { id } = await addUser(core, order);
  const near = await new Listening(await tokenOf(order.email, password)).hello();
  const [told] = await store(motion(cameraIds[0]!));
  await near.until(({ eventIds }) => eventIds.length === 1);
  await core.db.updateTable('users').set({ organization_id: elsewhere }).where('id', '=', id).execute();
  core.access.forget();
  // Logins are proved anew in turns: two of them later nothing of the other organisation comes any more.
  const proof = await new Listening(await tokenOf(order.email, password)).hello();
  await store(motion(cameraIds[0]!));
  await core.db.updateTable('roles').set({ name: 'gone' }).where('name', 'like', 'role of far%').execute();
  await core.db.deleteFrom('role_permissions').where('permission', '=', 'event_read').execute();
  core.access.forget();
  await Promise.all([near, proof].map((one) => one.until(({ closed }) => closed !== null)));
  assert.deepEqual(proof.eventIds, []);
  assert.equal(near.eventIds[0], told);
  assert.deepEqual([near.closed, proof.closed], [4403, 4403]);
});

test('is closed with 4401 when the login ends', async () => {
  const token = await adminToken();
  const one = await new Listening(token).hello();
  await core.access.revoke(token, client.address);
  await one.until(({ closed }) => closed !== null);
  assert.equal(one.closed, 4401);
});

test('wrong requests are refused before there is a socket', async () => {
  const token = await adminToken();
  const refusal = async (path: string, headers: Record<string, string>) => {
    const url = `${running.urls[0]!.replace('http', 'ws')}${path}`;
    const socket = new WebSocket(url, { headers });
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    return response;
  };
  const statusOf = async (path: string, headers: Record<string, string>) =>
    (await refusal(path, headers)).statusCode;
  const live = '/api/v1/events/live';
  const bearer = { authorization: `Bearer ${token}` };
  assert.equal(await statusOf(live, {}), 401);
  assert.equal(await statusOf(live, { authorization: 'Bearer x' }), 401);
  assert.equal(await statusOf(`${live}?after=-1`, bearer), 422);
  assert.deepEqual(await json(await refusal(`${live}?after=x`, bearer)), {
    detail: [{ loc: ['query', 'after'], msg: 'is no change', type: 'value_error.format' }],
  });
  assert.equal(await statusOf(`${live}?event_type=weather`, bearer), 422);
  assert.equal(await statusOf(`${live}?camera_id=1`, bearer), 422);
  assert.equal(await statusOf('/api/v1/elsewhere', bearer), 404);
  assert.equal(await statusOf(live, { cookie: 'vidette_session=x', origin: 'http://evil.example' }), 403);
});

test('clients that read nothing hold up nobody, and are told what they missed when they read again', async () => {
  const token = await adminToken();
  const slow = await Promise.all(Array.from({ length: 20 }, () => stuck(token)));
  const quick = await new Listening(token).hello();
  const details = { subject: 'disk', text: 'x'.repeat(50_000) };
  const ids: string[] = [];
  // 10 MB: more than the buffers of a connection and the server's own for it hold.
  for (let count = 0; count < 200; count++) {
    const event = report({ type: 'system', cameraId: cameraIds[0]!, beginMs: Date.now(), details });
    await core.eventLog.record(event, null);
    ids.push(event.id);
    await quick.until(({ eventIds }) => eventIds.length === ids.length);
  }
  assert.deepEqual(quick.eventIds, ids);
  let text = '';
  slow[0]!.resume();
  for await (const chunk of slow[0]!) {
    text = text.slice(-100) + String(chunk);
    if (text.includes('"behind"')) break;
  }
  assert.ok(text.includes('"behind"'));
  for (const socket of slow) socket.destroy();
  await quick.close();
});

/** Shakes hands and then reads no more. */
async function stuck(token: string) {
  const { hostname, port } = new URL(running.urls[0]!);
  const socket = connect(Number(port), hostname);
  const lines = [
    'GET /api/v1/events/live HTTP/1.1',
    `Host: ${hostname}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
    `Authorization: Bearer ${token}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  socket.pause();
  return socket;
}
