import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { forEachEngine } from '../../test/harness/database.ts';
import { insertOrganization } from './people.ts';
import type { Db } from './schema.ts';
import {
  deleteUnusedUploads,
  findShownUpload,
  insertUpload,
  knownUploads,
  moveUnusedUpload,
  sizeOfUploads,
  touchUpload,
} from './uploads.ts';

async function add(db: Db, organizationId: number, touchedMs: number): Promise<string> {
  const uuid = randomUUID();
  const row = {
    uuid,
    organization_id: organizationId,
    user_id: 1,
    kind: 'logo',
    mime_type: 'image/png',
    size_bytes: 3_000_000_000,
    sha256: '',
    width_px: 1,
    height_px: 1,
    meta: null,
    created_ms: 0,
    touched_ms: touchedMs,
  } as const;
  await db.transaction().execute((trx) => insertUpload(trx, row));
  return uuid;
}

forEachEngine((open) => {
  test('uploads that nothing refers to are deleted by age, those in use stay', async () => {
    await using store = await open();
    const { db } = store;
    const one = await insertOrganization(db, { name: 'One', description: '', isInternal: false });
    const two = await insertOrganization(db, { name: 'Two', description: '', isInternal: false });
    assert.equal(await sizeOfUploads(db, one), 0);
    const [old, older, fresh, used] = [
      await add(db, one, 2),
      await add(db, one, 1),
      await add(db, one, 100),
      await add(db, one, 1),
    ];
    assert.equal(await sizeOfUploads(db, one), 12_000_000_000);
    await db.updateTable('organizations').set({ logo_id: used }).where('id', '=', two).execute();
    assert.deepEqual(await deleteUnusedUploads(db, 50, 1), [older]);
    assert.deepEqual(await deleteUnusedUploads(db, 50, 10), [old]);
    assert.deepEqual(await deleteUnusedUploads(db, 50, 10), []);
    assert.deepEqual(await knownUploads(db, [old, fresh, used]), new Set([fresh, used]));
    assert.equal((await findShownUpload(db, two, used))?.uuid, used);
    assert.equal(await findShownUpload(db, two, fresh), undefined);
    await db.transaction().execute(async (trx) => {
      const upload = { uuid: fresh, kind: 'logo', nowMs: 200 } as const;
      assert.equal(await touchUpload(trx, two, upload), undefined);
      assert.equal(await touchUpload(trx, one, { ...upload, kind: 'plan' }), undefined);
      assert.equal(await touchUpload(trx, null, upload), one);
      assert.equal(await moveUnusedUpload(trx, fresh, two), true);
      assert.equal(await moveUnusedUpload(trx, used, two), false);
    });
    assert.equal((await findShownUpload(db, two, fresh))?.touched_ms, 200);
  });
});
