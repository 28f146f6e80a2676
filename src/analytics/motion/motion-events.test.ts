import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MotionSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import { MotionDetector } from './detector.ts';
import { MotionEvents } from './motion-events.ts';
import { randomFrom, type StreetPicture, street, streetBeginMs } from './street.fixture.ts';

const nowhere: StreetPicture = {};
/** In view from 2.2 s to 12.9 s. */
const walker = (seconds: number): StreetPicture => {
  const x = -24 + (seconds - 2) * 32;
  return x > -24 && x < 320 ? { things: [{ x, y: 60, width: 24, height: 60 }] } : nowhere;
};

function observe(
  settings: Partial<MotionSettings>,
  seconds: number,
  show: (seconds: number) => StreetPicture,
  fps = 5,
): Sighting[] {
  const detector = new MotionDetector({ sensitivity: 5, masks: [], minObjectArea: 0.0008 });
  const events = new MotionEvents({ zones: [], coolDownSeconds: 0, ...settings });
  const seen: Sighting[] = [];
  for (let i = 0; i < seconds * fps; i++) {
    const utcMs = streetBeginMs + Math.round((i * 1000) / fps);
    seen.push(...events.update(detector.detect(street(utcMs, show(i / fps)))));
  }
  return [...seen, ...events.finish()];
}

const turns = (seen: readonly Sighting[]) =>
  seen
    .filter(({ phase }) => phase !== 'update')
    .map(({ key, phase, utcMs }) => [key, phase, (utcMs - streetBeginMs) / 1000] as const);

for (const fps of [25, 5]) {
  test(`motion begins within half a second and ends when it is over, at ${fps} pictures a second`, () => {
    const [begin, end, more] = turns(observe({}, 17, walker, fps));
    assert.equal(more, undefined);
    assert.equal(begin![0], 'motion:');
    assert.ok(begin![2] >= 2 && begin![2] <= 2.5, `${begin![2]}`);
    assert.ok(end![2] > 12 && end![2] <= 13, `${end![2]}`);
  });
}

test('with a keyframe every four seconds, one picture is enough', () => {
  const seen = turns(
    observe({}, 40, (seconds) => (seconds >= 20 && seconds < 24 ? walker(7) : nowhere), 0.25),
  );
  assert.deepEqual(
    seen.map(([, phase]) => phase),
    ['begin', 'end'],
  );
});

test('each zone has its own event, with its share and its box', () => {
  const left = {
    name: 'gate',
    points: [
      [0, 0],
      [0.5, 0],
      [0.5, 1],
      [0, 1],
    ],
  } as const;
  const right = {
    name: 'yard',
    points: [
      [0.5, 0],
      [1, 0],
      [1, 1],
      [0.5, 1],
    ],
  } as const;
  const seen = observe({ zones: [left, right] }, 17, walker);
  assert.deepEqual(
    turns(seen).map(([key, phase]) => `${key} ${phase}`),
    ['motion:gate begin', 'motion:yard begin', 'motion:gate end', 'motion:yard end'],
  );
  const end = seen.findLast(({ facts }) => facts.name === 'gate')!;
  const { area, zoneBox } = end.facts.details as { area: number; zoneBox: readonly number[] };
  assert.ok(Math.abs(area - (24 * 60) / (160 * 180)) < 0.02, `${area}`);
  assert.deepEqual(zoneBox, [0, 0, 0.5, 1]);
});

test('motion that comes again within the cool-down is the same event', () => {
  const twice = (seconds: number) => walker(seconds < 14 ? seconds : seconds - 14);
  assert.equal(turns(observe({ coolDownSeconds: 10 }, 30, twice)).length, 2);
  assert.equal(turns(observe({ coolDownSeconds: 0 }, 30, twice)).length, 4);
});

test('a single damaged picture is no motion', () => {
  const seen = observe({}, 10, (seconds) =>
    seconds === 5 ? { things: [{ x: 100, y: 50, width: 60, height: 40, luma: () => 128 }] } : nowhere,
  );
  assert.deepEqual(seen, []);
});

test('sleet is many small things that go nowhere', () => {
  const random = randomFrom(9);
  const seen = observe({}, 20, (seconds) => {
    if (seconds < 4) return nowhere;
    return {
      things: Array.from({ length: 60 }, () => ({
        ...{ x: random() * 312, y: random() * 170, width: 8, height: 10 },
        luma: () => 235,
      })),
    };
  });
  assert.deepEqual(turns(seen), []);
});

test('the light is switched, and nothing moves', () => {
  const seen = observe({}, 15, (seconds) => ({
    light: (luma) => (seconds > 5 && seconds < 10 ? luma * 0.6 : luma),
  }));
  assert.deepEqual(seen, []);
});

test('zones outside of the picture and without area never move', () => {
  const outside = {
    name: 'outside',
    points: [
      [2, 2],
      [3, 2],
      [3, 3],
    ],
  } as const;
  const line = {
    name: 'line',
    points: [
      [0.2, 0.05],
      [0.2, 0.05],
      [0.2, 0.05],
    ],
  } as const;
  assert.deepEqual(observe({ zones: [outside, line] }, 15, walker), []);
});

test('a clock that is set back does not keep an event open for ever', () => {
  const detector = new MotionDetector({ sensitivity: 5, masks: [], minObjectArea: 0.0008 });
  const events = new MotionEvents({ zones: [], coolDownSeconds: 0 });
  const seen: Sighting[] = [];
  for (let i = 0; i < 75; i++) {
    const utcMs = streetBeginMs + i * 200 - (i >= 40 ? 3_600_000 : 0);
    seen.push(...events.update(detector.detect(street(utcMs, walker(i / 5)))));
  }
  assert.deepEqual(
    seen.filter(({ phase }) => phase !== 'update').map(({ phase }) => phase),
    ['begin', 'end'],
  );
});
