/**
 * Changes of people and rights go one after the other: "the last superuser", "in no group yet" and "no more than the giver has"
 * are looked up and then relied on. SQLite writes one transaction at a time anyway; such changes are rare.
 */
import { sql } from 'kysely';
import { engineOf } from './columns.ts';
import type { Trx } from './schema.ts';

/** Any number; all servers of a database use the same. */
const lockNumber = 7_301_002;

/** Held to the end of the transaction. To be taken before the first look. */
export async function lockPeople(trx: Trx): Promise<void> {
  if (engineOf(trx) === 'postgres') await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(trx);
}
