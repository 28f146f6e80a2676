/**
 * `npm run bench -- ingest [cameras=8,32,128] [seconds=20] [warmup=8] [stream=sub]`: what it costs to receive cameras over
 * RTSP, and nothing else: from the socket to finished samples. The farm runs in a process of its own.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { ensureClips } from './farm/clips.ts';
import type { ReceiverResult } from './farm/receiver.ts';
import type { Bench } from './run.ts';

const farmFolder = join(import.meta.dirname, 'farm');
const execute = promisify(execFile);

export const run: Bench = async (options) => {
  const counts = (options.cameras ?? '8,32,128').split(',').map(Number);
  const seconds = Number(options.seconds ?? 20);
  const warmUp = Number(options.warmup ?? 8);
  const stream = options.stream === 'sub' ? 'sub' : 'main';
  await ensureClips();
  const idle = await measure(0, 1, 5, stream);
  const runs: { readonly cameras: number; readonly result: ReceiverResult }[] = [];
  for (const cameras of counts)
    runs.push({ cameras, result: await measure(cameras, warmUp, seconds, stream) });
  const fps = stream === 'sub' ? 5 : 25;
  const data = runs.map(({ cameras, result }) => ({
    cameras,
    cpuPercentOfOneCore: percent(result),
    cpuPercentPerCamera: percent(result) / cameras,

    rssBytesPerCamera: (result.rssBytes - idle.rssBytes) / cameras,
    framesPerSecondPerCamera: (result.samples * 1000) / result.wallMs / cameras,
    missingFrames: Math.max(0, Math.round((result.wallMs * fps * cameras) / 1000) - result.samples - cameras),
    ...result,
  }));
  return {
    title: `ingest: ${stream === 'sub' ? '640x360, 5 fps' : '1080p25, 4 Mb/s'} H.264 over RTSP/TCP, ${seconds} s each`,
    columns: [
      'cameras',
      'CPU %',
      'CPU % per camera',
      'RSS MB',
      'MB per camera',
      'fps',
      'lost packets',
      'max loop delay ms',
    ],
    rows: data.map((one) => [
      one.cameras,
      one.cpuPercentOfOneCore.toFixed(2),
      one.cpuPercentPerCamera.toFixed(3),
      (one.rssBytes / 1e6).toFixed(0),
      (one.rssBytesPerCamera / 1e6).toFixed(2),
      one.framesPerSecondPerCamera.toFixed(2),
      one.lostPackets,
      one.maxLoopDelayMs.toFixed(0),
    ]),
    data,
    notes: [
      `CPU is user and system time of the receiving process, in % of one core. An idle process has ${(idle.rssBytes / 1e6).toFixed(0)} MB.`,
    ],
  };
};

function percent(result: ReceiverResult): number {
  return (result.cpuMs * 100) / result.wallMs;
}

async function measure(
  cameras: number,
  warmUp: number,
  seconds: number,
  stream: string,
): Promise<ReceiverResult> {
  const farm = spawn(process.execPath, [join(farmFolder, 'farm.ts'), '--cameras', `${cameras}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const base = await readyUrl(farm);
    const receiver = join(farmFolder, 'receiver.ts');
    const { stdout } = await execute(
      process.execPath,
      [receiver, base, cameras, warmUp, seconds, stream].map(String),
    );
    return JSON.parse(stdout) as ReceiverResult;
  } finally {
    farm.kill();
  }
}

async function readyUrl(farm: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: farm.stdout! })) {
    const url = /^farm ready: (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('the farm did not start');
}
