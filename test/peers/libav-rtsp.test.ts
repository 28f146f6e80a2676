/** RTSP through libav (`libav+rtsp:`), the way out for servers that our own client does not get along with. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createLibavOpener } from '#devices/libav/open-libav.ts';
import { collect } from './rtsp-servers/collector.ts';
import { type Peer, startPeer } from './rtsp-servers/peer.ts';

const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'rtsp-servers', 'gstreamer-server.py');
const available = spawnSync(python, [
  '-c',
  "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer",
]);
const skip = available.status === 0 ? false : "GStreamer's RTSP server is missing";

describe("libav and GStreamer's RTSP server", { skip, concurrency: 4 }, () => {
  let peer: Peer;
  before(async () => {
    peer = await startPeer(python, [script, '--auth', 'user:pass word'], /^ready (\d+)/);
  });
  after(() => peer[Symbol.asyncDispose]());

  const openers = { libav: createLibavOpener() };
  const url = (path: string) => `libav+rtsp://127.0.0.1:${peer.answer}/${path}`;

  for (const [path, video, audio] of [
    ['h264+aac', 'h264', 'aac'],
    ['h264-bframes', 'h264', null],
    ['h265+opus', 'h265', 'opus'],
    ['jpeg+pcma', 'mjpeg', 'pcma'],
  ] as const) {
    test(path, async () => {
      await using source = collect({ url: url(path), openers, username: 'user', password: 'pass word' });
      const { collector } = source;
      await collector.until('pictures', () => collector.of('video').length >= 20);
      if (audio !== null) await collector.until('sound', () => collector.of('audio').length >= 10);
      const { latest } = collector;
      assert.deepEqual([latest.video?.codec ?? null, latest.audio?.codec ?? null], [video, audio]);
      const dts = collector.of('video').map((sample) => sample.dts);
      assert.ok(dts.every((value, index) => index === 0 || value > (dts[index - 1] ?? 0)));
    });
  }
});
