import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Schedule } from './schedule.ts';

const berlin = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

test('a span holds on its days in the time zone of the camera', () => {
  const schedule = new Schedule([{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }], berlin);
  assert.equal(schedule.includes(at('2026-03-02T06:59:59Z')), false, 'Monday 07:59 in Berlin');
  assert.equal(schedule.includes(at('2026-03-02T07:00:00Z')), true);
  assert.equal(schedule.includes(at('2026-03-02T16:59:59Z')), true);
  assert.equal(schedule.includes(at('2026-03-02T17:00:00Z')), false);
  assert.equal(schedule.includes(at('2026-03-01T12:00:00Z')), false, 'Sunday');
});

test('a span over midnight belongs to the day it begins on', () => {
  const schedule = new Schedule([{ days: [7], from: '22:00', to: '06:00' }], 'UTC');
  assert.equal(schedule.includes(at('2026-03-01T23:00:00Z')), true, 'Sunday night');
  assert.equal(schedule.includes(at('2026-03-02T05:59:00Z')), true, 'Monday morning');
  assert.equal(schedule.includes(at('2026-03-02T23:00:00Z')), false, 'Monday night');
});

test('the same from and to is the whole day, and 24:00 is its end', () => {
  assert.equal(
    new Schedule([{ days: [1], from: '00:00', to: '24:00' }], 'UTC').includes(at('2026-03-02T23:59:59Z')),
    true,
  );
  assert.equal(
    new Schedule([{ days: [1], from: '00:00', to: '00:00' }], 'UTC').includes(at('2026-03-02T12:00:00Z')),
    true,
  );
});

test('follows the wall clock when the clocks change', () => {
  const schedule = new Schedule([{ days: [7], from: '02:00', to: '03:00' }], berlin);
  const minutes = (from: string) =>
    Array.from({ length: 240 }, (_, minute) => at(from) + minute * 60_000).filter((utcMs) =>
      schedule.includes(utcMs),
    ).length;
  assert.equal(minutes('2026-03-28T23:30:00Z'), 0, 'the hour that does not exist on 29 March 2026');
  assert.equal(minutes('2026-10-24T22:30:00Z'), 120, 'the hour that comes twice on 25 October 2026');
});

test('refuses what is not a time or a zone', () => {
  assert.throws(() => new Schedule([{ days: [1], from: '25:00', to: '26:00' }], 'UTC'), { code: 'invalid' });
  assert.throws(() => new Schedule([{ days: [1], from: 'noon', to: '26:00' }], 'UTC'), { code: 'invalid' });
  assert.throws(() => new Schedule([], 'Moon/Tranquility'), { code: 'invalid' });
});
