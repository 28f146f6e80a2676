/**
 * Watching cameras (motion and tracks) while they are recorded: share of one core per camera, receiving, recording and
 * decoding included; and next to it Debian's `motion` and plain decoding of the same streams by ffmpeg.
 * Options: cameras=32 seconds=30 warm=60 only=<words of the rows wanted, separated by commas>
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startMotion } from './analytics/motion-daemon.ts';
import { ensureClips, ensureScene, type Scene } from './farm/clips.ts';
import { type Cost, costOf, processTree } from './record/cost.ts';
import { type Running, start, startNode, stop } from './record/processes.ts';
import type { BenchResult } from './run.ts';

const run_ = promisify(execFile);
const here = import.meta.dirname;

interface Row {
  readonly what: string;
  readonly scene: Scene;
  readonly cameras: number | null;
  readonly cpuPercentPerCamera: number;
  readonly budgetPercent: number | null;
  readonly memoryMiB: number | null;
  readonly counted: unknown;
}

interface Job {
  readonly what: string;
  readonly scene: Scene;
  readonly budgetPercent: number | null;
  readonly cameras: number;
  readonly warmUpSeconds: number;
  readonly start: (address: string, folder: string) => Promise<readonly Running[]>;
  /** The measured side tells what it counted. */
  readonly counts: boolean;
  readonly stopWith: NodeJS.Signals;
  /** Measured once more with this beside it, on the same cameras in the same seconds: a machine's speed changes from row to row. */
  readonly rival?: Job;
}

/** As many as the budget of recording is measured with. */
const defaultCameras = 32;
/** Of main streams that are decoded whole: more would fill two cores. */
const mostWhole = 8;
/** Until compilers have done their best, as in processes that run for days; the same for both sides. With few cameras it takes minutes. */
const defaultWarmUp = 60;
/** Longer: until the gate knows a still scene, and nothing has gone on for long. */
const stillWarmUp = 30;
const mebibyte = 1024 * 1024;
const sideBySide = 'side by side';

export async function run(options: Record<string, string>): Promise<BenchResult> {
  const cameras = Number(options.cameras ?? defaultCameras);
  const seconds = Number(options.seconds ?? 30);
  const warmUpSeconds = Number(options.warm ?? defaultWarmUp);
  const words = options.only?.split(',') ?? [];
  const wanted = (what: string): boolean => words.length === 0 || words.some((word) => what.includes(word));
  const rows: Row[] = [];
  for (const scene of ['street', 'still', 'test'] as const) {
    const jobs = jobsOf(cameras, warmUpSeconds, await hasMotion()).filter((job) => job.scene === scene);
    const measurements = [
      ...jobs.filter(({ what }) => wanted(what)).map((job) => [job]),
      ...(wanted(sideBySide) ? jobs.flatMap(withRival) : []),
    ];
    if (measurements.length === 0) continue;
    const farm = startNode(join(here, 'farm/farm.ts'), ['--cameras', String(cameras), '--scene', scene]);
    try {
      const address = /rtsp:\S+/.exec(await farm.line())?.[0] ?? '';
      for (const together of measurements) rows.push(...(await measure(together, address, seconds)));
    } finally {
      await stop(farm);
    }
  }
  if (wanted('analytics alone')) rows.push(...(await measureAlone()));
  return {
    title: `analytics: cameras of 1080p25 H.264 4 Mb/s with 640x360 5 fps sub-streams, ${seconds} s each, share of one core per camera`,
    columns: [
      'what',
      'scene',
      'cameras',
      'CPU %/camera',
      'budget %',
      'memory MiB',
      'pictures looked at/s/camera',
    ],
    rows: rows.map((row) => [
      row.what,
      row.scene,
      row.cameras ?? '-',
      row.cpuPercentPerCamera.toFixed(3),
      row.budgetPercent ?? '-',
      row.memoryMiB === null ? '-' : row.memoryMiB.toFixed(0),
      lookedRate(row.counted),
    ]),
    data: rows,
    notes: [
      'street: a real clip of cars, looped; still: a picture with sensor noise; test: a moving test picture with noise',
      ...ratioNotes(rows),
    ],
  };
}

function jobsOf(cameras: number, warmUpSeconds: number, motion: boolean): Job[] {
  const whole = Math.min(cameras, mostWhole);
  const ours =
    (layout: string, count = cameras) =>
    async (address: string, folder: string): Promise<readonly Running[]> => {
      const script = join(here, 'analytics/watching-process.ts');
      const watching = startNode(script, [address, String(count), folder, layout]);
      const ready = await watching.line();
      if (ready !== 'ready') throw new Error(ready);
      return [watching];
    };
  const decoding = (path: string, count: number) => async (address: string) =>
    Array.from({ length: count }, (_, index) =>
      start('ffmpeg', [
        ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-threads', '1', '-rtsp_transport', 'tcp'],
        ...['-i', `${address}/cam${index}${path}`, '-f', 'null', '-'],
      ]),
    );
  const own = { counts: true, stopWith: 'SIGINT', cameras, warmUpSeconds } as const;
  const other = { ...own, counts: false, budgetPercent: null } as const;
  const motionJob = (scene: Scene): Job => ({
    ...other,
    what: "Debian's motion, sub-stream, records the main stream",
    scene,
    stopWith: 'SIGTERM',
    start: async (address, folder) => [await startMotion(address, cameras, folder)],
  });
  return [
    { ...own, what: 'record only', scene: 'street', budgetPercent: null, start: ours('record') },
    {
      ...own,
      what: 'record + motion + tracks, sub-stream',
      scene: 'street',
      budgetPercent: 1.1,
      start: ours('sub'),
      ...(motion ? { rival: motionJob('street') } : {}),
    },
    {
      ...own,
      what: 'record + motion + tracks, a line and a zone over them, sub-stream',
      scene: 'street',
      budgetPercent: null,
      start: ours('rules'),
    },
    {
      ...own,
      what: 'record + motion + tracks, sub-stream',
      scene: 'test',
      budgetPercent: 1.1,
      start: ours('sub'),
    },
    {
      ...own,
      what: 'record + motion + tracks, sub-stream, gate',
      scene: 'still',
      budgetPercent: 0.5,
      warmUpSeconds: warmUpSeconds + stillWarmUp,
      start: ours('sub'),
    },
    {
      ...own,
      what: 'record + motion + tracks, keyframes of the main stream',
      scene: 'street',
      budgetPercent: 2.5,
      start: ours('keyframes'),
    },
    {
      ...own,
      what: 'record + motion + tracks, main stream whole while something moves',
      scene: 'street',
      budgetPercent: null,
      cameras: whole,
      start: ours('main', whole),
    },
    ...(motion ? [motionJob('street'), motionJob('still')] : []),
    { ...other, what: 'ffmpeg decodes the sub-stream', scene: 'street', start: decoding('/sub', cameras) },
    {
      ...other,
      what: 'ffmpeg decodes the main stream',
      scene: 'street',
      cameras: whole,
      start: decoding('', whole),
    },
  ];
}

