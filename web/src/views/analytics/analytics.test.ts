import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containIn } from '../../components/frame.ts';
import { draftOf, newShape, type WireAnalytics, wireOf } from './draft.ts';
import { arrowOf, isFlat, moveBy } from './geometry.ts';
import { beginHistory, stepHistory } from './history.ts';
import { idleParts, problemsOf } from './problems.ts';

const stored: WireAnalytics = {
  motion_detection: {
    enabled: true,
    sensitivity: 7,
    zones: [
      {
        name: 'Door',
        points: [
          [0.1, 0.1],
          [0.4, 0.1],
          [0.4, 0.5],
        ],
      },
    ],
    masks: [
      {
        points: [
          [0, 0],
          [0.2, 0],
          [0.2, 0.2],
        ],
      },
    ],
    min_object_area: 0.0008,
    cool_down_seconds: 4,
  },
  line_crossing: {
    enabled: true,
    lines: [
      {
        name: 'Gate',
        points: [
          [0.2, 0.5],
          [0.8, 0.5],
        ],
        direction: 'a_to_b',
      },
    ],
  },
  zone_detection: {
    enabled: false,
    zones: [
      {
        name: 'Yard',
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        loiter_seconds: 30,
      },
    ],
  },
  counting: {
    enabled: true,
    lines: [
      {
        name: 'In',
        points: [
          [0, 0.5],
          [1, 0.5],
        ],
        inverted: true,
      },
    ],
    reset_hours: 24,
    reset_from: '2026-01-01T06:00:00Z',
    object_width: 0.07,
    object_height: 0.29,
  },
  queue: {
    enabled: true,
    zones: [
      {
        name: 'Till',
        points: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        max: 4,
      },
    ],
    smoothing_seconds: 15,
  },
  sound_detection: { enabled: true, threshold_db: -25, cool_down_seconds: 5 },
  plate_recognition: { enabled: true, region: 'eu' },
};

test('what is stored survives the editor, recognisers it knows nothing of included', () => {
  assert.deepEqual(wireOf(draftOf(stored), stored), stored);
});

test('a camera without analytics gets none by being looked at, and only the part that is used', () => {
  const draft = draftOf(undefined);
  assert.deepEqual(wireOf(draft, undefined), {});
  const line = newShape('crossing', 'Gate', [
    [0, 0],
    [1, 1],
  ]);
  assert.deepEqual(wireOf({ ...draft, shapes: [line] }, undefined), {
    line_crossing: {
      enabled: false,
      lines: [
        {
          name: 'Gate',
          points: [
            [0, 0],
            [1, 1],
          ],
          direction: 'both',
        },
      ],
    },
  });
});

const square = [
  [0, 0],
  [1, 0],
  [1, 1],
] as const;

test('names are needed once in a list; a line needs a length and an area an inside', () => {
  const draft = draftOf(undefined);
  const shapes = [
    newShape('zone', 'A', square),
    newShape('zone', ' A ', square),
    newShape('motion', 'A', [
      [0, 0],
      [0.5, 0.5],
      [1, 1],
    ]),
    newShape('crossing', '', [
      [0.5, 0.5],
      [0.5, 0.5],
    ]),
    newShape('mask', '', square),
  ];
  assert.deepEqual(
    problemsOf({ ...draft, shapes }).map(({ field, text }) => `${field} ${text}`),
    [
      'name analytics.problem.nameTwice',
      'name analytics.problem.nameTwice',
      'points analytics.problem.noArea',
      'name analytics.problem.nameMissing',
      'points analytics.problem.noLength',
    ],
  );
  assert.deepEqual(idleParts({ ...draft, enabled: { ...draft.enabled, queue: true } }), ['queue']);
});

test('a zone and a queue need names of their own, a line may have either', () => {
  const draft = draftOf(undefined);
  const shapes = (['zone', 'queue', 'motion', 'left'] as const).map((kind) => newShape(kind, 'Till', square));
  assert.deepEqual(
    problemsOf({ ...draft, shapes }).map(({ shapeId, text }) => [shapeId, text]),
    shapes.slice(0, 2).map(({ id }) => [id, 'analytics.problem.nameTwice']),
  );
});

test('a shape stops at the border of the picture and keeps its form', () => {
  assert.deepEqual(
    moveBy(
      [
        [0.2, 0.2],
        [0.6, 0.8],
      ],
      1,
      -1,
    ),
    [
      [0.6, 0],
      [1, 0.6],
    ],
  );
  assert.equal(
    isFlat([
      [0, 0],
      [0.3, 0.3],
      [1, 1],
    ]),
    true,
  );
  assert.equal(
    isFlat([
      [0, 0],
      [0.3, 0.4],
      [1, 1],
    ]),
    false,
  );
});

test('the arrow goes to the right of who looks from a to b', () => {
  const { from, to } = arrowOf([0, 0], [10, 0], 5);
  assert.deepEqual(
    [from, to],
    [
      [5, 0],
      [5, 5],
    ],
  );
  assert.deepEqual(containIn(200, 100, 1), { left: 50, top: 0, width: 100, height: 100 });
});

test('a gesture is one step to undo; a new change forgets what was undone', () => {
  let history = beginHistory(0);
  for (const state of [1, 2, 3]) history = stepHistory(history, { kind: 'change', state, gesture: 'drag' });
  history = stepHistory(history, { kind: 'change', state: 4, gesture: null });
  history = stepHistory(history, { kind: 'undo' });
  assert.equal(history.present, 3);
  history = stepHistory(history, { kind: 'undo' });
  assert.equal(history.present, 0);
  assert.equal(stepHistory(history, { kind: 'undo' }), history);
  history = stepHistory(history, { kind: 'redo' });
  assert.equal(history.present, 3);
  history = stepHistory(history, { kind: 'change', state: 9, gesture: 'drag' });
  assert.deepEqual([history.past, history.future], [[0, 3], []]);
});
