import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverPrincipal } from '#services/access/rights.ts';
import { openTestAccess, type TestAccess } from '../../../test/harness/access.ts';
import { Cursors } from '../paging/cursors.ts';
import { SiteService } from '../sites/site-service.ts';
import { CameraService } from './camera-service.ts';

const by = serverPrincipal(1);

async function openCameras(access: TestAccess) {
  const { db, vault, audit, clock, keys } = access;
  const cursors = new Cursors(keys.tokens, clock);
  const sites = new SiteService({ db, audit, cursors, clock });
  const place = { name: 'p', description: null, latitude: null, longitude: null };
  const { id: siteId } = await sites.create(by, place);
  const complaints: string[] = [];
  /** Whether the camera was already there when the change was told. */
  const told: Promise<number>[] = [];
  const cameras: CameraService = new CameraService({
    db,
    vault,
    audit,
    cursors,
    clock,
    timeZone: 'Europe/Berlin',
    changed: () => told.push(cameras.assignment().then((specs) => specs.length)),
    log: (message, details) => complaints.push(`${message} ${String(details.camera)}`),
  });
  const add = (name: string, settings: object = {}) =>
    cameras.create(by, { name, siteId, settings: { source: { url: 'rtsp://192.0.2.7/' }, ...settings } });
  return { cameras, add, complaints, told, siteId };
}

test('streamservers get what was set, with defaults for the rest', async () => {
  await using access = await openTestAccess();
  const { cameras, add } = await openCameras(access);
  await add('plain');
  await add('full', {
    source: {
      url: 'rtsp://192.0.2.7/',
      sub_url: 'rtsp://192.0.2.7/sub',
      transport: 'udp',
      username: 'u',
      audio: false,
    },
    video_storage: {
      mode: 'schedule',
      schedule: [{ days: [1, 7], from: '22:00', to: '06:00' }],
      time_zone: 'Asia/Tokyo',
      min_days: 1,
      max_days: 30,
      max_bytes: 1e12,
      pre_seconds: 0,
      post_seconds: 60,
      audio: false,
    },
  });
  const [plain, full] = await cameras.assignment();
  assert.deepEqual(plain, {
    id: plain?.id,
    number: 1,
    name: 'plain',
    source: { url: 'rtsp://192.0.2.7/', transport: 'auto', audio: true },
    recording: {
      mode: 'continuous',
      schedule: [],
      timeZone: 'Europe/Berlin',
      preSeconds: 5,
      postSeconds: 10,
      audio: true,
    },
  });
  assert.deepEqual(
    [full?.source, full?.recording],
    [
      {
        url: 'rtsp://192.0.2.7/',
        subUrl: 'rtsp://192.0.2.7/sub',
        transport: 'udp',
        username: 'u',
        audio: false,
      },
      {
        mode: 'schedule',
        schedule: [{ days: [1, 7], from: '22:00', to: '06:00' }],
        timeZone: 'Asia/Tokyo',
        minDays: 1,
        maxDays: 30,
        maxBytes: 1e12,
        preSeconds: 0,
        postSeconds: 60,
        audio: false,
      },
    ],
  );
});

test('a change is told after it counts', async () => {
  await using access = await openTestAccess();
  const { cameras, add, told } = await openCameras(access);
  const { id } = await add('a');
  await add('b');
  await cameras.delete(by, id);
  assert.deepEqual(await Promise.all(told), [1, 2, 1]);
});

test('a password that cannot be opened costs its own camera the login and no other anything', async () => {
  await using access = await openTestAccess();
  const { cameras, add, complaints } = await openCameras(access);
  const withPassword = (password: string) => ({
    source: { url: 'rtsp://192.0.2.7/', username: 'u', password },
  });
  const good = await add('good', withPassword('one'));
  const bad = await add('bad', withPassword('two'));
  const { source_password } = await access.db
    .selectFrom('cameras')
    .select('source_password')
    .where('uuid', '=', good.id)
    .executeTakeFirstOrThrow();
  // A sealed text that was copied from another row.
  await access.db.updateTable('cameras').set({ source_password }).where('uuid', '=', bad.id).execute();
  const specs = await cameras.assignment();
  assert.deepEqual(
    specs.map(({ source }) => source.password),
    ['one', undefined],
  );
  assert.deepEqual(complaints, [`the password of a camera cannot be opened ${bad.id}`]);
});

test('fields of one API are kept apart from those of others and from the settings', async () => {
  await using access = await openTestAccess();
  const { cameras, add, siteId } = await openCameras(access);
  const { id } = await add('a');
  await cameras.setExtras(by, id, 'eocortex', { Colour: 'red', token: 'x' });
  await cameras.setExtras(by, id, 'anpr', [1]);
  await cameras.update(by, id, { name: 'b', siteId, settings: { source: { url: 'rtsp://192.0.2.8/' } } });
  assert.deepEqual(await cameras.extras(by, id, 'eocortex'), { Colour: 'red', token: 'x' });
  assert.deepEqual(await cameras.extras(by, id, 'anpr'), [1]);
  assert.equal(await cameras.extras(by, id, 'rotoclear'), undefined);
});

test('a camera that cannot be stored leaves no trace in the audit log', async () => {
  await using access = await openTestAccess();
  const { cameras, add, siteId } = await openCameras(access);
  const { id } = await add('a');
  const count = async () => (await access.db.selectFrom('audit_log').selectAll().execute()).length;
  const before = await count();
  const settings = { source: { url: 'rtsp://192.0.2.8/' } };
  await assert.rejects(cameras.update(by, id, { name: 'b', siteId: siteId + 1, settings }), {
    code: 'conflict',
  });
  await assert.rejects(cameras.create(by, { name: 'b', siteId: siteId + 1, settings }), { code: 'conflict' });
  assert.equal(await count(), before);
});
