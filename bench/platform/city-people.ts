/** Organisations, roles, users and groups of the city. */
import { permissions } from '#services/access/permissions.ts';
import { bothNames, insertRole, nameKey } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { foldForSearch } from '#stores/search-text.ts';
import { insertMany } from './bulk.ts';
import { firstNames, lastNames } from './names.ts';
import type { Random } from './random.ts';
import { citySize, organizationOf } from './size.ts';

export interface CityPeople {
  /** The city's own is the first. */
  readonly organizationIds: readonly number[];
  /** By index of the organisation. */
  readonly groupIds: readonly (readonly number[])[];
  readonly users: readonly {
    readonly id: number;
    readonly organizationIndex: number;
    readonly email: string;
  }[];
  readonly known: { readonly guard: string; readonly newcomer: string };
}

const districts = ['North', 'South', 'East', 'West', 'Harbour', 'Old Town', 'Airport', 'Hills'];
const groupsOfCity = 40;
const groupsOfOthers = 4;

export async function fillPeople(db: Db, random: Random, passwordHash: string): Promise<CityPeople> {
  const organizationIds = await fillOrganizations(db);
  const groupIds = await fillGroups(db, organizationIds);
  const read = permissions.filter((name) => name.endsWith('_read'));
  const role = { name: 'Operator', description: 'Reads everything.', isInternal: false, permissions: read };
  const roleId = await insertRole(db, role);
  const known = { guard: 'guard@example.org', newcomer: 'newcomer@example.org' };
  const drafts = Array.from({ length: citySize.users - 1 }, (_, index) => ({
    email: [known.guard, known.newcomer][index] ?? `user${index}@example.org`,
    firstName: random.pick(firstNames),
    lastName: `${random.pick(lastNames)}-${random.pick(lastNames)}`,
    organizationIndex: index < 2 ? 0 : organizationOf(index),
  }));
  const nowMs = Date.now();
  await insertMany(
    db,
    'users',
    drafts.map((user, index) => ({
      email: user.email,
      email_key: nameKey(user.email),
      login: `user${index}`,
      login_key: `user${index}`,
      first_name: user.firstName,
      last_name: user.lastName,
      name_search: foldForSearch(bothNames(user)),
      avatar_id: null,
      organization_id: organizationIds[user.organizationIndex]!,
      role_id: roleId,
      superuser: 0 as const,
      blocked: 0 as const,
      password_hash: passwordHash,
      md5_hash: null,
      rtsp_ha1: null,
      created_ms: nowMs,
      password_changed_ms: nowMs,
    })),
  );
  const rows = await db
    .selectFrom('users')
    .select(['id', 'email'])
    .where('superuser', '=', 0)
    .orderBy('id')
    .execute();
  const users = rows.map((row, index) => ({
    ...row,
    organizationIndex: drafts[index]!.organizationIndex,
  }));
  await insertMany(
    db,
    'group_members',
    users.flatMap(({ id, organizationIndex }, index) =>
      groupsOf(index, groupIds[organizationIndex]!).map((group_id) => ({ group_id, user_id: id })),
    ),
  );
  return { organizationIds, groupIds, users, known };
}

/** The guard, the newcomer, then everybody in two groups. */
function groupsOf(index: number, groupIds: readonly number[]): number[] {
  if (index === 0) return groupIds.slice(0, groupIds.length / 2);
  if (index === 1) return groupIds.slice(-1);
  return [groupIds[index % groupIds.length]!, groupIds[(index + 1) % groupIds.length]!];
}

async function fillOrganizations(db: Db): Promise<number[]> {
  await insertMany(
    db,
    'organizations',
    Array.from({ length: citySize.organizations - 1 }, (_, index) => ({
      name: `Department ${index + 2}`,
      name_search: foldForSearch(`Department ${index + 2}`),
      description: 'Of the city',
      logo_id: null,
      is_internal: 0 as const,
      shows_groupless: 1 as const,
    })),
  );
  const rows = await db.selectFrom('organizations').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

async function fillGroups(db: Db, organizationIds: readonly number[]): Promise<number[][]> {
  await insertMany(
    db,
    'groups',
    organizationIds.flatMap((organization_id, organization) =>
      Array.from({ length: organization === 0 ? groupsOfCity : groupsOfOthers }, (_, index) => {
        const name = `${districts[index % districts.length]} ${index}`;
        return {
          organization_id,
          name,
          name_search: foldForSearch(name),
          description: '',
          is_internal: 0 as const,
        };
      }),
    ),
  );
  const rows = await db.selectFrom('groups').select(['id', 'organization_id']).orderBy('id').execute();
  return organizationIds.map((id) => rows.filter((row) => row.organization_id === id).map((row) => row.id));
}
