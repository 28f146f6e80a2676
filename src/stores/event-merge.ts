/** The newest events of several lists, each of them in the order of time in an index. */
import { sql } from 'kysely';
import { engineOf } from './columns.ts';
import { fromHex, hexOf, toEventKey } from './event-keys.ts';
import { type EventSpan, stretchesOf } from './event-spans.ts';
import type { Db } from './schema.ts';

/** Ids, the highest first. `by`: what the lists are of; `values` name them. */
export async function mergeLists(
  db: Db,
  by: 'series' | 'type',
  values: readonly number[],
  span: EventSpan,
): Promise<string[]> {
  const found: string[] = [];
  if (values.length === 0) return found;
  for (const stretch of await stretchesOf(db, span)) {
    found.push(...(await mergeStretch(db, by, values, { ...stretch, limit: span.limit - found.length })));
    if (found.length >= span.limit) break;
  }
  return found;
}

/**
 * Of each list a few are read, which settles the order down to the highest id at which one of the lists may go on; those that stop
 * there are read on.
 */
async function mergeStretch(
  db: Db,
  by: 'series' | 'type',
  values: readonly number[],
  span: EventSpan,
): Promise<string[]> {
  const { limit } = span;
  const found: string[] = [];
  let open = values.map((value) => ({ value, belowId: span.belowId }));
  while (open.length > 0) {
    const perList = Math.min(limit, Math.max(2, Math.ceil((2 * limit) / open.length)));
    const next: typeof open = [];
    for (let at = 0; at < open.length; at += listsAtATime) {
      const some = open.slice(at, at + listsAtATime);
      // Below the last that can still come into the page nothing has to be read.
      const fromId = found.length < limit ? span.fromId : found.sort(newestFirst)[limit - 1]!;
      const heads = await readHeads(db, by, some, { ...span, fromId, limit: perList });
      for (const [index, ids] of heads.entries()) {
        found.push(...ids);
        if (ids.length === perList) next.push({ value: some[index]!.value, belowId: ids.at(-1)! });
      }
    }
    found.sort(newestFirst);
    const last = found[limit - 1];
    if (last !== undefined) found.length = limit;
    open = next.filter(({ belowId }) => last === undefined || belowId > last);
  }
  return found;
}

const listsAtATime = 200;

export function newestFirst(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

interface OpenList {
  readonly value: number;
  readonly belowId: string;
}

/** The newest ids of each list, in one statement. */
async function readHeads(
  db: Db,
  by: 'series' | 'type',
  lists: readonly OpenList[],
  { fromId, belowId, limit }: EventSpan,
): Promise<string[][]> {
  const column = sql.ref(by);
  const from = toEventKey(db, fromId);
  if (engineOf(db) === 'sqlite') {
    const asked = JSON.stringify(lists.map((list) => [list.value, hexOf(list.belowId)]));
    const { rows } = await sql<{ ids: string | null }>`select (
        select group_concat(hex(id)) from (
          select id from events where ${column} = asked.value ->> 0
            and id >= ${from} and id < unhex(asked.value ->> 1)
          order by id desc limit ${limit}
        )
      ) as ids from json_each(${asked}) asked order by asked.key`.execute(db);
    return rows.map(({ ids }) => (ids === null ? [] : ids.split(',').map(fromHex).sort(newestFirst)));
  }
  // Where the whole stretch ends is said too: the planner looks only into the partitions of days that a value names.
  const { rows } = await sql<{ place: number; id: string }>`select asked.place::int as place, head.id
    from unnest(${lists.map((list) => list.value)}::int[], ${lists.map((list) => list.belowId)}::uuid[])
      with ordinality as asked(value, below, place)
    cross join lateral (
      select id from events
      where ${column} = asked.value and id >= ${from} and id < asked.below and id < ${belowId}
      order by id desc limit ${limit}
    ) head
    order by place, head.id desc`.execute(db);
  const heads = lists.map((): string[] => []);
  for (const { place, id } of rows) heads[place - 1]!.push(id);
  return heads;
}
