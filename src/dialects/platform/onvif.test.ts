/** ONVIF through the real router and services against a simulated camera that speaks SOAP over HTTP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditOf } from '../../../test/harness/access.ts';
import {
  addGroup,
  type Caller,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { type OnvifDevice, startOnvifDevice } from '../../../test/peers/onvif-device/peer.ts';

const password = 'pa<ss>&"wörd';

interface Bench extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly device: OnvifDevice;
  readonly cameraId: string;
  readonly placeId: number;
  readonly admin: Caller;
  /** Path of an operation of the camera. */
  at(path?: string): string;
  /** Writes the camera record anew. */
  configure(fields: object): Promise<void>;
}

async function openBench(): Promise<Bench> {
  const platform = await openTestPlatform();
  const device = await startOnvifDevice();
  const { admin } = platform;
  const place = await admin('POST', '/api/v1/places', { name: 'Yard' });
  const body = (fields: object) => ({
    name: 'Dome',
    place_id: place.body.id,
    source: { url: 'rtsp://127.0.0.1:554/stream/0', username: 'admin', password },
    onvif_host: '127.0.0.1',
    onvif_port: device.port,
    onvif_login: 'admin',
    onvif_password: password,
    ...fields,
  });
  const camera = await admin('POST', '/api/v1/cameras', body({}));
  const cameraId = camera.body.id;
  return {
    platform,
    device,
    cameraId,
    placeId: place.body.id,
    admin,
    at: (path = '') => `/api/v1/onvif/${cameraId}${path}`,
    configure: async (fields) => {
      const reply = await admin('PUT', `/api/v1/cameras/${cameraId}`, body(fields));
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
    },
    async [Symbol.asyncDispose]() {
      await platform[Symbol.asyncDispose]();
      await device[Symbol.asyncDispose]();
    },
  };
}

async function expectOk(reply: ReturnType<Caller>): Promise<void> {
  const { status, body } = await reply;
  assert.deepEqual([status, body], [200, { status: 'ok' }]);
}

async function expect400(reply: ReturnType<Caller>, word: string, text?: RegExp): Promise<void> {
  const { status, body } = await reply;
  assert.deepEqual([status, body.status, body.status_code], [400, word, 400], JSON.stringify(body));
  if (text !== undefined) assert.match(body.detail, text);
}

test('tells what the camera is', async () => {
  await using bench = await openBench();
  const { status, body } = await bench.admin('GET', bench.at());
  assert.deepEqual(
    [status, body],
    [
      200,
      {
        manufacturer: 'Cam & Co',
        model: 'Dome 4',
        firmware_version: '5.4.1',
        serial_number: '000123',
        hardware_id: '88',
      },
    ],
  );
});

test('ports are read and set, and the record follows the one it is reached by', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  device.state.ports.HTTP.port = device.port;
  const network = at('/network');
  assert.deepEqual((await admin('GET', network)).body, {
    http: { port: device.port, enabled: true },
    https: { port: 443, enabled: false },
    rtsp: { port: 554, enabled: true },
  });
  await expectOk(admin('PUT', network, { rtsp: 8554, https: 8443 }));
  assert.deepEqual(device.state.ports.RTSP, { enabled: true, port: 8554 });
  assert.deepEqual(device.state.ports.HTTPS, { enabled: false, port: 8443 });
  await expect400(admin('PUT', network, {}), 'onvif_invalid_argument');
  await expect400(admin('PUT', network, { http: 0 }), 'onvif_invalid_argument');
  await expect400(admin('PUT', network, { http: 70_000 }), 'onvif_invalid_argument');
  await expect400(admin('PUT', network, { rtsp: 8443 }), 'onvif_invalid_argument', /share/);
  assert.equal((await admin('PUT', network, { http: '80' })).status, 422);
  await expectOk(admin('PUT', network, { http: 9080 }));
  const camera = await admin('GET', `/api/v1/cameras/${bench.cameraId}`);
  assert.equal(camera.body.onvif_port, 9080);
  assert.equal((await admin('GET', network)).status, 503, 'the camera listens elsewhere now');
});

