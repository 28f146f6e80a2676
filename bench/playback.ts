/**
 * `npm run bench -- playback [days=7] [points=100] [minutes=10,60] [folder=<where; default: a temporary folder>]`: a week of one camera
 * (1080p25, 4 Mb/s, AAC). The first picture of random points over HTTP, with the files in the page cache and after they were dropped
 * from it; clips, as a download and as a job that reads back what it wrote.
 */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { segmentPath } from '#media/archive/paths.ts';
import type { ClipJobState } from '#media/playback/clip-jobs.ts';
import { volumeOf } from './playback/place.ts';
import type { Question, Usage } from './playback/server.ts';
import { cameraId, makeWeek, minuteMs, weekStartMs } from './playback/week.ts';
import type { Bench } from './run.ts';

interface Delays {
  readonly what: string;
  readonly delaysMs: readonly number[];
  readonly cpuMsEach: number;
}

interface Export {
  readonly what: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly rssBytes: number;
  readonly longestTurnMs: number;
}

export const run: Bench = async (options) => {
  const days = Number(options.days ?? 7);
  const points = Number(options.points ?? 100);
  const clipMinutes = (options.minutes ?? '10').split(',').map(Number);
  const folder = await mkdtemp(join(options.folder ?? tmpdir(), 'vidette-bench-'));
  try {
    const minutes = await makeWeek(folder, days);
    const server = fork(join(import.meta.dirname, 'playback/server.ts'), [folder]);
    try {
      const [port] = (await once(server, 'message')) as [number];
      const origin = `http://127.0.0.1:${port}/archive/${cameraId}`;
      // A point two minutes before the end at most, so that there is something to play.
      const random = () => weekStartMs + Math.floor(Math.random() * (minutes - 2) * minuteMs);
      const cold = () => dropFromCache(folder);
      const delays = [
        await measure(server, 'HLS', points, () => firstSegment(origin, random())),
        await measure(server, 'HLS, files not in memory', points, () => firstSegment(origin, random()), cold),
        await measure(server, 'thumbnail 320 px', points, () => thumbnail(origin, random(), '')),
        await measure(
          server,
          'thumbnail 320 px, files not in memory',
          points,
          () => thumbnail(origin, random(), ''),
          cold,
        ),
        await measure(server, 'thumbnail, exact picture', points, () =>
          thumbnail(origin, random(), '&exact=1'),
        ),
        await measure(server, 'gaps of the week', points, () =>
          body(`${origin}/gaps?from=${weekStartMs}&to=${weekStartMs + minutes * minuteMs}`),
        ),
      ];
      const exports: Export[] = [];
      if (days > 1) exports.push(await headOfDay(server, origin));
      for (const length of clipMinutes) {
        exports.push(await download(server, origin, length), await job(server, folder, length));
      }
      return table(delays, exports, { days, points });
    } finally {
      server.disconnect();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** All that a player does before it has a picture to decode: playlist, init segment, first media segment. */
async function firstSegment(origin: string, atMs: number): Promise<void> {
  const playlist = (await body(`${origin}/index.m3u8?from=${atMs}&to=${atMs + 10 * minuteMs}`)).toString();
  const [, mapUri, initBytes] = /EXT-X-MAP:URI="([^"]+)",BYTERANGE="(\d+)@0"/.exec(playlist) ?? [];
  const [, length, offset, uri] = /EXT-X-BYTERANGE:(\d+)@(\d+)\n(.+)/.exec(playlist) ?? [];
  const end = Number(offset) + Number(length) - 1;
  await Promise.all([
    body(`${origin}/${mapUri}`, { range: `bytes=0-${Number(initBytes) - 1}` }),
    body(`${origin}/${uri}`, { range: `bytes=${offset}-${end}` }),
  ]);
}

async function thumbnail(origin: string, atMs: number, more: string): Promise<void> {
  await body(`${origin}/thumbnail.jpg?at=${atMs}&width=320${more}`);
}

async function body(url: string, headers: Record<string, string> = {}): Promise<Buffer> {
  const response = await fetch(url, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${url}: ${response.status} ${bytes}`);
  return bytes;
}

async function measure(
  server: ChildProcess,
  what: string,
  points: number,
  work: () => Promise<unknown>,
  before = () => {},
): Promise<Delays> {
  // The first one starts what is started once: a decoder, a connection.
  await work();
  const { cpuMs } = await usage(server);
  const delaysMs: number[] = [];
  for (let point = 0; point < points; point += 1) {
    before();
    const startMs = performance.now();
    await work();
    delaysMs.push(performance.now() - startMs);
  }
  const after = await usage(server);
  return { what, delaysMs, cpuMsEach: (after.cpuMs - cpuMs) / points };
}

async function download(server: ChildProcess, origin: string, minutes: number): Promise<Export> {
  const fromMs = weekStartMs + 100 * minuteMs + 1234;
  return exported(server, `clip.mp4, ${minutes} min`, minutes, async () => {
    const response = await fetch(`${origin}/clip.mp4?from=${fromMs}&to=${fromMs + minutes * minuteMs}`);
    let bytes = 0;
    for await (const piece of response.body ?? []) bytes += piece.length;
    return bytes;
  });
}

/** The longest clip, as far as its first byte: the tables of all its samples. */
async function headOfDay(server: ChildProcess, origin: string): Promise<Export> {
  const fromMs = weekStartMs + 1234;
  const url = `${origin}/clip.mp4?from=${fromMs}&to=${fromMs + 24 * 60 * minuteMs}`;
  return exported(server, 'head of a clip of 24 h', 24 * 60, async () => {
    const response = await fetch(url, { method: 'HEAD' });
    return Number(response.headers.get('content-length'));
  });
}

async function job(server: ChildProcess, folder: string, minutes: number): Promise<Export> {
  const fromMs = weekStartMs + 100 * minuteMs + 1234;
  const path = join(folder, `${minutes}.mp4`);
  const order = { clipId: `${minutes}`, cameraId, fromMs, toMs: fromMs + minutes * minuteMs, path };
  return exported(server, `clip job with verification, ${minutes} min`, minutes, async () => {
    const ended = once(server, 'message') as Promise<[ClipJobState]>;
    const question: Question = { ask: 'clip', order };
    server.send(question);
    const [state] = await ended;
    await rm(path, { force: true });
    if (state.state !== 'done') throw new Error(JSON.stringify(state));
    return state.bytes;
  });
}

async function exported(
  server: ChildProcess,
  what: string,
  minutes: number,
  work: () => Promise<number>,
): Promise<Export> {
  const before = await usage(server);
  const startMs = performance.now();
  const bytes = await work();
  const tookMs = performance.now() - startMs;
  const { cpuMs, rssBytes, longestTurnMs } = await usage(server);
  return { what, seconds: minutes * 60, bytes, tookMs, cpuMs: cpuMs - before.cpuMs, rssBytes, longestTurnMs };
}

async function usage(server: ChildProcess): Promise<Usage> {
  const reply = once(server, 'message') as Promise<[Usage]>;
  const question: Question = { ask: 'usage' };
  server.send(question);
  return (await reply)[0];
}

/** GNU dd tells the kernel to forget the pages of a file; the links of the week share the files of the first ten minutes. */
function dropFromCache(folder: string): void {
  const { volume } = volumeOf(folder);
  for (let minute = 0; minute < 10; minute += 1) {
    const path = segmentPath(volume, cameraId, 'main', weekStartMs + minute * minuteMs);
    execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
  }
}

function table(
  delays: readonly Delays[],
  exports: readonly Export[],
  { days, points }: { days: number; points: number },
) {
  const at = (values: readonly number[], share: number): string =>
    (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN).toFixed(1);
  return {
    title: `playback: ${days} days of one camera, 1080p25 4 Mb/s, ${points} random points`,
    columns: [
      'what',
      'median ms',
      '95 % ms',
      'worst ms',
      '× real time',
      'CPU ms',
      'RSS MB',
      'longest turn ms',
    ],
    rows: [
      ...delays.map(({ what, delaysMs, cpuMsEach }) => [
        what,
        at(delaysMs, 0.5),
        at(delaysMs, 0.95),
        Math.max(...delaysMs).toFixed(1),
        '',
        cpuMsEach.toFixed(1),
        '',
        '',
      ]),
      ...exports.map(({ what, seconds, tookMs, cpuMs, rssBytes, longestTurnMs }) => [
        what,
        tookMs.toFixed(0),
        '',
        '',
        ((seconds * 1000) / tookMs).toFixed(0),
        `${((cpuMs * 60) / seconds).toFixed(1)} per minute`,
        (rssBytes / 1e6).toFixed(0),
        longestTurnMs.toFixed(0),
      ]),
    ],
    data: { delays, exports },
    notes: [
      'CPU is that of the serving process; decoding for thumbnails happens in its analyzer. HLS: playlist, init segment and first media segment.',
    ],
  };
}
