/** Parts of the log that pages are read from. */
import { engineOf } from './columns.ts';
import { dayMs, dayOf, firstEventIdAt } from './event-keys.ts';
import type { Db } from './schema.ts';

export interface EventSpan {
  /** The lowest id that may come. */
  readonly fromId: string;
  /** Ids are lower than this. */
  readonly belowId: string;
  readonly limit: number;
}

type Stretch = Pick<EventSpan, 'fromId' | 'belowId'>;

/**
 * The span in stretches, newest first, for a page that is mostly full after the first. PostgreSQL plans for the partition of every day
 * that a query names, and looks for each list in each of them; and only of a single day it surely reads the index in its order, where
 * it would otherwise take a list whole and sort it. So it is asked day by day, then for ever more of them.
 */
export async function stretchesOf(db: Db, { fromId, belowId }: EventSpan): Promise<Stretch[]> {
  if (engineOf(db) === 'sqlite') return [{ fromId, belowId }];
  const rows = await db
    .selectFrom('event_days')
    .select('day')
    .where('day', '>=', dayOf(fromId))
    .where('day', '<=', dayOf(belowId))
    .orderBy('day', 'desc')
    .execute();
  const stretches: Stretch[] = [];
  for (let at = 0, length = 1; at < rows.length; at += length) {
    length = Math.max(1, at);
    const days = rows.slice(at, at + length).map(({ day }) => day);
    const first = firstEventIdAt(days.at(-1)! * dayMs);
    const end = firstEventIdAt((days[0]! + 1) * dayMs);
    stretches.push({ fromId: first > fromId ? first : fromId, belowId: end < belowId ? end : belowId });
  }
  return stretches;
}
