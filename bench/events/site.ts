/** Whose cameras the events are of: two organisations, sites in sites, and three users who see all, a third, or one site of them. */
import { randomUUID } from 'node:crypto';
import { permissions } from '#services/access/permissions.ts';
import { bothNames, insertRole, nameKey } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { foldForSearch } from '#stores/search-text.ts';
import { insertMany } from '../platform/bulk.ts';

export const siteSize = { cameras: 1_000, sites: 100, guardSites: 30 } as const;

/** Members of the first organisation. */
export const users = { chief: 'chief@example.org', guard: 'guard@example.org', porter: 'porter@example.org' };

export interface BenchSite {
  /** Numbers and UUIDs; every tenth is the second organisation's. */
  readonly cameras: readonly { readonly id: number; readonly uuid: string }[];
  readonly siteIds: readonly number[];
  readonly groupIds: readonly number[];
}

export async function fillSite(db: Db, passwordHash: string): Promise<BenchSite> {
  const nowMs = Date.now();
  const named = (name: string) => ({ name, name_search: foldForSearch(name), description: '' });
  await insertMany(db, 'organizations', [
    { ...named('Neighbours'), logo_id: null, is_internal: 0, shows_groupless: 1 },
  ]);
  const [own = 0, other = 0] = await idsOf(db, 'organizations');
  // A district, then the sites in it.
  await insertMany(
    db,
    'sites',
    Array.from({ length: siteSize.sites }, (_, index) => ({
      ...named(`Site ${index}`),
      uuid: randomUUID(),
      organization_id: index % 10 === 9 ? other : own,
      parent_id: null,
      latitude: null,
      longitude: null,
      created_ms: nowMs,
      updated_ms: nowMs,
    })),
  );
  const siteIds = await idsOf(db, 'sites');
  await insertMany(
    db,
    'site_ancestors',
    siteIds.map((id) => ({ site_id: id, ancestor_id: id })),
  );
  await insertMany(
    db,
    'cameras',
    Array.from({ length: siteSize.cameras }, (_, index) => {
      const name = `Camera ${index}`;
      return {
        uuid: randomUUID(),
        organization_id: index % 10 === 9 ? other : own,
        site_id: siteIds[index % siteIds.length]!,
        plan_id: null,
        plan_x: null,
        plan_y: null,
        name,
        name_search: foldForSearch(name),
        settings: JSON.stringify({ source: { url: 'rtsp://192.0.2.1/' } }),
        source_password: null,
        onvif_password: null,
        extras: '{}',
        created_ms: nowMs,
        updated_ms: nowMs,
      };
    }),
  );
  const groupIds = await fillPeople(db, own, passwordHash, siteIds);
  const cameras = await db.selectFrom('cameras').select(['id', 'uuid']).orderBy('id').execute();
  return { cameras, siteIds, groupIds };
}

async function fillPeople(
  db: Db,
  organizationId: number,
  passwordHash: string,
  siteIds: readonly number[],
): Promise<number[]> {
  const seen = [
    siteIds.filter((_, index) => index % 10 !== 9),
    siteIds.filter((_, index) => index % 10 < 3).slice(0, siteSize.guardSites),
    siteIds.slice(0, 1),
  ];
  await insertMany(
    db,
    'groups',
    seen.map((_, index) => ({
      organization_id: organizationId,
      name: `Group ${index}`,
      name_search: `group ${index}`,
      description: '',
      is_internal: 0 as const,
    })),
  );
  const groupIds = (await idsOf(db, 'groups')).slice(-seen.length);
  const grants = seen.flatMap((ids, index) =>
    ids.map((site_id) => ({ group_id: groupIds[index]!, site_id, live: 1 as const, archive: 1 as const })),
  );
  await insertMany(db, 'group_sites', grants);
  const role = { name: 'Everything', description: '', isInternal: false, permissions };
  const roleId = await insertRole(db, role);
  for (const [index, email] of Object.values(users).entries()) {
    const login = email.split('@', 1)[0]!;
    const names = { firstName: login, lastName: 'Bench' };
    const { id } = await db
      .insertInto('users')
      .values({
        email,
        email_key: nameKey(email),
        login,
        login_key: login,
        first_name: names.firstName,
        last_name: names.lastName,
        name_search: foldForSearch(bothNames(names)),
        avatar_id: null,
        organization_id: organizationId,
        role_id: roleId,
        superuser: 0,
        blocked: 0,
        password_hash: passwordHash,
        md5_hash: null,
        rtsp_ha1: null,
        created_ms: Date.now(),
        password_changed_ms: Date.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await db.insertInto('group_members').values({ group_id: groupIds[index]!, user_id: id }).execute();
  }
  return groupIds;
}

async function idsOf(db: Db, table: 'organizations' | 'sites' | 'groups'): Promise<number[]> {
  return (await db.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
}
