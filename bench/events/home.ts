/** Where the events are kept between runs: a folder per engine and number, made anew when they are old, or were filled otherwise. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '#config/settings.ts';
import { systemClock } from '#domain/clock.ts';
import { openAccess } from '#services/access/open-access.ts';
import { PasswordHasher } from '#services/access/passwords.ts';
import { openDatabase } from '#stores/database.ts';
import { migrations } from '#stores/migrations/index.ts';
import { startPostgres } from '../../test/harness/postgres.ts';
import { benchSettings } from '../api/server.ts';
import type { EngineName } from '../platform/home.ts';
import { fillEvents } from './fill.ts';
import { type BenchSite, fillSite } from './site.ts';

export interface EventHome extends AsyncDisposable {
  readonly data: string;
  readonly env: Record<string, string>;
  readonly password: string;
  readonly site: BenchSite;
}

interface Stamp {
  readonly version: number;
  readonly migrations: readonly string[];
  readonly atMs: number;
  readonly password: string;
  readonly site: BenchSite;
}

/** Lists of the last 24 hours go out of date. */
const oldMs = 6 * 3_600_000;
/** Of what is filled in. */
const version = 3;
const postgresSettings = ['shared_buffers = 512MB', 'jit = off', 'max_wal_size = 4GB'];

export async function openEventHome(base: string, engine: EngineName, count: number): Promise<EventHome> {
  const folder = join(base, `${engine}-${count}`);
  const stampFile = join(folder, 'stamp.json');
  const kept = existsSync(stampFile) ? (JSON.parse(readFileSync(stampFile, 'utf8')) as Stamp) : null;
  const usable =
    kept !== null && kept.version === version && isOnTheWay(kept.migrations) && Date.now() - kept.atMs < oldMs
      ? kept
      : null;
  if (usable === null) rmSync(folder, { recursive: true, force: true });
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const { start, missing } = startPostgres({ folder: join(folder, 'cluster'), settings: postgresSettings });
  if (engine === 'postgres' && missing !== null) throw new Error(missing);
  const server = engine === 'postgres' ? await start() : null;
  const env: Record<string, string> = server === null ? {} : { VIDETTE_DATABASE_URL: server.url };
  const stop = async () => server?.stop();
  try {
    const { password, site } = usable ?? (await fill(benchSettings(data, env), count, stampFile));
    return { data, env, password, site, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server runs the migrations that came since. */
function isOnTheWay(run: readonly string[]): boolean {
  return run.every((name, index) => Object.keys(migrations)[index] === name);
}

async function fill(settings: Settings, count: number, stampFile: string): Promise<Stamp> {
  console.log(`filling in ${count.toLocaleString('en')} events`);
  const beganMs = performance.now();
  const db = await openDatabase(settings);
  try {
    await openAccess({ db, settings, clock: systemClock });
    const password = randomUUID();
    const site = await fillSite(db, await new PasswordHasher().hash(password));
    const atMs = Date.now();
    await fillEvents(db, site, count, atMs);
    const stamp: Stamp = { version, migrations: Object.keys(migrations), atMs, password, site };
    writeFileSync(stampFile, JSON.stringify(stamp));
    console.log(`filled in ${((performance.now() - beganMs) / 1000).toFixed(0)} s`);
    return stamp;
  } finally {
    await db.destroy();
  }
}
