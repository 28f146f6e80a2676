import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edgeLimits, followEdge, trimRange } from './live-edge.ts';

const at = (currentTime: number, bufferedEnd: number, bufferedStart = 0) => ({
  currentTime,
  bufferedStart,
  bufferedEnd,
});

test('plays at normal speed while the newest picture is near', () => {
  assert.deepEqual(followEdge(at(9.6, 10), false), { rate: 1 });
});

test('plays faster when a little late, until the target is reached', () => {
  assert.equal(followEdge(at(9.2, 10), false).rate, edgeLimits.hurryRate);
  assert.equal(followEdge(at(9.6, 10), true).rate, edgeLimits.hurryRate);
  assert.equal(followEdge(at(9.75, 10), true).rate, 1);
});

test('jumps to the newest picture when more than the limit late', () => {
  assert.deepEqual(followEdge(at(5, 10), false), { rate: 1, seekTo: 10 - edgeLimits.targetSeconds });
});

test('jumps into the buffer when the playhead is before or behind it', () => {
  assert.equal(followEdge(at(0, 100.2, 100), false).seekTo, 100);
  assert.equal(followEdge(at(50, 10), false).seekTo, 10 - edgeLimits.targetSeconds);
});

test('never jumps before the start of what is buffered', () => {
  assert.equal(followEdge(at(0, 7.1, 7), false).seekTo, 7);
});

test('trims only when there is some seconds to gain', () => {
  assert.equal(trimRange(at(14, 15)), null);
  assert.deepEqual(trimRange(at(30, 31)), { start: 0, end: 18 });
});
