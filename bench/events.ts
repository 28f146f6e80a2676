/**
 * `npm run bench -- events [engines=sqlite,postgres] [count=10000000] [rate=5000] [seconds=30] [clients=20] [pause=200] [folder=…]`:
 * the event log with millions of events. A streamserver reports events at a steady rate over the server's own channel while clients
 * ask for every list, filter and statistic over HTTP, and one follows live. Server, clients and streamserver are processes of their
 * own. Times of questions are taken inside the server, those of the streamserver and the follower where they wait.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runFolder, serverSocket } from '#cluster/run-folder.ts';
import { type LaunchedServer, launchServer, signIn } from './api/server.ts';
import { type EventHome, openEventHome } from './events/home.ts';
import { questionsOf } from './events/questions.ts';
import { users } from './events/site.ts';
import { startWriter, type WriterResult } from './events/writer.ts';
import type { EngineName } from './platform/home.ts';
import { type MixedResult, mixedLoad, type Question } from './platform/load.ts';
import type { Spent } from './platform/probe.ts';
import { costOf } from './record/cost.ts';
import type { Bench } from './run.ts';

interface Options {
  readonly rate: number;
  readonly seconds: number;
  readonly clients: number;
  readonly pauseMs: number;
}

interface Measured {
  readonly name: string;
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  readonly cpuP50Ms: number;
  readonly cpuP95Ms: number;
  readonly waitP95Ms: number;
}

interface EngineResult {
  readonly engine: EngineName;
  readonly measured: readonly Measured[];
  readonly writer: Omit<WriterResult, 'storeMs' | 'liveMs'> &
    Record<'storeP95Ms' | 'liveP50Ms' | 'liveP95Ms', number>;
  readonly storedPerSecond: number;
  readonly requestsPerSecond: number;
  readonly refused: Record<string, number>;
  readonly serverCores: number;
  readonly rssBytes: number;
}

const aimMs = 50;
const liveAimMs = 100;

export const run: Bench = async (options) => {
  const base = options.folder ?? join(tmpdir(), 'vidette-events');
  const engines = (options.engines ?? 'sqlite,postgres').split(',') as EngineName[];
  const count = Number(options.count ?? 10_000_000);
  const how: Options = {
    rate: Number(options.rate ?? 5_000),
    seconds: Number(options.seconds ?? 30),
    clients: Number(options.clients ?? 20),
    pauseMs: Number(options.pause ?? 200),
  };
  const data: EngineResult[] = [];
  for (const engine of engines) {
    await using home = await openEventHome(base, engine, count);
    data.push(await measureEngine(engine, home, how));
  }
  return {
    title: `events: ${count.toLocaleString('en')} stored, ${how.rate}/s more, ${how.clients} clients that rest ${how.pauseMs} ms`,
    columns: [
      'engine',
      'request',
      'n',
      'p50 ms',
      'p95 ms',
      'max ms',
      'p50 CPU ms',
      'p95 CPU ms',
      'client p95 ms',
      '',
    ],
    rows: data.flatMap(({ engine, measured }) =>
      measured.map((one) => [
        engine,
        one.name,
        one.count,
        one.p50Ms.toFixed(1),
        one.p95Ms.toFixed(1),
        one.maxMs.toFixed(0),
        one.cpuP50Ms.toFixed(1),
        one.cpuP95Ms.toFixed(1),
        one.waitP95Ms.toFixed(1),
        one.p95Ms > aimMs ? 'LATE' : '',
      ]),
    ),
    data,
    notes: data.map(
      ({ engine, writer, storedPerSecond, requestsPerSecond, refused, serverCores, rssBytes }) =>
        `${engine}: ${storedPerSecond.toFixed(0)} events/s stored, a batch in ${writer.storeP95Ms.toFixed(0)} ms (p95), live after ` +
        `${writer.liveP50Ms.toFixed(0)} ms (p50) and ${writer.liveP95Ms.toFixed(0)} ms (p95, aim ${liveAimMs}), left out ${writer.missed} times; ` +
        `${requestsPerSecond.toFixed(0)} requests/s; the server takes ${serverCores.toFixed(2)} cores and ${(rssBytes / 2 ** 20).toFixed(0)} MiB; ` +
        `refused: ${JSON.stringify(refused)}`,
    ),
  };
};

async function measureEngine(engine: EngineName, home: EventHome, how: Options): Promise<EngineResult> {
  const probe = join(home.data, 'probe.sock');
  // A server that was killed leaves it.
  rmSync(probe, { force: true });
  const server = await launchServer(home.data, { ...home.env, BENCH_PROBE: probe }, [
    '--import',
    join(import.meta.dirname, 'platform', 'probe.ts'),
  ]);
  try {
    const questions = await allQuestions(server, home);
    const { url } = server;
    const ask = (seconds: number) =>
      mixedLoad({ url, clients: how.clients, seconds, pauseMs: how.pauseMs, questions });
    await ask(2);
    await takeTimes(probe);
    const writing = await startWriter({
      socketPath: serverSocket(runFolder(home.data)),
      url,
      token: await signIn(url, users.chief, home.password),
      cameras: home.site.cameras.filter((_, index) => index % 10 !== 9).map(({ uuid }) => uuid),
      perSecond: how.rate,
      seconds: how.seconds,
    });
    const before = costOf([server.pid]);
    const load = await ask(how.seconds);
    const after = costOf([server.pid]);
    const { storeMs, liveMs, ...writer } = await writing.result;
    const times = await takeTimes(probe);
    return {
      engine,
      measured: [
        summary('all', Object.values(times).flat(), Object.values(load.waits).flat()),
        ...questions.map(({ name }) => summary(name, times[name] ?? [], load.waits[name] ?? [])),
      ],
      writer: {
        ...writer,
        storeP95Ms: quantile(storeMs, 0.95),
        liveP50Ms: quantile(liveMs, 0.5),
        liveP95Ms: quantile(liveMs, 0.95),
      },
      storedPerSecond: (writer.stored * 1000) / writer.wallMs,
      requestsPerSecond: requestRate(load),
      refused: load.refused,
      serverCores: (after.cpuMs - before.cpuMs) / load.wallMs,
      rssBytes: after.rssBytes,
    };
  } finally {
    await server.stop();
  }
}

async function allQuestions(server: LaunchedServer, { password, site }: EventHome): Promise<Question[]> {
  const nowMs = Date.now();
  const asked = await Promise.all(
    Object.entries(users).map(async ([name, email]) => {
      const token = await signIn(server.url, email, password);
      return questionsOf({ name, token }, site, nowMs);
    }),
  );
  return asked.flat();
}

function requestRate({ requests, wallMs }: MixedResult): number {
  return (requests * 1000) / wallMs;
}

function summary(name: string, spent: readonly Spent[], waits: readonly number[]): Measured {
  const times = spent.map(({ ms }) => ms);
  const cpu = spent.map(({ cpuMs }) => cpuMs);
  return {
    name,
    count: times.length,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    maxMs: quantile(times, 1),
    cpuP50Ms: quantile(cpu, 0.5),
    cpuP95Ms: quantile(cpu, 0.95),
    waitP95Ms: quantile(waits, 0.95),
  };
}

function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * at) - 1)] ?? Number.NaN;
}

async function takeTimes(probe: string): Promise<Record<string, Spent[]>> {
  const socket = connect(probe);
  await once(socket, 'connect');
  return JSON.parse(await text(socket)) as Record<string, Spent[]>;
}
