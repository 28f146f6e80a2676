/** When organisations were armed and disarmed. All changes are kept, so that an event that comes late is judged by its own time. */
import type { Generated, Selectable } from 'kysely';
import type { Flag } from './columns.ts';
import type { Db, Trx } from './schema.ts';

export interface ArmingTables {
  arming_changes: {
    id: Generated<number>;
    organization_id: number;
    armed: Flag;
    changed_ms: number;
    /** E-mail or login name, as it was. */
    changed_by: string;
  };
}

export type ArmingRow = Selectable<ArmingTables['arming_changes']>;

/**
 * The last change up to a moment; undefined before the first. Changes count in the order in which they were made: the clock may have
 * been set back since, and what seems to lie after now was made before it.
 */
export async function findArming(
  db: Db,
  organizationId: number,
  untilMs: number,
  nowMs: number,
): Promise<ArmingRow | undefined> {
  return await db
    .selectFrom('arming_changes')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((eb) => eb.or([eb('changed_ms', '<=', untilMs), eb('changed_ms', '>', nowMs)]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertArming(trx: Trx, change: Omit<ArmingRow, 'id'>): Promise<void> {
  await trx.insertInto('arming_changes').values(change).execute();
}
