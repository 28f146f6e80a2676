/** Pictures that people uploaded; the bytes are files. Who refers to one is found in the tables that can. */
import { type Generated, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Db, Trx } from './schema.ts';
import type { OrganizationScope } from './users.ts';

export const uploadKinds = [
  'avatar',
  'face_image',
  'vehicle_image',
  'plan',
  'camera_snapshot',
  'logo',
] as const;
export type StoredUploadKind = (typeof uploadKinds)[number];

export interface UploadTables {
  uploads: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    /** Who uploaded it. */
    user_id: number;
    kind: StoredUploadKind;
    /** Of the stored file. */
    mime_type: string;
    size_bytes: number;
    /** Hex, of the stored file. */
    sha256: string;
    width_px: number;
    height_px: number;
    /** JSON: what was found in it, null when nobody looked. */
    meta: string | null;
    created_ms: number;
    /** When it was made, or last attached to something or taken off. */
    touched_ms: number;
  };
}

export type UploadRow = Selectable<UploadTables['uploads']>;

/** What is shown of an upload. */
export type ShownUpload = Pick<
  UploadRow,
  'uuid' | 'kind' | 'mime_type' | 'size_bytes' | 'meta' | 'created_ms'
>;
export const shownUploadColumns = [
  'uploads.uuid',
  'uploads.kind',
  'uploads.mime_type',
  'uploads.size_bytes',
  'uploads.meta',
  'uploads.created_ms',
] as const;

export async function insertUpload(trx: Trx, upload: Omit<UploadRow, 'id'>): Promise<void> {
  await trx.insertInto('uploads').values(upload).execute();
}

/** Also the logo and the avatars that a superuser of another organisation set. */
export async function findShownUpload(
  db: Db,
  scope: OrganizationScope,
  uuid: string,
): Promise<UploadRow | undefined> {
  const query = db.selectFrom('uploads').selectAll().where('uuid', '=', uuid);
  if (scope === null) return await query.executeTakeFirst();
  return await query
    .where(
      sql<boolean>`(uploads.organization_id = ${scope}
        or exists (select 1 from organizations where organizations.logo_id = uploads.uuid
          and organizations.id = ${scope})
        or exists (select 1 from users where users.avatar_id = uploads.uuid
          and users.organization_id = ${scope}))`,
    )
    .executeTakeFirst();
}

/** Bytes that the uploads of an organisation take up. */
export async function sizeOfUploads(db: Db, organizationId: number): Promise<number> {
  const row = await db
    .selectFrom('uploads')
    .select((eb) => eb.fn.sum<number | null>('size_bytes').as('size'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return row.size ?? 0;
}

/**
 * Marks an upload as used just now and gives its organisation; undefined when there is none of this kind in the scope. The row stays
 * locked to the end of the transaction, so neither the clean-up nor another user of the picture comes between.
 */
export async function touchUpload(
  trx: Trx,
  scope: OrganizationScope,
  upload: { readonly uuid: string; readonly kind: StoredUploadKind; readonly nowMs: number },
): Promise<number | undefined> {
  let query = trx
    .updateTable('uploads')
    .set({ touched_ms: upload.nowMs })
    .where('uuid', '=', upload.uuid)
    .where('kind', '=', upload.kind);
  if (scope !== null) query = query.where('organization_id', '=', scope);
  return (await query.returning('organization_id').executeTakeFirst())?.organization_id;
}

/** Begins the time after which unused ones are removed anew. */
export async function touchUploads(trx: Trx, uuids: readonly string[], nowMs: number): Promise<void> {
  if (uuids.length === 0) return;
  await trx.updateTable('uploads').set({ touched_ms: nowMs }).where('uuid', 'in', uuids).execute();
}

/** False when something refers to it: then it stays where it is. */
export async function moveUnusedUpload(trx: Trx, uuid: string, organizationId: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('uploads')
    .set({ organization_id: organizationId })
    .where('uuid', '=', uuid)
    .where(isUnused)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Deletes up to `limit` that nothing refers to since `beforeMs`, and gives their UUIDs. */
export async function deleteUnusedUploads(db: Db, beforeMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .deleteFrom('uploads')
    .where('touched_ms', '<', beforeMs)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('uploads')
        .select('id')
        .where('touched_ms', '<', beforeMs)
        .where(isUnused)
        .orderBy('touched_ms')
        .limit(limit),
    )
    .where(isUnused)
    .returning('uuid')
    .execute();
  return rows.map(({ uuid }) => uuid);
}

/** Which of these are there. */
export async function knownUploads(db: Db, uuids: readonly string[]): Promise<Set<string>> {
  if (uuids.length === 0) return new Set();
  const rows = await db.selectFrom('uploads').select('uuid').where('uuid', 'in', uuids).execute();
  return new Set(rows.map(({ uuid }) => uuid));
}

const isUnused: RawBuilder<boolean> = sql<boolean>`(
  not exists (select 1 from plans where plans.image_id = uploads.uuid)
  and not exists (select 1 from users where users.avatar_id = uploads.uuid)
  and not exists (select 1 from organizations where organizations.logo_id = uploads.uuid)
  and not exists (select 1 from watchlist_images where watchlist_images.upload_id = uploads.uuid))`;
