/** State of the device, for people and for monitors. */
import type { CameraStatus } from '#cluster/protocol.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { Handler } from '../../shared/handler.ts';
import { findShownCamera } from '../../shared/shown-camera.ts';
import type { operations } from '../generated/contract.ts';
import { toHealth, toSystemInfo } from '../map.ts';
import type { RotoclearPorts } from '../ports.ts';

export function systemRoutes(ports: RotoclearPorts) {
  const shownStatus = async (principal: Principal): Promise<CameraStatus | null> => {
    const camera = await findShownCamera(ports.cameras, principal, ports.cameraNumber);
    return camera && ports.streams.status(camera.id);
  };
  const info: Handler<operations['getInfo']> = async (call) =>
    toSystemInfo(ports.release, await ports.machine.facts(), await shownStatus(call.principal));
  const health: Handler<operations['getHealth']> = async (call) => {
    // Nobody is signed in here: the device looks at its own camera. Without a user of its own it has none.
    const owner = await ports.device.principal(call.request.ip).catch(noneWithoutUser);
    const status = owner && (await shownStatus(owner));
    const health = toHealth(ports.clock.utcMs(), await ports.machine.facts(), status);
    if (health.status === 'unhealthy') call.reply.code(503);
    return health;
  };
  return { getInfo: info, getStatus: info, getHealth: health, getApiHealth: health };
}

function noneWithoutUser(error: unknown): null {
  const { code } = toVidetteError(error);
  if (code === 'unauthenticated' || code === 'unavailable') return null;
  throw error;
}
