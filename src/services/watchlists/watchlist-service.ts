/** Watchlists and which entries are in them. What belongs to another organisation is not there for the caller. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Db, Trx } from '#stores/schema.ts';
import {
  addMember,
  deleteWatchlist,
  findEntry,
  findWatchlist,
  insertWatchlist,
  listEntries,
  listWatchlists,
  removeMember,
  updateWatchlist,
  type WatchlistFields,
  type WatchlistKind,
  type WatchlistRow,
  type WatchlistScope,
} from '#stores/watchlists.ts';
import { organizationScope, requirePermission } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { checkName, isNumber } from '../sites/checks.ts';
import {
  checkDescription,
  type EntryView,
  listKey,
  toEntryView,
  toWatchlistView,
  type WatchlistInput,
  type WatchlistView,
} from './entry-view.ts';
import { rightsOf } from './rights.ts';

export interface WatchlistServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly clock: Clock;
}

export class WatchlistService {
  readonly #db: Db;
  readonly #audit: Pick<AuditService, 'record'>;
  readonly #clock: Clock;

  constructor({ db, audit, clock }: WatchlistServiceOptions) {
    this.#db = db;
    this.#audit = audit;
    this.#clock = clock;
  }

  /** By number; `name` keeps only exactly equal ones. */
  async list(
    principal: Principal,
    kind: WatchlistKind,
    filter: { readonly name?: string | undefined },
  ): Promise<WatchlistView[]> {
    requirePermission(principal, rightsOf[kind].lists.read);
    const { name } = filter;
    const rows = await listWatchlists(this.#db, scopeOf(principal, kind), name === undefined ? {} : { name });
    return rows.map(toWatchlistView);
  }

  async get(principal: Principal, kind: WatchlistKind, id: number): Promise<WatchlistView> {
    requirePermission(principal, rightsOf[kind].lists.read);
    return toWatchlistView(await this.#get(this.#db, principal, kind, id));
  }

  /** `conflict` when the name is taken, in any letter case. */
  async create(principal: Principal, kind: WatchlistKind, input: WatchlistInput): Promise<WatchlistView> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.lists.create);
    const fields = toFields(input);
    return await this.#change(kind, async (trx) => {
      const { organizationId } = principal;
      const owner = { uuid: randomUUID(), organizationId, kind, nowMs: this.#nowMs() };
      const id = await insertWatchlist(trx, { ...fields, ...owner });
      await this.#audit.record(trx, {
        action: rights.lists.create,
        by: principal,
        meta: { [rights.listId]: id, name: input.name },
      });
      return toWatchlistView(await this.#get(trx, principal, kind, id));
    });
  }

  async update(
    principal: Principal,
    kind: WatchlistKind,
    id: number,
    input: WatchlistInput,
  ): Promise<WatchlistView> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.lists.update);
    const fields = toFields(input);
    return await this.#change(kind, async (trx) => {
      const before = await this.#get(trx, principal, kind, id);
      const { name, description, priority } = before;
      await updateWatchlist(trx, id, fields, this.#nowMs());
      await this.#audit.record(trx, {
        action: rights.lists.update,
        by: principal,
        organizationId: before.organization_id,
        meta: { [rights.listId]: id, name: input.name },
        change: { before: { name, description, priority }, after: input },
      });
      return toWatchlistView(await this.#get(trx, principal, kind, id));
    });
  }

  /** A list with entries stays: `conflict`. */
  async delete(principal: Principal, kind: WatchlistKind, id: number): Promise<void> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.lists.delete);
    await this.#db.transaction().execute(async (trx) => {
      const { name, entry_count, organization_id } = await this.#get(trx, principal, kind, id);
      if (entry_count > 0)
        throw new VidetteError('conflict', `the ${rights.list} has ${rights.entry}s`, { reason: 'in_use' });
      await deleteWatchlist(trx, id);
      await this.#audit.record(trx, {
        action: rights.lists.delete,
        by: principal,
        organizationId: organization_id,
        meta: { [rights.listId]: id, name },
      });
    });
  }

  /** The entries in a list, by number. */
  async entries<Kind extends WatchlistKind>(
    principal: Principal,
    kind: Kind,
    listId: number,
  ): Promise<EntryView<Kind>[]> {
    requirePermission(principal, rightsOf[kind].members.read);
    await this.#get(this.#db, principal, kind, listId);
    const rows = await listEntries(this.#db, scopeOf(principal, kind), { listId });
    return rows.map((row) => toEntryView<Kind>(row));
  }

  /** `conflict` when it is in the list already. */
  async add(principal: Principal, kind: WatchlistKind, listId: number, entryId: number): Promise<void> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.members.create);
    await this.#db.transaction().execute(async (trx) => {
      const list = await this.#get(trx, principal, kind, listId);
      const entry = await this.#entry(trx, principal, kind, entryId);
      // A superuser sees both; their people would see only one.
      if (list.organization_id !== entry.organization_id)
        throw new VidetteError('conflict', `the ${rights.entry} belongs to another organisation`);
      if (!(await addMember(trx, listId, entryId)))
        throw new VidetteError('conflict', `the ${rights.entry} is in the ${rights.list} already`);
      await this.#audit.record(trx, {
        action: rights.members.create,
        by: principal,
        organizationId: list.organization_id,
        meta: { [rights.listId]: listId, [rights.entryId]: entryId },
      });
    });
  }

  /** An entry that is not in the list changes nothing. */
  async remove(principal: Principal, kind: WatchlistKind, listId: number, entryId: number): Promise<void> {
    const rights = rightsOf[kind];
    requirePermission(principal, rights.members.delete);
    await this.#db.transaction().execute(async (trx) => {
      const list = await this.#get(trx, principal, kind, listId);
      await this.#entry(trx, principal, kind, entryId);
      if (!(await removeMember(trx, listId, entryId))) return;
      await this.#audit.record(trx, {
        action: rights.members.delete,
        by: principal,
        organizationId: list.organization_id,
        meta: { [rights.listId]: listId, [rights.entryId]: entryId },
      });
    });
  }

  async #get(db: Db, principal: Principal, kind: WatchlistKind, id: number): Promise<WatchlistRow> {
    const row = isNumber(id) ? await findWatchlist(db, scopeOf(principal, kind), id) : undefined;
    if (row === undefined) throw new VidetteError('not_found', `no such ${rightsOf[kind].list}`);
    return row;
  }

  async #entry(trx: Trx, principal: Principal, kind: WatchlistKind, id: number) {
    const row = isNumber(id) ? await findEntry(trx, scopeOf(principal, kind), id) : undefined;
    if (row === undefined) throw new VidetteError('not_found', `no such ${rightsOf[kind].entry}`);
    return row;
  }

  async #change<T>(kind: WatchlistKind, work: (trx: Trx) => Promise<T>): Promise<T> {
    return await withName(this.#db.transaction().execute(work), `a ${rightsOf[kind].list} of this name`);
  }

  #nowMs(): number {
    return Math.trunc(this.#clock.utcMs());
  }
}

export function scopeOf(principal: Principal, kind: WatchlistKind): WatchlistScope {
  return { kind, organization: organizationScope(principal) };
}

/** Says in the field's words what the database found to be there twice. */
export async function withName<T>(change: Promise<T>, what: string): Promise<T> {
  return await change.catch((error: unknown) => {
    if (error instanceof VidetteError && error.reason === 'unique')
      throw new VidetteError('conflict', `there is ${what} already`, {
        cause: error,
        reason: 'name_taken',
      });
    throw error;
  });
}

function toFields({ name, description, priority }: WatchlistInput): WatchlistFields {
  checkName(name);
  checkDescription(description);
  return { name, nameKey: listKey(name), description, priority };
}
