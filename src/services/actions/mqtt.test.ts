/** Against Mosquitto. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import mqttClient from 'mqtt';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { until } from '../../../test/harness/vidette.ts';
import { Mosquitto, withoutMosquitto } from '../../../test/peers/mosquitto/mosquitto.ts';
import { BrokerConnection } from '../mqtt/connection.ts';
import type { MqttPublisher } from './mqtt.ts';

const skip = withoutMosquitto;
let broker: Mosquitto;
before(async () => {
  if (!skip) broker = await Mosquitto.start();
});
after(async () => await broker?.[Symbol.asyncDispose]());

async function connect(): Promise<MqttPublisher & AsyncDisposable> {
  const connection = new BrokerConnection({
    settings: { url: broker.url, username: null, password: null, clientId: 'scenarios', caFile: null },
    will: { topic: 'test/status', payload: 'offline' },
    connected: () => {},
    received: () => {},
    log: () => {},
  });
  await until('a connection', () => connection.connected);
  return {
    publish: (topic, payload, { retain }) => connection.publish({ topic, payload, retain, confirmed: true }),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

async function listen(): Promise<
  { heard: { topic: string; payload: string; retain: boolean }[] } & AsyncDisposable
> {
  const heard: { topic: string; payload: string; retain: boolean }[] = [];
  const client = await mqttClient.connectAsync(broker.url);
  client.on('message', (topic, payload, { retain }) =>
    heard.push({ topic, payload: String(payload), retain }),
  );
  await client.subscribeAsync('house/#', { qos: 1 });
  return { heard, [Symbol.asyncDispose]: () => client.endAsync() };
}

test('messages go out as the scenario says, after an hour without a broker, too', { skip }, async () => {
  await using publisher = await connect();
  await using world = await openTestScenarios({ publisher });
  const camera = await world.camera();
  await world.scenario({
    actions: [
      { kind: 'mqtt', topic: 'house/text', payload: '{event} at {camera}' },
      { kind: 'mqtt', topic: 'house/last', retain: true },
    ],
  });
  await world.work.start();
  const done = (count: number) =>
    until(`${count} are done`, async () => {
      await world.read();
      world.clock.pass(1000);
      world.work.queue.look();
      return (await world.actionRows()).filter(({ state }) => state === 'done').length === count;
    });
  {
    await using listener = await listen();
    await world.happens({ cameraId: camera.id });
    await done(2);
    await until('both', () => listener.heard.length === 2);
    assert.equal(listener.heard.find(({ topic }) => topic === 'house/text')?.payload, 'Motion at Yard');
  }
  await broker.stop();
  const events: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    events.push((await world.happens({ cameraId: camera.id })).id);
    await world.read();
    world.clock.pass(20 * 60_000);
    world.work.queue.look();
  }
  await broker.start();
  await using listener = await listen();
  await done(8);
  const messages = listener.heard.filter(({ topic }) => topic === 'house/last');
  assert.deepEqual(
    messages.map(({ payload }) => JSON.parse(payload).event.event_id),
    events,
  );
  await using late = await listen();
  await until('the kept one', () => late.heard.length === 1);
  const [{ payload, retain }] = late.heard as [(typeof late.heard)[number]];
  assert.deepEqual([JSON.parse(payload).event.event_id, retain], [events[2], true]);
});
