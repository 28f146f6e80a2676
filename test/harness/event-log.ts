/** Sites and cameras as rows, for tests of the event log that need no more of them. */
import { randomUUID } from 'node:crypto';
import { insertCamera } from '#stores/cameras.ts';
import type { Db } from '#stores/schema.ts';

export interface TestCamera {
  readonly id: string;
  readonly number: number;
  readonly siteId: number;
}

export interface TestCameraOrder {
  readonly organizationId?: number;
  readonly siteId?: number;
  readonly name?: string;
  readonly settings?: object;
}

export async function addCamera(db: Db, order: TestCameraOrder = {}): Promise<TestCamera> {
  const organizationId = order.organizationId ?? (await anOrganization(db));
  const siteId = order.siteId ?? (await addSite(db, organizationId));
  const id = randomUUID();
  const number = await db.transaction().execute((trx) =>
    insertCamera(trx, {
      uuid: id,
      organizationId,
      siteId,
      name: order.name ?? 'Yard',
      settings: JSON.stringify({ source: { url: 'rtsp://192.0.2.1/' }, ...order.settings }),
      sourcePassword: null,
      onvifPassword: null,
      nowMs: 0,
    }),
  );
  return { id, number, siteId };
}

async function anOrganization(db: Db): Promise<number> {
  const there = await db.selectFrom('organizations').select('id').orderBy('id').executeTakeFirst();
  return there?.id ?? (await addOrganization(db, 'Works'));
}

export async function addOrganization(db: Db, name: string): Promise<number> {
  const { id } = await db
    .insertInto('organizations')
    .values({
      name,
      description: '',
      logo_id: null,
      is_internal: 0,
      shows_groupless: 1,
      name_search: name.toLowerCase(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function addSite(
  db: Db,
  organizationId: number,
  parentId: number | null = null,
): Promise<number> {
  const { id } = await db
    .insertInto('sites')
    .values({
      uuid: randomUUID(),
      organization_id: organizationId,
      parent_id: parentId,
      name: 'Site',
      name_search: 'site',
      description: null,
      latitude: null,
      longitude: null,
      created_ms: 0,
      updated_ms: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const above =
    parentId === null
      ? []
      : await db.selectFrom('site_ancestors').select('ancestor_id').where('site_id', '=', parentId).execute();
  await db
    .insertInto('site_ancestors')
    .values([{ ancestor_id: id }, ...above].map(({ ancestor_id }) => ({ site_id: id, ancestor_id })))
    .execute();
  return id;
}
