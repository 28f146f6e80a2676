/** Where the city's data are kept between runs: one folder per engine, made anew when the tables or the data are others, or old. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '#stores/migrations/index.ts';
import { startPostgres } from '../../test/harness/postgres.ts';
import { benchSettings } from '../api/server.ts';
import { type CityUsers, fillCity } from './city.ts';
import { citySize } from './size.ts';

export type EngineName = 'sqlite' | 'postgres';

export interface Home extends AsyncDisposable {
  /** The data folder of the server. */
  readonly data: string;
  /** More of its environment. */
  readonly env: Record<string, string>;
  readonly users: CityUsers;
}

interface Stamp {
  readonly made: string;
  readonly atMs: number;
  readonly users: CityUsers;
}

/** Audit entries of the last 24 h, which is what is asked for, go out of date. */
const oldMs = 6 * 3_600_000;
/** Raised when the data become others. */
const version = 1;
/** A quarter of a small machine's memory is what its manual tells to give; durability as it is by default. */
const postgresSettings = ['shared_buffers = 512MB', 'jit = off'];

export async function openHome(base: string, engine: EngineName): Promise<Home> {
  const folder = join(base, engine);
  const stampFile = join(folder, 'stamp.json');
  const made = JSON.stringify([version, citySize, Object.keys(migrations)]);
  const kept = existsSync(stampFile) ? (JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp) : null;
  const usable = kept !== null && kept.made === made && Date.now() - kept.atMs < oldMs;
  if (!usable) rmSync(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const cluster = join(folder, 'cluster');
  const { start, missing } = startPostgres({ folder: cluster, settings: postgresSettings });
  if (engine === 'postgres' && missing !== null) throw new Error(missing);
  const server = engine === 'postgres' ? await start() : null;
  const env: Record<string, string> = server === null ? {} : { VIDETTE_DATABASE_URL: server.url };
  const stop = async () => server?.stop();
  try {
    let users = kept?.users;
    if (!usable || users === undefined) {
      console.log(`filling ${folder} with the data of a city`);
      const beganMs = performance.now();
      users = await fillCity(benchSettings(data, env));
      const stamp: Stamp = { made, atMs: Date.now(), users };
      writeFileSync(stampFile, JSON.stringify(stamp));
      console.log(`filled in ${((performance.now() - beganMs) / 1000).toFixed(0)} s`);
    }
    return { data, env, users, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
