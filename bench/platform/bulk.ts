/** Many rows at once, through the stores' table types. */
import type { Insertable } from 'kysely';
import type { Database, Db } from '#stores/schema.ts';

/** SQLite takes 32,766 values in a statement. */
const mostValues = 16_000;

/** In one transaction, some hundred rows per statement. */
export async function insertMany<Table extends keyof Database>(
  db: Db,
  table: Table,
  rows: Iterable<Insertable<Database[Table]>>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    let batch: Insertable<Database[Table]>[] = [];
    const flush = async () => {
      if (batch.length > 0) await trx.insertInto(table).values(batch).execute();
      batch = [];
    };
    for (const row of rows) {
      batch.push(row);
      if (batch.length * Object.keys(row).length >= mostValues) await flush();
    }
    await flush();
  });
}
