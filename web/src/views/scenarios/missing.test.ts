import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canNeverAct, choicesWith } from './missing.ts';

const missing = { camera_ids: ['c1'], place_ids: [1], list_ids: [9] };
const never = (when: object) => canNeverAct({ when: { event_types: ['zone'], ...when }, missing });

test('a scenario can never act when all that it means was deleted', () => {
  assert.equal(never({}), false);
  assert.equal(never({ camera_ids: ['c1'] }), true);
  assert.equal(never({ camera_ids: ['c1'], place_ids: [1] }), true);
  assert.equal(never({ camera_ids: ['c1', 'c2'] }), false);
  assert.equal(never({ camera_ids: ['c1'], place_ids: [2] }), false);
  assert.equal(never({ list_ids: [8, 9] }), false);
  assert.equal(never({ camera_ids: ['c2'], list_ids: [9] }), true);
});

test('what was deleted is offered as long as it is chosen', () => {
  const choices = [{ value: 'c2', label: 'Gate' }];
  const gone = { value: 'c1', label: 'deleted' };
  assert.deepEqual(choicesWith(choices, ['c1', 'c2'], ['c1'], 'deleted'), [...choices, gone]);
  assert.deepEqual(choicesWith(choices, ['c2'], ['c1'], 'deleted'), choices);
});
