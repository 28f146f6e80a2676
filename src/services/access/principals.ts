/** Users as principals, remembered for two seconds: what another process changes counts after that, what this one changes at once. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import { findPerson } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { permissions as allPermissions } from './permissions.ts';
import { Recent } from './recent.ts';

/** How long an answer of the database is believed. */
export const believedMs = 2_000;

/** All of a principal that does not change from request to request, with what its proofs are checked against. */
export interface KnownUser {
  readonly principal: Omit<Principal, 'via' | 'address'>;
  readonly passwordHash: string;
  readonly md5Hash: string | null;
  readonly rtspHa1: string | null;
  readonly blocked: boolean;
  readonly passwordChangedMs: number;
}

const everyPermission: ReadonlySet<string> = new Set(allPermissions);

export class Principals {
  readonly #db: Db;
  readonly #recent: Recent<KnownUser>;

  constructor(db: Db, clock: Clock) {
    this.#db = db;
    this.#recent = new Recent({ lifeMs: believedMs, max: 10_000 }, clock);
  }

  /** Undefined when the user is gone. */
  async find(userId: number): Promise<KnownUser | undefined> {
    const known = this.#recent.find(String(userId));
    if (known !== undefined) return known;
    const mark = this.#recent.mark();
    const person = await findPerson(this.#db, userId);
    if (person === undefined) return undefined;
    const superuser = person.superuser === 1;
    const user: KnownUser = {
      principal: {
        userId,
        email: person.email,
        login: person.login,
        superuser,
        organizationId: person.organization_id,
        roleId: person.role_id,
        permissions: superuser ? everyPermission : new Set(person.permissions),
        groupIds: person.groupIds,
        seesGroupless: person.showsGroupless,
      },
      passwordHash: person.password_hash,
      md5Hash: person.md5_hash,
      rtspHa1: person.rtsp_ha1,
      blocked: person.blocked === 1,
      passwordChangedMs: person.password_changed_ms,
    };
    this.#recent.keep(String(userId), user, mark);
    return user;
  }

  /** After a change of this user, or of a role, group or organisation when none is given. */
  forget(userId?: number): void {
    if (userId === undefined) this.#recent.clear();
    else this.#recent.forget(String(userId));
  }
}
