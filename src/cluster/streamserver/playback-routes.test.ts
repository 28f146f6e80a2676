/** The archive over HTTP: what is asked wrongly, what vanishes, who goes away. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync, truncateSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { hasFfmpeg, needsFfmpeg, videoClip } from '#media/fmp4/test-clips.ts';
import { until } from '../../../test/harness/live-source.ts';
import { cameraId, noon, openRecordings, RecordedCamera } from '../../../test/harness/recorded-camera.ts';

const camera = new RecordedCamera();
const pool = new AnalyzerPool({ count: 1 });
const seconds = 20;

before(async () => {
  await camera.start(
    async (source, track, samples, size) => (await pool.decodeJpeg({ source, track, samples, ...size })).jpeg,
  );
  if (!hasFfmpeg) return;
  await camera.record({ video: videoClip({ seconds: 4, gop: 50 }), startMs: noon, seconds });
  await camera.stop();
});
after(async () => {
  await camera[Symbol.asyncDispose]();
  await pool[Symbol.asyncDispose]();
});

const firstSegment = `segments/main/${noon}.mp4`;
const clipOf = (fromSeconds: number, toSeconds: number) =>
  `clip.mp4?from=${noon + fromSeconds * 1000}&to=${noon + toSeconds * 1000}`;

test('byte ranges of a segment', needsFfmpeg, async (t) => {
  const { body: whole, status, headers } = await camera.get(firstSegment);
  const size = whole.length;
  assert.equal(status, 200);
  assert.equal(headers['accept-ranges'], 'bytes');
  assert.equal(headers['content-type'], 'video/mp4');
  const cases: readonly [string, number, number, number][] = [
    ['bytes=0-0', 206, 0, 0],
    ['bytes=10-19', 206, 10, 19],
    ['bytes=100-', 206, 100, size - 1],
    ['bytes=-5', 206, size - 5, size - 1],
    [`bytes=-${size + 10}`, 206, 0, size - 1],
    [`bytes=5-${size * 2}`, 206, 5, size - 1],
    // What is no range of bytes is as if it were not there (RFC 9110, 14.2).
    ['bytes=9-5', 200, 0, size - 1],
    ['bytes=-', 200, 0, size - 1],
    ['bytes=a-b', 200, 0, size - 1],
    ['lines=1-2', 200, 0, size - 1],
    ['bytes=0-1,4-5', 200, 0, size - 1],
  ];
  for (const [range, expected, start, end] of cases) {
    await t.test(range, async () => {
      const answer = await camera.get(firstSegment, { range });
      assert.equal(answer.status, expected);
      assert.ok(answer.body.equals(whole.subarray(start, end + 1)));
      if (expected === 206) assert.equal(answer.headers['content-range'], `bytes ${start}-${end}/${size}`);
      assert.equal(Number(answer.headers['content-length']), end - start + 1);
    });
  }
  for (const range of [`bytes=${size}-`, `bytes=${size}-${size + 1}`, 'bytes=-0']) {
    await t.test(`${range} cannot be had`, async () => {
      const answer = await camera.get(firstSegment, { range });
      assert.equal(answer.status, 416);
      assert.equal(answer.headers['content-range'], `bytes */${size}`);
    });
  }
});

test('byte ranges of a clip, so that players seek and downloads go on', needsFfmpeg, async () => {
  const { body: whole, headers } = await camera.get(clipOf(1, 13));
  assert.equal(headers['accept-ranges'], 'bytes');
  const size = whole.length;
  const headBytes = whole.indexOf('mdat');
  for (const [start, end] of [
    [0, 99],
    [headBytes - 4, headBytes + 40],
    [size / 2, size / 2 + 70_000],
    [size - 9, size - 1],
  ]) {
    const [from, to] = [Math.floor(start ?? 0), Math.floor(end ?? 0)];
    const answer = await camera.get(clipOf(1, 13), { range: `bytes=${from}-${to}` });
    assert.equal(answer.status, 206);
    assert.ok(answer.body.equals(whole.subarray(from, to + 1)), `${from} to ${to}`);
  }
});

test('HEAD answers as GET would, without a body', needsFfmpeg, async () => {
  const range = `from=${noon}&to=${noon + 5000}`;
  for (const path of [firstSegment, `clip.mp4?${range}`, `index.m3u8?${range}`, `gaps?${range}`]) {
    const [head, get] = [await camera.get(path, { method: 'HEAD' }), await camera.get(path)];
    assert.equal(head.status, 200, path);
    assert.equal(head.headers['content-length'], get.headers['content-length'], path);
    assert.equal(head.headers['content-type'], get.headers['content-type'], path);
    assert.equal(head.body.length, 0);
  }
});

test('thumbnails: the keyframe before, or the exact picture', needsFfmpeg, async () => {
  const atMs = noon + 7330;
  const near = await camera.get(`thumbnail.jpg?at=${atMs}&width=160`);
  assert.equal(near.status, 200, near.body.toString());
  assert.equal(near.headers['content-type'], 'image/jpeg');
  assert.equal(near.body.readUInt16BE(0), 0xffd8);
  assert.equal(near.headers['x-timestamp'], ((noon + 6000) / 1000).toFixed(3));
  const exact = await camera.get(`thumbnail.jpg?at=${atMs}&width=160&exact=1`);
  assert.equal(exact.headers['x-timestamp'], ((noon + 7320) / 1000).toFixed(3));
  assert.ok(!exact.body.equals(near.body));
  const withDate = await camera.get(`thumbnail.jpg?at=${new Date(atMs).toISOString()}&width=160`);
  assert.ok(withDate.body.equals(near.body));
});

test('what is asked wrongly is told', needsFfmpeg, async (t) => {
  const day = 86_400_000;
  const cases: readonly [string, number, RegExp][] = [
    ['index.m3u8', 400, /from/],
    [`index.m3u8?from=${noon}`, 400, /to/],
    ['index.m3u8?from=yesterday&to=now', 400, /from/],
    ['index.m3u8?from=-5&to=5', 400, /from/],
    ['index.m3u8?from=1e12&to=2e12', 400, /from/],
    ['index.m3u8?from=2026-03-01T12:00:00&to=2026-03-01T13:00:00Z', 400, /from/],
    ['index.m3u8?from=2026-13-01T12:00:00Z&to=2026-03-01T13:00:00Z', 400, /from/],
    [`index.m3u8?from=${noon + 1000}&to=${noon}`, 400, /after/],
    [`clip.mp4?from=${noon}&to=${noon}`, 400, /after/],
    [`clip.mp4?from=${noon}&to=${noon + day + 1}`, 400, /24 hours/],
    [`index.m3u8?from=${noon}&to=${noon + day + 1}`, 400, /24 hours/],
    [`clip.mp4?from=${noon}&to=${noon + 1000}&stream=../main`, 400, /stream/],
    [`clip.mp4?from=${noon}&to=${noon + 1000}&stream=sub`, 404, /nothing was recorded/],
    [`clip.mp4?from=${noon - day}&to=${noon - 1000}`, 404, /nothing was recorded/],
    ['index.m3u8?from=999999999999998&to=999999999999999', 404, /nothing was recorded/],
    [`thumbnail.jpg?at=${noon}&width=1`, 400, /width/],
    [`thumbnail.jpg?at=${noon}&quality=101`, 400, /quality/],
    [`thumbnail.jpg?at=${noon + day}`, 404, /nothing was recorded/],
    ['segments/main/1.mp4', 404, /no such recording/],
    [`segments/main/${noon}.mp4?zero=x`, 400, /zero/],
    [`segments/main/${noon}.mp4?zero=${noon + 1}`, 400, /zero/],
    [`segments/main/${noon}.mp4.part`, 404, /no such recording/],
    [`segments/other/${noon}.mp4`, 400, /stream/],
    [`segments/main/..%2F..%2F${noon}.mp4`, 400, /path/],
    ['segments/main/%2e%2e', 400, /path/],
    ['segments/main/%00.mp4', 400, /path/],
    ['segments/main/%ff.mp4', 400, /path/],
    [`/archive/nobody/clip.mp4?from=${noon}&to=${noon + 1000}`, 404, /nothing was recorded/],
    [`/archive/nobody/segments/main/${noon}.mp4`, 404, /no such recording/],
    [`/archive/..%2f${cameraId}/clip.mp4?from=${noon}&to=${noon + 1000}`, 400, /path/],
  ];
  for (const [path, status, message] of cases) {
    await t.test(path, async () => {
      const answer = await camera.get(path);
      assert.equal(answer.status, status, answer.body.toString());
      assert.match(
        (JSON.parse(answer.body.toString()) as { error: { message: string } }).error.message,
        message,
      );
    });
  }
  assert.deepEqual(JSON.parse((await camera.get(`/archive/nobody/gaps?from=1&to=2`)).body.toString()), []);
  assert.equal((await camera.get(firstSegment, { method: 'POST' })).status, 405);
  assert.deepEqual(camera.faults, []);
});

test('whoever goes away in the middle leaves no file open', needsFfmpeg, async () => {
  for (const path of [clipOf(0, 20), firstSegment]) {
    for (let viewer = 0; viewer < 10; viewer += 1) {
      const response = await camera.open(path);
      response.on('error', () => {});
      await once(response, 'data');
      response.destroy();
    }
    // And before there was an answer.
    const socket = connect(camera.socketPath);
    await once(socket, 'connect');
    socket.write(`GET /archive/${cameraId}/${path} HTTP/1.1\r\nHost: x\r\n\r\n`, () => socket.destroy());
    await once(socket, 'close');
  }
  await until(() => openRecordings().length === 0, 5000, 'all recordings closed');
  assert.deepEqual(camera.faults, []);
});

test(
  'twenty downloads that nobody reads hold little memory, and all come whole when they are read',
  needsFfmpeg,
  async () => {
    await using long = await new RecordedCamera().start();
    const video = videoClip({ seconds: 4, size: '1280x720' });
    await long.record({ video, startMs: noon, seconds: 60 });
    await long.stop();
    const path = clipOf(0, 60);
    const whole = Number((await long.get(path, { method: 'HEAD' })).headers['content-length']);
    assert.ok(whole > 5_000_000, `${whole}`);
    const before = process.memoryUsage().arrayBuffers;
    const downloads = await Promise.all(Array.from({ length: 20 }, () => long.open(path)));
    await until(() => openRecordings().length === 20, 5000, 'all downloads begun');
    const held = process.memoryUsage().arrayBuffers - before;
    assert.ok(held < 20 * 2_000_000, `${held} bytes held`);
    const sizes = await Promise.all(
      downloads.map(async (download) => {
        let bytes = 0;
        for await (const piece of download) bytes += (piece as Buffer).length;
        return bytes;
      }),
    );
    assert.deepEqual(new Set(sizes), new Set([whole]));
    await until(() => openRecordings().length === 0, 5000, 'all recordings closed');
  },
);

test('a file that retention takes: a download goes on, later ones are told', needsFfmpeg, async () => {
  await using fresh = new RecordedCamera();
  await fresh.start(async () => Buffer.alloc(0));
  await fresh.record({ video: videoClip({ size: '1280x720', seconds: 4 }), startMs: noon });
  await fresh.stop();
  const segment = fresh.archive.findSegment(cameraId, 'main', noon);
  assert.ok(segment !== null);
  const whole = (await fresh.get(firstSegment)).body.length;
  const download = await fresh.open(firstSegment);
  rmSync(segment.path);
  let bytes = 0;
  for await (const piece of download) bytes += (piece as Buffer).length;
  assert.equal(bytes, whole);
  for (const path of [firstSegment, clipOf(0, 2), `thumbnail.jpg?at=${noon}`]) {
    const { status, body } = await fresh.get(path);
    assert.ok(status === 404, `${path}: ${status} ${body}`);
  }
});

test('a file that lost its end cuts the download off, and the fault is told', needsFfmpeg, async () => {
  await using broken = await new RecordedCamera().start();
  await broken.record({ video: videoClip({ seconds: 4 }), startMs: noon });
  await broken.stop();
  const segment = broken.archive.findSegment(cameraId, 'main', noon);
  assert.ok(segment !== null);
  truncateSync(segment.path, segment.bytes - 5000);
  await assert.rejects(broken.get(clipOf(0, 4)));
  assert.deepEqual(
    broken.faults.map(({ code }) => code),
    ['data_loss'],
  );
});
