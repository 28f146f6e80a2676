/** Frames of the cameras. The contract leaves them open; they show what the user of this API may see. */
import { VidetteError } from '#domain/errors.ts';
import type { Handler } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import type { AnprPorts } from '../ports.ts';

export function mediaRoutes({ device, cameras, pictures }: AnprPorts) {
  const getFrame: Handler<operations['getFrame']> = async (call) => {
    const owner = await device.principal(call.request.ip);
    const camera = (await cameras.list(owner)).find(({ number }) => number === call.params.id);
    if (!camera) throw new VidetteError('not_found', 'no such camera');
    const { jpeg } = await pictures.snapshot(owner, camera.id, {});
    call.reply.header('cache-control', 'no-store');
    return jpeg;
  };
  return { getFrame };
}
