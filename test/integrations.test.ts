/** The whole product with what it talks to: an MQTT broker, the inputs of an ONVIF camera. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Listener } from '#services/mqtt/bridge.fixture.ts';
import { onlyHttp, type Running, startVidette, until } from './harness/vidette.ts';
import { Mosquitto, withoutMosquitto } from './peers/mosquitto/mosquitto.ts';
import { startOnvifDevice } from './peers/onvif-device/peer.ts';

interface EventWire {
  event_id: string;
  event_type: string;
  event_action: string;
  name: string | null;
  end: number | null;
}

describe('at an MQTT broker', { skip: withoutMosquitto }, () => {
  const login = { username: 'vidette', password: 'a secret of the broker' };
  let broker: Mosquitto;
  let vidette: Running;
  let heard: Listener;
  let camera: string;

  before(async () => {
    broker = await Mosquitto.start(login);
    vidette = await startVidette({
      env: {
        ...onlyHttp,
        VIDETTE_DEMO: '1',
        VIDETTE_MQTT_URL: broker.url,
        VIDETTE_MQTT_USERNAME: login.username,
        VIDETTE_MQTT_PASSWORD: login.password,
      },
    });
    heard = await Listener.connect(broker.url, login);
    const { body } = await vidette.api('GET', '/api/v1/cameras');
    camera = (body as { cameras: { id: string }[] }).cameras[0]!.id;
  });

  after(async () => {
    await heard?.[Symbol.asyncDispose]();
    const output = vidette?.output() ?? '';
    await vidette?.stop();
    await broker?.[Symbol.asyncDispose]();
    assert.doesNotMatch(output, new RegExp(login.password), 'the password is in the log');
  });

  test('the camera is there, as it is', async () => {
    const state = await until('it streams', () => {
      const now = heard.json(`vidette/cameras/${camera}/state`);
      return now?.online === true && now.recording === true && now;
    });
    assert.equal(state.name, 'Demo street');
    assert.ok(heard.latest.has(`homeassistant/device/vidette_${camera}/config`));
  });

  test('an order records by hand, and the API and the audit log tell of it', async () => {
    await heard.client.publishAsync(`vidette/cameras/${camera}/record/set`, '30', { qos: 1 });
    await until('recording by hand', () => heard.latest.get(`vidette/cameras/${camera}/record`) === 'ON');
    const { body } = await vidette.api('GET', `/api/v1/cameras/${camera}/recording`);
    assert.equal((body as { on: boolean }).on, true);
    const audit = await vidette.api('GET', '/api/v1/auditlogs?limit=10');
    assert.match(JSON.stringify(audit.body), /"recording":"on"/);
    await heard.client.publishAsync(`vidette/cameras/${camera}/record/set`, 'OFF', { qos: 1 });
    await until('its end', () => heard.latest.get(`vidette/cameras/${camera}/record`) === 'OFF');
  });

  test('arming is the same here and there', async () => {
    await heard.client.publishAsync('vidette/arming/set', 'ARM', { qos: 1 });
    await until('armed', () => heard.latest.get('vidette/arming') === 'ON');
    const { body } = await vidette.api('GET', '/api/v1/arming');
    assert.equal((body as { armed: boolean }).armed, true);
  });

  test('an event of the server comes through', async () => {
    const { status } = await vidette.api('POST', '/api/v1/user_alarms', {
      camera_id: camera,
      text: 'Somebody fell',
    });
    assert.equal(status, 200);
    await until('the alarm', () => {
      const event = heard.json(`vidette/cameras/${camera}/events`);
      return event?.event_type === 'user_alarm' && JSON.stringify(event).includes('Somebody fell');
    });
  });

  test('a picture that is asked for comes', async () => {
    await heard.client.publishAsync(`vidette/cameras/${camera}/snapshot/set`, '', { qos: 1 });
    await until('a picture', () => heard.latest.has(`vidette/cameras/${camera}/snapshot`));
  });
});

test('a contact at a camera is an event that lasts until it opens again', async () => {
  await using device = await startOnvifDevice();
  device.setInput('door', true);
  const { name, password } = device.state.accounts[0]!;
  const vidette = await startVidette({ env: onlyHttp });
  try {
    const { body: place } = await vidette.api('POST', '/api/v1/places', { name: 'Yard' });
    const { status } = await vidette.api('POST', '/api/v1/cameras', {
      name: 'Gate',
      place_id: (place as { id: number }).id,
      source: { url: 'rtsp://127.0.0.1:1/none' },
      onvif_host: '127.0.0.1',
      onvif_port: device.port,
      onvif_login: name,
      onvif_password: password,
    });
    assert.equal(status, 200);
    const inputs = async () => {
      const { body } = await vidette.api('GET', '/api/v1/eventlog?event_type=camera_input');
      return (body as { items: EventWire[] }).items;
    };
    const begun = await until('the contact', async () => (await inputs())[0]);
    assert.deepEqual([begun.name, begun.event_action, begun.end], ['input door', 'appeared', null]);
    device.setInput('door', false);
    const ended = await until('its end', async () =>
      (await inputs()).find(({ event_action }) => event_action === 'finished'),
    );
    assert.equal(ended.event_id, begun.event_id);
    assert.equal((await inputs()).length, 1);
  } finally {
    await vidette.stop();
  }
});
