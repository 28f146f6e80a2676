/**
 * Runs store tests on both engines: `forEachEngine((open) => { test(…, async () => { await using store = await open(); … }) })`.
 * SQLite lives in a temporary folder. PostgreSQL comes from VIDETTE_TEST_POSTGRES_URL, from Debian's binaries or from the npm
 * package; without any of them its tests are skipped by name. Each `open()` gives an empty, migrated database of its own.
 */
import { rmSync } from 'node:fs';
import { after, describe } from 'node:test';
import pg from 'pg';
import type { Engine } from '#stores/columns.ts';
import { type DatabaseOptions, openDatabase } from '#stores/database.ts';
import type { Db } from '#stores/schema.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly db: Db;
  readonly options: DatabaseOptions;
}

export type OpenDatabase = () => Promise<TestDatabase>;

export function forEachEngine(body: (open: OpenDatabase, engine: Engine) => void): void {
  describe('on SQLite', () => body(openSqliteDatabase, 'sqlite'));
  const { start, missing } = startPostgres();
  describe('on PostgreSQL', { skip: missing ?? false }, () => {
    let server: Promise<PostgresServer> | undefined;
    let databases = 0;
    after(async () => (await server)?.stop());
    body(async () => {
      server ??= start();
      return await openPostgresDatabase((await server).url, `test_${process.pid}_${++databases}`);
    }, 'postgres');
  });
}

export async function openSqliteDatabase(): Promise<TestDatabase> {
  const data = tempFolder('store');
  const options: DatabaseOptions = { data, database: { url: null, snapshots: 3, busySeconds: 5 } };
  const db = await openDatabase(options);
  return {
    db,
    options,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      rmSync(data, { recursive: true });
    },
  };
}

async function openPostgresDatabase(serverUrl: string, name: string): Promise<TestDatabase> {
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const data = tempFolder('store');
  const options: DatabaseOptions = { data, database: { url: url.href, snapshots: 3, busySeconds: 5 } };
  const db = await openDatabase(options);
  return {
    db,
    options,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      rmSync(data, { recursive: true });
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
