/** The data of a city, the same in every run but for keys and the time that audit entries end at. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Settings } from '#config/settings.ts';
import { systemClock } from '#domain/clock.ts';
import { openAccess } from '#services/access/open-access.ts';
import { PasswordHasher } from '#services/access/passwords.ts';
import { engineOf } from '#stores/columns.ts';
import { openDatabase } from '#stores/database.ts';
import { fillAudit } from './city-audit.ts';
import { fillLists } from './city-lists.ts';
import { fillPeople } from './city-people.ts';
import { fillSites } from './city-sites.ts';
import { Random } from './random.ts';

/** Two ordinary users of the largest organisation. */
export interface CityUsers {
  readonly password: string;
  /** In half of the groups. */
  readonly guard: string;
  /** In one group of forty. */
  readonly newcomer: string;
}

/** Into an empty database. */
export async function fillCity(settings: Settings): Promise<CityUsers> {
  const db = await openDatabase(settings);
  try {
    const { vault } = await openAccess({ db, settings, clock: systemClock });
    const random = new Random(1);
    const password = randomUUID();
    const passwordHash = await new PasswordHasher().hash(password);
    const people = await fillPeople(db, random, passwordHash);
    await fillSites(db, random, vault, people);
    await fillLists(db, random, people);
    await fillAudit(db, random, people, Date.now());
    // As PostgreSQL does by itself some minutes later.
    if (engineOf(db) === 'postgres') await sql`vacuum analyze`.execute(db);
    return { password, ...people.known };
  } finally {
    await db.destroy();
  }
}
