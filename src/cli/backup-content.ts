/**
 * What a backup holds: a manifest, the database (events with it), the keys, the certificate, the settings, uploaded pictures, models.
 * Recordings, pictures of events and clips are not part of it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { VidetteError } from '#domain/errors.ts';

/** Names inside the backup, and where the files lie in the data folder. */
export const keptFiles = {
  'secret.key': 'secret.key',
  'tls-certificate.pem': 'tls/certificate.pem',
  'tls-key.pem': 'tls/key.pem',
} as const;

/** An uploaded picture inside the backup: as it lies in the folder of uploads. */
export const uploadName = /^uploads\/([0-9a-f]{2}\/[0-9a-f-]{36})$/;

/** A model or its description inside the backup: as in the data folder. */
export const modelName = /^models\/[a-zA-Z0-9][\w.-]{0,63}\.(onnx|json)$/;

export const settingsName = 'vidette.yaml';
export const manifestName = 'manifest.json';
export const databaseNames = { sqlite: 'vidette.db', postgres: 'vidette.pgdump' } as const;

export interface Manifest {
  readonly product: 'vidette-backup';
  readonly format: 1;
  readonly createdAt: string;
  readonly engine: keyof typeof databaseNames;
  /** SHA-256 of each file, hex. */
  readonly files: Readonly<Record<string, string>>;
}

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const run = promisify(execFile);

/** `pg_dump` or `pg_restore`; the password goes through the environment, where other users cannot see it. */
export async function runPostgresTool(
  tool: 'pg_dump' | 'pg_restore',
  url: string,
  args: readonly string[],
): Promise<void> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const env = {
    PATH: process.env.PATH,
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: port === '' ? '5432' : port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? 'prefer',
  };
  try {
    await run(tool, [...args], { env, maxBuffer: 2 ** 24 });
  } catch (cause) {
    const { code, stderr } = cause as { code?: unknown; stderr?: string };
    const why =
      code === 'ENOENT'
        ? 'it is not installed (Debian: postgresql-client)'
        : (stderr ?? '').trim().slice(0, 500);
    throw new VidetteError('unavailable', `${tool} failed: ${why}`, { cause, reason: tool });
  }
}
