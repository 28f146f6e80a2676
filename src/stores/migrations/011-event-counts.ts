/**
 * Hours of a day side by side in one row, by day first: what is counted now lies together on few pages, where a row per hour of each
 * camera was a page per event; and a week of many cameras is a tenth as many rows.
 */
import { type Kysely, sql } from 'kysely';
import { engineOf } from '../columns.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);

export async function up(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('event_counts')
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('camera', 'integer', (c) => c.notNull())
    .addColumn('kind', 'smallint', (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull());
  for (const hour of hours) table = table.addColumn(`h${hour}`, 'integer', (c) => c.notNull().defaultTo(0));
  await table
    .addPrimaryKeyConstraint('event_counts_key', ['day', 'camera', 'kind'])
    .modifyEnd(engineOf(db) === 'sqlite' ? sql`without rowid` : sql``)
    .execute();
  const columns = sql.join(hours.map((hour) => sql.ref(`h${hour}`)));
  const sums = sql.join(
    hours.map(
      (hour) =>
        sql`coalesce(sum(case when hours.hour = days.day * 24 + ${sql.lit(hour)} then hours.count end), 0)`,
    ),
  );
  await sql`insert into event_counts (day, camera, kind, count, ${columns})
    select days.day, days.camera, days.kind, days.count, ${sums}
    from event_day_counts days
    left join event_hour_counts hours on hours.camera = days.camera and hours.kind = days.kind
      and hours.hour >= days.day * 24 and hours.hour < (days.day + 1) * 24
    group by days.day, days.camera, days.kind, days.count`.execute(db);
  // Without it PostgreSQL would take the new table for a small one.
  await sql`analyze event_counts`.execute(db);
  await db.schema.dropTable('event_hour_counts').execute();
  await db.schema.dropTable('event_day_counts').execute();
}
