/** What belongs to the installation as a whole, and the counters whose numbers are never given twice. */
import { sql } from 'kysely';
import type { Db } from './schema.ts';

export interface InstallationTables {
  installation: {
    /** `uuid`, `key:<purpose>` (sealed) and the like. */
    name: string;
    value: string;
  };
  counters: {
    name: string;
    /** The number given last. */
    value: number;
  };
}

async function findInstallationValue(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('installation').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

/** Stores `value` unless the name has one; gives back the one that counts. */
export async function keepInstallationValue(db: Db, name: string, value: string): Promise<string> {
  await db
    .insertInto('installation')
    .values({ name, value })
    .onConflict((c) => c.doNothing())
    .execute();
  return (await findInstallationValue(db, name))!;
}

/** The next number of a series, from 1. Numbers of deleted things do not come back. */
export async function nextNumber(db: Db, series: string): Promise<number> {
  const row = await db
    .insertInto('counters')
    .values({ name: series, value: 1 })
    .onConflict((c) => c.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow();
  return row.value;
}
