/**
 * `npm run bench -- live [only=mse,rtsp,whep,slow] [seconds=8] [mse=1,8,32] [rtsp=1,8,32] [whep=1,5,20]`: what viewers cost. One
 * camera of the farm (1080p25, 4 Mb/s), a process with its live outputs, and the viewers in a third process.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureClips } from './farm/clips.ts';
import type { ServerPorts, ServerUsage } from './live/server.ts';
import type { ViewerKind, ViewersReady, ViewersSaw } from './live/viewers.ts';
import type { Bench } from './run.ts';

const folder = import.meta.dirname;
const settleMs = 2500;

interface Measured {
  readonly kind: ViewerKind | 'none';
  readonly viewers: number;
  readonly cpuPercent: number;
  readonly cpuPercentPerViewer: number;
  readonly rssBytes: number;
  readonly firstPictureMs: readonly number[];
  /** Least of any viewer, of those that the camera sent meanwhile. */
  readonly pictureShare: number;
}

export const run: Bench = async (options) => {
  const seconds = Number(options.seconds ?? 8);
  const only = (options.only ?? 'mse,rtsp,whep,slow').split(',');
  await ensureClips();
  const farm = spawn(process.execPath, [join(folder, 'farm/farm.ts'), '--cameras', '1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const server = fork(join(folder, 'live/server.ts'), [`${await readyUrl(farm)}/cam0`]);
  try {
    const [ports] = (await once(server, 'message')) as [ServerPorts];
    await pause(settleMs);
    const idle = await measure(server, ports, 'none', 0, seconds, 0);
    const data = [idle];
    for (const kind of ['mse', 'rtsp', 'whep'] as const) {
      if (!only.includes(kind)) continue;
      const counts = (options[kind] ?? (kind === 'whep' ? '1,5,20' : '1,8,32')).split(',').map(Number);
      for (const count of counts)
        data.push(await measure(server, ports, kind, count, seconds, idle.cpuPercent));
    }
    if (only.includes('slow')) data.push(await besideSlow(server, ports, seconds, idle.cpuPercent));
    return table(data, seconds);
  } finally {
    server.disconnect();
    farm.kill();
  }
};

/** One viewer who reads, beside 200 who do not. */
async function besideSlow(
  server: ChildProcess,
  ports: ServerPorts,
  seconds: number,
  idle: number,
): Promise<Measured> {
  const slow = startViewers('slow', 200, ports);
  await once(slow, 'message');
  const measured = await measure(server, ports, 'mse', 1, seconds, idle);
  slow.disconnect();
  return { ...measured, kind: 'slow', viewers: 201, cpuPercentPerViewer: Number.NaN };
}

async function measure(
  server: ChildProcess,
  ports: ServerPorts,
  kind: ViewerKind | 'none',
  viewers: number,
  seconds: number,
  idlePercent: number,
): Promise<Measured> {
  const peers = kind === 'none' ? null : startViewers(kind, viewers, ports);
  const [{ firstPictureMs }] =
    peers === null ? [{ firstPictureMs: [] }] : ((await once(peers, 'message')) as [ViewersReady]);
  await pause(settleMs);
  const sawBefore = await ask<ViewersSaw>(peers);
  const before = await ask<ServerUsage>(server);
  await pause(seconds * 1000);
  const after = await ask<ServerUsage>(server);
  const sawAfter = await ask<ViewersSaw>(peers);
  peers?.disconnect();
  if (before === null || after === null) throw new Error('the server does not answer');
  const cpuPercent = ((after.cpuMs - before.cpuMs) * 100) / (after.atMs - before.atMs);
  const saw = sawAfter?.pictures.map((pictures, i) => pictures - (sawBefore?.pictures[i] ?? 0)) ?? [];
  // Those of the last measurement leave before the next.
  await pause(500);
  return {
    kind,
    viewers,
    cpuPercent,
    cpuPercentPerViewer: viewers === 0 ? 0 : (cpuPercent - idlePercent) / viewers,
    rssBytes: after.rssBytes,
    firstPictureMs,
    pictureShare: saw.length === 0 ? 1 : Math.min(...saw) / (after.frames - before.frames),
  };
}

function startViewers(kind: ViewerKind, count: number, { http, rtsp }: ServerPorts): ChildProcess {
  return fork(join(folder, 'live/viewers.ts'), [kind, count, http, rtsp].map(String));
}

async function ask<Reply>(child: ChildProcess | null): Promise<Reply | null> {
  if (child === null) return null;
  const reply = once(child, 'message') as Promise<[Reply]>;
  child.send({});
  return (await reply)[0];
}

async function readyUrl(farm: ChildProcess): Promise<string> {
  if (farm.stdout !== null) {
    for await (const line of createInterface({ input: farm.stdout })) {
      const url = /^farm ready: (\S+)/.exec(line)?.[1];
      if (url !== undefined) return url;
    }
  }
  throw new Error('the farm did not start');
}

const names: Record<Measured['kind'], string> = {
  none: 'receiving only',
  mse: 'MSE (fMP4 over WebSocket)',
  rtsp: 'RTSP over TCP',
  whep: 'WebRTC (WHEP)',
  slow: '200 that do not read + 1 MSE',
};

function table(data: readonly Measured[], seconds: number) {
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return {
    title: `live: viewers of one 1080p25 4 Mb/s camera, ${seconds} s each`,
    columns: [
      'way',
      'viewers',
      'CPU %',
      'CPU % per viewer',
      'RSS MB',
      'first picture ms (median, worst)',
      'pictures %',
    ],
    rows: data.map((one) => [
      names[one.kind],
      one.viewers,
      one.cpuPercent.toFixed(2),
      one.viewers === 0 || one.kind === 'slow' ? '' : one.cpuPercentPerViewer.toFixed(3),
      (one.rssBytes / 1e6).toFixed(0),
      one.firstPictureMs.length === 0
        ? ''
        : `${median(one.firstPictureMs)?.toFixed(0)}, ${Math.max(...one.firstPictureMs).toFixed(0)}`,
      (one.pictureShare * 100).toFixed(1),
    ]),
    data: { viewers: data },
    notes: [
      'CPU is user and system time of the serving process, in % of one core; receiving the camera is taken off per viewer.',
    ],
  };
}
