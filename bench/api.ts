/**
 * `npm run bench -- api [seconds=8] [connections=32] [cameras=500] [tool=node]`: requests that one core of the server answers in a
 * second. The server is the real one on SQLite; who asks is an ordinary user, whose rights come from a group. The load comes from
 * another process, `wrk` where it is installed. Counted is the CPU time (user and system, all threads) that the server takes.
 */
import { spawnSync } from 'node:child_process';
import { type Load, loadWith } from './api/load.ts';
import { applySeed } from './api/seed.ts';
import { type ApiServer, startServer } from './api/server.ts';
import { costOf } from './record/cost.ts';
import type { Bench } from './run.ts';

interface Case {
  readonly name: string;
  readonly path: string;
  /** Requests per second of CPU time. */
  readonly aim: number | null;
}

const cases: readonly Case[] = [
  { name: 'hello', path: '/api/v1/hello', aim: 10_000 },
  { name: 'page of 50 of 500 cameras', path: '/api/v1/cameras?limit=50', aim: 1_000 },
  { name: 'the same, second page', path: '/api/v1/cameras?limit=50&cursor=', aim: null },
  { name: 'one camera', path: '/api/v1/cameras/', aim: null },
];

export const run: Bench = async (options) => {
  const seconds = Number(options.seconds ?? 8);
  const connections = Number(options.connections ?? 32);
  const cameras = Number(options.cameras ?? 500);
  const hasWrk = spawnSync('wrk', ['-v']).error === undefined;
  const tool: Load['tool'] = options.tool === 'node' || !hasWrk ? 'node' : 'wrk';
  await using server = await startServer((settings) => applySeed(settings, cameras));
  const page = await server.get('/api/v1/cameras?limit=50');
  if (page.cameras?.length !== Math.min(50, cameras)) throw new Error('the user does not see the cameras');
  const data = [];
  for (const one of cases) {
    const path = one.path.endsWith('cursor=')
      ? `${one.path}${page.pagination?.cursor ?? ''}`
      : one.path.endsWith('cameras/')
        ? `${one.path}${page.cameras[0]?.id ?? ''}`
        : one.path;
    await measure(server, path, tool, 2, connections);
    data.push({ ...one, path, ...(await measure(server, path, tool, seconds, connections)) });
  }
  return {
    title: `api: ${connections} connections by ${tool}, ${seconds} s each, ${cameras} cameras`,
    columns: [
      'request',
      'requests/s per core',
      'aim',
      'requests/s',
      'server CPU %',
      'ms (mean)',
      'bytes',
      'refused',
      'late or cut',
    ],
    rows: data.map((one) => [
      one.name,
      Math.round(one.requestsPerCoreSecond),
      one.aim ?? '',
      Math.round(one.requestsPerSecond),
      one.cpuPercent.toFixed(0),
      one.meanMs.toFixed(2),
      one.bytesPerAnswer,
      one.refused,
      one.lateOrCut,
    ]),
    data,
    notes: [
      'Requests/s per core: answers in the time that the server had 1 s of CPU, all its threads together.',
    ],
  };
};

async function measure(
  server: ApiServer,
  path: string,
  tool: Load['tool'],
  seconds: number,
  connections: number,
) {
  const before = costOf([server.pid]).cpuMs;
  const startMs = performance.now();
  const load = await loadWith({ tool, url: server.url + path, token: server.token, seconds, connections });
  const wallMs = performance.now() - startMs;
  const cpuMs = costOf([server.pid]).cpuMs - before;
  return {
    requests: load.requests,
    refused: load.refused,
    lateOrCut: load.lateOrCut,
    meanMs: load.meanMs,
    bytesPerAnswer: Math.round(load.bytes / Math.max(1, load.requests)),
    requestsPerSecond: (load.requests * 1000) / wallMs,
    requestsPerCoreSecond: (load.requests * 1000) / cpuMs,
    cpuPercent: (100 * cpuMs) / wallMs,
  };
}
