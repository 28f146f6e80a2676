import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyUrl } from '#services/secrets/signed-url.ts';
import { addGroup, openTestPlatform, type TestPlatform } from '../../../test/harness/platform.ts';

const nobody = '00000000-0000-4000-8000-000000000000';
const streamWork = [
  'stream_read',
  'streamserver_read',
  'streamstatus_read',
  'segment_read',
  'camera_snapshot_read',
] as const;

async function addCamera(platform: TestPlatform, name = 'c') {
  const place = (await platform.admin('POST', '/api/v1/places', { name: 'p' })).body;
  const source = { url: 'rtsp://192.0.2.7/' };
  const camera = (await platform.admin('POST', '/api/v1/cameras', { name, place_id: place.id, source })).body;
  return { id: camera.id as string, placeId: place.id as number };
}

test('a stream tells where it runs and what it carries', async () => {
  await using platform = await openTestPlatform();
  const { admin, streamserver } = platform;
  const { id } = await addCamera(platform);
  const place = await admin('GET', `/api/v1/streams/${id}`);
  assert.deepEqual([place.status, place.body.status], [200, 'connecting']);
  assert.equal((await admin('GET', `/api/v1/streams/${id}/info`)).status, 503);
  streamserver.streams(id);
  assert.deepEqual((await admin('GET', `/api/v1/streams/${id}`)).body, {
    streamserver_id: 'local-1',
    streamserver_host: 'vms.example.org',
    status: 'streaming',
    ts: 1_700_000_000_000,
  });
  assert.deepEqual((await admin('GET', `/api/v1/streams/${id}/info`)).body, {
    frame_rate: 25,
    bit_rate: 4_012_345,
    frame_width: 1920,
    frame_height: 1080,
    codec: 'h264',
  });
  streamserver.streams(id, {
    state: 'failed',
    failure: 'wrong_credentials',
    message: 'the camera refuses the password',
  });
  const failed = await admin('GET', `/api/v1/streams/${id}/info`);
  assert.deepEqual([failed.status, failed.body.status], [400, 'invalid_request']);
  assert.match(failed.body.detail, /refuses the password/);
  assert.equal((await admin('GET', `/api/v1/streams/${nobody}`)).status, 404);
  assert.equal((await admin('GET', '/api/v1/streams/1')).status, 422);
});

test('while the streamserver is away, what it knows is temporarily unavailable', async () => {
  await using platform = await openTestPlatform();
  const { admin, streamserver } = platform;
  const { id } = await addCamera(platform);
  streamserver.connected = false;
  const day = `ts_from=0&ts_to=${platform.clock.utcMs()}`;
  for (const address of [
    `streams/${id}`,
    `streams/${id}/info`,
    'streamservers',
    'streamstatuses/summary',
    `streamstatuses/${id}`,
    `segments?stream_id=${id}&${day}`,
    `segments/index?stream_id=${id}`,
  ]) {
    const reply = await admin('GET', `/api/v1/${address}`);
    assert.deepEqual([reply.status, reply.body.status], [503, 'temporarily_unavailable'], address);
  }
  assert.equal(
    (await admin('POST', '/api/v1/streams/verify', { rtsp_link: 'rtsp://192.0.2.1/' })).status,
    503,
  );
  assert.equal((await admin('GET', `/api/v1/cameras/${id}`)).status, 200);
});

