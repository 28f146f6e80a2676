import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRtpHeader, parseRtp, writeRtpHeader } from './packet.ts';

const header = createRtpHeader();
const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test('skips CSRC, extension and padding', () => {
  const packet = bytes('b2 e0 1234 80000000 ffffffff 00000001 00000002 bede0001 10aa0000 0102 0002');
  assert.equal(parseRtp(packet, 0, packet.length, header), true);
  assert.deepEqual(
    { ...header, payload: packet.toString('hex', header.payloadStart, header.payloadEnd) },
    {
      marker: true,
      payloadType: 96,
      sequence: 0x1234,
      timestamp: 0x80000000,
      ssrc: 0xffffffff,
      payloadStart: 28,
      payloadEnd: 30,
      payload: '0102',
    },
  );
});

test('refuses what is not RTP', () => {
  for (const hex of [
    '80e0',
    '40e000010000000000000000',
    '81e000010000000000000000',
    '90e0000100000000000000000000',
    '90e000010000000000000000bede00ff',
    'a0e00001000000000000000000',
    'a0e000010000000000000000ff',
  ]) {
    assert.equal(parseRtp(bytes(hex), 0, bytes(hex).length, header), false, hex);
  }
});

test('reads what it writes', () => {
  const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
  const fields = fc.record({
    marker: fc.boolean(),
    payloadType: uint(7),
    sequence: uint(16),
    timestamp: uint(32),
    ssrc: uint(32),
  });
  fc.assert(
    fc.property(fields, fc.nat(20), (one, offset) => {
      const packet = Buffer.alloc(offset + 20);
      writeRtpHeader(packet, offset, one);
      assert.equal(parseRtp(packet, offset, packet.length, header), true);
      assert.deepEqual({ ...header }, { ...one, payloadStart: offset + 12, payloadEnd: offset + 20 });
    }),
  );
});

test('stays inside the packet, whatever is in it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (noise, version) => {
      const packet = Buffer.from(noise);
      if (version && packet.length > 0) packet[0] = 0x80 | (packet[0]! & 0x3f);
      if (!parseRtp(packet, 0, packet.length, header)) return;
      assert.ok(
        header.payloadStart >= 12 &&
          header.payloadStart <= header.payloadEnd &&
          header.payloadEnd <= packet.length,
      );
    }),
    { numRuns: 500 },
  );
});