test('accounts are listed, and a new password is taken into use where the server uses that account', async () => {
  await using bench = await openBench();
  const { admin, at, device, platform } = bench;
  assert.deepEqual((await admin('GET', at('/users'))).body, {
    users: [
      { user_name: 'admin', user_level: 'Administrator' },
      { user_name: 'operator', user_level: 'Operator' },
      { user_name: 'viewer', user_level: 'User' },
    ],
  });
  await expectOk(admin('PUT', at('/users/viewer'), { password: 'new <&> one' }));
  assert.equal(device.state.accounts[2]?.password, 'new <&> one');
  const changes = platform.changes();
  await expectOk(admin('PUT', at('/users/admin'), { password: 'rotated' }));
  assert.equal(platform.changes(), changes + 1, 'the streams get the new password');
  const [spec] = await platform.cameras.assignment();
  assert.equal(spec?.source.password, 'rotated');
  assert.equal((await admin('GET', at())).status, 200, 'the new password is used at once');
  assert.equal((await admin('PUT', at('/users/nobody'), { password: 'secret' })).status, 404);
  await expect400(admin('PUT', at('/users/viewer'), { password: '' }), 'onvif_invalid_argument');
  await expect400(admin('PUT', at('/users/viewer'), { password: 'x' }), 'onvif_invalid_argument', /too weak/);
  await expect400(admin('PUT', at('/users/viewer'), { password: 'a\u0001bcd' }), 'onvif_invalid_argument');
  assert.equal((await admin('PUT', at('/users/viewer'), { password: 'x'.repeat(17) })).status, 422);
  const entries = (await auditOf(platform)).filter(({ action }) => action === 'onvif_user_update');
  assert.deepEqual(entries.map(({ meta }) => meta.username).sort(), ['admin', 'viewer']);
  assert.ok(!JSON.stringify(entries).includes('rotated'));
});

for (const media of ['media2', 'media'] as const)
  test(`streams and encoders over ${media}`, async () => {
    await using bench = await openBench();
    const { admin, at, device } = bench;
    if (media === 'media') device.quirks.services.delete('media2');
    device.quirks.xaddrHost = '192.168.77.1';
    const { status, body } = await admin('GET', at('/streams'));
    assert.equal(status, 200, JSON.stringify(body));
    const [main, sub] = body.streams;
    assert.deepEqual(
      [main.name, main.current_encoder, main.current_resolution, main.current_framerate],
      ['MAIN_STREAM', 'H264', '1920x1080', 25],
    );
    assert.equal(main.current_bitrate, 4096);
    assert.equal(main.current_gov_length, 50);
    assert.equal(sub.name, 'SUB_STREAM_1');
    assert.equal(main.link, 'rtsp://127.0.0.1:554/stream/0?a=1&b=2');
    const h264 = main.supported_encoders.find(({ name }: { name: string }) => name === 'H264');
    assert.deepEqual(h264.bitrate_range, { min_val: 32, max_val: 8192 });
    assert.deepEqual(h264.gov_length_range, { min_val: 1, max_val: 150 });
    assert.deepEqual(h264.supported_resolutions[1], { width: 1280, height: 720 });

    const order = {
      stream_profile: 'SUB_STREAM_1',
      encoder: 'H264',
      resolution: '1280x720',
      framerate: 10,
      bitrate: 1000,
      gov_length: 20,
    };
    const encoder = at('/stream/encoder');
    await expectOk(admin('PUT', encoder, order));
    const changed = device.state.encoders[1]!;
    assert.deepEqual(
      [changed.width, changed.height, changed.framerate, changed.bitrate, changed.gov, changed.codecProfile],
      [1280, 720, 10, 1000, 20, 'Main'],
    );
    assert.equal(device.state.encoders[0]?.width, 1920, 'the other stream stays');
    const { gov_length: _, ...jpeg } = { ...order, encoder: 'JPEG' };
    await expectOk(admin('PUT', encoder, jpeg));
    assert.equal(changed.encoding, 'JPEG');
    await expectOk(admin('PUT', encoder, order));
    assert.equal(changed.encoding, 'H264');
    for (const wrong of [
      { encoder: 'MPEG4' },
      { resolution: '2688x1520' },
      { framerate: 0 },
      { framerate: -5 },
      { framerate: 26 },
      { bitrate: 9000 },
      { gov_length: 0 },
      { gov_length: 151 },
      { stream_profile: 'SUB_STREAM_2' },
      { encoder: 'JPEG' },
    ])
      await expect400(admin('PUT', encoder, { ...order, ...wrong }), 'onvif_invalid_argument');
    assert.equal((await admin('PUT', encoder, { ...order, encoder: 'VP9' })).status, 422);
    assert.equal((await admin('PUT', encoder, { ...order, framerate: 2.5 })).status, 422);
  });

