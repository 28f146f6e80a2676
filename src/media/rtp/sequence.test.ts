import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ReorderBuffer } from './reorder.ts';
import { late, restarted, SequenceTracker } from './sequence.ts';

test('counts gaps over the wrap and tells late packets and restarts', () => {
  const tracker = new SequenceTracker();
  assert.deepEqual(
    [65534, 65535, 0, 3, 2, 3, 4, 30000, 30001].map((sequence) => tracker.next(sequence)),
    [0, 0, 0, 2, late, late, 0, restarted, 0],
  );
  assert.equal(tracker.extended, 65536 + 30001);
});

function packet(sequence: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes[0] = 0x80;
  bytes.writeUInt16BE(sequence & 0xffff, 2);
  return bytes;
}

function reorder(maxWaitMs = 100) {
  const out: number[] = [];
  const buffer = new ReorderBuffer((bytes, start) => out.push(bytes.readUInt16BE(start + 2)), { maxWaitMs });
  const push = (sequence: number, nowMs = 0) => buffer.push(packet(sequence), 0, 12, nowMs);
  return { out, buffer, push };
}

test('puts swapped packets back in order', () => {
  const { out, push, buffer } = reorder();
  for (const sequence of [65533, 65535, 65534, 2, 1, 0, 3]) push(sequence);
  assert.deepEqual(out, [65533, 65534, 65535, 0, 1, 2, 3]);
  assert.equal(buffer.heldPackets, 0);
});

test('stops waiting for a lost packet in time', () => {
  const { out, push, buffer } = reorder();
  push(1, 0);
  push(3, 10);
  push(4, 20);
  assert.deepEqual(out, [1]);
  buffer.expire(111);
  assert.deepEqual(out, [1, 3, 4]);
  push(5, 112);
  assert.deepEqual(out, [1, 3, 4, 5]);
});

test('follows a sender that begins anew', () => {
  const { out, push } = reorder();
  for (const sequence of [10, 12, 40000, 40001]) push(sequence);
  assert.deepEqual(out, [10, 12, 40000, 40001]);
});

test('delivers each packet once and, within its window, in order', () => {
  const shuffled = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(fc.nat(65535), shuffled, (first, displacements) => {
      const order = displacements
        .map((by, i) => ({ sequence: i, at: i + by }))
        .sort((a, b) => a.at - b.at)
        .map((one) => one.sequence);
      // The buffer begins with whatever comes first.
      const begin = order[0]!;
      const { out, push, buffer } = reorder();
      for (const sequence of order) push(first + sequence);
      buffer.expire(1000);
      const expected = order.filter((one) => one >= begin).sort((a, b) => a - b);
      const inOrder = out.map((one) => (one - first) & 0xffff).filter((one) => one >= begin);
      assert.deepEqual(inOrder, expected);
      assert.equal(out.length, order.length);
    }),
  );
});