test('a link is verified by connecting to it', async () => {
  await using platform = await openTestPlatform();
  const { admin, streamserver } = platform;
  const video = { codec: 'h264', width: 640, height: 360, fps: 25, bitrateBps: 1 } as const;
  streamserver.reachable.set('rtsp://192.0.2.9/ok', { ok: true, video, transport: 'tcp' });
  streamserver.reachable.set('rtsp://192.0.2.9/sound', { ok: true, transport: 'tcp' });
  const verify = (rtsp_link: unknown) => admin('POST', '/api/v1/streams/verify', { rtsp_link });
  assert.deepEqual((await verify('rtsp://root:secret@192.0.2.9/ok')).body, { status: 'ok' });
  assert.deepEqual(
    [streamserver.probed[0]?.url, streamserver.probed[0]?.username, streamserver.probed[0]?.password],
    ['rtsp://192.0.2.9/ok', 'root', 'secret'],
  );
  for (const link of [
    'rtsp://192.0.2.9/other',
    'rtsp://192.0.2.9/sound',
    'http://192.0.2.9/',
    'file:///etc/passwd',
  ])
    assert.equal((await verify(link)).status, 400, link);
  for (const link of ['', 'x', 7, `rtsp://${'x'.repeat(600)}`, 'rtsp://h/ x'])
    assert.equal((await verify(link)).status, 422, String(link).slice(0, 40));
});

test('streamservers are listed', async () => {
  await using platform = await openTestPlatform();
  assert.deepEqual((await platform.admin('GET', '/api/v1/streamservers')).body, {
    streamservers: [{ streamserver_id: 'local-1', tags: [] }],
  });
});

test('uptime counts gaps that nobody chose', async () => {
  await using platform = await openTestPlatform();
  const { admin, streamserver, clock } = platform;
  const { id: cameraId } = await addCamera(platform, 'Gate');
  const startMs = clock.utcMs();
  clock.pass(100_000);
  const gap = { cameraId, stream: 'main' } as const;
  streamserver.gaps = [
    {
      ...gap,
      startMs: startMs - 50_000,
      endMs: startMs + 10_000,
      cause: 'camera_offline',
      detail: 'timeout',
    },
    { ...gap, startMs: startMs + 5_000, endMs: startMs + 20_000, cause: 'network' },
    { ...gap, startMs: startMs + 30_000, endMs: startMs + 60_000, cause: 'policy' },
    { ...gap, startMs: startMs + 95_000, endMs: null, cause: 'restart' },
  ];
  assert.deepEqual((await admin('GET', '/api/v1/streamstatuses/summary')).body.stream_status_summary, [
    { stream_id: cameraId, stream_name: 'Gate', lifetime: 100, availability: 75 },
  ]);
  const { downtime_stats } = (await admin('GET', `/api/v1/streamstatuses/${cameraId}`)).body;
  assert.deepEqual(
    downtime_stats.map((one: { reason: string; downtime_start: string; downtime_end: string }) => [
      one.reason,
      Date.parse(one.downtime_start) - startMs,
      Date.parse(one.downtime_end) - startMs,
    ]),
    [
      ['camera_offline: timeout', 0, 10_000],
      ['network', 5_000, 20_000],
      ['restart', 95_000, 100_000],
    ],
  );
  assert.equal((await admin('GET', `/api/v1/streamstatuses/${nobody}`)).status, 404);
});

test('segments come with addresses that carry their right', async () => {
  await using platform = await openTestPlatform();
  const { admin, clock, keys } = platform;
  const { id } = await addCamera(platform);
  const toMs = clock.utcMs();
  const list = (from: number | string, to: number | string, stream = id) =>
    admin('GET', `/api/v1/segments?stream_id=${stream}&ts_from=${from}&ts_to=${to}`);
  const { segments } = (await list(toMs - 120_000, toMs)).body;
  assert.equal(segments.length, 2);
  const [first] = segments;
  assert.deepEqual([first.ts_start, first.ts_end], [toMs - 120_000, toMs - 60_000]);
  const url = new URL(first.segment_url);
  assert.ok(verifyUrl(url.pathname + url.search, keys.media, clock.utcMs()));
  assert.ok(url.href.endsWith(first.signature));
  assert.equal(url.pathname, `/archive/${id}/segments/main/${first.ts_start}.mp4`);
  assert.deepEqual((await list(0, 1000)).body.segments, []);
  assert.deepEqual((await list(0, toMs, nobody)).body.segments, []);
  for (const [from, to] of [
    [toMs, toMs],
    [toMs, 0],
    [-1, toMs],
    ['x', toMs],
    ['2026-01-01T00:00:00Z', toMs],
    [1.5, toMs],
    [0, '99999999999999999999'],
  ] as const)
    assert.equal((await list(from, to)).status, 422, `${from} ${to}`);
  platform.streamserver.recorded = { startMs: toMs - 10_001 * 60_000, endMs: toMs };
  assert.equal((await list(0, toMs)).status, 422);

  const index = (await admin('GET', `/api/v1/segments/index?stream_id=${id}`)).body;
  const playlist = new URL(index.index_url);
  assert.equal(playlist.pathname, `/archive/${id}/index.m3u8`);
  assert.equal(playlist.searchParams.get('token'), index.signature);
  assert.equal(playlist.searchParams.get('to'), String(toMs));
  const viewer = await platform.access.authenticateMediaToken(index.signature, id, '127.0.0.1');
  assert.equal(viewer.login, 'admin');
  assert.equal((await admin('GET', `/api/v1/segments/index?stream_id=${nobody}`)).status, 404);
});

