import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';
import { discoverDevices } from './discovery.ts';
import { find, textAt } from './xml/element.ts';
import { parseXml } from './xml/parse.ts';

const match = (endpoint: string, xaddrs: string, scopes: string) =>
  `<d:ProbeMatch><a:EndpointReference><a:Address>${endpoint}</a:Address></a:EndpointReference>` +
  `<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>${scopes}</d:Scopes><d:XAddrs>${xaddrs}</d:XAddrs></d:ProbeMatch>`;

const answer = (relatesTo: string, matches: string) =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">` +
  `<s:Header><a:RelatesTo>${relatesTo}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches>${matches}</d:ProbeMatches></s:Body></s:Envelope>`;

/** Answers each probe on the loopback interface with what `reply` makes of its message id. */
async function responder(reply: (messageId: string) => readonly string[]) {
  const socket: Socket = createSocket({ type: 'udp4' });
  const seen: string[] = [];
  socket.on('message', (datagram, from) => {
    const root = parseXml(datagram.toString());
    assert.ok(find(root, 'Body', 'Probe'));
    const messageId = textAt(root, 'Header', 'MessageID') ?? '';
    seen.push(messageId);
    for (const text of reply(messageId)) socket.send(text, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    seen,
    to: { address: '127.0.0.1', port: socket.address().port },
    [Symbol.dispose]: () => void socket.close(),
  };
}

const quick = { durationMs: 300, localAddress: '127.0.0.1' };

test('cameras that answer are told once, with a name, and strangers are not', async () => {
  using camera = await responder((id) => [
    answer(
      id,
      match(
        'urn:uuid:1',
        'http://192.0.2.9/onvif/device_service javascript:alert(1) http://[2001:db8::9]/onvif/device_service',
        'onvif://www.onvif.org/name/North%20Gate onvif://www.onvif.org/hardware/D-4 onvif://www.onvif.org/Profile/T',
      ),
    ),
    answer('urn:uuid:another-search', match('urn:uuid:2', 'http://192.0.2.10/', '')),
  ]);
  assert.deepEqual(await discoverDevices({ ...quick, to: camera.to }), [
    {
      endpoint: 'urn:uuid:1',
      address: '127.0.0.1',
      xaddrs: ['http://192.0.2.9/onvif/device_service', 'http://[2001:db8::9]/onvif/device_service'],
      name: 'North Gate',
      hardware: 'D-4',
    },
  ]);
  assert.equal(camera.seen.length, 3, 'the probe is repeated');
  assert.equal(new Set(camera.seen).size, 1, 'under one id');
});

test('nonsense, bombs and floods do no harm', async () => {
  using camera = await responder((id) => [
    '',
    'hello',
    '<a>',
    `<!DOCTYPE a [<!ENTITY x "y">]>${answer(id, match('urn:uuid:0', '', ''))}`,
    answer(id, `<x>${'y'.repeat(20_000)}</x>`),
    answer(id, Array.from({ length: 50 }, (_, index) => match(`urn:uuid:${index}`, '', '%')).join('')),
    answer(id, match('', '', '') + match('z'.repeat(1_000), '', '')),
    answer(id, match('urn:uuid:last', '', 'onvif://www.onvif.org/name/100%')),
  ]);
  const found = await discoverDevices({ ...quick, to: camera.to });
  assert.deepEqual(
    found.map(({ endpoint }) => endpoint),
    [...Array.from({ length: 8 }, (_, index) => `urn:uuid:${index}`), 'urn:uuid:last'],
  );
  assert.equal(found.at(-1)?.name, '100%');
});

test('a search that is called off ends at once', async () => {
  const controller = new AbortController();
  using camera = await responder(() => {
    controller.abort();
    return [];
  });
  await assert.rejects(
    discoverDevices({ ...quick, durationMs: 60_000, to: camera.to, signal: controller.signal }),
    { name: 'AbortError' },
  );
});
