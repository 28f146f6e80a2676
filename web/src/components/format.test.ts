import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAge, formatBitrate, formatBytes, formatDuration } from './format.ts';

test('bit rates and sizes have one digit where it helps', () => {
  assert.deepEqual([0, 950, 64_000, 4_213_000, 128_000_000].map(formatBitrate), [
    '0 b/s',
    '950 b/s',
    '64.0 kb/s',
    '4.2 Mb/s',
    '128 Mb/s',
  ]);
  assert.equal(formatBytes(1_500_000_000_000), '1.5 TB');
});

test('durations show hours only when there are some', () => {
  assert.deepEqual([0, 3_400, 123_000, 3_723_000].map(formatDuration), ['0:00', '0:03', '2:03', '1:02:03']);
});

test('ages show the two largest units', () => {
  assert.deepEqual([8_000, 720_000, 15_000_000, 273_600_000].map(formatAge), [
    '8 s',
    '12 min',
    '4 h 10 min',
    '3 d 4 h',
  ]);
});