test('streams that the contract has no words for are left out', async () => {
  await using bench = await openBench();
  bench.device.state.encoders[0]!.encoding = 'H265';
  const { body } = await bench.admin('GET', bench.at('/streams'));
  assert.deepEqual(
    body.streams.map(({ name }: { name: string }) => name),
    ['SUB_STREAM_1'],
  );
});

test('image settings are read and set', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  const percent = { min_val: 0, max_val: 100 };
  assert.deepEqual((await admin('GET', at('/image'))).body, {
    brightness: { current_value: 50, supported_range: percent },
    color_saturation: { current_value: 50, supported_range: percent },
    contrast: { current_value: 50, supported_range: percent },
    sharpness: { current_value: 50, supported_range: percent },
    backlight_compensation: { current_mode: 'OFF', supported_modes: ['ON', 'OFF'] },
    ir_cut_filter: { current_mode: 'AUTO', supported_modes: ['ON', 'OFF', 'AUTO'] },
    exposure: {
      current_range: { min_val: 33, max_val: 33_333 },
      supported_range: { min_val: 10, max_val: 40_000 },
    },
    white_balance: {
      current_mode: 'AUTO',
      current_cr_gain_value: 10,
      current_cb_gain_value: 12,
      supported_modes: ['AUTO', 'MANUAL'],
      supported_range: { cr_gain: percent, cb_gain: percent },
    },
    wide_dynamic_range: {
      current_mode: 'OFF',
      current_value: 20,
      supported_modes: ['ON', 'OFF'],
      supported_range: percent,
    },
  });
  const put = (name: string, body: object) => admin('PUT', at(`/image/${name}`), body);
  for (const [name, tag] of [
    ['brightness', 'Brightness'],
    ['contrast', 'Contrast'],
    ['saturation', 'ColorSaturation'],
    ['sharpness', 'Sharpness'],
  ] as const) {
    await expectOk(put(name, { value: 61.5 }));
    assert.equal(device.state.image[tag], 61.5);
    await expect400(put(name, { value: 101 }), 'onvif_invalid_argument');
    await expect400(put(name, { value: -1 }), 'onvif_invalid_argument');
    assert.equal((await put(name, { value: '5' })).status, 422);
    assert.equal((await put(name, {})).status, 422);
  }
  await expectOk(put('backlight', { mode: 'ON' }));
  assert.equal(device.state.image.backlight, 'ON');
  assert.equal((await put('backlight', { mode: 'AUTO' })).status, 422);
  await expectOk(put('ir', { mode: 'OFF' }));
  assert.equal(device.state.image.irCutFilter, 'OFF');
  await expectOk(put('dr', { mode: 'ON' }));
  await expectOk(put('dr', { value: 70 }));
  assert.deepEqual(device.state.image.wdr, { mode: 'ON', level: 70 });
  await expect400(put('dr', {}), 'onvif_invalid_argument');
  await expect400(put('dr', { value: 101 }), 'onvif_invalid_argument');
  await expect400(put('wb', {}), 'onvif_invalid_argument');
  await expect400(put('wb', { cr_gain: 5 }), 'onvif_invalid_argument', /manual/);
  await expectOk(put('wb', { mode: 'MANUAL', cr_gain: 30, cb_gain: 40 }));
  await expectOk(put('wb', { cb_gain: 41 }));
  assert.deepEqual(device.state.image.whiteBalance, { mode: 'MANUAL', cr: 30, cb: 41 });
  await expect400(put('wb', { cb_gain: 1000 }), 'onvif_invalid_argument');
});

