/** Cameras that answer nonsense, nothing, or too much, and many at once. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { generate } from 'selfsigned';
import { systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { OnvifCamera } from '#domain/onvif.ts';
import { type OnvifDevice, startOnvifDevice } from '../../../test/peers/onvif-device/peer.ts';
import { OnvifDevices } from './devices.ts';
import { maxAnswerBytes } from './http.ts';

const devices = new OnvifDevices({ clock: systemClock });
after(() => devices[Symbol.dispose]());

function open(device: OnvifDevice, from: OnvifDevices = devices, account = 0): OnvifCamera {
  const { name: username, password } = device.state.accounts[account]!;
  return from.open({ host: '127.0.0.1', port: device.port, secure: false, username, password });
}

const unavailable = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof VidetteError, String(error));
  assert.equal(error.code, 'unavailable', error.message);
  assert.match(error.message, message);
  return true;
};

const soap = (body: string) =>
  `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body>${body}</e:Body></e:Envelope>`;

test('answers that cannot be used are told as such, and the next good one is taken', async () => {
  await using device = await startOnvifDevice();
  const cases: [RegExp, NonNullable<OnvifDevice['quirks']['instead']>][] = [
    [/not the XML/, (_, response) => Boolean(response.end('<a><b></a>'))],
    [/not the XML/, (_, response) => Boolean(response.end(''))],
    [/no SOAP/, (_, response) => Boolean(response.end('<html><body>Login</body></html>'))],
    [/no SOAP/, (_, response) => Boolean(response.end(soap('')))],
    [
      /document type/,
      (_, response) =>
        Boolean(
          response.end(`<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${soap('<x>&b;</x>')}`),
        ),
    ],
    [
      /longer than/,
      (_, response) => {
        response.write(`<a>${'x'.repeat(maxAnswerBytes)}`);
        const more = () => {
          while (response.writable && response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
        return true;
      },
    ],
    [/does not answer/, (_, _response, socket) => Boolean(socket.destroy())],
    [
      /does not answer/,
      (_, response, socket) => {
        response.writeHead(200, { 'content-length': 1_000 });
        response.write('<a>', () => socket.destroy());
        return true;
      },
    ],
    [
      /HTTP status 302/,
      (_, response) => Boolean(response.writeHead(302, { location: 'http://192.0.2.1/' }).end()),
    ],
    [/HTTP status 500/, (_, response) => Boolean(response.writeHead(500).end('oops'))],
    [/does not answer/, (_, _response, socket) => Boolean(socket.end('not HTTP at all\r\n\r\n'))],
    [
      /does not answer/,
      (_, _response, socket) => Boolean(socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)),
    ],
    [
      /fails: bad/,
      (_, response) =>
        Boolean(
          response.end(
            soap(
              '<e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code><e:Reason><e:Text>bad\u0085 </e:Text></e:Reason></e:Fault>',
            ),
          ),
        ),
    ],
  ];
  for (const [message, instead] of cases) {
    device.quirks.instead = (operation, ...rest) =>
      operation === 'GetDeviceInformation' && instead(operation, ...rest);
    await assert.rejects(open(device).information(), unavailable(message), String(message));
    device.quirks.instead = null;
    assert.equal((await open(device).information()).model, 'Dome 4');
  }
});

test('whatever a camera answers to whatever it is asked, the error is one that callers know', async () => {
  await using device = await startOnvifDevice();
  const number = fc.constantFrom('1', '-1', '1e999', 'NaN', '', '99999999999999999999', '0.5');
  const tag = fc.constantFrom(
    'Service',
    'Namespace',
    'XAddr',
    'Profiles',
    'PTZNode',
    'PTZStatus',
    'MediaUri',
    'Uri',
    'Options',
    'Capabilities',
    'ImagingSettings',
    'ImagingOptions',
    'Brightness',
    'Min',
    'Max',
    'Mode',
    'User',
    'Username',
    'UserLevel',
    'Preset',
    'NetworkProtocols',
    'Name',
    'Port',
    'SystemDateAndTime',
    'UTCDateTime',
    'Date',
    'Year',
    'Configurations',
    'VideoEncoder',
    'VideoSource',
    'SourceToken',
    'PTZ',
    'Encoding',
    'Resolution',
    'Width',
    'Height',
    'Fault',
    'Code',
    'Value',
    'Subcode',
    '__proto__',
  );
  const text = fc.oneof(
    number,
    fc.constantFrom(
      'http://www.onvif.org/ver20/ptz/wsdl',
      'http://x/onvif/ptz_service',
      'http://[',
      'rtsp://h/',
      'file:///x',
      'ter:NotAuthorized',
      'AUTO',
      'H264',
    ),
  );
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .tuple(tag, number, fc.oneof({ depthSize: 'medium' }, text, fc.array(tie('node'), { maxLength: 5 })))
      .map(([name, value, inner]) => {
        const content = Array.isArray(inner) ? inner.join('') : inner;
        return `<${name} token="${value}" x="${value}" y="${value}" GovLength="${value}" FrameRatesSupported="${value} ${value}">${content}</${name}>`;
      }),
  })).node;
  const ask: readonly ((camera: OnvifCamera) => Promise<unknown>)[] = [
    (camera) => camera.information(),
    (camera) => camera.protocols(),
    (camera) => camera.users(),
    (camera) => camera.streams(),
    (camera) => camera.image(),
    (camera) => camera.ptz(),
    (camera) => camera.presets(),
    (camera) => camera.setPorts({ http: 81 }),
    (camera) => camera.setLevel('contrast', 5),
    (camera) => camera.setWhiteBalance({ mode: 'MANUAL', red: 1 }),
    (camera) => camera.move({ pan: 1, tilt: 0, zoom: 1, steps: 1 }),
    (camera) =>
      camera.setEncoder({
        stream: 0,
        encoder: 'H264',
        size: { width: 1, height: 1 },
        framerate: 1,
        bitrateKbps: 1,
      }),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.array(tree, { maxLength: 6 }),
      fc.constantFrom(...ask),
      fc.boolean(),
      async (nodes, call, all) => {
        device.quirks.instead = (operation, response) => {
          const isMeant = all || !['GetServices', 'GetSystemDateAndTime'].includes(operation);
          if (isMeant) response.end(soap(`<r>${nodes.join('')}</r>`));
          return isMeant;
        };
        using fresh = new OnvifDevices({ clock: systemClock });
        try {
          await call(open(device, fresh));
        } catch (error) {
          assert.ok(error instanceof VidetteError, String((error as Error).stack));
          assert.notEqual(error.code, 'bug');
        }
      },
    ),
    { numRuns: 250 },
  );
});

test('fifty cameras are asked side by side; the one that says nothing keeps only its own caller', async () => {
  const cameras = await Promise.all(Array.from({ length: 50 }, () => startOnvifDevice()));
  using own = new OnvifDevices({ clock: systemClock, operationTimeoutMs: 60_000 });
  try {
    const silent = cameras[7]!;
    silent.quirks.silent = true;
    let isOver = false;
    const refused = assert
      .rejects(open(silent, own).information(), unavailable(/does not answer/))
      .finally(() => {
        isOver = true;
      });
    const others = cameras.filter((camera) => camera !== silent);
    const told = await Promise.all(others.map((camera) => open(camera, own).information()));
    assert.equal(told.length, 49);
    assert.equal(isOver, false, 'the others did not wait for it');
    await silent[Symbol.asyncDispose]();
    await refused;
  } finally {
    await Promise.all(cameras.map((camera) => camera[Symbol.asyncDispose]()));
  }
});

test('an operation ends with its time, also when the camera sends a byte now and then', async () => {
  await using device = await startOnvifDevice();
  using own = new OnvifDevices({ clock: systemClock, operationTimeoutMs: 200 });
  device.quirks.silent = true;
  await assert.rejects(open(device, own).information(), unavailable(/not in time/));
  device.quirks.silent = false;
  device.quirks.instead = (_, response) => {
    const dripping = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(dripping));
    return true;
  };
  await assert.rejects(open(device, own).information(), unavailable(/not in time/));
});

test('connections are kept, and what is known of a camera is not asked again', async () => {
  await using device = await startOnvifDevice();
  for (let index = 0; index < 5; index += 1) await open(device).information();
  assert.equal(device.connections(), 1);
  const asked = (name: string) => device.requests.filter((request) => request === name).length;
  assert.deepEqual([asked('GetServices'), asked('GetSystemDateAndTime')], [1, 1]);
});

test('cameras with a certificate of their own are spoken to over TLS', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'camera' }], { keyType: 'ec' });
  await using device = await startOnvifDevice({ tls: { key, cert } });
  const [{ name: username, password } = { name: '', password: '' }] = device.state.accounts;
  const target = { host: '127.0.0.1', port: device.port, username, password };
  for (let index = 0; index < 3; index += 1)
    assert.equal((await devices.open({ ...target, secure: true }).information()).model, 'Dome 4');
  assert.equal(device.connections(), 1);
  await assert.rejects(
    devices.open({ ...target, secure: false }).information(),
    unavailable(/does not answer/),
  );
});

test('digest is answered with one nonce for many requests; Basic never is', async () => {
  await using device = await startOnvifDevice();
  device.quirks.authentication = 'digest';
  for (let index = 0; index < 3; index += 1) await open(device).users();
  assert.equal(device.requests.filter((name) => name === 'GetUsers').length, 3, 'no second challenge');
  let authorization: string | undefined;
  device.quirks.instead = (_, response) => {
    authorization = response.req.headers.authorization;
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    return true;
  };
  using fresh = new OnvifDevices({ clock: systemClock });
  await assert.rejects(open(device, fresh).users(), { reason: 'onvif_unauthenticated' });
  assert.equal(authorization, undefined);
});

test('a wrong password is tried a few times at most, so that no account is locked', async () => {
  await using device = await startOnvifDevice();
  const { port } = device;
  for (const authentication of ['token', 'digest'] as const) {
    device.quirks.authentication = authentication;
    device.requests.length = 0;
    using fresh = new OnvifDevices({ clock: systemClock });
    const camera = fresh.open({ host: '127.0.0.1', port, secure: false, username: 'admin', password: 'no' });
    await assert.rejects(camera.image(), { reason: 'onvif_unauthenticated' });
    const tries = device.requests.filter((name) => name !== 'GetSystemDateAndTime').length;
    assert.ok(tries <= 4, `${authentication}: ${device.requests.join(' ')}`);
  }
});
