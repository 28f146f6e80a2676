import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gestures } from './gestures.ts';

test('one pointer on the lane scrubs, on the labels pans', () => {
  const gestures = new Gestures();
  gestures.down(1, 100, 'scrub');
  assert.deepEqual(gestures.move(1, 120), { kind: 'scrub' });
  assert.equal(gestures.up(1), 'scrub');
  gestures.down(1, 100, 'pan');
  assert.deepEqual(gestures.move(1, 130), { kind: 'pan', byPx: 30 });
});

test('two pointers that part zoom in about their middle', () => {
  const gestures = new Gestures();
  gestures.down(1, 100, 'scrub');
  gestures.down(2, 200, 'scrub');
  assert.deepEqual(gestures.move(2, 300), { kind: 'pinch', centrePx: 200, byPx: 50, factor: 0.5 });
});

test('lifting one of two fingers seeks nowhere', () => {
  const gestures = new Gestures();
  gestures.down(1, 100, 'scrub');
  gestures.down(2, 200, 'scrub');
  assert.equal(gestures.up(1), null);
  assert.equal(gestures.up(2), 'pinch');
});

test('a pointer that is not down only hovers', () => {
  assert.equal(new Gestures().move(1, 5), null);
  assert.equal(new Gestures().up(1), null);
});
