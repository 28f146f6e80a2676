import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ReaderQueue } from './reader-queue.ts';

test('drops to the next keyframe when the reader is slow, and counts it', () => {
  let backlog = 0;
  const queue = new ReaderQueue({ backlogBytes: () => backlog, maxBacklogBytes: 100 });
  assert.equal(queue.admit(true, 50), true);
  backlog = 101;
  assert.equal(queue.admit(false, 10), false);
  backlog = 0;
  assert.equal(queue.admit(false, 10), false, 'not in the middle of a GOP');
  assert.equal(queue.droppedInRow, 2);
  assert.equal(queue.admit(true, 50), true);
  assert.equal(queue.droppedInRow, 0);
  assert.deepEqual(queue.counters, { passed: 2, dropped: 2, droppedBytes: 20, overruns: 1 });
});

test('goes on only when enough has drained', () => {
  let backlog = 101;
  const queue = new ReaderQueue({ backlogBytes: () => backlog, maxBacklogBytes: 100, resumeBytes: 25 });
  assert.equal(queue.admit(true, 1), false);
  backlog = 26;
  assert.equal(queue.admit(true, 1), false);
  backlog = 25;
  assert.equal(queue.admit(true, 1), true);
});

test('whatever comes and however slow the reader is, no picture follows a hole but a keyframe', () => {
  const pieces = fc.array(fc.record({ keyframe: fc.boolean(), bytes: fc.nat(60), drains: fc.nat(80) }));
  fc.assert(
    fc.property(pieces, (list) => {
      let backlog = 0;
      let hole = true;
      const queue = new ReaderQueue({ backlogBytes: () => backlog, maxBacklogBytes: 100 }, true);
      for (const { keyframe, bytes, drains } of list) {
        const admitted = queue.admit(keyframe, bytes);
        if (admitted) {
          assert.ok(!hole || keyframe);
          backlog += bytes;
        }
        hole = !admitted;
        assert.ok(backlog <= 160);
        backlog = Math.max(0, backlog - drains);
      }
    }),
    { numRuns: 200 },
  );
});
