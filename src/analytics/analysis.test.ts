import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';
import type { EventType, Point, Sighting } from '#domain/event.ts';
import { PictureAnalysis } from './analysis.ts';
import {
  going,
  RenderedScene,
  type SceneOptions,
  sceneStartMs,
  type Thing,
} from './rendered-scene.fixture.ts';

const line = { name: 'middle', points: [[0.5, 0], [0.5, 1]] } as const; // biome-ignore format: points
const watching: AnalyticsSettings = {
  ...noAnalytics,
  motion: { zones: [], coolDownSeconds: 0 },
  lines: [{ ...line, direction: 'both' }],
};
const stepSeconds = 0.2;

function run(
  things: readonly Thing[],
  seconds: number,
  settings = watching,
  options: SceneOptions = {},
): Sighting[] {
  const scene = new RenderedScene(options);
  const analysis = new PictureAnalysis(settings);
  const sightings: Sighting[] = [];
  for (let at = 0; at <= seconds; at += stepSeconds)
    sightings.push(...analysis.analyze(scene.picture(things, at)));
  sightings.push(...analysis.finish(sceneStartMs + seconds * 1000));
  return sightings;
}

const ofType = (sightings: readonly Sighting[], type: EventType) =>
  sightings.filter(({ facts }) => facts.type === type);

function crossings(sightings: readonly Sighting[]): string[] {
  return sightings.flatMap(({ facts }) => (facts.type === 'line_crossing' ? [facts.details.direction] : []));
}

const person = (at: Thing['at'], luma = 45): Thing => ({ at, luma, size: [0.05, 0.28] });

/** Every event that begins ends, once, and nothing of it is told before or after. */
function assertWellFormed(sightings: readonly Sighting[]): void {
  const open = new Set<string>();
  for (const { key, phase } of sightings) {
    if (phase === 'begin') assert.ok(!open.has(key) && open.add(key), `${key} begins twice`);
    if (phase === 'update') assert.ok(open.has(key), `${key} goes on before it begins`);
    if (phase === 'end') assert.ok(open.delete(key), `${key} ends before it begins`);
  }
  assert.deepEqual([...open], []);
}

test('somebody who walks through the picture is motion, one object, and crosses the line once', () => {
  const sightings = run([person(going([-0.05, 0.6], [0.12, 0], 3))], 16);
  assertWellFormed(sightings);
  assert.deepEqual(crossings(sightings), ['b_to_a']);
  const objects = ofType(sightings, 'object').filter(({ phase }) => phase === 'begin');
  assert.equal(objects.length, 1);
  const begin = ofType(sightings, 'motion_detection')[0];
  assert.ok(
    Math.abs((begin?.utcMs ?? 0) - sceneStartMs - 3200) <= 500,
    'motion begins when the person comes in',
  );
  const crossing = ofType(sightings, 'line_crossing')[0];
  assert.ok(
    Math.abs((crossing?.utcMs ?? 0) - sceneStartMs - 7583) <= 400,
    'at the time at which the centre was on the line',
  );
});

test('two who meet on the line and walk on have crossed it once each', () => {
  for (const seed of [1, 2, 3]) {
    const things = [person(going([0.1, 0.62], [0.09, 0], 3)), person(going([0.95, 0.58], [-0.1, 0], 3), 215)];
    const sightings = run(things, 14, watching, { seed });
    assert.deepEqual(crossings(sightings).sort(), ['a_to_b', 'b_to_a'], `seed ${seed}`);
  }
});

test('two who come side by side and part behind the line have both crossed it', () => {
  const things = [
    person((s) => (s < 3 ? null : [0.12 + 0.09 * (s - 3), 0.5 - Math.max(0, s - 7.5) * 0.12])),
    person((s) => (s < 3 ? null : [0.155 + 0.09 * (s - 3), 0.55 + Math.max(0, s - 7.5) * 0.12]), 60),
  ];
  assert.deepEqual(crossings(run(things, 13)), ['b_to_a', 'b_to_a']);
});

test('somebody slow, and somebody who stops on the line and goes on, crosses once', () => {
  assert.deepEqual(crossings(run([person(going([0.4, 0.6], [0.012, 0], 3))], 24)), ['b_to_a']);
  const waiting = person((s) =>
    s < 3 ? null : [Math.min(0.1 + 0.08 * (s - 3), 0.5) + Math.max(0, s - 20) * 0.08, 0.6],
  );
  assert.deepEqual(crossings(run([waiting], 26)), ['b_to_a']);
});

