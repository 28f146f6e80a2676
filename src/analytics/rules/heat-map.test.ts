import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeatMapCollector } from './heat-map.ts';
import { aspect, objectAt, startMs } from './object.fixture.ts';

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

test('each second counts the cells under an object, whatever the rate of pictures', () => {
  const map = new HeatMapCollector();
  const box = [0, 0, 2 / 64, 3 / 36] as const;
  for (let ms = 0; ms < 10_000; ms += 200) {
    map.add({ utcMs: startMs + ms, aspect, objects: [objectAt([0.1, 0.1], { box })], finished: [] });
  }
  const [hour, ...others] = map.take();
  assert.deepEqual(others, []);
  assert.equal(hour?.hourMs, startMs);
  assert.equal(hour?.counts.length, 64 * 36);
  assert.equal(hour?.counts[0], 10);
  assert.equal(total(hour?.counts ?? []), 60);
  assert.deepEqual(map.take(), []);
});

test('hours are apart, and what is not taken for a day is dropped', () => {
  const map = new HeatMapCollector();
  for (let hour = 0; hour < 30; hour += 1) {
    map.add({ utcMs: startMs + hour * 3_600_000, aspect, objects: [objectAt([0.5, 0.5])], finished: [] });
  }
  const hours = map.take();
  assert.equal(hours.length, 24);
  assert.equal(hours[0]?.hourMs, startMs + 6 * 3_600_000);
});

test('things outside the picture and clocks that go back do no harm', () => {
  const map = new HeatMapCollector();
  map.add({ utcMs: startMs, aspect, objects: [objectAt([3, 3])], finished: [] });
  map.add({
    utcMs: startMs - 60_000,
    aspect,
    objects: [objectAt([0.5, 0.5], { proven: false })],
    finished: [],
  });
  assert.equal(total(map.take().flatMap(({ counts }) => counts)), 0);
});
