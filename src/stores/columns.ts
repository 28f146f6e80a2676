/**
 * Column kinds that both engines store alike, and the one that they do not. Rows have the same types on both: numbers, texts, null.
 * - a time is a `bigint` column, UTC milliseconds since 1970
 * - yes and no are a `smallint` column of 0 and 1 (`Flag`)
 * - JSON is a `text` column
 */
import { type CreateTableBuilder, type Kysely, PostgresAdapter } from 'kysely';

export type Flag = 0 | 1;
export type Engine = 'sqlite' | 'postgres';

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0;
}

// biome-ignore lint/suspicious/noExplicitAny: Kysely<T> is invariant in T; the engine does not depend on it.
export function engineOf(db: Kysely<any>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}

/** A table whose `id` is a small integer from 1 that is never used again, also after its row is deleted. */
export function createNumberedTable<Name extends string>(
  db: Kysely<unknown>,
  name: Name,
): CreateTableBuilder<Name, 'id'> {
  return db.schema
    .createTable(name)
    .addColumn('id', 'integer', (column) =>
      engineOf(db) === 'sqlite'
        ? column.primaryKey().autoIncrement()
        : column.primaryKey().generatedByDefaultAsIdentity(),
    );
}
