/** How long what is kept: by each camera's own policy, and by one for cameras that are not here any more. */
import type { CameraSpec } from '#domain/camera.ts';
import type { ArchiveUsage } from '#domain/recording.ts';
import type { RetentionPolicy } from '#media/archive/retention.ts';

/** `removedCameraDays` counts from when something was recorded, not from the removal of the camera. */
export function retentionPolicies(
  cameras: readonly CameraSpec[],
  usage: readonly ArchiveUsage[],
  removedCameraDays: number,
): RetentionPolicy[] {
  const present = new Set(cameras.map(({ id }) => id));
  const own = cameras.map(({ id: cameraId, recording: { minDays, maxDays, maxBytes } }) => ({
    cameraId,
    ...(minDays === undefined ? {} : { minDays }),
    ...(maxDays === undefined ? {} : { maxDays }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  }));
  const removed = usage
    .filter(({ cameraId, bytes }) => bytes > 0 && !present.has(cameraId))
    .map(({ cameraId }) => ({ cameraId, maxDays: removedCameraDays }));
  return [...own, ...removed];
}
