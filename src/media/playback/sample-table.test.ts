import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBox } from '#media/fmp4/box-reader.ts';
import { SampleTable } from './sample-table.ts';

const sample = (size: number, more: { duration?: number; ptsOffset?: number; keyframe?: boolean } = {}) => ({
  size,
  duration: 10,
  ptsOffset: 0,
  keyframe: false,
  ...more,
});

/** The words behind version and flags of a table; null when it is not there. */
function words(table: SampleTable, type: string): number[] | null {
  const boxes = table.finish().boxes(Buffer.alloc(0), 1000);
  const found = findBox(boxes, 0, boxes.length, ['stbl', type]);
  if (found === null) return null;
  const content = boxes.subarray(found.content + 4, found.end);
  return Array.from({ length: content.length / 4 }, (_, index) => content.readUInt32BE(index * 4));
}

function twoChunks(): SampleTable {
  const table = new SampleTable();
  table.chunk(0, 0, [sample(5, { keyframe: true }), sample(6), sample(7)]);
  table.chunk(100, 0, [sample(8, { keyframe: true }), sample(9, { duration: 12 })]);
  return table;
}

test('durations are runs, sizes and chunk offsets one by one', () => {
  assert.deepEqual(words(twoChunks(), 'stts'), [2, 4, 10, 1, 12]);
  assert.deepEqual(words(twoChunks(), 'stsz'), [0, 5, 5, 6, 7, 8, 9]);
  assert.deepEqual(words(twoChunks(), 'co64'), [2, 0, 1000, 0, 1100]);
  assert.deepEqual(words(twoChunks(), 'stsc'), [2, 1, 3, 1, 2, 2, 1]);
  assert.deepEqual(words(twoChunks(), 'stss'), [2, 1, 4]);
});

test('composition offsets and keyframes stand only where they say something', () => {
  assert.equal(words(twoChunks(), 'ctts'), null);
  const sound = new SampleTable();
  sound.chunk(0, 0, [sample(1, { keyframe: true }), sample(1, { keyframe: true })]);
  assert.equal(words(sound, 'stss'), null);
  const reordered = new SampleTable();
  reordered.chunk(0, 0, [sample(1, { ptsOffset: 10 }), sample(1, { ptsOffset: 30 }), sample(1)]);
  assert.deepEqual(words(reordered, 'ctts'), [3, 1, 10, 1, 30, 1, 0]);
});

test('the last sample is stretched to where the next begins, and keeps a tick at least', () => {
  const table = twoChunks();
  table.stretchTo(100);
  assert.equal(table.ticks, 100);
  table.stretchTo(3);
  assert.equal(table.ticks, 41);
  assert.deepEqual(words(table, 'stts'), [2, 4, 10, 1, 1]);
});

test('ten thousand samples are as many words', () => {
  const table = new SampleTable();
  table.chunk(
    0,
    0,
    Array.from({ length: 10_000 }, (_, index) => sample(index)),
  );
  const sizes = words(table, 'stsz');
  assert.equal(sizes?.length, 10_002);
  assert.equal(sizes?.at(-1), 9999);
});
