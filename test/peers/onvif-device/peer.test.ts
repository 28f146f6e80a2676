/** The simulated device against a client that others wrote (npm `onvif`), so that it is no mirror of our own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import onvif from 'onvif/promises/index.js';
import { type OnvifDevice, startOnvifDevice } from './peer.ts';

async function connect(device: OnvifDevice) {
  const camera = new onvif.Cam({
    hostname: '127.0.0.1',
    port: device.port,
    username: 'operator',
    password: 'turn',
    timeout: 5_000,
    autoconnect: false,
  });
  await camera.connect();
  return camera;
}

for (const authentication of ['token', 'digest'] as const)
  test(`another client understands it (${authentication})`, async () => {
    await using device = await startOnvifDevice();
    device.quirks.authentication = authentication;
    const camera = await connect(device);
    const { model, firmwareVersion } = await camera.getDeviceInformation();
    assert.deepEqual([model, firmwareVersion], ['Dome 4', '5.4.1']);
    const { uri } = await camera.getStreamUri();
    assert.equal(uri, 'rtsp://127.0.0.1:554/stream/0?a=1&b=2');
    assert.equal((await camera.getImagingSettings()).brightness, 50);
    await camera.setImagingSettings({ brightness: 20 });
    assert.equal(device.state.image.Brightness, 20);
    await camera.relativeMove({ x: 0.5, y: -0.25, zoom: 0 });
    assert.equal(device.state.position.pan, 0.5);
    await camera.setPreset({ presetName: 'Gate' });
    assert.deepEqual(Object.keys(await camera.getPresets()), ['Gate']);
    assert.ok(await camera.getEventProperties());
    await camera.createPullPointSubscription();
    device.motions.push(true);
    const { notificationMessage } = await camera.pullMessages({});
    assert.equal(notificationMessage.message.message.data.simpleItem.$.Value, true);
  });
