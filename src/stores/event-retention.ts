/**
 * Partitions, and letting go of old events. On SQLite the oldest rows are deleted in small steps, which is work at the far end of each
 * index; on PostgreSQL a day goes as a whole partition.
 */
import { sql } from 'kysely';
import { engineOf } from './columns.ts';
import { dayMs, dayOf, firstEventIdAt, fromEventKey, toEventKey } from './event-keys.ts';
import type { Db } from './schema.ts';

/** Makes the partitions of these days where the engine has them. Readers and writers of other days are not held up. */
export async function makeEventDays(db: Db, days: Iterable<number>): Promise<void> {
  if (engineOf(db) !== 'postgres') return;
  for (const day of days) {
    const name = partitionOf(day);
    if ((await partitionState(db, name)) === 'attached') continue;
    const table = sql.table(name);
    const from = sql.lit(firstEventIdAt(day * dayMs));
    const to = sql.lit(firstEventIdAt((day + 1) * dayMs));
    await db.transaction().execute(async (trx) => {
      // Attaching takes a weaker lock than `create table … partition of` does; with the check it reads no rows.
      await sql`create table if not exists ${table} (like events including all)`.execute(trx);
      await sql`alter table events attach partition ${table} for values from (${from}) to (${to})`.execute(
        trx,
      );
    });
  }
}

/** `detaching` and `detached`: a server was killed while it dropped the day. */
type PartitionState = 'attached' | 'detaching' | 'detached' | 'missing';

async function partitionState(db: Db, name: string): Promise<PartitionState> {
  const { rows } = await sql<{ state: PartitionState }>`select case
      when found.oid is null then 'missing'
      when link.inhrelid is null then 'detached'
      when link.inhdetachpending then 'detaching'
      else 'attached' end as state
    from (select to_regclass(${name}) as oid) found left join pg_inherits link on link.inhrelid = found.oid`.execute(
    db,
  );
  return rows[0]!.state;
}

function partitionOf(day: number): string {
  const date = new Date(day * dayMs).toISOString();
  return `events_${date.slice(0, date.indexOf('T')).replaceAll(/\D/g, '')}`;
}

export interface EventDay {
  readonly day: number;
  readonly count: number;
}

/** Oldest first. */
export async function listEventDays(db: Db): Promise<EventDay[]> {
  return await db.selectFrom('event_days').selectAll().orderBy('day').execute();
}

/** Deletes up to `limit` of the oldest events that began before a time, with what belongs to them. Gives how many went. */
export async function deleteOldestEvents(db: Db, beforeMs: number, limit: number): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('events')
      .select('id')
      .where('id', '<', toEventKey(trx, firstEventIdAt(beforeMs)))
      .orderBy('id')
      .limit(limit)
      .execute();
    const last = rows.at(-1);
    if (last === undefined) return 0;
    await trx.deleteFrom('events').where('id', '<=', last.id).execute();
    await trx.deleteFrom('event_matches').where('event_id', '<=', last.id).execute();
    await trx.deleteFrom('event_faces').where('event_id', '<=', last.id).execute();
    for (const [day, { length }] of Map.groupBy(rows, ({ id }) => dayOf(fromEventKey(id))))
      await trx
        .updateTable('event_days')
        .set({ count: sql<number>`case when count > ${length} then count - ${length} else 0 end` })
        .where('day', '=', day)
        .execute();
    return rows.length;
  });
}

/** A whole day. PostgreSQL only, where it is a partition. */
export async function dropEventDay(db: Db, day: number): Promise<void> {
  const name = partitionOf(day);
  const table = sql.table(name);
  const state = await partitionState(db, name);
  // Not within a transaction; queries that are under way go on with what they see.
  if (state === 'attached') await sql`alter table events detach partition ${table} concurrently`.execute(db);
  if (state === 'detaching') await sql`alter table events detach partition ${table} finalize`.execute(db);
  if (state !== 'missing') await sql`drop table ${table}`.execute(db);
  const below = firstEventIdAt((day + 1) * dayMs);
  await db.deleteFrom('event_matches').where('event_id', '<', toEventKey(db, below)).execute();
  await db.deleteFrom('event_faces').where('event_id', '<', toEventKey(db, below)).execute();
  await forgetEventDay(db, day);
}

export async function forgetEventDay(db: Db, day: number): Promise<void> {
  await db.deleteFrom('event_days').where('day', '=', day).execute();
}

/** Lets go of statistics before a day. */
export async function deleteOldCounts(db: Db, day: number): Promise<void> {
  await db.deleteFrom('event_counts').where('day', '<', day).execute();
  // Camera by camera, as the key of heat maps begins with it.
  for (let camera = -1; ; ) {
    const next = await db
      .selectFrom('event_heat_maps')
      .select('camera')
      .where('camera', '>', camera)
      .orderBy('camera')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return;
    camera = next.camera;
    await db
      .deleteFrom('event_heat_maps')
      .where('camera', '=', camera)
      .where('hour', '<', day * 24)
      .execute();
  }
}

/** Up to `limit` plates that were last read before a day. True while there may be more. */
export async function deleteOldPlates(db: Db, day: number, limit: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('event_plates')
    .where('plate', 'in', (eb) =>
      eb.selectFrom('event_plates').select('plate').where('last_day', '<', day).limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows) === limit;
}
