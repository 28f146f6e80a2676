/** The ways through the services that ask the database for more than rows by number, on both engines. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addGroup, openTestPlatform } from '../../../test/harness/platform.ts';

const source = { url: 'rtsp://192.0.2.7/' };

forEachEngine((open) => {
  test('cameras, places and clips live their lives', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin, db, queue, streamserver, clock } = platform;
    const place = (await admin('POST', '/api/v1/places', { name: 'Größe', latitude: 1, longitude: 2 })).body;
    const ids: string[] = [];
    for (let index = 0; index < 12; index++)
      ids.push(
        (await admin('POST', '/api/v1/cameras', { name: `Tür ${index}`, place_id: place.id, source })).body
          .id,
      );
    const user = await platform.user({
      permissions: [
        'camera_read',
        'place_read',
        'videoclip_create',
        'videoclip_read',
        'videoclip_delete',
        'streamstatus_read',
      ],
      groupIds: [await addGroup(platform, [place.id])],
    });
    const first = (await user('GET', '/api/v1/cameras?limit=10')).body;
    const second = (await user('GET', `/api/v1/cameras?limit=10&cursor=${first.pagination.cursor}`)).body;
    assert.deepEqual([first.cameras.length, second.cameras.length, second.pagination], [10, 2, {}]);
    assert.equal((await user('POST', '/api/v1/cameras/search', { query: 'TÜR 1' })).body.cameras.length, 3);
    assert.equal(
      (await user('GET', '/api/v1/places?latitude=1&longitude=2&radius=10')).body.places[0].camera_count,
      12,
    );
    assert.equal((await user('GET', '/api/v1/streamstatuses/summary')).body.stream_status_summary.length, 12);

    const rename = (name: string) =>
      admin('PUT', `/api/v1/cameras/${ids[0]}`, { name, place_id: place.id, source });
    const renamed = await Promise.all(['a', 'b', 'c', 'd'].map(rename));
    assert.deepEqual(
      renamed.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    const racing = await Promise.all([
      admin('DELETE', `/api/v1/cameras/${ids[1]}`),
      admin('DELETE', `/api/v1/cameras/${ids[1]}`),
      admin('PUT', `/api/v1/cameras/${ids[1]}`, { name: 'x', place_id: place.id, source }),
    ]);
    assert.equal(racing.slice(0, 2).filter(({ status }) => status === 200).length, 1);
    assert.ok([200, 404].includes(racing[2]!.status));

    const fromMs = clock.utcMs() - 60_000;
    const order = { camera_id: ids[2], range_start: new Date(fromMs), range_end: new Date(fromMs + 1_000) };
    const clip = (await user('POST', '/api/v1/videoclips', order)).body;
    await queue.wake();
    await queue.moved({ clipId: clip.id, state: streamserver.finish(clip.id) });
    assert.equal((await user('GET', `/api/v1/videoclips/${clip.id}`)).body.status, 'done');
    assert.equal((await user('GET', `/media/clips/${clip.id}.mp4`)).raw.length, 1_000);
    await admin('DELETE', `/api/v1/cameras/${ids[2]}`);
    assert.equal((await user('GET', '/api/v1/videoclips?status=done')).body.videoclips.length, 1);
    assert.equal((await user('DELETE', `/api/v1/videoclips/${clip.id}`)).status, 204);
    assert.deepEqual(await db.selectFrom('clips').selectAll().execute(), []);
  });

  test('numbers beyond those of the database are unknown, not a failure', async () => {
    await using platform = await openTestPlatform({ open });
    const { admin } = platform;
    for (const id of [0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER]) {
      assert.equal((await admin('GET', `/api/v1/places/${id}`)).status, 404);
      assert.equal((await admin('GET', `/api/v1/cameras?place_id=${id}`)).status, 404);
      assert.equal((await admin('GET', `/api/v1/places?group_id=${id}`)).status, 200);
      assert.equal((await admin('POST', '/api/v1/cameras', { name: 'c', place_id: id, source })).status, 400);
    }
  });
});
