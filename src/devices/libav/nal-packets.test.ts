import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nalLayout, nalUnits } from './nal-packets.ts';

const sps = Buffer.from('6742c01eda0280bfe5c0440000030004000003000c83c58ba8', 'hex');
const pps = Buffer.from('68ce0fc8', 'hex');

function sized(...units: readonly Buffer[]): Buffer {
  return Buffer.concat(units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]));
}

test('reads the parameter sets of avcC, of hvcC and behind start codes', () => {
  const avcC = Buffer.concat([
    Buffer.from([1, 0x42, 0xc0, 0x1e, 0xfe, 0xe1]),
    sized(sps),
    Buffer.from([1]),
    sized(pps),
  ]);
  assert.deepEqual(nalLayout('h264', avcC), { lengthBytes: 3, parameterSets: [sps, pps] });
  const annexB = Buffer.concat([Buffer.from([0, 0, 0, 1]), sps, Buffer.from([0, 0, 1]), pps]);
  assert.deepEqual(nalLayout('h264', annexB), { lengthBytes: 0, parameterSets: [sps, pps] });
  const vps = Buffer.from([0x40, 1, 0xc]);
  const sei = Buffer.from([0x4e, 1, 5]);
  const array = (type: number, unit: Buffer) =>
    Buffer.concat([Buffer.from([0x80 | type, 0, 1]), sized(unit)]);
  const hvcC = Buffer.concat([Buffer.alloc(21, 1), Buffer.from([0xff, 2]), array(32, vps), array(39, sei)]);
  assert.deepEqual(nalLayout('h265', hvcC), { lengthBytes: 4, parameterSets: [vps] });
});

test('cut off configurations give what is whole', () => {
  const avcC = Buffer.concat([
    Buffer.from([1, 0x42, 0xc0, 0x1e, 0xff, 0xe1]),
    sized(sps),
    Buffer.from([1, 0, 9, 1]),
  ]);
  assert.deepEqual(nalLayout('h264', avcC).parameterSets, [sps]);
  assert.deepEqual(nalLayout('h264', Buffer.alloc(0)), { lengthBytes: 0, parameterSets: [] });
});

test('any bytes are read without throwing, and units lie inside the packet', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, bytes, fc.constantFrom('h264', 'h265'), (extradata, data, codec) => {
      const { lengthBytes } = nalLayout(codec, Buffer.from(extradata));
      const units = nalUnits(Buffer.from(data), lengthBytes);
      assert.ok(units.reduce((sum, { length }) => sum + length, 0) <= data.length);
    }),
    { numRuns: 500 },
  );
});
