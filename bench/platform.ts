/**
 * `npm run bench -- platform [engines=sqlite,postgres] [seconds=30] [warm=60] [clients=50] [pause=500] [folder=…]`: the platform API over the
 * data of a city. The server is the real one; two ordinary users with many and with few groups ask for every list, search and single
 * read at once, from another process. Times are taken inside the server. The data are made once and kept in `folder`.
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type LaunchedServer, launchServer, signIn } from './api/server.ts';
import { type EngineName, type Home, openHome } from './platform/home.ts';
import { type MixedResult, mixedLoad } from './platform/load.ts';
import type { Spent } from './platform/probe.ts';
import { type Asked, questionsFor } from './platform/questions.ts';
import { citySize } from './platform/size.ts';
import { costOf } from './record/cost.ts';
import type { Bench } from './run.ts';

interface Options {
  readonly seconds: number;
  /** Seconds of the same load before: compilers have done their work then, and statements are prepared. */
  readonly warmUp: number;
  readonly clients: number;
  readonly pauseMs: number;
}

interface Measured {
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
  readonly serverP50Ms: number;
  readonly serverP95Ms: number;
  readonly serverMaxMs: number;
  readonly cpuP95Ms: number;
  readonly waitP95Ms: number;
  readonly aimMs: number;
}

interface EngineResult {
  readonly engine: EngineName;
  readonly readyMs: number;
  readonly rssBytes: number;
  readonly requestsPerSecond: number;
  /** Without pauses: as much as the server can do of this mixture. */
  readonly mostPerSecond: number;
  readonly measured: readonly Measured[];
  readonly missing: readonly string[];
  readonly refused: Record<string, number>;
}

const aims = { list: 25, whole: 25, one: 5 } as const;
const saturatedSeconds = 5;

export const run: Bench = async (options) => {
  const base = options.folder ?? join(tmpdir(), 'vidette-city');
  const engines = (options.engines ?? 'sqlite,postgres').split(',') as EngineName[];
  const how: Options = {
    seconds: Number(options.seconds ?? 30),
    warmUp: Number(options.warm ?? 60),
    clients: Number(options.clients ?? 50),
    pauseMs: Number(options.pause ?? 500),
  };
  const data: EngineResult[] = [];
  for (const engine of engines) {
    await using home = await openHome(base, engine);
    data.push(await measureEngine(engine, home, how));
  }
  const sizes = Object.entries(citySize).map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
  return {
    title: `platform: ${how.clients} clients, each rests ${how.pauseMs} ms after an answer; ${sizes.join(', ')}`,
    columns: [
      'engine',
      'request',
      'n',
      'bytes',
      'p50 ms',
      'p95 ms',
      'aim',
      'max ms',
      'p95 CPU ms',
      'client p95 ms',
      '',
    ],
    rows: data.flatMap(({ engine, measured }) =>
      measured.map((one) => [
        engine,
        one.name,
        one.count,
        one.bytes || '',
        one.serverP50Ms.toFixed(2),
        one.serverP95Ms.toFixed(2),
        one.aimMs,
        one.serverMaxMs.toFixed(1),
        one.cpuP95Ms.toFixed(2),
        one.waitP95Ms.toFixed(1),
        one.serverP95Ms > one.aimMs ? 'LATE' : '',
      ]),
    ),
    data,
    notes: [
      ...data.map(
        (one) =>
          `${one.engine}: ready after ${(one.readyMs / 1000).toFixed(2)} s, ${(one.rssBytes / 2 ** 20).toFixed(0)} MiB resident, ` +
          `${one.requestsPerSecond.toFixed(0)} requests/s asked, without rests ${one.mostPerSecond.toFixed(0)}/s; ` +
          `not measured: ${one.missing.join(', ') || 'nothing'}; refused: ${JSON.stringify(one.refused)}`,
      ),
      'p50, p95, max: from the head of a request read to its answer handed to the socket, in the server. CPU: of its main thread meanwhile, also for others. Client: the whole wait.',
    ],
  };
};

async function measureEngine(engine: EngineName, home: Home, how: Options): Promise<EngineResult> {
  const probe = join(home.data, 'probe.sock');
  // A server that was killed leaves it.
  rmSync(probe, { force: true });
  const env = { ...home.env, BENCH_PROBE: probe };
  const server = await launchServer(home.data, env, [
    '--import',
    join(import.meta.dirname, 'platform', 'probe.ts'),
  ]);
  try {
    const { asked, missing } = await allQuestions(server, home);
    const ask = (seconds: number, pauseMs: number) =>
      mixedLoad({ url: server.url, clients: how.clients, seconds, pauseMs, questions: asked });
    await ask(how.warmUp, how.pauseMs);
    await takeTimes(probe);
    const load = await ask(how.seconds, how.pauseMs);
    const times = await takeTimes(probe);
    const { rssBytes } = costOf([server.pid]);
    const most = await ask(saturatedSeconds, 0);
    return {
      engine,
      readyMs: server.readyMs,
      rssBytes,
      requestsPerSecond: (load.requests * 1000) / load.wallMs,
      mostPerSecond: (most.requests * 1000) / most.wallMs,
      measured: [
        together('all lists and searches', 'list', asked, times, load),
        together('all single reads', 'one', asked, times, load),
        ...asked.map((one) =>
          summary(one.name, aims[one.kind], times[one.name] ?? [], load.waits[one.name] ?? [], load),
        ),
      ],
      missing,
      refused: load.refused,
    };
  } finally {
    await server.stop();
  }
}

/** Of the user with many groups all, of the one with few what depends on groups. */
async function allQuestions(
  server: LaunchedServer,
  { users }: Home,
): Promise<{ asked: Asked[]; missing: string[] }> {
  const nowMs = Date.now();
  const token = async (email: string) => await signIn(server.url, email, users.password);
  const guard = await questionsFor({ url: server.url, token: await token(users.guard) }, nowMs);
  const newcomer = await questionsFor({ url: server.url, token: await token(users.newcomer) }, nowMs);
  const few = newcomer.asked
    .filter(({ name }) => /camera|place|plan/.test(name))
    .map((one) => ({ ...one, name: `${one.name} (few groups)` }));
  return { asked: [...guard.asked, ...few], missing: guard.missing };
}

/** Few requests of each kind make a shaky quantile; all of them together a firm one. */
function together(
  name: string,
  kind: 'list' | 'one',
  asked: readonly Asked[],
  times: Record<string, Spent[]>,
  load: MixedResult,
): Measured {
  const names = asked.filter((one) => (one.kind === 'one') === (kind === 'one')).map((one) => one.name);
  const spent = names.flatMap((one) => times[one] ?? []);
  const waits = names.flatMap((one) => load.waits[one] ?? []);
  return summary(name, aims[kind], spent, waits, load);
}

function summary(
  name: string,
  aimMs: number,
  spent: readonly Spent[],
  waits: readonly number[],
  load: MixedResult,
): Measured {
  const times = spent.map(({ ms }) => ms);
  const cpu = spent.map(({ cpuMs }) => cpuMs);
  return {
    name,
    count: spent.length,
    bytes: load.bytes[name] ?? 0,
    serverP50Ms: quantile(times, 0.5),
    serverP95Ms: quantile(times, 0.95),
    serverMaxMs: quantile(times, 1),
    cpuP95Ms: quantile(cpu, 0.95),
    waitP95Ms: quantile(waits, 0.95),
    aimMs,
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
