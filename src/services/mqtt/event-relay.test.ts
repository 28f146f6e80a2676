/** Events at a real broker, Mosquitto, when something is in their way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { until } from '../../../test/harness/vidette.ts';
import { Mosquitto, withoutMosquitto } from '../../../test/peers/mosquitto/mosquitto.ts';
import { camera, coreWithYard, gate, Listener, motionEvent, startBridge, yard } from './bridge.fixture.ts';

const skip = withoutMosquitto;

test('the events of a camera that is added while the broker is away come with the others', {
  skip,
}, async () => {
  await using broker = await Mosquitto.start();
  const core = coreWithYard();
  await using bridge = await startBridge(broker, core, {}, { tickMs: 60_000 });
  await until('connected', () => bridge.connected);
  await broker.stop();
  await until('cut', () => !bridge.connected);
  core.cameraList = [camera(yard, 'Yard'), camera(gate, 'Gate')];
  bridge.changed();
  core.happen(motionEvent(gate, 'event-1'));
  await broker.start();
  await until('it was sent', () => core.kept.get('mqtt:change') === '1' && bridge.connected);
  await using heard = await Listener.connect(broker.url);
  await until('its picture', () => heard.latest.has(`vidette/cameras/${gate}/snapshot`));
});

test('a picture that cannot be had holds up no events', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  const eventPicture = async ({ id }: { id: string }) => {
    if (id === 'event-1') throw new Error('the answer broke off');
    return Buffer.from(id);
  };
  await using _bridge = await startBridge(broker, core, {}, { eventPicture });
  core.happen(motionEvent(yard, 'event-1'));
  core.happen(motionEvent(yard, 'event-2'));
  await until('the next picture', () => heard.latest.get(`vidette/cameras/${yard}/snapshot`) === 'event-2');
  const told = heard.all.filter(({ topic }) => topic === `vidette/cameras/${yard}/events`);
  assert.equal(told.length, 2);
});

test('what could not be read is read again, though nothing new happens', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  let fails = 3;
  const { since } = core.events;
  core.events.since = async (change, limit) => {
    if (core.events.change > 0 && fails-- > 0) throw new Error('the database is busy');
    return await since(change, limit);
  };
  const lines: string[] = [];
  await using bridge = await startBridge(broker, core, {}, { log: (message) => lines.push(message) });
  await until('connected', () => bridge.connected);
  core.happen(motionEvent(yard, 'event-1'));
  await until('the event', () => heard.latest.has(`vidette/cameras/${yard}/events`));
  assert.deepEqual(
    lines.filter((line) => line.includes('events wait')),
    ['MQTT: events wait'],
  );
});

test('a full database makes nobody hear an event again', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  const { write } = core;
  let fails = 0;
  core.write = async (name, value) => {
    if (name === 'mqtt:change' && value === '1' && fails++ < 3) throw new Error('the disk is full');
    await write(name, value);
  };
  await using _bridge = await startBridge(broker, core);
  core.happen(motionEvent(yard, 'event-1'));
  await until('kept at last', () => core.kept.get('mqtt:change') === '1');
  assert.equal(fails, 4);
  assert.equal(heard.all.filter(({ topic }) => topic === `vidette/cameras/${yard}/events`).length, 1);
});

test('events are for users who may read them; states for those who see the camera live', {
  skip,
}, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  core.cameraList.push(camera(gate, 'Gate'));
  core.eventCameras = async () => new Set([yard]);
  await using _bridge = await startBridge(broker, core);
  core.happen(motionEvent(gate, 'event-1'));
  core.happen(motionEvent(yard, 'event-2'));
  await until('its own event', () => heard.latest.has(`vidette/cameras/${yard}/snapshot`));
  await until('the state', () => heard.latest.has(`vidette/cameras/${gate}/state`));
  assert.deepEqual(
    heard.all.filter(
      ({ topic }) => topic.startsWith(`vidette/cameras/${gate}/`) && /events|snapshot/.test(topic),
    ),
    [],
  );
});

test('a user that is not there holds up events, and not the server', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  const someone = core.principal;
  core.principal = async () => {
    throw new VidetteError('unavailable', 'there is no user mqtt');
  };
  await using _bridge = await startBridge(broker, core);
  core.happen(motionEvent(yard, 'event-1'));
  await until('connected', () => heard.latest.get('vidette/status') === 'online');
  core.principal = someone;
  await until('the event', () => heard.latest.has(`vidette/cameras/${yard}/events`));
  await until('the state', () => heard.latest.has(`vidette/cameras/${yard}/state`));
});