test('a car that is four pictures long in the picture crosses once', () => {
  const car: Thing = { at: going([-0.1, 0.7], [1.1, 0], 4), luma: 220, size: [0.16, 0.18], shape: 'box' };
  assert.deepEqual(crossings(run([car], 7)), ['b_to_a']);
});

test('a shadow goes with its object', () => {
  const things = [{ ...person(going([-0.05, 0.55], [0.1, 0], 3)), shadow: [0.05, 0] as const }];
  const sightings = run(things, 16);
  assert.deepEqual(crossings(sightings), ['b_to_a']);
  assert.equal(ofType(sightings, 'object').filter(({ phase }) => phase === 'begin').length, 1);
});

test('nothing is told of an empty scene, by day and by the noise of the night', () => {
  assert.deepEqual(run([], 30), []);
  assert.deepEqual(run([], 30, watching, { sensorNoise: 6 }), []);
});

test('people are counted in and out', () => {
  const settings: AnalyticsSettings = {
    ...noAnalytics,
    counting: {
      lines: [{ ...line, inverted: true }],
      resetHours: 0,
      resetFromMs: 0,
      objectWidth: null,
      objectHeight: null,
    },
  };
  const things = [0, 4, 8].map((begin) => person(going([-0.05, 0.6], [0.15, 0], 3 + begin)));
  things.push(person(going([1.05, 0.6], [-0.15, 0], 16)));
  const counts = run(things, 26, settings).map(({ facts }) => facts.details);
  assert.deepEqual(counts, [{ in: 1, out: 0 }, { in: 1, out: 0 }, { in: 1, out: 0 }, { in: 0, out: 1 }]); // biome-ignore format: counts
});

test('people who wait are a queue, and stay in it while they stand', () => {
  const points: Point[] = [[0.3, 0.4], [0.9, 0.4], [0.9, 0.95], [0.3, 0.95]]; // biome-ignore format: points
  const settings: AnalyticsSettings = {
    ...noAnalytics,
    queue: { zones: [{ name: 'till', points, max: 2 }], smoothingSeconds: 0 },
  };
  const things = [0.8, 0.62, 0.44].map((stop, index) =>
    person((s) => {
      const since = s - 3 - 4 * index;
      if (since < 0) return null;
      return [Math.min(-0.05 + 0.15 * since, stop) + Math.max(0, s - 110) * 0.15, 0.6];
    }),
  );
  const sightings = run(things, 120, settings);
  assertWellFormed(sightings);
  assert.deepEqual(
    sightings.map(({ phase, facts }) => ({ phase, ...facts.details })),
    [
      { phase: 'begin', count: 3, max: 2 },
      { phase: 'end', count: 3, max: 2 },
    ],
  );
  assert.ok((sightings[1]?.utcMs ?? 0) > sceneStartMs + 105_000, 'they wait for a minute and a half');
});

test('a bag that is left is told of after its time; so is a thing that is taken away', () => {
  const settings: AnalyticsSettings = { ...noAnalytics, leftObjects: { zones: [], afterSeconds: 20 } };
  const carrier = person((s) => (s < 3 || s > 20 ? null : [-0.05 + 0.1 * (s - 3), 0.55]));
  const bag: Thing = { at: (s) => (s < 9 ? null : [0.56, 0.75]), luma: 230, size: [0.06, 0.1], shape: 'box' };
  const left = run([bag, carrier], 50, settings);
  assert.deepEqual(
    left.map(({ facts }) => facts.details),
    [{ change: 'abandoned' }],
  );
  assert.ok(Math.abs((left[0]?.utcMs ?? 0) - sceneStartMs - 30_000) < 4000);
  const vase: Thing = {
    at: (s) => (s < 20 ? [0.3, 0.7] : null),
    luma: 230,
    size: [0.06, 0.12],
    shape: 'box',
  };
  assert.deepEqual(
    run([vase], 60, settings).map(({ facts }) => facts.details),
    [{ change: 'removed' }],
  );
});

