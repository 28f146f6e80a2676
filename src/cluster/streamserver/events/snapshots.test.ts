import assert from 'node:assert/strict';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { RemoteEventPictures } from '../../remote-event-pictures.ts';
import { MediaListener } from '../media-listener.ts';
import { camera, jpeg, noon, otherCamera, TestEvents } from './events.fixture.ts';
import { SnapshotLedger } from './snapshot-ledger.ts';
import { SnapshotRetention } from './snapshot-retention.ts';
import { registerSnapshots } from './snapshot-routes.ts';
import { UuidV7 } from './uuid-v7.ts';

const hourMs = 3_600_000;
const ids = new UuidV7();
let at: TestEvents;
beforeEach(() => {
  at = new TestEvents();
});
afterEach(() => at[Symbol.asyncDispose]());

test('the server gets pictures by camera and event, and nothing else', async () => {
  const { snapshots } = await at.parts();
  const id = ids.at(noon);
  await snapshots.write(camera, id, { full: jpeg(3000), crop: jpeg(300) });
  await using media = new MediaListener();
  registerSnapshots(media, snapshots);
  const socketPath = join(at.folder, 'media.sock');
  await media.listenLocal(socketPath);
  const pictures = new RemoteEventPictures(() => [socketPath]);
  assert.deepEqual(await pictures.get(camera, id, 'full'), jpeg(3000));
  assert.deepEqual(await pictures.get(camera, id, 'crop'), jpeg(300));
  const folder = join(at.volume, 'snapshots', camera, '2026-06-01', '12');
  writeFileSync(join(folder, `${id}-crop.jpg`), '');
  for (const [cameraId, eventId] of [
    [otherCamera, id],
    [camera, ids.at(noon)],
    ['..', id],
    [camera, '..%2f..'],
    [`${camera}/x`, id],
    [camera, `../${'0'.repeat(33)}`],
  ] as const) {
    await assert.rejects(pictures.get(cameraId, eventId, 'full'), (error: { code: string }) =>
      ['not_found', 'invalid'].includes(error.code),
    );
  }
  await assert.rejects(pictures.get(camera, id, 'crop'), { code: 'not_found' });
  await assert.rejects(
    new RemoteEventPictures(() => [join(at.folder, 'nobody.sock')]).get(camera, id, 'full'),
    { code: 'unavailable' },
  );
});

test('a picture of a camera that has moved is found at its earlier streamserver', async () => {
  const { snapshots } = await at.parts();
  await using elsewhere = new TestEvents();
  const moved = await elsewhere.parts();
  const id = ids.at(noon);
  await moved.snapshots.write(camera, id, { full: jpeg(100), crop: null });
  const sockets: { media: MediaListener; path: string }[] = [];
  for (const [name, files] of [
    ['own', snapshots],
    ['earlier', moved.snapshots],
  ] as const) {
    const media = new MediaListener();
    registerSnapshots(media, files);
    const path = join(at.folder, `${name}.sock`);
    sockets.push({ media, path });
    await media.listenLocal(path);
  }
  const pictures = new RemoteEventPictures(() => sockets.map(({ path }) => path));
  assert.deepEqual(await pictures.get(camera, id, 'full'), jpeg(100));
  for (const { media } of sockets) await media[Symbol.asyncDispose]();
});

test('the oldest hours go by age and by size, never the hour that is written', async () => {
  const { snapshots, ledger } = await at.parts();
  const hours = [-51, -50, -3, -2, 0];
  for (const hour of hours) {
    for (const one of [camera, otherCamera])
      await snapshots.write(one, ids.at(noon + hour * hourMs), { full: jpeg(1000), crop: null });
  }
  assert.equal(ledger.bytes, 10_000);
  const retention = (days: number, maxBytes: number) =>
    new SnapshotRetention(snapshots.root, ledger, { days, maxBytes });
  assert.equal(await retention(2, 1e9).apply(noon), 4, 'two hours of two cameras');
  assert.deepEqual(readdirSync(join(snapshots.root, camera)), ['2026-06-01']);
  assert.equal(await retention(2, 5000).apply(noon), 1, 'one hour of one camera is enough');
  assert.equal(await retention(2, 10).apply(noon), 3);
  assert.equal(ledger.bytes, 2000);
  assert.equal(await retention(1, 1e9).apply(noon + 26 * hourMs), 2);
  assert.deepEqual(readdirSync(join(snapshots.root, camera)), []);
});

test('the ledger is made again from the folders, and a camera is forgotten whole', async () => {
  const { snapshots, database } = await at.parts();
  for (const one of [camera, otherCamera])
    await snapshots.write(one, ids.at(noon), { full: jpeg(1000), crop: jpeg(50) });
  await database.close();
  at.leave(database);
  rmSync(at.path);
  const ledger = new SnapshotLedger(await at.database());
  writeFileSync(join(snapshots.root, 'notes.txt'), 'not ours');
  const retention = new SnapshotRetention(snapshots.root, ledger, { days: 1, maxBytes: 1e9 });
  await retention.reconcile(new AbortController().signal);
  await retention.reconcile(new AbortController().signal);
  assert.equal(ledger.bytes, 2100);
  const again = await at.parts();
  await again.snapshots.forget(camera);
  assert.equal(again.ledger.bytes, 1050);
  assert.deepEqual(readdirSync(snapshots.root).sort(), [otherCamera, 'notes.txt']);
});

test('nothing is written below a volume that is not there', async () => {
  const { snapshots } = await at.parts();
  renameSync(join(at.volume, 'vidette-volume.json'), join(at.folder, 'away.json'));
  const written = await snapshots.write(camera, ids.at(noon), { full: jpeg(100), crop: null });
  assert.deepEqual(written, { full: false, crop: false });
  assert.equal(existsSync(join(at.volume, 'snapshots')), false);
  renameSync(join(at.folder, 'away.json'), join(at.volume, 'vidette-volume.json'));
  assert.equal((await snapshots.write(camera, ids.at(noon), { full: jpeg(100), crop: null })).full, true);
});
