import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Gap } from '#domain/recording.ts';
import { momentAt, nextRecorded, previousRecorded, recordedMs } from './recorded.ts';

const spans = [
  { startMs: 100_000, endMs: 200_000 },
  { startMs: 300_000, endMs: 400_000 },
];
const gap: Gap = { cameraId: 'c', stream: 'main', startMs: 200_000, endMs: 300_000, cause: 'network' };
const now = 500_000;

test('tells recorded, gap with its cause, gap without one, and future apart', () => {
  assert.deepEqual(momentAt(spans, [gap], 150_000, now), { kind: 'recorded' });
  assert.deepEqual(momentAt(spans, [gap], 250_000, now), { kind: 'gap', gap });
  assert.deepEqual(momentAt(spans, [gap], 50_000, now), { kind: 'gap', gap: null });
  assert.deepEqual(momentAt(spans, [gap], now + 1, now), { kind: 'future' });
});

test('the last seconds, which are being written, are no gap', () => {
  assert.deepEqual(momentAt(spans, [], 401_000, 402_000), { kind: 'recorded' });
  assert.deepEqual(momentAt(spans, [], 401_000, now), { kind: 'gap', gap: null });
});

test('a gap that still lasts reaches to now', () => {
  const open: Gap = { ...gap, startMs: 400_000, endMs: null };
  assert.deepEqual(momentAt(spans, [open], 450_000, now), { kind: 'gap', gap: open });
});

test('finds where recording goes on, in both directions', () => {
  assert.equal(nextRecorded(spans, 250_000), 300_000);
  assert.equal(nextRecorded(spans, 450_000), null);
  assert.equal(previousRecorded(spans, 250_000), 198_000);
  assert.equal(previousRecorded(spans, 50_000), null);
});

test('sums what is recorded of a range', () => {
  assert.equal(recordedMs(spans, 150_000, 350_000), 100_000);
});
