/** The one camera that a device API shows: the number of its settings, else the lowest that the caller may see. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { CameraDirectory, DirectoryCamera } from './ports.ts';

/** `number` 0 takes the lowest. Null when the caller sees none. */
export async function findShownCamera(
  cameras: CameraDirectory,
  principal: Principal,
  number: number,
): Promise<DirectoryCamera | null> {
  const all = await cameras.list(principal);
  if (number !== 0) return all.find((camera) => camera.number === number) ?? null;
  return all.reduce<DirectoryCamera | null>(
    (lowest, camera) => (lowest === null || camera.number < lowest.number ? camera : lowest),
    null,
  );
}

/** Throws `unavailable` when there is none: to a client the device has no camera. */
export async function getShownCamera(
  cameras: CameraDirectory,
  principal: Principal,
  number: number,
): Promise<DirectoryCamera> {
  const camera = await findShownCamera(cameras, principal, number);
  if (camera === null)
    throw new VidetteError('unavailable', 'no camera is connected', { reason: 'no_camera' });
  return camera;
}
