/** The bridge at a real broker, Mosquitto. */
import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { until } from '../../../test/harness/vidette.ts';
import { type Login, Mosquitto, withoutMosquitto } from '../../../test/peers/mosquitto/mosquitto.ts';
import { coreWithYard, gate, Listener, motionEvent, startBridge, yard } from './bridge.fixture.ts';
import { CalmLog } from './calm-log.ts';
import { BrokerConnection } from './connection.ts';
import { MqttBridge } from './mqtt-bridge.ts';

const skip = withoutMosquitto;

test('a camera is told with its state, retained, and goes without a trace', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  core.counterList = [{ cameraId: yard, line: 'door/1', in: 3, out: 1 }];
  await using bridge = await startBridge(broker, core);
  await until('the state', () => heard.latest.has(`vidette/cameras/${yard}/counters/door%2F1`));
  assert.equal(heard.latest.get('vidette/status'), 'online');
  const state = heard.json(`vidette/cameras/${yard}/state`);
  assert.equal(state?.online, true);
  assert.equal(state?.bitrate_bps, 4_000_000);
  assert.equal(heard.latest.get(`vidette/cameras/${yard}/motion`), 'OFF');
  assert.deepEqual(heard.json(`vidette/cameras/${yard}/counters/door%2F1`), { in: 3, out: 1 });

  const device = heard.json(`homeassistant/device/vidette_${yard}/config`) as {
    device: { name: string };
    components: Record<string, { platform: string; unique_id: string; state_topic?: string }>;
  };
  assert.equal(device.device.name, 'Yard');
  assert.deepEqual(
    Object.values(device.components)
      .map(({ platform }) => platform)
      .filter((platform, index, all) => all.indexOf(platform) === index)
      .sort(),
    ['binary_sensor', 'button', 'image', 'sensor', 'switch'],
  );
  for (const { state_topic: topic } of Object.values(device.components))
    if (topic !== undefined) assert.ok(heard.latest.has(topic), `nothing is said at ${topic}`);

  await using late = await Listener.connect(broker.url);
  await until('retained', () => late.latest.has(`vidette/cameras/${yard}/state`));

  core.cameraList = [];
  bridge.changed();
  await until('all of it is gone', () => ![...heard.latest.keys()].some((topic) => topic.includes(yard)));
});

test('names that differ in what no topic may hold have topics and sensors of their own', {
  skip,
}, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  const names = ['a/b', 'a_b', 'a+b', 'a#b', 'a\tb', 'a%2Fb', '%'];
  const placed = names.map((name) => ({ name, points: [] }));
  const yardNow = core.cameraList[0]!;
  const analytics = {
    counting: { enabled: true, lines: placed },
    zone_detection: { enabled: true, zones: placed.slice(1) },
    queue: { enabled: true, zones: placed.slice(0, 1) },
  };
  const settings = { ...yardNow.settings, video_analytics: analytics };
  core.cameraList = [{ ...yardNow, settings: settings as unknown as typeof yardNow.settings }];
  core.counterList = names.map((line, at) => ({ cameraId: yard, line, in: at, out: 0 }));
  const occupancy = Object.fromEntries(names.map((name, at) => [name, at]));
  const status = core.statuses.get(yard)!;
  const analysis = { state: 'running', motion: false, rate: 5, occupancy } as unknown as NonNullable<
    typeof status.analysis
  >;
  core.statuses.set(yard, { ...status, analysis });
  await using _bridge = await startBridge(broker, core);
  const told = (kind: string) =>
    [...heard.latest].filter(([topic]) => topic.startsWith(`vidette/cameras/${yard}/${kind}/`));
  await until('the last counter', () => told('counters').length === names.length);
  assert.deepEqual(
    new Set(told('occupancy').map(([, count]) => Number(count))),
    new Set(names.map((_, at) => at)),
  );
  const device = heard.json(`homeassistant/device/vidette_${yard}/config`);
  const components = Object.values(
    device!.components as Record<string, { name?: string; unique_id: string; state_topic?: string }>,
  );
  const sensors = components.filter(({ name }) => /: (in|objects)$/.test(name ?? ''));
  assert.equal(sensors.length, 2 * names.length);
  for (const field of ['unique_id', 'state_topic'] as const)
    assert.equal(new Set(sensors.map((sensor) => sensor[field])).size, sensors.length, field);
  for (const { name = '', state_topic: topic } of sensors) {
    const at = names.indexOf(name.replace(/: (in|objects)$/, ''));
    const value = heard.latest.get(topic!)!;
    assert.equal(value, name.endsWith(': in') ? JSON.stringify({ in: at, out: 0 }) : String(at), name);
  }
});