function withRival({ rival, ...job }: Job): Job[][] {
  if (rival === undefined) return [];
  return [[job, rival].map((one) => ({ ...one, what: `${one.what}, ${sideBySide}`, budgetPercent: null }))];
}

/** Several at the same time share the machine. */
async function measure(jobs: readonly Job[], address: string, seconds: number): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vidette-bench-'));
  const sides: { readonly job: Job; readonly running: readonly Running[] }[] = [];
  try {
    for (const [index, job] of jobs.entries()) {
      const own = join(folder, String(index));
      await mkdir(own);
      sides.push({ job, running: await job.start(address, own) });
    }
    const warmUpSeconds = Math.max(...jobs.map((job) => job.warmUpSeconds));
    await pause(warmUpSeconds * 1000);
    const costs = await Promise.all(sides.map(({ running }) => costDuring(seconds, running)));
    const rows: Row[] = [];
    for (const { job, running } of sides) {
      const [percent, cost] = costs[rows.length]!;
      const counted = job.counts ? await counts(running[0], warmUpSeconds + seconds, job.cameras) : null;
      rows.push(rowOf(job, percent / job.cameras, cost, counted));
    }
    return rows;
  } finally {
    for (const { job, running } of sides) {
      await Promise.all(running.map((one) => stop(one, job.stopWith)));
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/** Share of one core over the seconds, in percent, and the cost at their end. */
async function costDuring(seconds: number, running: readonly Running[]): Promise<[number, Cost]> {
  const pids = running.flatMap(({ pid }) => processTree(pid));
  const before = { cost: costOf(pids), atMs: performance.now() };
  await pause(seconds * 1000);
  const after = { cost: costOf(pids), atMs: performance.now() };
  return [((after.cost.cpuMs - before.cost.cpuMs) / (after.atMs - before.atMs)) * 100, after.cost];
}

async function counts(running: Running | undefined, seconds: number, cameras: number): Promise<unknown> {
  if (running === undefined) return null;
  running.process.stdin?.write('stop\n');
  const counted = JSON.parse(await running.line()) as { looked: number };
  return { ...counted, lookedPerSecondAndCamera: counted.looked / seconds / cameras };
}

function rowOf(job: Job, cpuPercentPerCamera: number, { pssBytes }: Cost, counted: unknown): Row {
  const { what, scene, cameras, budgetPercent } = job;
  return {
    what,
    scene,
    cameras,
    cpuPercentPerCamera,
    budgetPercent,
    memoryMiB: pssBytes / mebibyte,
    counted,
  };
}

async function measureAlone(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const scene of ['street', 'still', 'test'] as const) {
    const folder = scene === 'test' ? await ensureClips() : await ensureScene(scene);
    if (folder === null) continue;
    const script = join(here, 'analytics/alone-process.ts');
    const { stdout } = await run_(process.execPath, [script, folder, '10']);
    const { pictures, cpuMs } = JSON.parse(stdout) as { pictures: number; cpuMs: number };
    const percent = ((cpuMs / pictures) * 5) / 10;
    const counted = { cpuMsPerPicture: cpuMs / pictures };
    rows.push({
      what: 'analytics alone, 5 pictures/s',
      ...{
        scene,
        cameras: null,
        cpuPercentPerCamera: percent,
        budgetPercent: 0.15,
        memoryMiB: null,
        counted,
      },
    });
  }
  return rows;
}

function lookedRate(counted: unknown): string {
  if (typeof counted !== 'object' || counted === null || !('lookedPerSecondAndCamera' in counted)) return '-';
  return Number(counted.lookedPerSecondAndCamera).toFixed(2);
}

function ratioNotes(rows: readonly Row[]): string[] {
  const [ours, theirs] = rows.filter(({ what }) => what.endsWith(sideBySide));
  if (ours === undefined || theirs === undefined) return [];
  const ratio = ours.cpuPercentPerCamera / theirs.cpuPercentPerCamera;
  return [`sub-stream, street, ${sideBySide}: ${ratio.toFixed(2)} of what motion takes (budget 0.7)`];
}

async function hasMotion(): Promise<boolean> {
  return run_('motion', ['-h']).then(
    () => true,
    (error: { code?: unknown }) => error.code !== 'ENOENT',
  );
}
