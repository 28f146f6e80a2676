import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFeedback } from './feedback.ts';

test('reads NACK with its bits, PLI and FIR out of a compound packet', () => {
  const nack = '81cd0003 00000001 0000000a ffff0003'.replaceAll(' ', '');
  const pli = '81ce0002 00000001 0000000b'.replaceAll(' ', '');
  const fir = '84ce0004 00000001 00000000 0000000c 01000000'.replaceAll(' ', '');
  const feedback = parseFeedback(Buffer.from(nack + pli + fir, 'hex'));
  assert.deepEqual(feedback.missing, [
    { ssrc: 10, sequence: 65_535 },
    { ssrc: 10, sequence: 0 },
    { ssrc: 10, sequence: 1 },
  ]);
  assert.deepEqual(feedback.keyframeWanted, [11, 12]);
});

test('garbage asks for little and breaks nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1500 }), (bytes) => {
      const packet = Buffer.from(bytes);
      packet.set([0x81, 205].slice(0, packet.length));
      assert.ok(parseFeedback(packet).missing.length <= 512);
    }),
    { numRuns: 300 },
  );
});
