/** Copies of the SQLite database, made while it is in use, in `<data>/snapshots`. */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { VidetteError } from '#domain/errors.ts';
import { fromSqlite } from './sqlite-errors.ts';

const nameForm = /^vidette-\d{8}T\d{9}Z-before-.*\.db$/;

/** Returns the file. Only the newest `keep` stay. */
export async function takeSnapshot<T>(
  db: Kysely<T>,
  data: string,
  before: string,
  keep: number,
): Promise<string> {
  const folder = join(data, 'snapshots');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[-:.]/g, '');
  const file = join(folder, `vidette-${stamp}-before-${before}.db`);
  await copyDatabase(db, file);
  const snapshots = readdirSync(folder)
    .filter((name) => nameForm.test(name))
    .sort();
  for (const name of snapshots.slice(0, -keep)) rmSync(join(folder, name));
  return file;
}

/** One consistent, compact copy. The file must not exist. */
export async function copyDatabase<T>(db: Kysely<T>, file: string): Promise<void> {
  await sql`vacuum into ${file}`.execute(db);
  chmodSync(file, 0o600);
}

/** Throws `data_loss` when the file is no database or a damaged one. Nothing else may have it open. */
export function checkDatabase(file: string): void {
  let answers: unknown[];
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    answers = database
      .prepare('pragma quick_check(10)')
      .all()
      .map((row) => row.quick_check);
    database.close();
  } catch (error) {
    throw fromSqlite(error);
  }
  if (answers.length === 1 && answers[0] === 'ok') return;
  throw new VidetteError('data_loss', `${file} is damaged: ${answers.join('; ')}`, { reason: 'database' });
}
