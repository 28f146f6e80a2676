import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { openTestApp } from '../../../test/harness/app.ts';
import { ManualRecordings } from './manual-recordings.ts';

async function open() {
  const app = await openTestApp();
  const { db, clock, audit, cameras, streamservers } = app;
  const told: unknown[] = [];
  streamservers.replies['record.manual'] = (order) => {
    told.push(order);
    return {};
  };
  const recordings = new ManualRecordings({ db, clock, audit, cameras, streamservers, log: () => {} });
  const [camera] = await cameras.all(app.admin);
  return { app, recordings, told, streamservers, camera: camera!, admin: app.admin };
}

test('a recording by hand is told to the streamserver, and again to one that starts anew', async () => {
  const { app, recordings, told, camera, admin } = await open();
  await using _app = app;
  const untilMs = await recordings.start(admin, camera.id, 60);
  assert.ok(untilMs !== null && untilMs > app.clock.utcMs());
  assert.deepEqual(await recordings.state(admin, camera.id), { on: true, untilMs });
  const spec = (await app.cameras.assignment()).find(({ id }) => id === camera.id);
  assert.equal(spec?.recordUntilMs, untilMs);
  await recordings.start(admin, camera.id);
  assert.deepEqual(await recordings.state(admin, camera.id), { on: true, untilMs: null });
  await recordings.stop(admin, camera.id);
  assert.deepEqual(await recordings.state(admin, camera.id), { on: false, untilMs: null });
  assert.equal(
    (await app.cameras.assignment()).some((one) => 'recordUntilMs' in one),
    false,
  );
  assert.deepEqual(
    told.map((order) => (order as { on: boolean }).on),
    [true, true, false],
  );
});

test('a scenario makes a recording longer, never shorter', async () => {
  const { app, recordings, told, camera, admin } = await open();
  await using _app = app;
  const first = await recordings.extend(camera, 60);
  assert.equal(await recordings.extend(camera, 10), first);
  assert.equal(told.length, 1);
  assert.ok((await recordings.extend(camera, 600))! > first!);
  await recordings.start(admin, camera.id);
  assert.equal(await recordings.extend(camera, 600), null);
});

test('it is kept while the streamserver is away', async () => {
  const { app, recordings, streamservers, camera, admin } = await open();
  await using _app = app;
  streamservers.replies['record.manual'] = () => {
    throw new VidetteError('unavailable', 'streamserver local-1 is not connected');
  };
  await recordings.start(admin, camera.id, 60);
  assert.equal((await recordings.state(admin, camera.id)).on, true);
});

test('lengths that make no sense are refused', async () => {
  const { app, recordings, camera, admin } = await open();
  await using _app = app;
  for (const seconds of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    await assert.rejects(recordings.start(admin, camera.id, seconds), { code: 'invalid' });
  assert.equal((await recordings.state(admin, camera.id)).on, false);
});