test('other settings keep the background and who is followed, and end what is no longer asked for', () => {
  const scene = new RenderedScene();
  const zone = { name: 'all', points: [[0, 0], [1, 0], [1, 1], [0, 1]] as const, loiterSeconds: null }; // biome-ignore format: points
  const analysis = new PictureAnalysis({ ...watching, zones: [zone] });
  const walker = person(going([0.1, 0.6], [0.08, 0], 3));
  const sightings: Sighting[] = [];
  for (let at = 0; at <= 12; at += stepSeconds) {
    if (Math.abs(at - 6) < 1e-6) sightings.push(...analysis.update(watching, sceneStartMs + at * 1000));
    sightings.push(...analysis.analyze(scene.picture([walker], at)));
  }
  sightings.push(...analysis.finish(sceneStartMs + 12_000));
  assertWellFormed(sightings);
  assert.deepEqual(crossings(sightings), ['b_to_a']);
  assert.equal(ofType(sightings, 'motion_detection').filter(({ phase }) => phase === 'begin').length, 1);
  const zoneEnd = ofType(sightings, 'zone').find(({ phase }) => phase === 'end');
  assert.ok((zoneEnd?.utcMs ?? 0) <= sceneStartMs + 6200);
});

test('it is busy while something moves and rests when all is still', () => {
  const scene = new RenderedScene();
  const analysis = new PictureAnalysis(watching);
  const busy: boolean[] = [];
  for (let at = 0; at <= 20; at += stepSeconds) {
    analysis.analyze(scene.picture([person(going([0.1, 0.6], [0.15, 0], 3, 10))], at));
    busy.push(analysis.busy);
  }
  assert.equal(busy[Math.round(2.6 / stepSeconds)], false);
  assert.equal(busy[Math.round(5 / stepSeconds)], true);
  assert.equal(busy.at(-1), false);
});

test('where people were is on the map of the hour', () => {
  const scene = new RenderedScene();
  const analysis = new PictureAnalysis({ ...noAnalytics, heatMap: true });
  for (let at = 0; at <= 12; at += stepSeconds) {
    analysis.analyze(scene.picture([person(going([-0.05, 0.6], [0.12, 0], 3))], at));
  }
  const [map] = analysis.takeHeatMaps();
  assert.equal(map?.hourMs, sceneStartMs);
  const counts = map?.counts ?? [];
  assert.ok(
    counts.slice(22 * 64, 23 * 64).some((count) => count > 0),
    'on the way',
  );
  assert.ok(
    counts.slice(0, 10 * 64).every((count) => count === 0),
    'above it',
  );
});

test('settings that make no sense, a new resolution, a frozen picture and a jumping clock do no harm', () => {
  const scene = new RenderedScene();
  const small = new RenderedScene({ width: 160, height: 90 });
  const settings: AnalyticsSettings = {
    ...watching,
    detection: { sensitivity: 99, masks: [[], [[0.5, 0.5]], [[0, 0], [1, 1]]], minObjectArea: -1 }, // biome-ignore format: polygons
    lines: [
      { name: 'point', points: [[0.5, 0.5], [0.5, 0.5]], direction: 'both' }, // biome-ignore format: points
      { name: 'outside', points: [[4, 0], [4, 1]], direction: 'a_to_b' }, // biome-ignore format: points
    ],
    zones: [
      { name: 'flat', points: [[0, 0.5], [1, 0.5], [0.5, 0.5]], loiterSeconds: 0 }, // biome-ignore format: points
      { name: 'outside', points: [[2, 2], [3, 2], [3, 3]], loiterSeconds: 1 }, // biome-ignore format: points
    ],
    queue: { zones: [{ name: 'none', points: [], max: 0 }], smoothingSeconds: 10 },
    leftObjects: { zones: [{ name: 'none', points: [] }], afterSeconds: 0 },
    tamper: true,
    heatMap: true,
  };
  const analysis = new PictureAnalysis(settings);
  const walker = person(going([0.1, 0.6], [0.1, 0], 2));
  const sightings: Sighting[] = [];
  for (let at = 0; at <= 12; at += stepSeconds) {
    const now = at > 6 && at < 7 ? small : scene;
    const picture = now.picture([walker], Math.min(at, 8));
    const jump = at > 4 && at < 5 ? -3_600_000 : 0;
    sightings.push(...analysis.analyze({ ...picture, utcMs: picture.utcMs + jump }));
  }
  sightings.push(...analysis.finish(sceneStartMs + 12_000));
  assertWellFormed(sightings);
  assert.deepEqual(
    sightings.filter(({ facts }) => ['line_crossing', 'zone', 'queue'].includes(facts.type)),
    [],
  );
});
