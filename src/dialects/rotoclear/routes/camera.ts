/** Live pictures and the state of the cameras. */
import type { Handler } from '../../shared/handler.ts';
import { findShownCamera, getShownCamera } from '../../shared/shown-camera.ts';
import type { operations } from '../generated/contract.ts';
import { toCameraStatus } from '../map.ts';
import type { RotoclearPorts } from '../ports.ts';

export function cameraRoutes({ cameras, streams, pictures, cameraNumber }: RotoclearPorts) {
  const image: Handler<operations['getImage']> = async (call) => {
    const camera = await getShownCamera(cameras, call.principal, cameraNumber);
    const { quality = 85 } = call.query;
    return (await pictures.snapshot(call.principal, camera.id, { quality })).jpeg;
  };
  const status: Handler<operations['getCameraStatus']> = async (call) => {
    const all = await cameras.list(call.principal);
    const shown = await findShownCamera(cameras, call.principal, cameraNumber);
    return toCameraStatus(
      all.map((camera) => ({ camera, status: streams.status(camera.id) })),
      shown,
    );
  };
  return { getCameraJpeg: image, getImage: image, getCameraStatus: status };
}
