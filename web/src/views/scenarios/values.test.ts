import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scenario } from '../../api/contract.ts';
import { missingField, newAction } from './actions.ts';
import { formErrors, inputOf, switched, valuesOf } from './values.ts';

const stored = {
  id: 's1',
  name: 'Night yard',
  enabled: true,
  when: {
    event_types: ['line_crossing', 'zone'],
    phases: ['begin', 'end'],
    camera_ids: ['c1'],
    place_ids: [4],
    names: ['Gate'],
    obj_classes: [1],
    list_ids: [9],
    min_confidence: 0.5,
    schedule: [{ days: [6, 7], from: '20:00', to: '24:00' }],
    time_zone: 'Europe/Berlin',
    arming: 'armed',
  },
  actions: [
    { kind: 'alarm', severity: 'high' },
    { kind: 'record', camera_id: 'c2', on: true, seconds: 30 },
    { kind: 'mail', to: ['a@b.org'], subject: 'Yard', snapshot: true },
    { kind: 'webhook', url: 'https://x.org/hook', secret: '********' },
    { kind: 'mqtt', topic: 'a/b', payload: '1', retain: true },
    { kind: 'relay', output: 'out1', active: false },
    { kind: 'ptz_preset', preset: 'gate' },
    { kind: 'speak', text: 'Go away' },
  ],
  repeat_seconds: 120,
  last_fired: null,
  last_limited: null,
  missing: { camera_ids: ['c1'], place_ids: [], list_ids: [] },
} as unknown as Scenario;

test('a scenario survives the form, what was deleted and conditions it does not show included', () => {
  const { id: _id, last_fired: _fired, last_limited: _limited, missing: _missing, ...input } = stored;
  assert.deepEqual(inputOf(valuesOf(stored), stored), input);
  assert.deepEqual(switched(stored, false), { ...input, enabled: false });
});

test('empty conditions are left out, so that they hold for everything', () => {
  const values = { ...valuesOf(null), name: ' Any line ' };
  assert.deepEqual(inputOf(values, null), {
    name: 'Any line',
    enabled: true,
    when: { event_types: ['line_crossing'], phases: ['begin'] },
    actions: [{ kind: 'alarm', severity: 'medium' }],
    repeat_seconds: 60,
  });
});

test('an action says what it lacks', () => {
  assert.equal(missingField(newAction('alarm')), null);
  assert.equal(missingField(newAction('mail')), 'to');
  assert.equal(missingField({ ...newAction('webhook'), url: 'https://x' }), null);
});

test('what the server refuses stands at its field', () => {
  const problems = [
    { path: ['body', 'actions', '1', 'url'], text: 'private' },
    { path: ['body', 'when', 'camera_ids', '0'], text: 'unknown' },
    { path: ['body', 'name'], text: 'taken' },
  ];
  assert.deepEqual(formErrors(problems), { 'actions.1.url': 'private', cameraIds: 'unknown', name: 'taken' });
});
