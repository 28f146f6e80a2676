import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '#domain/clock.ts';
import type { InputNotice, OnvifTarget } from '#domain/onvif.ts';
import { until } from '../../../test/harness/vidette.ts';
import { type OnvifDevice, startOnvifDevice } from '../../../test/peers/onvif-device/peer.ts';
import { OnvifDevices } from './devices.ts';

function target({ port, state }: OnvifDevice): OnvifTarget {
  const { name: username, password } = state.accounts[0]!;
  return { host: '127.0.0.1', port, secure: false, username, password };
}

async function watch(device: OnvifDevice) {
  const devices = new OnvifDevices({ clock: systemClock });
  const heard: InputNotice[] = [];
  const ending = new AbortController();
  const ended = devices.watchInputs(target(device), ending.signal, (notice) => heard.push(notice));
  ended.catch(() => {});
  return {
    heard,
    ended,
    stop: async () => {
      ending.abort();
      await ended;
    },
    [Symbol.dispose]: () => {
      ending.abort();
      devices[Symbol.dispose]();
    },
  };
}

test('an input is told as it is, and when it changes', async () => {
  await using device = await startOnvifDevice();
  device.setInput('door', true);
  device.setInput('barrier', false);
  using watched = await watch(device);
  await until('how they are', () => watched.heard.length >= 2);
  assert.deepEqual(watched.heard.slice(0, 2), [
    { input: 'input door', active: true },
    { input: 'input barrier', active: false },
  ]);
  await until(
    'a pull that waits',
    () => device.requests.filter((name) => name === 'PullMessages').length > 1,
  );
  device.setInput('door', false);
  await until('the change', () =>
    watched.heard.some(({ input, active }) => input === 'input door' && !active),
  );
  await watched.stop();
  assert.equal(device.pullPoint.open, false, 'the pull point was given back');
});

test('motion that the camera finds itself is told', async () => {
  await using device = await startOnvifDevice();
  device.motions.push(true, false);
  device.setInput('door', true);
  using watched = await watch(device);
  await until('motion', () => watched.heard.length >= 3);
  assert.deepEqual(
    watched.heard.filter(({ input }) => input.startsWith('motion')),
    [
      { input: 'motion sensor0', active: true },
      { input: 'motion sensor0', active: false },
    ],
  );
});

test('a camera with HTTP digest, a wrong clock and a wrong address is heard', async () => {
  await using device = await startOnvifDevice();
  device.quirks.authentication = 'digest';
  device.quirks.clockOffsetMs = 86_400_000;
  device.quirks.xaddrHost = '192.0.2.1';
  device.setInput('door', true);
  using watched = await watch(device);
  await until('the input', () => watched.heard.length > 0);
});

test('a pull point that is lost ends the watch', async () => {
  await using device = await startOnvifDevice();
  using watched = await watch(device);
  await until('a pull', () => device.requests.includes('PullMessages'));
  device.pullPoint.open = false;
  device.pullPoint.wake();
  await assert.rejects(watched.ended);
});

test('a camera without events, or with a wrong password, is refused as such', async () => {
  await using device = await startOnvifDevice();
  device.quirks.services.delete('events');
  using without = await watch(device);
  await assert.rejects(without.ended, { reason: 'onvif_unsupported_action' });
  await using other = await startOnvifDevice();
  other.state.accounts[0] = { ...other.state.accounts[0]!, password: 'right' };
  const devices = new OnvifDevices({ clock: systemClock });
  const wrong = { ...target(other), password: 'wrong' };
  await assert.rejects(
    devices.watchInputs(wrong, new AbortController().signal, () => {}),
    {
      reason: 'onvif_unauthenticated',
    },
  );
  devices[Symbol.dispose]();
});

test('messages that are garbage are passed over or end the watch, nothing else', async () => {
  await using device = await startOnvifDevice();
  device.setInput('door', true);
  device.pullPoint.waiting.push('<wsnt:NotificationMessage/>');
  device.pullPoint.waiting.push(
    '<wsnt:NotificationMessage><wsnt:Topic>tns1:Device/Trigger/DigitalInput</wsnt:Topic><wsnt:Message><tt:Message/></wsnt:Message></wsnt:NotificationMessage>',
  );
  using watched = await watch(device);
  await until('the good one', () => watched.heard.length > 0);
  assert.deepEqual(watched.heard, [{ input: 'input door', active: true }]);
  device.quirks.instead = (operation, response) => {
    if (operation !== 'PullMessages') return false;
    response.end('<<<');
    return true;
  };
  device.pullPoint.wake();
  await assert.rejects(watched.ended, { code: 'unavailable' });
});
