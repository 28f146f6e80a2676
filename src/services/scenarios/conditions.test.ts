import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnyEventFacts } from '#domain/event.ts';
import type { CameraPlace } from '#stores/scenarios.ts';
import { report } from '../events/reports.fixture.ts';
import { ConditionCheck, type Occurrence } from './conditions.ts';
import type { Conditions } from './scenario.ts';

const atMs = Date.parse('2026-06-05T12:00:00Z');
const camera: CameraPlace = {
  uuid: '7d69e586-25c6-470e-a368-5570d57b2631',
  name: 'Yard',
  organizationId: 1,
  siteId: 3,
  siteName: 'Yard',
  siteIds: new Set([3, 1]),
};

function occurrence(change: Partial<Occurrence> = {}, facts: Partial<AnyEventFacts> = {}): Occurrence {
  const { facts: plain } = report({ cameraId: camera.uuid, beginMs: atMs });
  return {
    facts: { ...plain, ...facts } as AnyEventFacts,
    moment: 'begin',
    atMs,
    camera,
    listIds: new Set(),
    ...change,
  };
}

function holds(when: Partial<Conditions>, of: Occurrence = occurrence()): boolean {
  return new ConditionCheck({ event_types: ['motion_detection'], ...when }, 'UTC').holds(of);
}

test('each condition that is given must hold', () => {
  const cases: [boolean, Partial<Conditions>, Occurrence?][] = [
    [true, {}],
    [false, { event_types: ['sound', 'tamper'] }],
    [true, { event_types: ['sound', 'motion_detection'] }],
    // The begin, when nothing is said.
    [false, {}, occurrence({ moment: 'end' })],
    [true, { phases: ['end'] }, occurrence({ moment: 'end' })],
    [false, { phases: ['end'] }],
    [true, { phases: ['begin', 'end'] }],
    [true, { camera_ids: [camera.uuid] }],
    [false, { camera_ids: ['5d1722d5-5c02-4ddf-afe5-bbf5873a31ca'] }],
    // Its own place, one above, another; either of cameras and places suffices.
    [true, { place_ids: [3] }],
    [true, { place_ids: [1] }],
    [false, { place_ids: [2] }],
    [true, { place_ids: [1], camera_ids: ['5d1722d5-5c02-4ddf-afe5-bbf5873a31ca'] }],
    [true, { place_ids: [], camera_ids: [] }],
    // What no camera saw is meant by nothing that names cameras or places.
    [true, {}, occurrence({ camera: null })],
    [false, { camera_ids: [camera.uuid] }, occurrence({ camera: null })],
    [true, { names: ['fence'] }, occurrence({}, { name: 'fence' })],
    [false, { names: ['fence'] }, occurrence({}, { name: 'gate' })],
    [false, { names: ['fence'] }],
    [true, { names: [] }],
    [true, { obj_classes: [1, 2] }, occurrence({}, { objectClass: 'vehicle' })],
    [false, { obj_classes: [1] }, occurrence({}, { objectClass: 'vehicle' })],
    [true, { list_ids: [4, 5] }, occurrence({ listIds: new Set([5]) })],
    [false, { list_ids: [4] }, occurrence({ listIds: new Set([5]) })],
    [false, { list_ids: [4] }],
    [true, { min_confidence: 0.5 }, occurrence({}, { confidence: 0.5 })],
    [false, { min_confidence: 0.5 }, occurrence({}, { confidence: 0.49 })],
    [false, { min_confidence: 0.5 }],
    [true, { min_confidence: 0 }],
  ];
  for (const [expected, when, of] of cases)
    assert.equal(holds(when, of), expected, `${JSON.stringify(when)} ${JSON.stringify(of?.facts ?? {})}`);
});

test('a schedule holds on the wall clock of its zone, over midnight and over the change of clocks', () => {
  const nights = { schedule: [{ days: [6], from: '22:00', to: '06:00' }], time_zone: 'Europe/Berlin' };
  const at = (text: string, when: Partial<Conditions> = nights) =>
    holds(when, occurrence({ atMs: Date.parse(text) }));
  // 2026-06-06 is a Saturday, two hours before UTC in Berlin.
  assert.equal(at('2026-06-06T19:59:59Z'), false);
  assert.equal(at('2026-06-06T20:00:00Z'), true);
  assert.equal(at('2026-06-07T03:59:59Z'), true, 'still the night of Saturday');
  assert.equal(at('2026-06-07T04:00:00Z'), false);
  assert.equal(at('2026-06-07T20:30:00Z'), false, 'the night of Sunday');
  // In the night to 25 October 2026 the clocks go back at 03:00, in that to 29 March forward at 02:00.
  assert.equal(at('2026-10-24T21:00:00Z'), true);
  assert.equal(at('2026-10-25T04:59:59Z'), true, '05:59 in winter time');
  assert.equal(at('2026-10-25T05:00:00Z'), false);
  assert.equal(at('2026-03-28T21:00:00Z'), true, '22:00 in winter time');
  assert.equal(at('2026-03-29T03:59:59Z'), true, '05:59 in summer time');
  assert.equal(at('2026-03-29T04:00:00Z'), false);
  const early = { schedule: [{ days: [7], from: '02:00', to: '03:00' }], time_zone: 'Europe/Berlin' };
  assert.equal(at('2026-03-29T01:00:00Z', early), false, 'there is no 02:00 in this night');
  assert.equal(at('2026-10-25T00:30:00Z', early), true, 'and here there are two');
  assert.equal(at('2026-10-25T01:30:00Z', early), true);
});

test('without a zone of its own, a schedule has that of the server', () => {
  const when: Conditions = {
    event_types: ['motion_detection'],
    schedule: [{ days: [5], from: '14:00', to: '15:00' }],
  };
  assert.equal(new ConditionCheck(when, 'Europe/Berlin').holds(occurrence()), true);
  assert.equal(new ConditionCheck(when, 'UTC').holds(occurrence()), false);
});
