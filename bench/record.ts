/**
 * Recording N cameras of 1080p25 H.264 at 4 Mb/s (archive with hash chain, signatures and index; receiving included), and next to it
 * one ffmpeg process per camera that copies the same cameras into one-minute files.
 * Options: cameras=8,32,128 seconds=30 baseline=yes|no folder=<where to record; default: a temporary folder>
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { scanFile } from '#media/archive/scan-file.ts';
import { findFiles, findStreams } from '#media/archive/walk.ts';
import { type Cost, costOf, processTree } from './record/cost.ts';
import { type Running, start, startNode, stop } from './record/processes.ts';
import type { BenchResult } from './run.ts';

interface Measured {
  readonly cameras: number;
  readonly what: 'vidette' | 'ffmpeg';
  readonly cpuPercentPerCamera: number;
  readonly rssMiBPerCamera: number;
  readonly pssMiBPerCamera: number;
  readonly farmCpuPercent: number;
  readonly lostFrames: number | null;
  readonly counted: unknown;
}

const warmUpMs = 6000;
const mebibyte = 1024 * 1024;
const here = import.meta.dirname;

export async function run(options: Record<string, string>): Promise<BenchResult> {
  const counts = (options.cameras ?? '8,32,128').split(',').map(Number);
  const seconds = Number(options.seconds ?? 30);
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'vidette-bench-'));
  const farm = startNode(join(here, 'farm/farm.ts'), [
    '--cameras',
    String(Math.max(...counts)),
    '--port',
    '0',
  ]);
  const measured: Measured[] = [];
  try {
    const address = /rtsp:\S+/.exec(await farm.line())?.[0] ?? '';
    // The idle process is the base that memory per camera is counted from.
    const base = await recordWith(address, 1, join(folder, 'base'), 3, farm);
    for (const cameras of counts) {
      measured.push(
        await recordWith(address, cameras, join(folder, `vidette-${cameras}`), seconds, farm, base),
      );
      if (options.baseline !== 'no') {
        measured.push(
          await recordWithFfmpeg(address, cameras, join(folder, `ffmpeg-${cameras}`), seconds, farm),
        );
      }
    }
  } finally {
    await stop(farm);
    await rm(folder, { recursive: true, force: true });
  }
  return {
    title: `record: 1080p25 H.264 4 Mb/s, ${seconds} s each, share of one core per camera (receiving included)`,
    columns: [
      'cameras',
      'with',
      'CPU %/camera',
      'RSS MiB/camera',
      'PSS MiB/camera',
      'lost frames',
      'farm CPU %',
    ],
    rows: measured.map((row) => [
      row.cameras,
      row.what,
      row.cpuPercentPerCamera.toFixed(3),
      row.rssMiBPerCamera.toFixed(1),
      row.pssMiBPerCamera.toFixed(1),
      row.lostFrames ?? '-',
      row.farmCpuPercent.toFixed(1),
    ]),
    data: measured,
    notes: ['memory of vidette: beyond the same process with one camera; of ffmpeg: all of each process'],
  };
}

async function recordWith(
  address: string,
  cameras: number,
  folder: string,
  seconds: number,
  farm: Running,
  base?: Measured,
): Promise<Measured> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const script = join(here, 'record/recording-process.ts');
  const recording = startNode(script, [address, String(cameras), folder]);
  const ready = await recording.line();
  if (ready !== 'ready') throw new Error(ready);
  const window = await measure(() => processTree(recording.pid), seconds, farm);
  recording.process.stdin?.write('stop\n');
  const counted: unknown = JSON.parse(await recording.line());
  await stop(recording);
  const beyondBase = (pick: 'rssMiBPerCamera' | 'pssMiBPerCamera', total: number) =>
    base === undefined
      ? total / mebibyte
      : Math.max(0, total / mebibyte - base[pick]) / Math.max(1, cameras - 1);
  return {
    cameras,
    what: 'vidette',
    cpuPercentPerCamera: window.cpuPercent / cameras,
    rssMiBPerCamera: beyondBase('rssMiBPerCamera', window.cost.rssBytes),
    pssMiBPerCamera: beyondBase('pssMiBPerCamera', window.cost.pssBytes),
    farmCpuPercent: window.farmCpuPercent,
    lostFrames: await lostIn(join(folder, 'volume')),
    counted,
  };
}

async function recordWithFfmpeg(
  address: string,
  cameras: number,
  folder: string,
  seconds: number,
  farm: Running,
): Promise<Measured> {
  await mkdir(folder, { recursive: true });
  const running = Array.from({ length: cameras }, (_, index) =>
    start('ffmpeg', [
      ...[
        '-hide_banner',
        '-loglevel',
        'error',
        '-nostdin',
        '-rtsp_transport',
        'tcp',
        '-i',
        `${address}/cam${index}`,
      ],
      ...['-c', 'copy', '-f', 'segment', '-segment_time', '60', '-reset_timestamps', '1'],
      ...['-segment_format_options', 'movflags=frag_keyframe', join(folder, `${index}-%03d.mp4`)],
    ]),
  );
  try {
    const window = await measure(() => running.map(({ pid }) => pid), seconds, farm);
    return {
      cameras,
      what: 'ffmpeg',
      cpuPercentPerCamera: window.cpuPercent / cameras,
      rssMiBPerCamera: window.cost.rssBytes / mebibyte / cameras,
      pssMiBPerCamera: window.cost.pssBytes / mebibyte / cameras,
      farmCpuPercent: window.farmCpuPercent,
      lostFrames: null,
      counted: null,
    };
  } finally {
    await Promise.all(running.map((child) => stop(child)));
  }
}

async function measure(pids: () => readonly number[], seconds: number, farm: Running) {
  await pause(warmUpMs);
  const measuredPids = pids();
  const before = { own: costOf(measuredPids), farm: costOf([farm.pid]), atMs: performance.now() };
  await pause(seconds * 1000);
  const after = { own: costOf(measuredPids), farm: costOf([farm.pid]), atMs: performance.now() };
  const percent = (from: Cost, to: Cost) => ((to.cpuMs - from.cpuMs) / (after.atMs - before.atMs)) * 100;
  return {
    cpuPercent: percent(before.own, after.own),
    farmCpuPercent: percent(before.farm, after.farm),
    cost: after.own,
  };
}

/** Frames that the files of each camera should hold for the time they cover, less those that they do hold. */
async function lostIn(volume: string): Promise<number> {
  const fps = 25;
  let lost = 0;
  for (const stream of await findStreams(volume)) {
    let frames = 0;
    let startMs = Number.POSITIVE_INFINITY;
    let endMs = Number.NEGATIVE_INFINITY;
    for (const file of await findFiles(stream)) {
      const { units } = await scanFile(file.path, () => false);
      for (const fragment of units.flatMap((unit) => unit.fragment ?? [])) {
        frames += fragment.samples;
        startMs = Math.min(startMs, fragment.startMs);
        endMs = Math.max(endMs, fragment.endMs);
      }
    }
    lost += Math.max(0, Math.round(((endMs - startMs) * fps) / 1000) - frames);
  }
  return lost;
}
