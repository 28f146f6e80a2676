/** Actions of cameras, from the event log to the device. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { until } from '../../../test/harness/vidette.ts';
import { startOnvifDevice } from '../../../test/peers/onvif-device/peer.ts';

async function openWorld() {
  const device = await startOnvifDevice();
  const world = await openTestScenarios();
  const { name, password } = device.state.accounts[1]!;
  const { id } = await world.cameras.create(world.admin, {
    name: 'Dome',
    siteId: await world.site(),
    settings: {
      source: { url: 'rtsp://127.0.0.1/' },
      onvif_host: '127.0.0.1',
      onvif_port: device.port,
      onvif_login: name,
      onvif_password: password,
    },
  });
  world.eventLog.camerasChanged();
  await world.work.start();
  return {
    device,
    world,
    id,
    settled: () =>
      until('nothing waits', async () => {
        await world.read();
        world.work.queue.look();
        const rows = await world.actionRows();
        return rows.every(({ state }) => state !== 'waiting') && rows;
      }),
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await device[Symbol.asyncDispose]();
    },
  };
}

test('a camera switches its relay, turns to a preset and records', async () => {
  await using one = await openWorld();
  const { world, device, id } = one;
  const at = { pan: 0.5, tilt: -0.25, zoom: 0.1 };
  device.state.presets.push({ token: '1', name: 'Gate', at });
  await world.scenario({
    actions: [
      { kind: 'relay', output: 'gate' },
      { kind: 'ptz_preset', preset: 'Gate' },
      { kind: 'record', seconds: 30 },
    ],
  });
  await world.happens({ cameraId: id });
  const rows = await one.settled();
  assert.deepEqual(
    rows.map(({ kind, state, message }) => [kind, state, message]),
    [
      ['relay', 'done', null],
      ['ptz_preset', 'done', null],
      ['record', 'done', null],
    ],
  );
  assert.equal(device.state.relays.get('gate'), true);
  assert.deepEqual(device.state.position, at);
  const untilMs = world.clock.utcMs() + 30_000;
  assert.deepEqual(await world.recordings.state(world.admin, id), { on: true, untilMs });
  assert.deepEqual(world.recorded, [{ cameraId: id, on: true }]);
});

test('an event of one camera moves another, and ends its recording', async () => {
  await using one = await openWorld();
  const { world, device, id } = one;
  const door = await world.camera({ name: 'Door' });
  await world.recordings.start(world.admin, id);
  await world.scenario({
    when: { event_types: ['camera_input'], camera_ids: [door.id] },
    actions: [
      { kind: 'relay', camera_id: id, output: 'gate' },
      { kind: 'record', camera_id: id, on: false },
    ],
  });
  await world.happens({ type: 'camera_input', cameraId: door.id });
  await one.settled();
  assert.equal(device.state.relays.get('gate'), true);
  assert.equal((await world.recordings.state(world.admin, id)).on, false);
});

test('what a camera cannot do fails in its words; who tries again by hand finds it cured', async () => {
  await using one = await openWorld();
  const { world, device, id } = one;
  device.state.relays.delete('gate');
  const door = await world.camera({ name: 'Door' });
  await world.scenario({
    actions: [
      { kind: 'relay', camera_id: id, output: 'gate' },
      { kind: 'relay', output: 'gate' },
    ],
  });
  await world.happens({ cameraId: door.id });
  await one.settled();
  const failed = (await world.actions.list(world.admin, { state: 'failed' }, {})).items;
  assert.deepEqual(
    failed.map(({ message, attempts }) => [message, attempts]),
    [
      ['the camera has no onvif_host', 1],
      ['the camera has no relay output', 1],
    ],
  );
  device.state.relays.set('gate', false);
  const again = await world.actions.retry(world.admin, failed[1]!.id);
  assert.deepEqual([again.state, again.attempts], ['waiting', 0]);
  await until('it is done', async () => device.state.relays.get('gate'));
  await one.settled();
  await assert.rejects(world.actions.retry(world.admin, again.id), { code: 'conflict' });
});

test('a camera that is away for a moment switches later, one that is away for long does not', async () => {
  await using one = await openWorld();
  const { world, device, id } = one;
  await world.scenario({ actions: [{ kind: 'relay', output: 'gate' }] });
  device.quirks.instead = (_operation, response) => Boolean(response.writeHead(503).end());
  await world.happens({ cameraId: id });
  const attempts = (n: number) =>
    until(`${n} attempts`, async () => {
      await world.read();
      return (await world.actionRows()).at(-1)?.attempts === n;
    });
  await attempts(1);
  device.quirks.instead = null;
  world.clock.pass(2_000);
  await one.settled();
  assert.equal(device.state.relays.get('gate'), true);
  device.state.relays.set('gate', false);
  device.quirks.instead = (_operation, response) => Boolean(response.writeHead(503).end());
  world.clock.pass(10_000);
  await world.happens({ cameraId: id });
  await attempts(1);
  device.quirks.instead = null;
  world.clock.pass(180_000);
  const rows = await one.settled();
  assert.deepEqual([rows.at(-1)!.state, device.state.relays.get('gate')], ['failed', false]);
});
