/**
 * What a streamserver may do with recordings of cameras that it does not have. Only what is known for sure is told: a camera is
 * there and another streamserver's, or somebody deleted it. See docs/decisions/006-recordings-of-deleted-cameras.md.
 */
import type { AbsentCamera } from '#cluster/protocol.ts';
import { type CameraRow, listCameraSettings } from '#stores/cameras.ts';
import { listRemovedCameras, type RemovedCameraTables } from '#stores/removed-cameras.ts';
import type { Db } from '#stores/schema.ts';
import { storedSettings } from './camera-view.ts';

type Limits = Pick<AbsentCamera, 'minDays' | 'maxDays' | 'maxBytes'>;

export async function absentCameras(db: Db, cameraIds: readonly string[]): Promise<AbsentCamera[]> {
  if (cameraIds.length === 0) return [];
  const removed = await listRemovedCameras(db, cameraIds);
  const present = await listCameraSettings(db, cameraIds);
  const known = new Map<string, AbsentCamera>();
  for (const { uuid, removed_ms, limits } of removed)
    known.set(uuid, { cameraId: uuid, removedMs: removed_ms, ...(JSON.parse(limits) as Limits) });
  // Present wins: whatever was deleted once, nothing of a camera that is there is given up.
  for (const camera of present)
    known.set(camera.uuid, { cameraId: camera.uuid, removedMs: null, ...limitsOf(camera) });
  return [...known.values()];
}

/** The row that stays of a camera. */
export function removedCamera(
  camera: Pick<CameraRow, 'uuid' | 'settings'>,
  nowMs: number,
): RemovedCameraTables['removed_cameras'] {
  return { uuid: camera.uuid, removed_ms: nowMs, limits: JSON.stringify(limitsOf(camera)) };
}

function limitsOf(camera: Pick<CameraRow, 'settings'>): Limits {
  const storage = storedSettings(camera).video_storage;
  return {
    ...(storage?.min_days === undefined ? {} : { minDays: storage.min_days }),
    ...(storage?.max_days === undefined ? {} : { maxDays: storage.max_days }),
    ...(storage?.max_bytes === undefined ? {} : { maxBytes: storage.max_bytes }),
  };
}
