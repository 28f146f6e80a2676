/** Clips: jobs that cut a piece out of a camera's archive. A clip outlives its camera until it expires. */
import type { Generated, Selectable } from 'kysely';
import { sql } from 'kysely';
import { keptQuery } from './kept-query.ts';
import type { Db, Trx } from './schema.ts';
import { cameraIsVisible, type RowCount, type SiteScope } from './site-scope.ts';

export type StoredClipState = 'queued' | 'running' | 'failed' | 'aborted' | 'done';
const unfinishedClipStates = ['queued', 'running'] as const;

export interface ClipTables {
  clips: {
    id: Generated<number>;
    uuid: string;
    organization_id: number;
    /** Who ordered it. */
    user_id: number;
    /** Null once the camera is deleted. */
    camera_id: number | null;
    camera_uuid: string;
    camera_name: string;
    from_ms: number;
    to_ms: number;
    state: StoredClipState;
    /** 0..1 */
    progress: number;
    /** Why it failed. */
    message: string | null;
    size_bytes: number | null;
    duration_ms: number | null;
    /** Hex. */
    sha256: string | null;
    created_ms: number;
    finished_ms: number | null;
    /** When the file is removed and the row with it. */
    expires_ms: number;
  };
}

export type ClipRow = Selectable<ClipTables['clips']>;

/** What is shown in lists. */
const shownColumns = [
  'clips.uuid',
  'clips.camera_uuid',
  'clips.camera_name',
  'clips.from_ms',
  'clips.to_ms',
  'clips.state',
  'clips.progress',
  'clips.created_ms',
  'clips.finished_ms',
] as const;
export type ShownClip = Pick<
  ClipRow,
  | 'uuid'
  | 'camera_uuid'
  | 'camera_name'
  | 'from_ms'
  | 'to_ms'
  | 'state'
  | 'progress'
  | 'created_ms'
  | 'finished_ms'
>;

/** Who sees which clips: those of cameras whose archive they see, and their own of cameras that are gone. */
export interface ClipScope {
  readonly sites: SiteScope;
  readonly userId: number;
}

export interface ClipFilter {
  readonly cameraUuid?: string;
  readonly state?: StoredClipState;
  readonly createdFromMs?: number;
  readonly createdToMs?: number;
}

interface Clips {
  readonly scope: ClipScope;
  readonly filter: ClipFilter;
}

/** Newest first. */
export async function listClips(db: Db, scope: ClipScope, filter: ClipFilter): Promise<ShownClip[]> {
  return await clipsOf(db, { scope, filter });
}

const clipsOf = keptQuery((db, { scope, filter }: Clips) => {
  let query = visibleClips(db, scope, 'all').select(shownColumns);
  if (filter.cameraUuid !== undefined) query = query.where('clips.camera_uuid', '=', filter.cameraUuid);
  if (filter.state !== undefined) query = query.where('clips.state', '=', filter.state);
  if (filter.createdFromMs !== undefined) query = query.where('clips.created_ms', '>=', filter.createdFromMs);
  if (filter.createdToMs !== undefined) query = query.where('clips.created_ms', '<=', filter.createdToMs);
  return query.orderBy('clips.id', 'desc');
});

export async function findClip(db: Db, scope: ClipScope, uuid: string): Promise<ClipRow | undefined> {
  const [clip] = await oneClip(db, { scope, uuid });
  return clip;
}

const oneClip = keptQuery((db, { scope, uuid }: { readonly scope: ClipScope; readonly uuid: string }) =>
  visibleClips(db, scope, 'one').selectAll('clips').where('clips.uuid', '=', uuid),
);

function visibleClips(db: Db, scope: ClipScope, rows: RowCount) {
  const ofCameras = sql<boolean>`exists (select 1 from cameras
    where cameras.id = clips.camera_id and ${cameraIsVisible(scope.sites, 'archive', rows)})`;
  return db.selectFrom('clips').where((eb) => {
    const orphaned = eb('clips.camera_id', 'is', null);
    const own =
      scope.sites.organizationId === null ? orphaned : orphaned.and('clips.user_id', '=', scope.userId);
    return eb.or([ofCameras, own]);
  });
}

/** Whoever asks: for the work on the job itself. */
export async function findAnyClip(db: Db, uuid: string): Promise<ClipRow | undefined> {
  return await db.selectFrom('clips').selectAll().where('uuid', '=', uuid).executeTakeFirst();
}

/** Oldest first. */
export async function listUnfinishedClips(db: Db): Promise<ClipRow[]> {
  return await db
    .selectFrom('clips')
    .selectAll()
    .where('state', 'in', unfinishedClipStates)
    .orderBy('id')
    .execute();
}

/** Those that take up room or will. */
export async function countKeptClips(db: Db, userId: number): Promise<number> {
  const row = await db
    .selectFrom('clips')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('state', 'in', ['queued', 'running', 'done'])
    .executeTakeFirstOrThrow();
  return row.count;
}

export type NewClip = Pick<
  ClipRow,
  | 'uuid'
  | 'organization_id'
  | 'user_id'
  | 'camera_id'
  | 'camera_uuid'
  | 'camera_name'
  | 'from_ms'
  | 'to_ms'
  | 'created_ms'
  | 'expires_ms'
>;

export async function insertClip(trx: Trx, clip: NewClip): Promise<void> {
  await trx
    .insertInto('clips')
    .values({ ...clip, state: 'queued', progress: 0 })
    .execute();
}

export type ClipChange = Partial<
  Pick<
    ClipRow,
    'state' | 'progress' | 'message' | 'size_bytes' | 'duration_ms' | 'sha256' | 'finished_ms' | 'expires_ms'
  >
>;

/** Changes a clip that is not finished; false when it is, or is gone. A state, once final, stays. */
export async function moveClip(db: Db, uuid: string, change: ClipChange): Promise<boolean> {
  const result = await db
    .updateTable('clips')
    .set(change)
    .where('uuid', '=', uuid)
    .where('state', 'in', unfinishedClipStates)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function deleteClip(db: Db, uuid: string): Promise<void> {
  await db.deleteFrom('clips').where('uuid', '=', uuid).execute();
}

/** UUIDs of clips whose time is over; unfinished ones stay. */
export async function listExpiredClips(db: Db, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('clips')
    .select('uuid')
    .where('expires_ms', '<=', nowMs)
    .where('state', 'not in', unfinishedClipStates)
    .execute();
  return rows.map((row) => row.uuid);
}

/** Of all clips, in any state: files of others are left over. */
export async function listClipUuids(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('clips').select('uuid').execute();
  return rows.map((row) => row.uuid);
}
