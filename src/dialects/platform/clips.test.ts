import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  addGroup,
  addOrganization,
  type Caller,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';

const base = '/api/v1/videoclips';
const nobody = '00000000-0000-4000-8000-000000000000';
const clipWork = ['videoclip_create', 'videoclip_read', 'videoclip_delete'] as const;

async function addCamera(platform: TestPlatform, name = 'Gate') {
  const place = (await platform.admin('POST', '/api/v1/places', { name: 'p' })).body;
  const source = { url: 'rtsp://192.0.2.7/' };
  const camera = (await platform.admin('POST', '/api/v1/cameras', { name, place_id: place.id, source })).body;
  return { id: camera.id as string, placeId: place.id as number };
}

function order(platform: TestPlatform, cameraId: string, by: Caller = platform.admin, seconds = 2) {
  const fromMs = platform.clock.utcMs() - 600_000;
  return by('POST', base, {
    camera_id: cameraId,
    range_start: new Date(fromMs).toISOString(),
    range_end: new Date(fromMs + seconds * 1_000).toISOString(),
  });
}

async function finished(platform: TestPlatform, clipId: string, bytes?: number) {
  await platform.queue.wake();
  await platform.queue.moved({ clipId, state: platform.streamserver.finish(clipId, bytes) });
}

const statusOf = async (platform: TestPlatform, id: string) =>
  (await platform.admin('GET', `${base}/${id}`)).body?.status;

test('a clip is queued, runs with progress, is done, and is fetched', async () => {
  await using platform = await openTestPlatform();
  const { admin, anyone, queue, streamserver } = platform;
  const camera = await addCamera(platform, 'Tor „Nord“ 7');
  const ordered = await order(platform, camera.id);
  assert.deepEqual([ordered.status, ordered.body.status, ordered.body.progress], [200, 'queued', 0]);
  const { id } = ordered.body;
  await queue.wake();
  await queue.moved({ clipId: id, state: { state: 'running', progress: 0.4 } });
  const running = (await admin('GET', `${base}/${id}`)).body;
  assert.deepEqual([running.status, running.progress, running.result], ['running', 0.4, undefined]);
  assert.equal((await admin('GET', `/media/clips/${id}.mp4`)).status, 400);
  await finished(platform, id);
  const done = (await admin('GET', `${base}/${id}`)).body;
  assert.deepEqual([done.status, done.progress, done.camera_name], ['done', 1, 'Tor „Nord“ 7']);
  assert.equal(Date.parse(done.finished_at), platform.clock.utcMs());

  const { pathname, search } = new URL(done.result.url);
  const whole = await anyone('GET', pathname + search);
  assert.deepEqual(
    [whole.status, whole.headers['content-type'], whole.raw.length],
    [200, 'video/mp4', 2_000],
  );
  assert.match(
    String(whole.headers['content-disposition']),
    /^attachment; filename="Tor _Nord_ 7 .*\.mp4"; filename\*=UTF-8''Tor%20%E2%80%9E/,
  );
  assert.equal((await admin('GET', pathname)).raw.length, 2_000);
  for (const [range, status, first, length] of [
    ['bytes=0-99', 206, 0, 100],
    ['bytes=1990-', 206, 1990, 10],
    ['bytes=-5', 206, 1995, 5],
    ['bytes=1000-99999', 206, 1000, 1000],
    ['bytes=5-1', 200, 0, 2000],
    ['bytes=0-1,5-6', 200, 0, 2000],
    ['lines=1-2', 200, 0, 2000],
  ] as const) {
    const part = await admin('GET', pathname, undefined, { range });
    assert.deepEqual([part.status, part.raw.length], [status, length], range);
    assert.deepEqual(part.raw, whole.raw.subarray(first, first + length));
  }
  const beyond = await admin('GET', pathname, undefined, { range: 'bytes=2000-' });
  assert.deepEqual([beyond.status, beyond.headers['content-range']], [416, 'bytes */2000']);
  const head = await admin('HEAD', pathname);
  assert.deepEqual([head.status, head.headers['content-length'], head.raw.length], [200, '2000', 0]);
  const etag = String(whole.headers.etag);
  for (const known of [etag, `"x", W/${etag}`]) {
    const { status, headers } = await admin('GET', pathname, undefined, { 'if-none-match': known });
    assert.deepEqual(
      [status, headers.etag, headers['cache-control']],
      [304, etag, whole.headers['cache-control']],
    );
  }
  assert.equal(
    (await admin('GET', pathname, undefined, { range: 'bytes=0-9', 'if-range': '"x"' })).status,
    200,
  );

  assert.equal((await anyone('GET', pathname)).status, 401);
  assert.equal((await anyone('GET', `${pathname}${search.slice(0, -1)}x`)).status, 401);
  assert.equal((await anyone('GET', `/media/clips/${nobody}.mp4${search}`)).status, 401);
  assert.equal((await admin('GET', `/media/clips/${nobody}.mp4`)).status, 404);
  for (const trick of ['..%2f..%2fvidette.db', '../secret.key', `${id}.mp4%00`, `${id}`, `${id}.mp4.part`])
    assert.equal((await admin('GET', `/media/clips/${trick}`)).status, 404, trick);
  rmSync(join(platform.clipFolder, `${id}.mp4`));
  assert.equal((await admin('GET', pathname)).status, 404);
  platform.clock.pass(3_600_001);
  assert.equal((await anyone('GET', pathname + search)).status, 401);
  assert.equal(streamserver.orders.get(id)?.cameraId, camera.id);
});

