/** Cameras that were deleted. A row stays for ever: a disk with their recordings may come back years later. */
import type { Db, Trx } from './schema.ts';

export interface RemovedCameraTables {
  removed_cameras: {
    uuid: string;
    removed_ms: number;
    /** JSON: how long what was recorded was to be kept while the camera was there, see camera-standing.ts. */
    limits: string;
  };
}

export async function insertRemovedCamera(
  trx: Trx,
  camera: RemovedCameraTables['removed_cameras'],
): Promise<void> {
  await trx
    .insertInto('removed_cameras')
    .values(camera)
    .onConflict((conflict) => conflict.column('uuid').doUpdateSet(camera))
    .execute();
}

/** Of these cameras, by UUID, those that were deleted. */
export async function listRemovedCameras(
  db: Db,
  uuids: readonly string[],
): Promise<RemovedCameraTables['removed_cameras'][]> {
  return await db.selectFrom('removed_cameras').selectAll().where('uuid', 'in', uuids).execute();
}
