/** People at the size of a city: searchable names, roles that belong to an organisation, the audit log by organisation. */
import type { Kysely } from 'kysely';
import { foldForSearch } from '../search-text.ts';

interface Named {
  id: number;
  name: string;
  name_search: string;
}
interface Before {
  organizations: Named;
  groups: Named;
  users: { id: number; first_name: string; last_name: string; name_search: string };
  roles: { id: number; name: string; name_key: string };
}

export async function up(unknown: Kysely<unknown>): Promise<void> {
  const db = unknown as Kysely<Before>;
  for (const table of ['organizations', 'groups'] as const) {
    await addSearchName(db, table);
    for (const { id, name } of await db.selectFrom(table).select(['id', 'name']).execute())
      await db
        .updateTable(table)
        .set({ name_search: foldForSearch(name) })
        .where('id', '=', id)
        .execute();
  }
  await addSearchName(db, 'users');
  const users = await db.selectFrom('users').select(['id', 'first_name', 'last_name']).execute();
  for (const { id, first_name, last_name } of users) {
    const both = `${first_name} ${last_name}\n${last_name} ${first_name}`;
    await db
      .updateTable('users')
      .set({ name_search: foldForSearch(both) })
      .where('id', '=', id)
      .execute();
  }
  await divideRoles(db);
  await db.schema
    .createIndex('audit_log_organization')
    .on('audit_log')
    .columns(['organization_id', 'at_ms', 'id'])
    .execute();
}

async function addSearchName(db: Kysely<Before>, table: keyof Before): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn('name_search', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
}

/** The column that is unique becomes a key, so that two organisations can have roles of one name without knowing of each other. */
async function divideRoles(db: Kysely<Before>): Promise<void> {
  await db.schema.alterTable('roles').renameColumn('name', 'name_key').execute();
  await db.schema
    .alterTable('roles')
    .addColumn('name', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('roles')
    .addColumn('organization_id', 'integer', (c) => c.references('organizations.id'))
    .execute();
  await db.schema.createIndex('roles_organization').on('roles').column('organization_id').execute();
  const taken = new Set<string>();
  for (const { id, name_key: name } of await db
    .selectFrom('roles')
    .select(['id', 'name_key'])
    .orderBy('id')
    .execute()) {
    const key = `0 ${name.normalize('NFKC').trim().toLowerCase()}`;
    // Names that only differ in letter case were allowed; the later one keeps its name and gets a key of its own.
    const free = taken.has(key) ? `${key} ${id}` : key;
    taken.add(free);
    await db.updateTable('roles').set({ name, name_key: free }).where('id', '=', id).execute();
  }
}
