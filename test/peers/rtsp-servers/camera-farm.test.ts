/** Our RTSP source against a camera farm that others wrote, with its faults; it lies beside the repository where there is one. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createRtspOpener } from '#devices/rtsp/open-rtsp.ts';
import { ensureClips } from '../../../bench/farm/clips.ts';
import { tempFolder } from '../../harness/temp-folder.ts';
import { collect } from './collector.ts';
import { startPeer } from './peer.ts';

const program = join(import.meta.dirname, '../../../../shared/tools/camera-farm.py');
const python = '/usr/bin/python3';
const missing =
  !existsSync(program) || !existsSync(python) || spawnSync('ffmpeg', ['-version']).error !== undefined;
const skip = missing ? 'camera-farm.py, python3 or ffmpeg is missing' : false;

describe('RTSP source and camera-farm.py', { skip }, () => {
  test('streams every kind, follows faults, and keeps its session', async () => {
    const clips = await clipFolder();
    const ports = { rtsp: 20_000 + (process.pid % 10_000), control: 30_000 + (process.pid % 10_000) };
    const args = ['serve', clips, '--cams', '3', '--port', `${ports.rtsp}`, '--control', `${ports.control}`];
    const limits = ['--seconds', '60', '--auth', 'user:pass', '--fault', 'cam2:loss=0.01'];
    await using _farm = await startPeer(python, [program, ...args, ...limits], /^ready (\S+)/);
    const url = (path: string) => `rtsp://user:pass@127.0.0.1:${ports.rtsp}/${path}`;
    const control = (line: string) => tell(ports.control, line);

    await Promise.all([
      (async () => {
        for (const [path, transport, audio] of [
          ['aac', 'tcp', 'aac'],
          ['pcma', 'udp', 'pcma'],
          ['h265', 'udp', undefined],
        ] as const) {
          await using source = collect({ url: url(path), transport });
          await source.collector.until('pictures', () => source.collector.of('video').length > 10);
          assert.equal(source.collector.latest.audio?.codec, audio);
        }
      })(),
      (async () => {
        const openers = { rtsp: createRtspOpener({ silenceMs: 2500 }) };
        await using source = collect({ url: url('cam0'), openers });
        const { collector } = source;
        await collector.until('pictures', () => collector.samples.length > 5);
        await control('jump cam0 9000000');
        await collector.until('a discontinuity', () => collector.samples.some((one) => one.discontinuity));
        await control('stall cam0');
        await collector.until('time-out', () => collector.failures.some((one) => one.failure === 'timeout'));
        await control('resume cam0');
        await collector.until('pictures again', () => collector.generations.length > 1);
        await control('refuse cam0');
        await control('drop cam0');
        await collector.until('refusal', () => collector.failures.some((one) => one.failure === 'refused'));
      })(),
      (async () => {
        await using source = collect({ url: url('cam2') });
        const { collector, counters } = source;
        await collector.until('loss', () => counters.lostPackets > 3 && counters.droppedAccessUnits > 0);
        assert.equal(counters.reconnects, 0);
      })(),
    ]);
  });
});

/** The farm's clips under the names that the program expects. */
async function clipFolder(): Promise<string> {
  const clips = await ensureClips();
  const folder = tempFolder('farm');
  for (const name of ['main.h264', 'sub.h264', 'main.h265', 'audio.aac', 'audio.pcma']) {
    symlinkSync(join(clips, name), join(folder, name));
  }
  writeFileSync(join(folder, 'clips.json'), JSON.stringify({ duration: 10, fps: 25, sub_fps: 5 }));
  return folder;
}

async function tell(port: number, line: string): Promise<void> {
  const socket = createConnection(port, '127.0.0.1');
  const answered = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', (chunk) => {
      assert.equal(chunk.toString().trim(), 'ok');
      socket.destroy();
      resolve();
    });
  });
  socket.write(`${line}\n`);
  await answered;
}
