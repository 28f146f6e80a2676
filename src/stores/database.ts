/** Opens the database of the server and brings it up to date. SQLite in the data folder, or PostgreSQL by settings. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { VidetteError } from '#domain/errors.ts';
import { migrations } from './migrations/index.ts';
import { postgresDialect } from './postgres-dialect.ts';
import type { Database, Db } from './schema.ts';
import { takeSnapshot } from './snapshot.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export interface DatabaseOptions {
  /** The data folder. */
  readonly data: string;
  readonly database: {
    readonly url: string | null;
    readonly snapshots: number;
    readonly busySeconds: number;
  };
}

export function databaseFile(data: string): string {
  return join(data, 'vidette.db');
}

/** Connects and migrates. Close with `db.destroy()`. */
export async function openDatabase(options: DatabaseOptions): Promise<Db> {
  const db = connectDatabase(options);
  try {
    await migrate(db, options);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Connects without touching the schema. */
export function connectDatabase(options: DatabaseOptions): Db {
  const { url, busySeconds } = options.database;
  const dialect =
    url === null
      ? sqliteDialect({ file: databaseFile(options.data), busyMs: busySeconds * 1_000 })
      : postgresDialect(url);
  return new Kysely<Database>({ dialect });
}

/** Names of the migrations that the next start runs. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const known = await migrator.getMigrations();
  return known.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name);
}

/** All or nothing; before the first change a SQLite database is copied to `<data>/snapshots`. */
export async function migrate(
  db: Db,
  options: DatabaseOptions,
  steps: Record<string, Migration> = migrations,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } });
  const known = await migrator.getMigrations();
  const pending = known.filter((migration) => migration.executedAt === undefined);
  const old = known.length > pending.length;
  if (pending.length > 0 && old && options.database.url === null && existsSync(databaseFile(options.data)))
    await takeSnapshot(db, options.data, pending[0]!.name, options.database.snapshots);
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (error instanceof VidetteError) throw error;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  const message = error instanceof Error ? error.message : String(error);
  if (failed === undefined && message.includes('missing')) {
    throw new VidetteError(
      'conflict',
      `the database was written by a newer Vidette (${message}); update this one`,
      {
        cause: error,
        reason: 'database_newer',
      },
    );
  }
  throw new VidetteError(
    'unavailable',
    `the database cannot be brought up to date (${failed ?? 'start'}): ${message}`,
    {
      cause: error,
      reason: 'migration',
    },
  );
}
