import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseTransport, serializeTransport } from './transport.ts';

test('reads what servers answer', () => {
  assert.deepEqual(parseTransport('RTP/AVP/TCP;unicast;interleaved=0-1;ssrc= 1A2B;mode="PLAY"'), [
    { lower: 'tcp', multicast: false, interleaved: [0, 1], ssrc: 0x1a2b, mode: 'PLAY' },
  ]);
  assert.deepEqual(parseTransport('RTP/AVP;unicast;source=10.0.0.2;client_port=5000-5001;server_port=6970'), [
    {
      lower: 'udp',
      multicast: false,
      source: '10.0.0.2',
      clientPort: [5000, 5001],
      serverPort: [6970, 6971],
    },
  ]);
});

test('keeps the order of alternatives and leaves out foreign ones', () => {
  const found = parseTransport('MP2T/H2221/UDP;unicast,RTP/AVP;multicast,RTP/AVP/TCP;unicast');
  assert.deepEqual(
    found.map((spec) => [spec.lower, spec.multicast]),
    [
      ['udp', true],
      ['tcp', false],
    ],
  );
});

test('serialized headers read back the same', () => {
  const pair = fc.integer({ min: 1, max: 254 }).map((n) => [n, n + 1] as const);
  const spec = fc.record(
    {
      lower: fc.constantFrom('tcp' as const, 'udp' as const),
      multicast: fc.boolean(),
      interleaved: pair,
      clientPort: pair,
      serverPort: pair,
      ssrc: fc.integer({ min: 0, max: 0xffffffff }),
    },
    { requiredKeys: ['lower', 'multicast'] },
  );
  fc.assert(
    fc.property(spec, (one) => assert.deepEqual(parseTransport(serializeTransport(one)), [{ ...one }])),
  );
});

test('never throws on arbitrary text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseTransport(text);
      parseTransport(`RTP/AVP;interleaved=${text}`);
    }),
  );
});
