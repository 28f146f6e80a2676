/** What belongs to the installation as a whole. */
import type { Db } from './schema.ts';

export interface InstallationTables {
  installation: {
    /** `uuid`, `key:<purpose>` (sealed) and the like. */
    name: string;
    value: string;
  };
}

export async function findInstallationValue(db: Db, name: string): Promise<string | undefined> {
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

export async function replaceInstallationValue(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('installation')
    .values({ name, value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute();
}
