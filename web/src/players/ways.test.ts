import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconnectPauseMs } from './backoff.ts';
import { parseMseMessage } from './mse-messages.ts';
import { nextWay } from './ways.ts';

test('a bad link or a browser without MSE goes to WebRTC first', () => {
  assert.equal(nextWay('mse', 'bad_link'), 'webrtc');
  assert.equal(nextWay('mse', 'no_api'), 'webrtc');
});

test('a codec that the browser lacks goes straight to pictures decoded by the server', () => {
  assert.equal(nextWay('mse', 'codec'), 'mjpeg');
});

test('pictures are the last way', () => {
  assert.equal(nextWay('webrtc', 'refused'), 'mjpeg');
  assert.equal(nextWay('mjpeg', 'refused'), 'mjpeg');
});

test('the pause before reconnecting grows and is bounded', () => {
  const middle = (attempt: number) => reconnectPauseMs(attempt, () => 0.5);
  assert.deepEqual([0, 1, 2, 3, 10, 1000].map(middle), [500, 1000, 2000, 4000, 10_000, 10_000]);
  assert.ok(reconnectPauseMs(1000, () => 1) <= 12_500);
});

test('messages of unknown kinds are ignored, the known ones are read', () => {
  assert.equal(parseMseMessage('{"type":"stats"}').type, 'other');
  assert.equal(parseMseMessage('{"type":"init"}').type, 'other');
  assert.deepEqual(parseMseMessage('{"type":"unsupported","reason":"no video"}'), {
    type: 'unsupported',
    reason: 'no video',
  });
});
