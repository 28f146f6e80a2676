import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Recorder } from '../recorder.fixture.ts';
import { assertGrowing, encode, folder, h264, h265, open, ffmpegMissing as skip } from './libav.fixture.ts';

describe('a file plays like a camera', { skip, concurrency: 5 }, () => {
  for (const [name, args, codec, audio] of [
    ['a.mp4', [...h264, '-c:a', 'aac'], 'h264', 'aac'],
    ['a.mkv', [...h265, '-c:a', 'libopus'], 'h265', 'opus'],
    ['a.ts', [...h264, '-c:a', 'aac'], 'h264', 'aac'],
    ['a.mov', [...h264, '-c:a', 'pcm_alaw', '-ar', '8000'], 'h264', 'pcma'],
    ['a.avi', ['-c:v', 'mjpeg', '-an'], 'mjpeg', null],
  ] as const) {
    test(`${name}: ${codec} with ${audio ?? 'no sound'}`, async () => {
      const recorder = new Recorder();
      await using _ = open(pathToFileURL(encode(name, 1.2, args)).href, recorder);
      await recorder.until(() => recorder.of('video').length >= 20);
      const [tracks] = recorder.tracksSeen;
      assert.equal(tracks?.video?.codec, codec);
      assert.deepEqual([tracks?.video?.width, tracks?.video?.height], [320, 240]);
      assert.equal(tracks?.video?.parameterSets.length, { h264: 2, h265: 3, mjpeg: 0 }[codec]);
      assert.equal(tracks?.audio?.codec ?? null, audio);
      const [first] = recorder.of('video');
      assert.equal(first?.keyframe, true);
      assert.equal(first?.dts, 0);
      if (codec !== 'mjpeg') assert.equal(first?.data.readUInt32BE(0), nalLengthAt(first?.data));
      assertGrowing(recorder.of('video'));
      assertGrowing(recorder.of('audio'));
      assert.deepEqual(recorder.states, [{ state: 'streaming' }]);
      if (audio === 'aac') assert.notEqual(recorder.of('audio')[0]?.data.readUInt16BE(0), 0xfff1);
    });
  }
});

/** The first length of a sample whose lengths fit it exactly. */
function nalLengthAt(data: Buffer | undefined): number {
  assert.ok(data !== undefined);
  let at = 0;
  while (at < data.length) at += 4 + data.readUInt32BE(at);
  assert.equal(at, data.length);
  return data.readUInt32BE(0);
}

test('a file begins again at its end, in real time and with times that go on', { skip }, async () => {
  const recorder = new Recorder();
  const path = encode('short.mp4', 0.4, [...h264, '-c:a', 'aac']);
  const startedMs = performance.now();
  await using _ = open(pathToFileURL(path).href, recorder);
  await recorder.until(() => recorder.of('video').length >= 25);
  assert.ok(performance.now() - startedMs >= 850, 'played faster than the clock');
  const video = recorder.of('video');
  assert.ok(video.filter(({ keyframe }) => keyframe).length >= 3);
  assertGrowing(video);
  assertGrowing(recorder.of('audio'));
  assert.equal(recorder.tracksSeen.length, 1);
  assert.ok(video.every(({ discontinuity }) => !discontinuity));
});

test('B-frames keep their order', { skip }, async () => {
  const recorder = new Recorder();
  const path = encode('b.mp4', 1.2, ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-an']);
  await using _ = open(pathToFileURL(path).href, recorder);
  await recorder.until(() => recorder.of('video').length >= 20);
  const video = recorder.of('video');
  assertGrowing(video);
  assert.ok(video.every(({ ptsOffset }) => ptsOffset >= 0));
  assert.ok(video.some(({ ptsOffset }) => ptsOffset > 0));
});

for (const [name, args, failure] of [
  ['old.avi', ['-c:v', 'mpeg4', '-an'], 'unsupported'],
  ['vp9.webm', ['-c:v', 'libvpx', '-deadline', 'realtime', '-an'], 'unsupported'],
  ['sound.wav', ['-vn'], 'unsupported'],
] as const) {
  test(`${name} is ${failure}, and the message says what it is`, { skip }, async () => {
    const recorder = new Recorder();
    await using _ = open(pathToFileURL(encode(name, 0.4, args)).href, recorder);
    const state = await recorder.failure();
    assert.equal(state.failure, failure);
    assert.match(state.message, /mpeg4|vp8|no video/);
  });
}

test('garbage, empty, missing and forbidden files are clear failures', async () => {
  const garbage = join(folder, 'garbage.mp4');
  writeFileSync(garbage, Buffer.alloc(100_000, 0x5a));
  const empty = join(folder, 'empty.mp4');
  writeFileSync(empty, '');
  for (const [url, failures] of [
    [pathToFileURL(garbage).href, ['protocol', 'unsupported']],
    [pathToFileURL(empty).href, ['protocol', 'closed']],
    [pathToFileURL(join(folder, 'missing.mp4')).href, ['not_found']],
    ['file:///etc/hostname', ['invalid_source']],
    ['gopher://host/x', ['invalid_source']],
  ] as const) {
    const recorder = new Recorder();
    await using _ = open(url, recorder);
    const { failure, message } = await recorder.failure();
    assert.ok((failures as readonly string[]).includes(failure), `${url}: ${failure}: ${message}`);
  }
});

test('a playlist file cannot lead to other files', async () => {
  const playlist = join(folder, 'list.m3u8');
  writeFileSync(
    playlist,
    '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
  );
  const recorder = new Recorder();
  await using _ = open(pathToFileURL(playlist).href, recorder);
  const { failure } = await recorder.failure();
  assert.ok(failure === 'protocol' || failure === 'unsupported', failure);
});

test('a video device that is not there is not found', async () => {
  const recorder = new Recorder();
  await using _ = open('v4l2:///dev/video99', recorder);
  const { failure } = await recorder.failure();
  assert.equal(failure, 'not_found');
});

test('a demuxer that is killed is a closed connection', { skip }, async () => {
  const recorder = new Recorder();
  const path = encode('kill.mp4', 1, h264);
  const entry = join(folder, 'dies.mjs');
  writeFileSync(entry, `process.on('message', () => process.kill(process.pid, 'SIGSEGV'));`);
  await using _ = open(pathToFileURL(path).href, recorder, { entry });
  const { failure, message } = await recorder.failure();
  assert.equal(failure, 'closed');
  assert.match(message, /SIGSEGV/);
});
