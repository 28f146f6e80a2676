/** Our RTSP source against VLC's RTSP output. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureClips } from '../../../bench/farm/clips.ts';
import { freePort } from '../../harness/free-ports.ts';
import { tempFolder } from '../../harness/temp-folder.ts';
import { collect } from './collector.ts';
import { startSilentPeer } from './peer.ts';

/** VLC refuses to run as root: then it runs as nobody. */
const nobody = 65534;
const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
const runs =
  spawnSync('cvlc', ['--version'], user).status === 0 && spawnSync('ffmpeg', ['-version']).status === 0;
const skip = runs ? false : 'VLC or ffmpeg is missing or does not run here';

test('receives H.264 and AAC from VLC, which serves over UDP only', { skip }, async () => {
  const folder = tempFolder('vlc');
  chmodSync(folder, 0o755);
  const clips = await ensureClips();
  const file = join(folder, 'clip.mp4');
  const inputs = ['-r', '25', '-i', join(clips, 'main.h264'), '-i', join(clips, 'audio.aac')];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...inputs, '-c', 'copy', file]);
  for (const transport of ['auto', 'udp'] as const) {
    const port = await freePort();
    const url = `rtsp://127.0.0.1:${port}/clip`;
    const args = ['-I', 'dummy', '--loop', file, '--sout', `#rtp{sdp=${url}}`, '--sout-keep'];
    await using _peer = startSilentPeer('cvlc', args, user);
    await using source = collect({ url, transport });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.of('video').length >= 30);
    await collector.until('sound', () => collector.of('audio').length >= 10);
    const { video, audio } = collector.latest;
    assert.deepEqual([video?.codec, video?.width, video?.height], ['h264', 1920, 1080]);
    assert.deepEqual([audio?.codec, audio?.sampleRate], ['aac', 16000]);
    assert.equal(counters.transport, 'udp');
  }
});
