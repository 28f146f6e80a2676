import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverPrincipal } from '#services/access/rights.ts';
import { migrations } from '#stores/migrations/index.ts';
import { openTestAccess } from '../../../test/harness/access.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { Cursors } from '../paging/cursors.ts';
import { SiteService } from '../sites/site-service.ts';
import { absentCameras } from './absent-cameras.ts';
import { CameraService } from './camera-service.ts';

const by = serverPrincipal(1);
const nobody = '5f0c4f4e-0000-4000-8000-000000000009';

forEachEngine((open) => {
  test('of cameras that are there and that were deleted it is known how long they were to be kept, of others nothing', async () => {
    await using access = await openTestAccess({}, open);
    const { db, vault, audit, clock, keys } = access;
    const cursors = new Cursors(keys.tokens, clock);
    const sites = new SiteService({ db, audit, cursors, clock });
    const cameras = new CameraService({
      ...{ db, vault, audit, cursors, clock },
      timeZone: 'UTC',
      changed: () => {},
      log: () => {},
    });
    const place = { name: 'p', description: null, latitude: null, longitude: null };
    const { id: siteId } = await sites.create(by, place);
    const add = (name: string, storage: object) =>
      cameras.create(by, {
        ...{ name, siteId },
        settings: { source: { url: 'rtsp://192.0.2.7/' }, video_storage: { mode: 'continuous', ...storage } },
      });
    const present = await add('present', { max_bytes: 5e9 });
    const gone = await add('gone', { min_days: 0.5, max_days: 3 });
    await cameras.delete(by, gone.id);
    const told = await absentCameras(db, [nobody, gone.id, present.id]);
    const [presentOne, goneOne] = [
      { cameraId: present.id, removedMs: null, maxBytes: 5e9 },
      { cameraId: gone.id, removedMs: Math.trunc(clock.utcMs()), minDays: 0.5, maxDays: 3 },
    ];
    assert.deepEqual(
      told.toSorted((a) => (a.removedMs === null ? -1 : 1)),
      [presentOne, goneOne],
    );
    assert.deepEqual(await absentCameras(db, []), []);

    // Deletions of before are found in the audit log, without their limits.
    await db.schema.dropTable('removed_cameras').execute();
    await db.transaction().execute(async (trx) => await migrations['010-removed-cameras']!.up(trx));
    assert.deepEqual(await absentCameras(db, [nobody, gone.id]), [
      { cameraId: gone.id, removedMs: goneOne.removedMs },
    ]);
  });
});
