/** A mail server and a receiver of web hooks that are away for an hour, from the event log to what arrives. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { until } from '../../../test/harness/vidette.ts';
import { startSmtp } from '../../../test/peers/smtp/smtp.ts';
import { mailSettings } from './mail-settings.fixture.ts';

const minuteMs = 60_000;

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server, port: number): Promise<AsyncDisposable> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('after an hour everything arrives, once and in order, and others had no need to wait', async () => {
  const [hookPort, mailPort, otherPort] = [await freePort(), await freePort(), await freePort()];
  await using world = await openTestScenarios({
    allowPrivate: true,
    mail: mailSettings({ port: mailPort }),
  });
  const arrived: { id: string; event: string }[] = [];
  const others: string[] = [];
  const receiver = createServer(async (request, response) => {
    const body = (await json(request)) as { action_id: string; event: { event_id: string } };
    arrived.push({ id: body.action_id, event: body.event.event_id });
    response.end();
  });
  const other = createServer(async (request, response) => {
    others.push(((await json(request)) as { event: { event_id: string } }).event.event_id);
    response.end();
  });
  await using _other = await listen(other, otherPort);
  const camera = await world.camera();
  await world.scenario({
    actions: [
      { kind: 'webhook', url: `http://127.0.0.1:${hookPort}/` },
      { kind: 'webhook', url: `http://127.0.0.1:${otherPort}/` },
      { kind: 'mail', to: ['guard@example.org'], subject: '{event_id}' },
    ],
  });
  await world.work.start();

  const events: string[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    if (minute % 5 === 0) {
      events.push((await world.happens({ cameraId: camera.id })).id);
      await world.read();
    }
    world.clock.pass(minuteMs);
    world.work.queue.look();
  }
  await until('the other receiver has all', () => others.length === events.length);
  assert.deepEqual(others, events);
  assert.deepEqual(arrived, []);
  const listWaiting = async () => (await world.actions.list(world.admin, { state: 'waiting' }, {})).items;
  // The last one has arrived before it is known to have.
  await until('the others wait', async () => (await listWaiting()).length === 2 * events.length);
  const waiting = await listWaiting();
  assert.match(waiting.at(-1)!.message ?? '', /cannot be reached|ECONNREFUSED/);

  await using _receiver = await listen(receiver, hookPort);
  await using mailServer = await startSmtp({ port: mailPort });
  await until('everything has arrived', () => {
    world.clock.pass(minuteMs);
    world.work.queue.look();
    return arrived.length >= events.length && mailServer.mails.length >= events.length;
  });
  assert.deepEqual(
    arrived.map(({ event }) => event),
    events,
  );
  assert.equal(new Set(arrived.map(({ id }) => id)).size, events.length, 'each with an id of its own');
  assert.deepEqual(
    mailServer.mails.map(({ headers }) => headers.get('subject')),
    events,
  );
  await until('all is done', async () => (await world.actionRows()).every(({ state }) => state === 'done'));
});
