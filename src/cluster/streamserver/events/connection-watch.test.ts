import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { EventReport } from '#domain/event.ts';
import type { VolumeStatus } from '#domain/recording.ts';
import type { CameraStatus, StreamStatus } from '../../protocol.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { camera, noon, otherCamera, reports, TestEvents } from './events.fixture.ts';
import { SystemWatch } from './system-watch.ts';

let at: TestEvents;
beforeEach(() => {
  at = new TestEvents();
});
afterEach(() => at[Symbol.asyncDispose]());

const graceMs = 5000;
const absentMs = 600_000;

async function watching() {
  const parts = await at.parts();
  const { clock } = at;
  const watch = new ConnectionWatch({ writer: parts.writer, clock, graceMs, absentMs });
  watch.start();
  /** One look a second, as long as that. */
  const look = async (seconds: number, state: StreamStatus['state'], cameraId = camera): Promise<void> => {
    for (let i = 0; i < seconds; i += 1) {
      watch.look([statusOf(cameraId, state)]);
      at.clock.pass(1000);
    }
    parts.writer.look();
    await setImmediate();
  };
  return { ...parts, watch, look };
}

function statusOf(cameraId: string, state: StreamStatus['state']): CameraStatus {
  const main: StreamStatus = {
    name: 'main',
    state,
    ...(state === 'failed' ? { failure: 'timeout' as const } : {}),
    sinceMs: at.clock.nowMs,
    viewers: 0,
    receivedBytes: 0,
    lostPackets: 0,
    reconnects: 0,
  };
  return { cameraId, streams: [main], recording: { active: false, reason: 'off', bitrateBps: 0 } };
}

const brief = ({ action, beginMs, endMs, facts }: EventReport) => [
  action,
  (facts.details as { change: string }).change,
  (beginMs - noon) / 1000,
  endMs === null ? null : (endMs - noon) / 1000,
];

test('a camera that is back within the grace was not lost', async () => {
  const { look, outbox } = await watching();
  await look(3, 'streaming');
  await look(5, 'failed');
  await look(3, 'streaming');
  await look(5, 'failed');
  await look(1, 'streaming');
  assert.deepEqual(reports(outbox), []);
});

test('an outage is one event from its first second: lost, absent, restored', async () => {
  const { look, outbox } = await watching();
  await look(3, 'streaming');
  await look(10, 'failed');
  await look(600, 'connecting');
  await look(10, 'failed');
  // As the sender reads: what was sent is not taken back.
  reports(outbox);
  await look(1, 'streaming');
  const all = reports(outbox);
  assert.deepEqual(all.map(brief), [
    ['appeared', 'lost', 3, null],
    ['updated', 'absent', 3, null],
    ['finished', 'restored', 3, 623],
  ]);
  assert.equal(new Set(all.map(({ id }) => id)).size, 1);
  assert.equal((all[0]!.facts.details as { failure?: string }).failure, 'timeout');
  await look(6, 'failed');
  assert.equal(new Set(reports(outbox).map(({ id }) => id)).size, 2);
});

test('over a start of the streamserver an outage goes on and is told once', async () => {
  const first = await watching();
  await first.look(10, 'failed');
  at.clock.pass(60_000);
  const second = await watching();
  await second.look(5, 'connecting');
  await second.look(100, 'failed');
  assert.deepEqual(reports(second.outbox).map(brief), [['appeared', 'lost', 0, null]]);
  await second.look(500, 'failed');
  const third = await watching();
  await third.look(100, 'failed');
  await third.look(1, 'streaming');
  assert.deepEqual(reports(third.outbox).map(brief), [
    ['appeared', 'lost', 0, null],
    ['updated', 'absent', 0, null],
    ['finished', 'restored', 0, 775],
  ]);
});

test('an outage ends with the camera', async () => {
  const { look, watch, outbox } = await watching();
  await look(10, 'failed');
  await look(10, 'failed', otherCamera);
  watch.assigned(new Set([otherCamera]));
  await setImmediate();
  const finished = reports(outbox).filter(({ action }) => action === 'finished');
  assert.deepEqual(
    finished.map((report) => [report.cameraId, ...brief(report)]),
    [[camera, 'finished', 'lost', 0, 20]],
  );
});

test('a volume in trouble is an event of no camera until it is well', async () => {
  const { writer, outbox } = await at.parts();
  const watch = new SystemWatch({ writer, clock: at.clock, graceMs, streamserver: 'local-1' });
  const volume = (state: VolumeStatus['state'], message?: string): VolumeStatus => ({
    name: 'main',
    path: '/mnt',
    state,
    ...(message === undefined ? {} : { message }),
    totalBytes: 1,
    freeBytes: 0,
    usedBytes: 0,
  });
  const look = (seconds: number, one: VolumeStatus) => {
    for (let i = 0; i < seconds; i += 1) {
      watch.look([one]);
      at.clock.pass(1000);
    }
  };
  look(4, volume('full'));
  look(2, volume('ok'));
  look(8, volume('full', 'no space left'));
  await setImmediate();
  look(2, volume('ok'));
  watch.startedAfterCrash();
  await setImmediate();
  assert.deepEqual(
    reports(outbox).map(({ action, cameraId, facts: { details } }) => [action, cameraId, details]),
    [
      ['appeared', null, { subject: 'volume main of local-1', text: 'full: no space left' }],
      ['finished', null, { subject: 'volume main of local-1', text: 'full: no space left' }],
      [
        'finished',
        null,
        { subject: 'streamserver local-1', text: 'started again after it ended unexpectedly' },
      ],
    ],
  );
});
