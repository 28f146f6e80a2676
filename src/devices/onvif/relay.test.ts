import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemClock } from '#domain/clock.ts';
import { startOnvifDevice } from '../../../test/peers/onvif-device/peer.ts';
import { OnvifDevices } from './devices.ts';

const devices = new OnvifDevices({ clock: systemClock });
after(() => devices[Symbol.dispose]());

test('a relay output is switched on and off; others, and accounts that may not, are refused in words', async () => {
  await using device = await startOnvifDevice();
  const as = (account: number) => {
    const { name: username, password } = device.state.accounts[account]!;
    return devices.open({ host: '127.0.0.1', port: device.port, secure: false, username, password });
  };
  await as(1).setRelay('gate', true);
  assert.equal(device.state.relays.get('gate'), true);
  await as(1).setRelay('gate', false);
  assert.equal(device.state.relays.get('gate'), false);
  const refused = (reason: string) => ({ code: 'conflict', reason });
  await assert.rejects(as(1).setRelay('door', true), refused('onvif_invalid_argument'));
  await assert.rejects(as(2).setRelay('gate', true), refused('onvif_not_configured'));
  device.state.relays.clear();
  await assert.rejects(as(1).setRelay('gate', true), refused('onvif_unsupported_action'));
});
