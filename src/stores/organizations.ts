/** Organisations: the walls around people, sites and lists. */
import type { Flag } from './columns.ts';
import type { Db, Trx } from './schema.ts';
import { containsFolded, foldForSearch } from './search-text.ts';
import type { OrganizationScope } from './users.ts';

export interface OrganizationRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  /** Upload, UUID. */
  readonly logo_id: string | null;
  readonly is_internal: Flag;
}

export interface OrganizationFields {
  readonly name: string;
  readonly description: string;
  readonly logoId: string | null;
}

/** By number. Rows after `afterId`. */
export async function listOrganizationRows(
  db: Db,
  scope: OrganizationScope,
  filter: { readonly nameContains?: string },
  page: { readonly afterId: number; readonly limit: number },
): Promise<OrganizationRow[]> {
  let query = selectOrganizations(db, scope).where('id', '>', page.afterId);
  if (filter.nameContains !== undefined)
    query = query.where(containsFolded('name_search', filter.nameContains));
  return await query.orderBy('id').limit(page.limit).execute();
}

export async function findOrganization(
  db: Db,
  scope: OrganizationScope,
  id: number,
): Promise<OrganizationRow | undefined> {
  return await selectOrganizations(db, scope).where('id', '=', id).executeTakeFirst();
}

export async function findOrganizationName(db: Db, id: number): Promise<string | undefined> {
  const row = await db.selectFrom('organizations').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}

export async function updateOrganization(
  trx: Trx,
  id: number,
  { name, description, logoId }: OrganizationFields,
): Promise<void> {
  await trx
    .updateTable('organizations')
    .set({ name, name_search: foldForSearch(name), description, logo_id: logoId })
    .where('id', '=', id)
    .execute();
}

/** Whether its people see the sites that are in no group. */
export async function listGrouplessPolicies(
  db: Db,
): Promise<{ readonly id: number; readonly name: string; readonly shows_groupless: Flag }[]> {
  return await db
    .selectFrom('organizations')
    .select(['id', 'name', 'shows_groupless'])
    .orderBy('id')
    .execute();
}

/** Gives what it was before; undefined when there is no such organisation. */
export async function setGrouplessPolicy(trx: Trx, id: number, shows: Flag): Promise<Flag | undefined> {
  const before = await trx
    .selectFrom('organizations')
    .select('shows_groupless')
    .where('id', '=', id)
    .executeTakeFirst();
  await trx.updateTable('organizations').set({ shows_groupless: shows }).where('id', '=', id).execute();
  return before?.shows_groupless;
}

/** Throws `conflict` while something refers to it. */
export async function deleteOrganization(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('roles').where('organization_id', '=', id).execute();
  await trx.deleteFrom('organizations').where('id', '=', id).execute();
}

export async function countIn(
  db: Db,
  table: 'users' | 'groups' | 'sites',
  organizationId: number,
): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return row.count;
}

function selectOrganizations(db: Db, scope: OrganizationScope) {
  const query = db
    .selectFrom('organizations')
    .select(['id', 'name', 'description', 'logo_id', 'is_internal']);
  return scope === null ? query : query.where('id', '=', scope);
}
