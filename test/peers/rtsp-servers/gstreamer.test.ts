/** Our RTSP source against GStreamer's RTSP server. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AudioCodec, VideoCodec } from '#media/stream.ts';
import { collect } from './collector.ts';
import { type Peer, startPeer } from './peer.ts';

const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'gstreamer-server.py');
const available = spawnSync(python, [
  '-c',
  "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer",
]);
const skip = available.status === 0 ? false : "GStreamer's RTSP server is missing";

const cases: [path: string, transport: 'tcp' | 'udp', video: VideoCodec | null, audio: AudioCodec | null][] =
  [
    ['h264', 'tcp', 'h264', null],
    ['h264+aac', 'udp', 'h264', 'aac'],
    ['h265+latm', 'tcp', 'h265', 'aac'],
    ['jpeg+pcma', 'udp', 'mjpeg', 'pcma'],
    ['jpeg+opus', 'tcp', 'mjpeg', 'opus'],
    ['h264+pcmu', 'tcp', 'h264', 'pcmu'],
    ['h265', 'udp', 'h265', null],
    ['opus', 'tcp', null, 'opus'],
  ];

describe("RTSP source and GStreamer's server", { skip, concurrency: 4 }, () => {
  let peer: Peer;
  const url = (path: string) => `rtsp://127.0.0.1:${peer.answer}/${path}`;
  before(async () => {
    peer = await startPeer(python, [script], /^ready (\d+)/);
  });
  after(() => peer[Symbol.asyncDispose]());

  for (const [path, transport, video, audio] of cases) {
    test(`${path} over ${transport}`, async () => {
      await using source = collect({ url: url(path), transport });
      const { collector, counters } = source;
      if (video !== null) await collector.until('pictures', () => collector.of('video').length >= 20);
      if (audio !== null) await collector.until('sound', () => collector.of('audio').length >= 20);
      const { latest } = collector;
      assert.deepEqual([latest.video?.codec ?? null, latest.audio?.codec ?? null], [video, audio]);
      const size = video === 'mjpeg' ? [320, 240] : [322, 242];
      if (latest.video !== null) assert.deepEqual([latest.video.width, latest.video.height], size);
      assert.equal(counters.transport, transport);
      assert.equal(counters.lostPackets, 0);
      assert.equal(collector.generations.length, 1);
    });
  }

  test('B-frames get decoding times in order and presentation times in even steps', async () => {
    await using source = collect({ url: url('h264-bframes') });
    const { collector } = source;
    await collector.until('pictures', () => collector.of('video').length >= 40);
    const shown = collector
      .of('video')
      .slice(5, 35)
      .map((one) => one.dts + one.ptsOffset);
    assert.ok(collector.of('video').some((one) => one.ptsOffset > 0));
    const sorted = shown.toSorted((a, b) => a - b).slice(3, -3);
    assert.ok(
      sorted.every((one, i) => i === 0 || Math.abs(one - sorted[i - 1]! - 6000) <= 2),
      String(sorted),
    );
    assert.ok(collector.of('video').every((one) => !one.discontinuity));
  });
});

describe("RTSP source and GStreamer's digest authentication", { skip }, () => {
  test('streams with the right password and is told of a wrong one', async () => {
    await using peer = await startPeer(python, [script, '--auth', 'viewer:right'], /^ready (\d+)/);
    const url = `rtsp://127.0.0.1:${peer.answer}/h264`;
    await using right = collect({ url, username: 'viewer', password: 'right' });
    await right.collector.until('pictures', () => right.collector.samples.length > 5);
    await using wrong = collect({ url, username: 'viewer', password: 'wrong' });
    await wrong.collector.until('refusal', () => wrong.collector.failures.length > 0);
    assert.equal(wrong.collector.failures[0]?.failure, 'wrong_credentials');
  });
});