test('what was told in an earlier run under another prefix is removed', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  {
    await using _first = await startBridge(broker, core, { prefix: 'old' });
    await until('the old topics', () => heard.latest.has(`old/cameras/${yard}/record`));
  }
  await using _second = await startBridge(broker, core, { prefix: 'new', homeAssistant: false });
  await until('the new topics', () => heard.latest.has(`new/cameras/${yard}/record`));
  await until('nothing old but its end', () => {
    const old = [...heard.latest.keys()].filter((topic) => /^(old|homeassistant)\//.test(topic));
    return old.length === 1 && heard.latest.get('old/status') === 'offline';
  });
});

test('a broker that was away gets everything anew, and every event in order once it is back', {
  skip,
}, async () => {
  await using broker = await Mosquitto.start();
  const core = coreWithYard();
  await using bridge = await startBridge(broker, core);
  await until('connected', () => bridge.connected);
  await broker.stop();
  await until('cut', () => !bridge.connected);
  for (let n = 1; n <= 250; n += 1) core.happen(motionEvent(yard, `event-${n}`));
  await broker.start();
  await using heard = await Listener.connect(broker.url);
  const ids = () =>
    heard.all
      .filter(({ topic }) => topic.endsWith('/events'))
      .map(({ text }) => (JSON.parse(text) as { event_id: string }).event_id);
  // The listener itself may connect after the first of them.
  await until('the last event', () => ids().at(-1) === 'event-250');
  const numbers = ids().map((id) => Number(id.split('-')[1]));
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  await until('the state again', () => heard.latest.has(`vidette/cameras/${yard}/state`));
  await until(
    'the picture',
    () => heard.latest.get(`vidette/cameras/${yard}/snapshot`) === 'picture of event-250',
  );
});

test('events of a time without the bridge follow; those of before its first start do not', {
  skip,
}, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  const told = () => heard.all.filter(({ topic }) => topic.endsWith('/events')).length;
  core.happen(motionEvent(yard, 'old'));
  {
    await using _bridge = await startBridge(broker, core);
    core.happen(motionEvent(yard, 'first'));
    await until('the first event', () => told() === 1);
  }
  core.happen(motionEvent(yard, 'second'));
  core.happen(motionEvent(gate, 'of a camera that the user does not see'));
  core.happen(motionEvent(yard, 'third'));
  await using _bridge = await startBridge(broker, core);
  await until('the rest', () => told() === 3);
  const texts = heard.all.filter(({ topic }) => topic.endsWith('/events')).map(({ text }) => text);
  assert.deepEqual(
    texts.map((text) => (JSON.parse(text) as { event_id: string }).event_id),
    ['first', 'second', 'third'],
  );
  const { event_type, bbox, details } = JSON.parse(texts[0]!) as Record<string, unknown>;
  assert.deepEqual(
    { event_type, bbox, details },
    {
      event_type: 'motion_detection',
      bbox: [0.1, 0.2, 0.3, 0.4],
      details: { area: 0.02, zone_box: [0, 0, 1, 1] },
    },
  );
});