test('orders that cannot be met are refused in their own words', async () => {
  await using platform = await openTestPlatform();
  const { admin, clock } = platform;
  const { id } = await addCamera(platform);
  const at = (ms: number) => new Date(clock.utcMs() + ms).toISOString();
  const create = (range_start: unknown, range_end: unknown, camera_id: unknown = id) =>
    admin('POST', base, { camera_id, range_start, range_end });
  for (const [from, to] of [
    [-60_000, -60_000],
    [-60_000, -90_000],
    [60_000, 120_000],
    [-90 * 60_000, -80 * 60_000],
    [-61 * 60_000, 0],
  ] as const) {
    const reply = await create(at(from), at(to));
    assert.deepEqual([reply.status, reply.body.status], [400, 'videoclip_invalid_time_range']);
  }
  const unknown = await create(at(-60_000), at(0), nobody);
  assert.deepEqual([unknown.status, unknown.body.status], [404, 'videoclip_camera_not_found']);
  for (const [from, to, camera] of [
    ['yesterday', at(0), id],
    [0, at(0), id],
    [at(-1), '2026-13-01T00:00:00Z', id],
    ['2016-12-31T23:59:60Z', at(0), id],
    [at(-1), at(0), 'x'],
    [at(-1), at(0), 7],
    [undefined, at(0), id],
  ] as const)
    assert.equal((await create(from, to, camera)).status, 422);
  assert.deepEqual((await admin('GET', base)).body.videoclips, []);
  platform.streamserver.connected = false;
  assert.equal((await create(at(-60_000), at(0))).status, 503);
});

test('nobody has more clips than the quota, deleted ones aside', async () => {
  await using platform = await openTestPlatform({ perUser: 2 });
  const { id, placeId } = await addCamera(platform);
  const first = (await order(platform, id)).body;
  await finished(platform, first.id);
  assert.equal((await order(platform, id)).status, 200);
  const refused = await order(platform, id);
  assert.deepEqual(
    [refused.status, refused.body.status, refused.body.status_code],
    [429, 'videoclip_user_quota_exceeded', 429],
  );
  const group = await addGroup(platform, [placeId]);
  const other = await platform.user({ permissions: clipWork, groupIds: [group] });
  assert.equal((await order(platform, id, other)).status, 200);
  assert.equal((await platform.admin('DELETE', `${base}/${first.id}`)).status, 204);
  assert.equal((await order(platform, id)).status, 200);
});

test('a streamserver makes two clips at a time, oldest first', async () => {
  await using platform = await openTestPlatform({ perUser: 9 });
  const { id } = await addCamera(platform);
  const ids: string[] = [];
  for (let index = 0; index < 4; index++) ids.push((await order(platform, id)).body.id);
  await platform.queue.wake();
  const statuses = () => Promise.all(ids.map((clip) => statusOf(platform, clip)));
  assert.deepEqual(await statuses(), ['running', 'running', 'queued', 'queued']);
  await finished(platform, ids[1]!);
  await platform.queue.wake();
  assert.deepEqual(await statuses(), ['running', 'done', 'running', 'queued']);
});

test('a clip whose file is not as it was told has failed', async () => {
  await using platform = await openTestPlatform();
  const { id: camera } = await addCamera(platform);
  const { id } = (await order(platform, camera)).body;
  await finished(platform, id, 1_999);
  assert.equal(await statusOf(platform, id), 'failed');
  assert.deepEqual(
    readdirSync(platform.clipFolder).filter((name) => name.endsWith('.mp4')),
    [],
  );
  const late = await platform.queue.moved({ clipId: id, state: { state: 'aborted' } });
  assert.equal(late, undefined);
  assert.equal(await statusOf(platform, id), 'failed');
});

test('deleting stops the work and removes the file', async () => {
  await using platform = await openTestPlatform();
  const { admin, streamserver, clipFolder } = platform;
  const { id: camera } = await addCamera(platform);
  const running = (await order(platform, camera)).body.id;
  await platform.queue.wake();
  assert.ok(existsSync(join(clipFolder, `${running}.mp4.part`)));
  assert.equal((await admin('DELETE', `${base}/${running}`)).status, 204);
  assert.deepEqual(streamserver.aborted, [running]);
  const done = (await order(platform, camera)).body.id;
  await finished(platform, done);
  assert.equal((await admin('DELETE', `${base}/${done}`)).status, 204);
  assert.deepEqual(readdirSync(clipFolder), []);
  assert.equal((await admin('GET', `${base}/${done}`)).status, 404);
  assert.equal((await admin('DELETE', `${base}/${done}`)).status, 404);
  // The streamserver had not heard of it yet and finishes what nobody wants any more.
  await platform.queue.moved({ clipId: running, state: streamserver.finish(running) });
  assert.deepEqual(readdirSync(clipFolder), []);
});