test('exposure bounds the automatic time, or fixes it where there is nothing to bound', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  const put = (value: number) => admin('PUT', at('/image/exposure'), { value });
  const { exposure } = device.state.image;
  await expectOk(put(10_000));
  assert.deepEqual(exposure, { mode: 'AUTO', min: 33, max: 10_000, fixed: 10_000 });
  await expectOk(put(20));
  assert.deepEqual([exposure.min, exposure.max], [20, 20]);
  await expect400(put(0), 'onvif_invalid_argument');
  await expect400(put(50_000), 'onvif_invalid_argument');
  device.quirks.fixedExposure = true;
  await expectOk(put(5_000));
  assert.deepEqual([exposure.mode, exposure.fixed], ['MANUAL', 5_000]);
  const { body } = await admin('GET', at('/image'));
  assert.deepEqual(body.exposure.current_range, { min_val: 5_000, max_val: 5_000 });
});

test('the camera moves by steps, also when it only knows continuous moves', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  const move = (body: object) => admin('PUT', at('/ptz'), body);
  await expectOk(move({ move: 'RIGHT_UP', zoom: 'ZOOM_IN', step: 5 }));
  assert.deepEqual(device.state.position, { pan: 0.1, tilt: 0.1, zoom: 0.25 });
  await expectOk(move({ move: 'LEFT', step: 10 }));
  assert.deepEqual(device.state.position, { pan: -0.1, tilt: 0.1, zoom: 0.25 });
  assert.deepEqual((await admin('GET', at('/ptz'))).body, {
    pan_tilt: {
      current_position: { x: -0.1, y: 0.1 },
      default_speed_range: { x: 0.5, y: 0.5 },
      supported_range: { x: { min_val: -1, max_val: 1 }, y: { min_val: -1, max_val: 1 } },
    },
    zoom: { default_speed_value: 1, supported_range: { x: { min_val: 0, max_val: 1 } } },
    max_num_of_presets: 4,
    home_supported: true,
  });
  await expect400(move({ step: 3 }), 'onvif_invalid_argument');
  for (const wrong of [{ step: 0 }, { step: 11 }, { step: 1.5 }, {}])
    assert.equal((await move({ move: 'UP', ...wrong })).status, 422);
  assert.equal((await move({ move: 'SIDEWAYS', step: 1 })).status, 422);
  device.quirks.continuousOnly = true;
  await expectOk(move({ move: 'DOWN', step: 1 }));
  assert.equal(device.state.position.tilt, -0.4);
  assert.equal(device.state.moving, null, 'it was stopped');
});

test('home and presets', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  await expect400(admin('PUT', at('/ptz/home/apply')), 'onvif_invalid_argument');
  device.state.position = { pan: 0.5, tilt: 0, zoom: 0 };
  await expectOk(admin('PUT', at('/ptz/home')));
  device.state.position = { pan: -0.5, tilt: 0, zoom: 0 };
  await expectOk(admin('PUT', at('/ptz/home/apply')));
  assert.equal(device.state.position.pan, 0.5);
  device.quirks.fixedHome = true;
  await expect400(admin('PUT', at('/ptz/home')), 'onvif_unsupported_action');

  const preset = { preset_name: 'Gate <1> & "é"' };
  await expectOk(admin('POST', at('/ptz/preset'), preset));
  await expect400(admin('POST', at('/ptz/preset'), preset), 'onvif_invalid_argument', /of this name/);
  assert.deepEqual((await admin('GET', at('/ptz/presets'))).body, { presets: [preset.preset_name] });
  device.state.position = { pan: 0, tilt: 0, zoom: 1 };
  await expectOk(admin('POST', at('/ptz/preset/apply'), preset));
  assert.equal(device.state.position.pan, 0.5);
  await expectOk(admin('DELETE', at('/ptz/preset'), preset));
  assert.deepEqual(device.state.presets, []);
  await expect400(admin('DELETE', at('/ptz/preset'), preset), 'onvif_invalid_argument');
  await expect400(admin('POST', at('/ptz/preset/apply'), preset), 'onvif_invalid_argument');
  await expect400(admin('POST', at('/ptz/preset'), { preset_name: ' ' }), 'onvif_invalid_argument');
  assert.equal((await admin('POST', at('/ptz/preset'), { preset_name: 'x'.repeat(65) })).status, 422);
  for (const name of ['a', 'b', 'c', 'd'])
    await expectOk(admin('POST', at('/ptz/preset'), { preset_name: name }));
  await expect400(
    admin('POST', at('/ptz/preset'), { preset_name: 'e' }),
    'onvif_invalid_argument',
    /no room/,
  );
});

