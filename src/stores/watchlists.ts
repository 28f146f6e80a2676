/**
 * Watchlists of persons and vehicles: lists, entries, which entry is in which list, and the pictures of entries. The platform's face
 * lists and plate lists are views of them.
 */
import { type Generated, type RawBuilder, type Selectable, sql } from 'kysely';
import { keptQuery } from './kept-query.ts';
import type { Db, Trx } from './schema.ts';
import { foldForSearch, isLike, patternOf } from './search-text.ts';
import { type ShownUpload, shownUploadColumns } from './uploads.ts';
import type { OrganizationScope } from './users.ts';

export const watchlistKinds = ['person', 'vehicle'] as const;
export type WatchlistKind = (typeof watchlistKinds)[number];
export const watchlistPriorities = ['low', 'medium', 'high'] as const;
export type WatchlistPriority = (typeof watchlistPriorities)[number];

export interface WatchlistTables {
  watchlists: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    kind: WatchlistKind;
    name: string;
    /** The name as compared: unique in organisation and kind. */
    name_key: string;
    description: string | null;
    priority: WatchlistPriority | null;
    /** Its id in another system. */
    external_id: string | null;
    created_ms: number;
    updated_ms: number;
  };
  watchlist_entries: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    kind: WatchlistKind;
    /** Full name of the person, or plate number. */
    name: string | null;
    /** What is searched in: of a person the folded name, of a vehicle the plate key. */
    name_search: string;
    /** Unique in organisation and kind; null where names may repeat. */
    name_key: string | null;
    /** JSON: what else is known, by kind. */
    details: string;
    /** Its id in another system. */
    external_id: string | null;
    created_ms: number;
    updated_ms: number;
  };
  watchlist_members: { list_id: number; entry_id: number };
  watchlist_images: { entry_id: number; upload_id: string };
}

export interface WatchlistRow extends Selectable<WatchlistTables['watchlists']> {
  readonly entry_count: number;
}

/** What is shown of an entry, and whose it is. A long list is read in half the time without the rest. */
const shownColumns = [
  'id',
  'organization_id',
  'name',
  'details',
] as const satisfies (keyof WatchlistTables['watchlist_entries'])[];
type ShownEntry = Pick<Selectable<WatchlistTables['watchlist_entries']>, (typeof shownColumns)[number]>;

export interface EntryRow extends ShownEntry {
  /** Oldest first. */
  readonly images: readonly ShownUpload[];
}

/** Of one kind, in one organisation or (null) all. */
export interface WatchlistScope {
  readonly kind: WatchlistKind;
  readonly organization: OrganizationScope;
}

export interface WatchlistFields {
  readonly name: string;
  readonly nameKey: string;
  readonly description: string | null;
  readonly priority: WatchlistPriority | null;
}

export interface EntryFields {
  readonly name: string | null;
  readonly nameKey: string | null;
  readonly nameSearch: string;
  readonly details: string;
}

export interface NewOwner {
  readonly uuid: string;
  readonly organizationId: number;
  readonly kind: WatchlistKind;
  readonly nowMs: number;
}

/** By number; `name` keeps only exactly equal ones. */
export async function listWatchlists(
  db: Db,
  scope: WatchlistScope,
  filter: { readonly name?: string },
): Promise<WatchlistRow[]> {
  let query = selectWatchlists(db, scope);
  if (filter.name !== undefined) query = query.where('watchlists.name', '=', filter.name);
  return await query.orderBy('watchlists.id').execute();
}

export async function findWatchlist(
  db: Db,
  scope: WatchlistScope,
  id: number,
): Promise<WatchlistRow | undefined> {
  return await selectWatchlists(db, scope).where('watchlists.id', '=', id).executeTakeFirst();
}

function selectWatchlists(db: Db, { kind, organization }: WatchlistScope) {
  const query = db
    .selectFrom('watchlists')
    .selectAll('watchlists')
    .select(
      sql<number>`(select count(*) from watchlist_members where watchlist_members.list_id = watchlists.id)`.as(
        'entry_count',
      ),
    )
    .where('watchlists.kind', '=', kind);
  return organization === null ? query : query.where('watchlists.organization_id', '=', organization);
}

