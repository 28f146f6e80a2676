import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDetection } from '#domain/analytics.ts';
import type { VideoAnalytics } from './analytics-settings.ts';
import { toAnalytics } from './analytics-settings.ts';
import { checkSettings } from './settings-schema.ts';

const square = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.9, 0.9],
] as const;

function refusal(video_analytics: unknown): readonly (string | number)[] {
  try {
    checkSettings({ source: { url: 'rtsp://camera/' }, video_analytics });
  } catch (error) {
    return (error as { field: readonly (string | number)[] }).field;
  }
  return [];
}

test('nothing is looked for unless a part is switched on', () => {
  assert.equal(toAnalytics(undefined), null);
  assert.equal(toAnalytics({}), null);
  assert.equal(toAnalytics({ motion_detection: {}, line_crossing: { enabled: false, lines: [] } }), null);
});

test('motion has sensible defaults', () => {
  const settings = toAnalytics({ motion_detection: { enabled: true } });
  assert.deepEqual(settings?.motion, { zones: [], coolDownSeconds: 3 });
  assert.deepEqual(settings?.detection, defaultDetection);
  assert.deepEqual(settings?.lines, []);
});

test('masks and sensitivity hold for lines also while motion is off', () => {
  const settings = toAnalytics({
    motion_detection: { enabled: false, sensitivity: 9, masks: [{ points: square }] },
    line_crossing: {
      enabled: true,
      lines: [
        {
          name: 'gate',
          points: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    },
  });
  assert.equal(settings?.motion, null);
  assert.deepEqual(settings?.detection, { ...defaultDetection, sensitivity: 9, masks: [square] });
  assert.equal(settings?.lines[0]?.direction, 'both');
});

test('counters take their reset from an ISO time', () => {
  const counting = {
    enabled: true,
    lines: [],
    reset_hours: 24,
    reset_from: '2026-01-05T06:00:00+01:00',
  } as const;
  checkSettings({ source: { url: 'rtsp://camera/' }, video_analytics: { counting } });
  assert.equal(toAnalytics({ counting })?.counting?.resetFromMs, Date.UTC(2026, 0, 5, 5));
});

test('what cannot be looked for is refused with its place', () => {
  const wrong: [VideoAnalytics | object, readonly (string | number)[]][] = [
    [{ motion_detection: { sensitivity: 0 } }, ['video_analytics', 'motion_detection', 'sensitivity']],
    [{ motion_detection: { sensitivity: 5.5 } }, ['video_analytics', 'motion_detection', 'sensitivity']],
    [{ counting: { reset_hours: 7 } }, ['video_analytics', 'counting', 'reset_hours']],
    [{ counting: { reset_from: 'noon' } }, ['video_analytics', 'counting', 'reset_from']],
    [{ queue: { smoothing_seconds: 20 } }, ['video_analytics', 'queue', 'smoothing_seconds']],
    [{ sound_detection: { threshold_db: 3 } }, ['video_analytics', 'sound_detection', 'threshold_db']],
    [
      {
        zone_detection: {
          zones: [
            {
              name: 'z',
              points: [
                [0, 0],
                [1.2, 0],
                [1, 1],
              ],
            },
          ],
        },
      },
      ['video_analytics', 'zone_detection', 'zones', 0, 'points', 1, 0],
    ],
    [
      {
        zone_detection: {
          zones: [
            {
              name: 'flat',
              points: [
                [0, 0],
                [0.5, 0.5],
                [1, 1],
              ],
            },
          ],
        },
      },
      ['video_analytics', 'zone_detection', 'zones', 0, 'points'],
    ],
    [
      {
        queue: {
          zones: [
            { name: 'one', points: square },
            { name: 'one', points: square },
          ],
        },
      },
      ['video_analytics', 'queue', 'zones', 1, 'name'],
    ],
    [
      {
        zone_detection: { zones: [{ name: 'Till', points: square }] },
        queue: {
          zones: [
            { name: 'till', points: square },
            { name: 'Till', points: square },
          ],
        },
      },
      ['video_analytics', 'queue', 'zones', 1, 'name'],
    ],
  ];
  for (const [analytics, field] of wrong)
    assert.deepEqual(refusal(analytics), field, JSON.stringify(analytics));
  const till = [{ name: 'Till', points: square }];
  const line = [{ name: 'Till', points: [square[0], square[1]] }];
  const parts = { motion_detection: { zones: till }, left_objects: { zones: till }, queue: { zones: till } };
  const lines = { line_crossing: { lines: line }, counting: { lines: line } };
  assert.deepEqual(refusal({ ...parts, ...lines }), [], 'other parts share nothing');
});
