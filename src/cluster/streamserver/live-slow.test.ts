import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { boxType, decodeTime, openMse, startLive } from '../../../test/harness/live-listener.ts';
import { LiveSource, makeClip, noFfmpeg, until } from '../../../test/harness/live-source.ts';

test('200 viewers that never read lose pictures, one that reads loses none, and memory stays bounded', {
  skip: noFfmpeg,
}, async () => {
  const clip = makeClip({ width: 1280, height: 720, seconds: 1, gopSeconds: 1, bitrateKbps: 8000 });
  const source = new LiveSource(clip);
  await using live = await startLive(source);
  source.appear();
  const url = `ws://${live.origin}/live/camera-1/mse`;
  const before = process.memoryUsage().rss;
  const slow = await Promise.all(Array.from({ length: 200 }, () => openDeaf(live.origin)));
  const { socket, heard } = await openMse(url);
  const moofs = () => heard.pieces.filter((piece) => boxType(piece) === 'moof');
  await until(() => moofs().length > 75, 9000, '75 pictures');
  const times = moofs().slice(1).map(decodeTime);
  const steps = new Set(times.slice(1).map((time, i) => time - times[i]!));
  assert.deepEqual([...steps], [3600]);
  const grownMb = (process.memoryUsage().rss - before) / 1e6;
  assert.ok(grownMb < 300, `${grownMb} MB`);
  for (const one of slow) one.destroy();
  socket.terminate();
  await until(() => live.audience.viewers(source.hub) === 0);
});

/** A player that connects and never reads. */
async function openDeaf(origin: string): Promise<Socket> {
  const [host = '', port] = origin.split(':');
  const socket = connect(Number(port), host);
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.pause();
  const key = Buffer.alloc(16).toString('base64');
  socket.write(
    `GET /live/camera-1/mse HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  return socket;
}