export async function insertWatchlist(trx: Trx, list: WatchlistFields & NewOwner): Promise<number> {
  const { id } = await trx
    .insertInto('watchlists')
    .values({
      ...listColumns(list),
      uuid: list.uuid,
      organization_id: list.organizationId,
      kind: list.kind,
      external_id: null,
      created_ms: list.nowMs,
      updated_ms: list.nowMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateWatchlist(
  trx: Trx,
  id: number,
  list: WatchlistFields,
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable('watchlists')
    .set({ ...listColumns(list), updated_ms: nowMs })
    .where('id', '=', id)
    .execute();
}

function listColumns({ name, nameKey, description, priority }: WatchlistFields) {
  return { name, name_key: nameKey, description, priority };
}

/** Throws `conflict` while it has entries. */
export async function deleteWatchlist(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('watchlists').where('id', '=', id).execute();
}

export interface EntryFilter {
  readonly listId?: number;
  /** Anywhere in what is searched in. */
  readonly nameContains?: string;
}

/** By number. The pictures of many are quicker found by a query of their own. */
export async function listEntries(
  db: Db,
  scope: WatchlistScope,
  { listId, nameContains }: EntryFilter,
): Promise<EntryRow[]> {
  const pattern = patternOf(nameContains);
  const entries = await entriesOf(db, { scope, listId, pattern });
  if (entries.length === 0) return [];
  const images = await imagesOf(db, { scope, listId, pattern });
  const byEntry = Map.groupBy(images, (image) => image.entry_id);
  return entries.map(({ id, organization_id, name, details }) => ({
    id,
    organization_id,
    name,
    details,
    images: byEntry.get(id) ?? [],
  }));
}

interface Entries {
  readonly scope: WatchlistScope;
  readonly listId: number | undefined;
  readonly pattern: string | undefined;
}

const entriesOf = keptQuery((db, entries: Entries) =>
  db.selectFrom('watchlist_entries').select(shownColumns).where(entryIs(entries)).orderBy('id'),
);

const imagesOf = keptQuery((db, entries: Entries) =>
  db
    .selectFrom('watchlist_images')
    .innerJoin('watchlist_entries', 'watchlist_entries.id', 'watchlist_images.entry_id')
    .innerJoin('uploads', 'uploads.uuid', 'watchlist_images.upload_id')
    .select(shownUploadColumns)
    .select('watchlist_images.entry_id')
    .where(entryIs(entries))
    .orderBy('uploads.id'),
);

/** With its pictures, in one query. */
export async function findEntry(db: Db, scope: WatchlistScope, id: number): Promise<EntryRow | undefined> {
  const rows = await oneEntry(db, { scope, listId: undefined, pattern: undefined, id });
  const [entry] = rows;
  if (entry === undefined) return undefined;
  const { organization_id, name, details } = entry;
  return { id, organization_id, name, details, images: rows.filter(hasImage) };
}

const oneEntry = keptQuery((db, { id, ...entries }: Entries & { readonly id: number }) =>
  db
    .selectFrom('watchlist_entries')
    .leftJoin('watchlist_images', 'watchlist_images.entry_id', 'watchlist_entries.id')
    .leftJoin('uploads', 'uploads.uuid', 'watchlist_images.upload_id')
    .select(shownColumns.map((name) => `watchlist_entries.${name}` as const))
    .select(shownUploadColumns)
    .where(entryIs(entries))
    .where('watchlist_entries.id', '=', id)
    .orderBy('uploads.id'),
);

function hasImage<Row extends { readonly uuid: string | null }>(row: Row): row is Row & ShownUpload {
  return row.uuid !== null;
}

export async function insertEntry(trx: Trx, entry: EntryFields & NewOwner): Promise<number> {
  const { id } = await trx
    .insertInto('watchlist_entries')
    .values({
      ...entryColumns(entry),
      uuid: entry.uuid,
      organization_id: entry.organizationId,
      kind: entry.kind,
      external_id: null,
      created_ms: entry.nowMs,
      updated_ms: entry.nowMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateEntry(trx: Trx, id: number, entry: EntryFields, nowMs: number): Promise<void> {
  await trx
    .updateTable('watchlist_entries')
    .set({ ...entryColumns(entry), updated_ms: nowMs })
    .where('id', '=', id)
    .execute();
}

function entryColumns({ name, nameKey, nameSearch, details }: EntryFields) {
  return { name, name_key: nameKey, name_search: nameSearch, details };
}

/** It leaves its lists and lets go of its pictures. */
export async function deleteEntry(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('watchlist_entries').where('id', '=', id).execute();
}

/** False when it was in the list already. */
export async function addMember(trx: Trx, listId: number, entryId: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('watchlist_members')
    .values({ list_id: listId, entry_id: entryId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when it was not in the list. */
export async function removeMember(trx: Trx, listId: number, entryId: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('watchlist_members')
    .where('list_id', '=', listId)
    .where('entry_id', '=', entryId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

export async function imageIsAttached(db: Db, uploadId: string): Promise<boolean> {
  const row = await db
    .selectFrom('watchlist_images')
    .select('entry_id')
    .where('upload_id', '=', uploadId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function attachImage(trx: Trx, entryId: number, uploadId: string): Promise<void> {
  await trx.insertInto('watchlist_images').values({ entry_id: entryId, upload_id: uploadId }).execute();
}

/** The UUIDs that were attached. */
export async function detachImages(
  trx: Trx,
  entryId: number,
  uploadIds: readonly string[],
): Promise<string[]> {
  if (uploadIds.length === 0) return [];
  const rows = await trx
    .deleteFrom('watchlist_images')
    .where('entry_id', '=', entryId)
    .where('upload_id', 'in', uploadIds)
    .returning('upload_id')
    .execute();
  return rows.map((row) => row.upload_id);
}

function entryIs({ scope: { kind, organization }, listId, pattern }: Entries): RawBuilder<boolean> {
  const conditions = [sql<boolean>`watchlist_entries.kind = ${kind}`];
  if (organization !== null)
    conditions.push(sql<boolean>`watchlist_entries.organization_id = ${organization}`);
  if (pattern !== undefined) conditions.push(isLike('watchlist_entries.name_search', pattern));
  if (listId !== undefined)
    conditions.push(sql<boolean>`watchlist_entries.id in
      (select entry_id from watchlist_members where list_id = ${listId})`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** The form of a plate that is compared: letters and digits only, folded. */
export function plateKey(number: string): string {
  return foldForSearch(number).replaceAll(/[^\p{L}\p{N}]/gu, '');
}