test('clips go on when the server or the streamserver was restarted', async () => {
  await using platform = await openTestPlatform();
  const { queue, streamserver, clipFolder } = platform;
  const { id: camera } = await addCamera(platform);
  const { id } = (await order(platform, camera)).body;
  await queue.wake();
  await queue[Symbol.asyncDispose]();
  streamserver.finish(id);
  writeFileSync(join(clipFolder, `${nobody}.mp4.part`), 'left over');
  await using second = platform.newQueue();
  await second.start();
  await second.wake();
  assert.equal(await statusOf(platform, id), 'done');
  assert.ok(!existsSync(join(clipFolder, `${nobody}.mp4.part`)));
});

test('a clip that its streamserver forgets is begun again, but not for ever', async () => {
  await using platform = await openTestPlatform();
  const { queue, streamserver } = platform;
  const { id: camera } = await addCamera(platform);
  const { id } = (await order(platform, camera)).body;
  await queue.wake();
  for (let restart = 0; restart < 2; restart++) {
    streamserver.connected = false;
    await queue.wake();
    assert.equal(await statusOf(platform, id), 'running');
    streamserver.restart();
    await queue.wake();
    assert.equal(await statusOf(platform, id), 'running');
  }
  streamserver.restart();
  await queue.wake();
  assert.equal(await statusOf(platform, id), 'failed');
});

test('clips expire, unfinished ones aside', async () => {
  await using platform = await openTestPlatform();
  const { id: camera } = await addCamera(platform);
  const done = (await order(platform, camera)).body.id;
  await finished(platform, done);
  const running = (await order(platform, camera)).body.id;
  await platform.queue.wake();
  platform.clock.pass(25 * 3_600_000);
  await using queue = platform.newQueue();
  await queue.start();
  await queue.wake();
  const rows = await platform.db.selectFrom('clips').select('uuid').execute();
  assert.deepEqual(
    rows.map(({ uuid }) => uuid),
    [running],
  );
  assert.ok(!existsSync(join(platform.clipFolder, `${done}.mp4`)));
});

test('clips are filtered, and those of others are not there', async () => {
  await using platform = await openTestPlatform();
  const { admin } = platform;
  const gate = await addCamera(platform, 'Gate');
  const yard = await addCamera(platform, 'Yard');
  const first = (await order(platform, gate.id)).body.id;
  platform.clock.pass(1_000);
  const second = (await order(platform, yard.id)).body.id;
  await finished(platform, second);
  const list = async (query: string, by: Caller = admin) =>
    (await by('GET', `${base}?${query}`)).body.videoclips.map(({ id }: { id: string }) => id);
  assert.deepEqual(await list(''), [second, first]);
  assert.deepEqual(await list(`camera_id=${gate.id}`), [first]);
  assert.deepEqual(await list('status=done'), [second]);
  const border = new Date(platform.clock.utcMs()).toISOString();
  assert.deepEqual(await list(`created_at_start=${border}`), [second]);
  assert.deepEqual(await list(`created_at_end=${border}&created_at_start=1970-01-01T00:00:00Z`), [
    second,
    first,
  ]);
  for (const query of ['status=lost', 'camera_id=1', 'created_at_start=soon'])
    assert.equal((await admin('GET', `${base}?${query}`)).status, 422);

  await addGroup(platform, [yard.placeId]);
  const member = await platform.user({
    permissions: clipWork,
    groupIds: [await addGroup(platform, [gate.placeId])],
  });
  assert.deepEqual(await list('', member), [first]);
  const strangers = [
    await platform.user({ permissions: clipWork, organizationId: await addOrganization(platform, 'Other') }),
    await platform.user({
      permissions: clipWork,
      groupIds: [await addGroup(platform, [gate.placeId, yard.placeId], { archive: false })],
    }),
  ];
  for (const stranger of strangers) {
    assert.deepEqual(await list('', stranger), []);
    assert.equal((await stranger('GET', `${base}/${second}`)).status, 404);
    assert.equal((await stranger('DELETE', `${base}/${second}`)).status, 404);
    assert.equal((await stranger('GET', `/media/clips/${second}.mp4`)).status, 404);
    assert.equal((await order(platform, gate.id, stranger)).status, 404);
  }
  const bare = await platform.user({ permissions: [] });
  assert.equal((await bare('GET', base)).status, 403);
  assert.equal((await order(platform, gate.id, bare)).status, 403);
  assert.equal((await bare('DELETE', `${base}/${first}`)).status, 403);
  assert.equal((await bare('GET', `/media/clips/${second}.mp4`)).status, 403);
});
