/** Does the database answer, is it whole, and is it of this version? */
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { connectDatabase, databaseFile, pendingMigrations } from '#stores/database.ts';
import { bad, type Finding, good, messageOf, type Patient } from './finding.ts';

export async function checkDatabase({ settings }: Patient): Promise<Finding[]> {
  const { url } = settings.database;
  if (url === null && !existsSync(databaseFile(settings.data)))
    return [good('database: is made at the first start')];
  const name = url === null ? databaseFile(settings.data) : `PostgreSQL on ${new URL(url).host}`;
  const db = connectDatabase(settings);
  try {
    if (url === null) {
      const { rows } = await sql<{ quick_check: string }>`pragma quick_check(5)`.execute(db);
      const wrong = rows.map((row) => row.quick_check).filter((row) => row !== 'ok');
      if (wrong.length > 0)
        return [
          bad(
            `database ${name} is damaged: ${wrong.join('; ')}`,
            'stop the server and restore a backup, or a file of <data>/snapshots',
          ),
        ];
    } else await sql`select 1`.execute(db);
    const pending = await pendingMigrations(db);
    return [
      good(
        pending.length === 0
          ? `database ${name}: whole`
          : `database ${name}: whole; the next start brings it up to date (${pending.join(', ')})`,
      ),
    ];
  } catch (error) {
    const advice =
      url === null
        ? 'restore a backup, or stop the program that holds it'
        : 'look at database.url, and whether PostgreSQL runs and lets this user in';
    return [bad(`database ${name}: ${messageOf(error)}`, advice)];
  } finally {
    await db.destroy();
  }
}
