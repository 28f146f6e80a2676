import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRtcp, serializeBye, serializeReceiverReport, serializeSenderReport } from './rtcp.ts';

test('reads a sender report with its source description', () => {
  // From GStreamer's RTSP server: NTP time e9d5d7c1.80000000.
  const compound = Buffer.from(
    '80c80006 11223344 e9d5d7c1 80000000 00015f90 00000010 00001000 81ca0003 11223344 01046361 6d310000'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  const [report, description] = parseRtcp(compound);
  assert.deepEqual(report, {
    type: 'sender_report',
    ssrc: 0x11223344,
    utcMs: (0xe9d5d7c1 - 2208988800) * 1000 + 500,
    compactNtp: 0xd7c18000,
    rtpTimestamp: 90000,
    packets: 16,
    octets: 4096,
    reports: [],
  });
  assert.deepEqual(description, { type: 'source_description', ssrc: 0x11223344, cname: 'cam1' });
});

test('writes reports that read back the same', () => {
  const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
  const report = fc.record(
    {
      ssrc: uint(32),
      fractionLost: uint(8),
      packetsLost: fc.integer({ min: -0x800000, max: 0x7fffff }),
      highestSequence: uint(32),
      jitter: uint(32),
      lastReport: uint(32),
      sinceLastReport: uint(32),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(uint(32), fc.array(report, { maxLength: 3 }), (ssrc, reports) => {
      const compound = Buffer.concat([serializeReceiverReport(ssrc, reports, 'vidette'), serializeBye(ssrc)]);
      assert.deepEqual(parseRtcp(compound), [
        { type: 'receiver_report', ssrc, reports },
        { type: 'source_description', ssrc, cname: 'vidette' },
        { type: 'bye', sources: [ssrc] },
      ]);
    }),
  );
});

test('a sender report keeps its time to the millisecond', () => {
  const sent = { ssrc: 7, utcMs: 1_795_000_000_123, rtpTimestamp: 5, packets: 1, octets: 2 };
  const [read] = parseRtcp(serializeSenderReport(sent));
  assert.ok(read?.type === 'sender_report' && Math.abs(read.utcMs - sent.utcMs) < 0.01);
});

test('never throws on arbitrary, cut or mutated packets', () => {
  const good = serializeReceiverReport(1, [], 'x');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(good.length), fc.nat(255), (noise, at, byte) => {
      parseRtcp(Buffer.from(noise));
      const mutated = Buffer.from(good);
      mutated[at % good.length] = byte;
      parseRtcp(mutated);
      parseRtcp(mutated.subarray(0, at));
      parseRtcp(Buffer.from([0x81, 200 + (byte % 5), 0, 3, ...noise]));
    }),
    { numRuns: 500 },
  );
});
