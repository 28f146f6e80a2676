import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { adminPassword, client } from '../../../test/harness/access.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addGroup, openTestPlatform } from '../../../test/harness/platform.ts';
import { ViewerCheck } from './viewer-check.ts';

forEachEngine((open) => {
  test('who watches may go on until the camera, the group, the user or the login is taken away', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin, db, access } = platform;
    const check = new ViewerCheck(db, access);
    const place = async (name: string) => (await admin('POST', '/api/v1/places', { name })).body.id as number;
    const [yard, cellar] = [await place('Yard'), await place('Cellar')];
    const source = { url: 'rtsp://192.0.2.7/main' };
    const camera = (await admin('POST', '/api/v1/cameras', { name: 'Gate', place_id: yard, source })).body;
    const groupId = await addGroup(platform, [yard]);
    await addGroup(platform, [cellar]);
    const guard = await platform.user({ permissions: ['camera_read', 'stream_read'], groupIds: [groupId] });
    const reader = await platform.user({ permissions: ['camera_read'], groupIds: [groupId] });
    const watching = (userId: number, login?: AdmittedViewer['login']): AdmittedViewer => ({
      cameraId: camera.id,
      userId,
      ...(login === undefined ? {} : { login }),
    });
    const may = async (...viewers: AdmittedViewer[]) => {
      platform.clock.pass(2_000);
      const refused = new Set(await check.refused(viewers));
      return viewers.map((_, index) => !refused.has(index));
    };

    const byToken = (await access.loginWithPassword('admin', adminPassword, client)).accessToken;
    const administrator = await access.authenticateBearer(byToken, '');
    const { secret } = await access.createSession('admin', adminPassword, client);
    const session = await access.authenticateSession(secret, '');
    const basic = await access.authenticateBasic('admin', adminPassword, '');
    const { userId } = administrator;
    const logins = [administrator, session.principal, basic].map(({ signedInBy }) => signedInBy);
    assert.deepEqual(
      logins.map((login) => login?.kind),
      ['token', 'session', 'password'],
    );
    const all = logins.map((login) => watching(userId, login));
    assert.deepEqual(await may(watching(guard.userId), watching(reader.userId), ...all, watching(999_999)), [
      true,
      false,
      true,
      true,
      true,
      false,
    ]);

    await access.revoke(byToken, '');
    await access.destroySession(session);
    assert.deepEqual(await may(...all, watching(userId)), [false, false, true, true]);
    await db.updateTable('users').set({ password_changed_ms: 1 }).where('id', '=', userId).execute();
    assert.deepEqual(await may(...all, watching(userId)), [false, false, false, true]);

    const moved = { name: 'Gate', place_id: cellar, source };
    assert.equal((await admin('PUT', `/api/v1/cameras/${camera.id}`, moved)).status, 200);
    assert.deepEqual(await may(watching(guard.userId), watching(userId)), [false, true]);
    await admin('PUT', `/api/v1/cameras/${camera.id}`, { ...moved, place_id: yard });
    assert.deepEqual(await may(watching(guard.userId)), [true]);
    await db.updateTable('users').set({ blocked: 1 }).where('id', '=', guard.userId).execute();
    assert.deepEqual(await may(watching(guard.userId)), [false]);
    await admin('DELETE', `/api/v1/cameras/${camera.id}`);
    assert.deepEqual(await may(watching(userId)), [false]);
  });
});