test('no picture is published where the settings say so', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  await using _bridge = await startBridge(broker, coreWithYard(), { snapshots: false });
  await until('ready', () => heard.latest.has('vidette/arming'));
  await heard.client.publishAsync(`vidette/cameras/${yard}/snapshot/set`, '', { qos: 1 });
  const result = await until('its end', () => heard.json(`vidette/cameras/${yard}/result`));
  assert.equal(result.ok, false);
  assert.equal(heard.latest.has(`vidette/cameras/${yard}/snapshot`), false);
});

test('orders are carried out, and their end is told', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  await using _bridge = await startBridge(broker, core);
  await until('ready', () => heard.latest.has('vidette/arming'));
  const order = async (topic: string, payload: string) => {
    const before = heard.all.length;
    await heard.client.publishAsync(`vidette/${topic}`, payload, { qos: 1 });
    return before;
  };
  const result = (from: number) =>
    until('a result', () => heard.all.slice(from).find(({ topic }) => topic.endsWith('/result')));

  await result(await order(`cameras/${yard}/record/set`, 'ON'));
  await result(await order(`cameras/${yard}/record/set`, '90'));
  await result(await order(`cameras/${yard}/record/set`, '{"on": false}'));
  await result(await order(`cameras/${yard}/ptz/set`, '{"preset": "gate"}'));
  assert.deepEqual(core.orders, [
    { record: yard, on: true, seconds: undefined },
    { record: yard, on: true, seconds: 90 },
    { record: yard, on: false, seconds: undefined },
    { ptz: yard, order: { kind: 'preset', preset: 'gate' } },
  ]);
  await result(await order(`cameras/${yard}/snapshot/set`, ''));
  assert.equal(heard.latest.get(`vidette/cameras/${yard}/snapshot`), 'a picture of now');
  await order('arming/set', 'ARM');
  await until('armed', () => heard.latest.get('vidette/arming') === 'ON');

  for (const garbage of ['maybe', '{', '-5', '{"on": 1}', 'x'.repeat(5000), '\u0000']) {
    const { text } = await result(await order(`cameras/${yard}/record/set`, garbage));
    assert.equal((JSON.parse(text) as { ok: boolean }).ok, false, garbage);
  }
  await order(`cameras/${gate}/record/set`, 'ON');
  await order('cameras/../record/set', 'ON');
  await result(await order(`cameras/${yard}/record/set`, 'OFF'));
  assert.equal(core.orders.length, 5);
});

test('a retained order is not carried out at every connection', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  await heard.client.publishAsync(`vidette/cameras/${yard}/record/set`, 'ON', { qos: 1, retain: true });
  const core = coreWithYard();
  await using _bridge = await startBridge(broker, core);
  await until('ready', () => heard.latest.has('vidette/arming'));
  await heard.client.publishAsync(`vidette/cameras/${yard}/record/set`, 'OFF', { qos: 1 });
  await until('the fresh order', () => core.orders.length > 0);
  assert.deepEqual(core.orders, [{ record: yard, on: false, seconds: undefined }]);
});

test('Home Assistant is told again when it starts', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  await using _bridge = await startBridge(broker, core);
  const topic = `homeassistant/device/vidette_${yard}/config`;
  const told = () => heard.all.filter((message) => message.topic === topic).length;
  await until('the device', () => told() === 1);
  await heard.client.publishAsync('homeassistant/status', 'online', { qos: 1 });
  await until('the device again', () => told() === 2);
});