test('a camera without PTZ or imaging says so in the words of each operation', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  device.quirks.services.delete('ptz');
  device.quirks.services.delete('imaging');
  await expect400(admin('GET', at('/ptz')), 'onvif_unsupported_action');
  await expect400(admin('GET', at('/ptz/presets')), 'onvif_unsupported_action');
  await expect400(admin('PUT', at('/ptz'), { move: 'UP', step: 1 }), 'onvif_unsupported_action');
  await expect400(admin('GET', at('/image')), 'invalid_request', /no imaging/);
  await expect400(admin('PUT', at('/image/contrast'), { value: 1 }), 'invalid_request', /no imaging/);
});

test('a record without address or login is onvif_not_configured', async () => {
  await using bench = await openBench();
  const { admin, at, configure } = bench;
  for (const [fields, text] of [
    [{ onvif_host: undefined }, /onvif_host/],
    [{ onvif_login: undefined }, /onvif_login/],
    [{ onvif_password: undefined }, /onvif_password/],
    [{ onvif_host: 'user@127.0.0.1' }, /neither/],
    [{ onvif_host: '127.0.0.1/path?x#y' }, /neither/],
    [{ onvif_host: 'a b\r\nc' }, /neither/],
  ] as const) {
    await configure(fields);
    await expect400(admin('GET', at()), 'onvif_not_configured', text);
  }
});

for (const authentication of ['token', 'digest'] as const)
  test(`a wrong login and one without the right are told apart (${authentication})`, async () => {
    await using bench = await openBench();
    const { admin, at, configure, device } = bench;
    device.quirks.authentication = authentication;
    assert.equal((await admin('GET', at('/users'))).status, 200);
    assert.equal((await admin('GET', at())).status, 200);
    await configure({ onvif_password: 'wrong' });
    await expect400(admin('GET', at()), 'onvif_unauthenticated');
    await expect400(admin('GET', at('/ptz')), 'onvif_unauthenticated');
    await configure({ onvif_login: 'stranger' });
    await expect400(admin('GET', at('/image')), 'onvif_unauthenticated');
    await configure({ onvif_login: 'viewer', onvif_password: 'look' });
    assert.equal((await admin('GET', at('/image'))).status, 200);
    await expect400(admin('GET', at('/users')), 'onvif_not_configured', /may not/);
    await expect400(admin('PUT', at('/image/contrast'), { value: 7 }), 'onvif_not_configured');
    assert.equal(device.state.image.Contrast, 50);
  });

test('a camera whose clock is wrong is spoken to in its own time, also when it is set meanwhile', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  device.quirks.clockOffsetMs = -40 * 365 * 86_400_000;
  assert.equal((await admin('GET', at())).status, 200);
  device.quirks.clockOffsetMs = 3_600_000;
  assert.equal((await admin('GET', at())).status, 200);
});

test('cameras with quirks: old firmware, a broken second media service, wrong hosts', async () => {
  await using bench = await openBench();
  const { admin, at, device } = bench;
  device.quirks.oldFirmware = true;
  device.quirks.xaddrHost = '10.255.255.1';
  assert.equal((await admin('GET', at('/streams'))).body.streams.length, 2);
  assert.equal((await admin('GET', at('/ptz'))).status, 200);
  await bench.configure({ onvif_host: 'localhost' });
  device.quirks.oldFirmware = false;
  device.quirks.brokenMedia2 = true;
  assert.equal((await admin('GET', at('/streams'))).body.streams.length, 2);
});

test('a camera that is not there is 503', async () => {
  await using bench = await openBench();
  await bench.configure({ onvif_port: 1 });
  const { status, body } = await bench.admin('GET', bench.at());
  assert.deepEqual([status, body.status], [503, 'temporarily_unavailable']);
  assert.match(body.detail, /ECONNREFUSED/);
});