test('a snapshot is the bytes of a picture', async () => {
  await using platform = await openTestPlatform();
  const { id } = await addCamera(platform);
  const reply = await platform.admin('GET', `/api/v1/camerasnapshots/${id}`);
  assert.equal(reply.headers['content-type'], 'application/octet-stream');
  assert.deepEqual([...reply.raw], [0xff, 0xd8, 0xff, 0xd9]);
  assert.equal((await platform.admin('GET', `/api/v1/camerasnapshots/${nobody}`)).status, 404);
});

test('live and archive are separate rights of a group', async () => {
  await using platform = await openTestPlatform();
  const { id, placeId } = await addCamera(platform);
  platform.streamserver.streams(id);
  const members = {
    live: await platform.user({
      permissions: streamWork,
      groupIds: [await addGroup(platform, [placeId], { archive: false })],
    }),
    archive: await platform.user({
      permissions: streamWork,
      groupIds: [await addGroup(platform, [placeId], { live: false })],
    }),
    neither: await platform.user({ permissions: streamWork, groupIds: [await addGroup(platform, [])] }),
  };
  const statuses = async (path: string) => [
    (await members.live('GET', `/api/v1/${path}`)).status,
    (await members.archive('GET', `/api/v1/${path}`)).status,
    (await members.neither('GET', `/api/v1/${path}`)).status,
  ];
  assert.deepEqual(await statuses(`streams/${id}`), [200, 404, 404]);
  assert.deepEqual(await statuses(`streams/${id}/info`), [200, 404, 404]);
  assert.deepEqual(await statuses(`streamstatuses/${id}`), [200, 404, 404]);
  assert.deepEqual(await statuses(`camerasnapshots/${id}`), [200, 404, 404]);
  assert.deepEqual(await statuses(`segments/index?stream_id=${id}`), [404, 200, 404]);
  const summary = async (who: keyof typeof members) =>
    (await members[who]('GET', '/api/v1/streamstatuses/summary')).body.stream_status_summary.length;
  assert.deepEqual([await summary('live'), await summary('archive'), await summary('neither')], [1, 0, 0]);
});

test('each needs its permission', async () => {
  await using platform = await openTestPlatform();
  const { id } = await addCamera(platform);
  const bare = await platform.user({ permissions: ['camera_read'] });
  for (const path of [
    `streams/${id}`,
    `streams/${id}/info`,
    'streamservers',
    'streamstatuses/summary',
    `streamstatuses/${id}`,
    `segments?stream_id=${id}&ts_from=0&ts_to=9`,
    `segments/index?stream_id=${id}`,
    `camerasnapshots/${id}`,
  ]) {
    assert.equal((await bare('GET', `/api/v1/${path}`)).status, 403, path);
    assert.equal((await platform.anyone('GET', `/api/v1/${path}`)).status, 401, path);
  }
  assert.equal((await bare('POST', '/api/v1/streams/verify', { rtsp_link: 'rtsp://h/' })).status, 403);
});