test('Home Assistant removes the counters of a line that is gone', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  const core = coreWithYard();
  await using bridge = await startBridge(broker, core);
  const components = () => {
    const device = heard.json(`homeassistant/device/vidette_${yard}/config`);
    const all = (device?.components ?? {}) as Record<string, { platform: string; name?: string }>;
    return Object.values(all).filter(({ platform }) => platform === 'sensor');
  };
  await until('the counters', () => components().some(({ name }) => name === 'door/1: in'));
  const before = components().length;
  const yardNow = core.cameraList[0]!;
  core.cameraList = [{ ...yardNow, settings: { ...yardNow.settings, video_analytics: {} } }];
  bridge.changed();
  await until(
    'both are to go',
    () => components().filter((one) => Object.keys(one).length === 1).length === 2,
  );
  assert.equal(components().length, before);
  core.cameraList = [yardNow];
  bridge.changed();
  await until('they are back', () => components().every(({ name }) => name !== undefined));
});

test('a bridge that dies leaves its last will', { skip }, async () => {
  await using broker = await Mosquitto.start();
  await using heard = await Listener.connect(broker.url);
  await using _bridge = await startBridge(broker, coreWithYard());
  await until('online', () => heard.latest.get('vidette/status') === 'online');
  // The same name drives the first connection out, as a broker does with one that hangs.
  await using _usurper = await Listener.connect(broker.url, { clientId: 'vidette-test', reconnectPeriod: 0 });
  await until('offline', () =>
    heard.all.some(({ topic, text }) => topic === 'vidette/status' && text === 'offline'),
  );
});

test('a wrong password is told once, not at every attempt, and the server goes on', { skip }, async () => {
  const login: Login = { username: 'vidette', password: 'right' };
  await using broker = await Mosquitto.start(login);
  const lines: object[] = [];
  await using bridge = new MqttBridge({
    settings: {
      url: broker.url,
      username: 'vidette',
      password: 'wrong-password',
      clientId: 'vidette-test',
      caFile: null,
      prefix: 'vidette',
      homeAssistant: false,
      homeAssistantPrefix: 'homeassistant',
      snapshots: false,
    },
    core: coreWithYard(),
    eventPicture: async () => null,
    version: '1.2.3',
    installation: 'installation-1',
    log: (message, details) => lines.push({ message, details }),
  });
  await bridge.start();
  await until('told', () => lines.length > 0);
  assert.equal(bridge.connected, false);
  assert.equal(lines.length, 1);
  assert.doesNotMatch(JSON.stringify(lines), /wrong-password/);
  const how = { retain: false, qos: 1 } as const;
  await assert.rejects(bridge.publish('a/topic', 'text', how), { code: 'unavailable' });
  await assert.rejects(bridge.publish('a/#', 'text', how), { code: 'invalid' });
  broker.setPassword('wrong-password');
  await until('connected, once it is the right one', () => bridge.connected);
});

test('a broker that cannot be reached is told once, not at every attempt', async () => {
  const lines: object[] = [];
  let attempts = 0;
  const closed = createServer((socket) => {
    attempts += 1;
    socket.resetAndDestroy();
  });
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await using connection = new BrokerConnection({
    settings: {
      url: `mqtt://127.0.0.1:${port}`,
      username: null,
      password: null,
      clientId: 'vidette-test',
      caFile: null,
    },
    will: { topic: 'vidette/status', payload: 'offline' },
    connected: () => {},
    received: () => {},
    log: (message, details) => lines.push({ message, details }),
  });
  await until('a third attempt', () => attempts >= 3);
  assert.equal(connection.connected, false);
  assert.equal(lines.length, 1, JSON.stringify(lines));
  await new Promise((resolve) => closed.close(resolve));
});

test('what goes wrong thousands of times is a line now and then, with how often it was', () => {
  const lines: object[] = [];
  let nowMs = 1000;
  const calm = new CalmLog(
    (message, details) => lines.push({ message, ...details }),
    'refused',
    () => nowMs,
  );
  for (let n = 1; n <= 3000; n += 1) calm.tell({ n });
  calm.look();
  assert.deepEqual(lines, [{ message: 'refused', n: 1 }]);
  nowMs += 10_000;
  calm.look();
  calm.look();
  assert.deepEqual(lines.slice(1), [{ message: 'refused', n: 3000, times: 2999 }]);
});
