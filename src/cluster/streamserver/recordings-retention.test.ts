import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CameraSpec, defaultRecordingPolicy } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import { noon, plainSamples, plainTrack, record, TestArchive } from '#media/archive/test-archive.ts';
import type { AbsentCamera } from '../protocol.ts';
import { jpeg, TestEvents } from './events/events.fixture.ts';
import { UuidV7 } from './events/uuid-v7.ts';
import { RecordingsRetention } from './recordings-retention.ts';

const [own, moved, removed, unknown] = ['1', '2', '3', '4'].map(
  (end) => `5f0c4f4e-0000-4000-8000-00000000000${end}`,
) as [string, string, string, string];
const dayMs = 86_400_000;
const ids = new UuidV7();

const spec: CameraSpec = {
  id: own,
  number: 1,
  name: 'own',
  source: { url: 'rtsp://127.0.0.1/a', transport: 'auto', audio: true },
  recording: { ...defaultRecordingPolicy, maxDays: 5 },
};

const answers: AbsentCamera[] = [
  { cameraId: moved, removedMs: null, minDays: 40, maxDays: 50 },
  { cameraId: removed, removedMs: noon + dayMs },
];

/** Ten seconds of each camera at noon and a picture of an event; how many days have passed since is told to `apply`. */
async function open() {
  const stack = new AsyncDisposableStack();
  const at = stack.use(new TestArchive());
  const events = stack.use(new TestEvents());
  const archive = await at.open();
  const { snapshots } = await events.parts();
  for (const camera of [own, moved, removed, unknown]) {
    record(archive.writer(camera, 'main'), plainTrack, plainSamples(noon, 10));
    await archive.closeWriter(camera, 'main');
    await snapshots.write(camera, ids.at(noon), { full: jpeg(100), crop: null });
  }
  const asked: string[][] = [];
  const said: string[] = [];
  const removals: string[] = [];
  let known: AbsentCamera[] | null = answers;
  const retention = new RecordingsRetention({
    archive,
    pictures: snapshots,
    cameras: () => [spec],
    ask: async (cameraIds) => {
      asked.push([...cameraIds].sort());
      if (known === null) throw new VidetteError('unavailable', 'the server is not connected');
      return known;
    },
    removedCameraDays: 30,
    removed: (camera) => removals.push(camera),
    clock: at.clock,
    log: (message, details) => said.push(`${message}: ${(details as { camera: string }).camera}`),
  });
  return {
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
    asked,
    said,
    removals,
    answer(next: AbsentCamera[] | null) {
      known = next;
    },
    async after(days: number) {
      at.clock.nowMs = noon + days * dayMs;
      await retention.apply();
    },
    recorded: () =>
      archive
        .usage()
        .filter(({ bytes }) => bytes > 0)
        .map(({ cameraId }) => cameraId)
        .sort(),
    pictured: async () => (await snapshots.cameras()).sort(),
  };
}

describe('recordings of cameras that are not here', () => {
  test('go some days after the camera was deleted, with the pictures of its events', async () => {
    await using opened = await open();
    await opened.after(30.9);
    assert.deepEqual(opened.recorded(), [moved, removed, unknown]);
    assert.deepEqual(opened.asked, [[moved, removed, unknown]]);
    await opened.after(31.1);
    assert.deepEqual(opened.recorded(), [moved, unknown]);
    assert.deepEqual(await opened.pictured(), [own, moved, unknown]);
    assert.deepEqual(opened.removals, [removed]);
    await opened.after(32);
    assert.deepEqual(opened.asked.at(-1), [moved, unknown], 'there is nothing left to ask about');
  });

  test('stay for the minimum of a deleted camera, and go by its maximum before', async () => {
    await using opened = await open();
    opened.answer([{ cameraId: removed, removedMs: noon, minDays: 60 }]);
    await opened.after(59);
    assert.ok(opened.recorded().includes(removed));
    await opened.after(61);
    assert.ok(!opened.recorded().includes(removed));
    opened.answer([{ cameraId: unknown, removedMs: noon + 61 * dayMs, maxDays: 3 }]);
    await opened.after(62);
    assert.ok(!opened.recorded().includes(unknown));
    assert.ok((await opened.pictured()).includes(unknown), 'pictures go by their own age until then');
  });

  test('are those of its new place when a camera has moved, and stay when the server does not know it', async () => {
    await using opened = await open();
    await opened.after(49);
    assert.deepEqual(opened.recorded(), [moved, unknown]);
    await opened.after(51);
    await opened.after(3650);
    assert.deepEqual(opened.recorded(), [unknown]);
    assert.equal(opened.said.filter((line) => line.includes(unknown)).length, 1, 'told once');
  });

  test('are safe while the server was not asked; what it said last holds while it is away', async () => {
    await using opened = await open();
    opened.answer(null);
    await assert.rejects(opened.after(4000), { code: 'unavailable' });
    assert.deepEqual(opened.recorded(), [own, moved, removed, unknown]);
    opened.answer(answers);
    await opened.after(1);
    opened.answer(null);
    await opened.after(45);
    assert.deepEqual(opened.recorded(), [moved, unknown]);
  });
});