test('an answer that cannot be used is 503, tells nothing of itself and leaves no entry', async () => {
  await using bench = await openBench();
  const { admin, at, device, platform } = bench;
  device.quirks.instead = (_, response) => {
    response.end('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>');
    return true;
  };
  for (const reply of [
    await admin('GET', at('/streams')),
    await admin('PUT', at('/image/contrast'), { value: 5 }),
    await admin('PUT', at('/users/viewer'), { password: 'secret' }),
  ]) {
    assert.deepEqual([reply.status, reply.body.status], [503, 'temporarily_unavailable']);
    assert.ok(!JSON.stringify(reply.body).includes('ENTITY'));
  }
  const entries = (await auditOf(platform)).filter(({ action }) => action.startsWith('onvif_'));
  assert.deepEqual(entries, []);
});

test('who may: the permission, then the camera in sight', async () => {
  await using bench = await openBench();
  const { platform, at, placeId, device } = bench;
  const inGroup = await addGroup(platform, [placeId]);
  const archiveOnly = await addGroup(platform, [placeId], { live: false });
  const reader = await platform.user({ permissions: ['onvif_read'], groupIds: [inGroup] });
  assert.equal((await reader('GET', at())).status, 200);
  assert.equal((await reader('PUT', at('/image/contrast'), { value: 1 })).status, 403);
  assert.equal((await reader('POST', at('/ptz/preset'), { preset_name: 'a' })).status, 403);
  const updater = await platform.user({ permissions: ['onvif_update'], groupIds: [inGroup] });
  await expectOk(updater('PUT', at('/image/contrast'), { value: 1 }));
  assert.equal((await updater('GET', at())).status, 403);
  assert.equal((await updater('POST', at('/ptz/preset'), { preset_name: 'a' })).status, 403);
  const creator = await platform.user({ permissions: ['onvif_create', 'onvif_delete'], groupIds: [inGroup] });
  await expectOk(creator('POST', at('/ptz/preset'), { preset_name: 'a' }));
  assert.equal((await creator('POST', at('/ptz/preset/apply'), { preset_name: 'a' })).status, 403);
  await expectOk(creator('DELETE', at('/ptz/preset'), { preset_name: 'a' }));
  const asked = device.requests.length;
  const blind = await platform.user({ permissions: ['onvif_read', 'onvif_update'], groupIds: [archiveOnly] });
  assert.equal((await blind('GET', at())).status, 404);
  const outside = await platform.user({ permissions: ['onvif_read', 'onvif_update'] });
  assert.equal((await outside('GET', at())).status, 404);
  assert.equal((await outside('PUT', at('/ptz'), { move: 'UP', step: 1 })).status, 404);
  assert.equal((await platform.anyone('GET', at())).status, 401);
  assert.equal(device.requests.length, asked, 'the camera was not asked');
});

test('every write is in the audit log, and none that the camera refused', async () => {
  await using bench = await openBench();
  const { admin, at, platform, cameraId } = bench;
  await expectOk(admin('PUT', at('/image/brightness'), { value: 10 }));
  await expect400(admin('PUT', at('/image/brightness'), { value: 1000 }), 'onvif_invalid_argument');
  await expectOk(admin('PUT', at('/network'), { rtsp: 555 }));
  await expectOk(admin('PUT', at('/ptz'), { zoom: 'ZOOM_IN', step: 2 }));
  await expectOk(admin('PUT', at('/ptz/home')));
  await expectOk(admin('PUT', at('/ptz/home/apply')));
  await expectOk(admin('POST', at('/ptz/preset'), { preset_name: 'a' }));
  await expectOk(admin('POST', at('/ptz/preset/apply'), { preset_name: 'a' }));
  await expectOk(admin('DELETE', at('/ptz/preset'), { preset_name: 'a' }));
  const entries = (await auditOf(platform)).filter(({ action }) => action.startsWith('onvif_'));
  assert.deepEqual(entries.map(({ action }) => action).sort(), [
    'onvif_image_update',
    'onvif_network_update',
    'onvif_ptz_home_apply',
    'onvif_ptz_home_save',
    'onvif_ptz_preset_apply',
    'onvif_ptz_preset_create',
    'onvif_ptz_preset_delete',
    'onvif_ptz_update',
  ]);
  const image = entries.find(({ action }) => action === 'onvif_image_update');
  assert.deepEqual(
    [image?.meta.camera_id, image?.meta.setting, image?.meta.value],
    [cameraId, 'brightness', 10],
  );
});
