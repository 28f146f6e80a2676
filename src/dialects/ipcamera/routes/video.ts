/** The live picture, once or as an endless stream, and the state of the camera. */
import type { Handler } from '../../shared/handler.ts';
import { findShownCamera, getShownCamera } from '../../shared/shown-camera.ts';
import { Frames, framesType } from '../frames.ts';
import type { components, operations } from '../generated/contract.ts';
import { toSettings, toStatus } from '../map.ts';
import type { IpcameraPorts } from '../ports.ts';
import type { SignIn } from '../sign-in.ts';

export interface VideoOptions {
  readonly signIn: SignIn;
  readonly defaults: Partial<components['schemas']['Settings']>;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}

export function videoRoutes(ports: IpcameraPorts, { signIn, defaults, closing }: VideoOptions) {
  const { cameras, streams, pictures, cameraNumber } = ports;
  const quality = defaults.jpegQuality ?? 85;
  const clients = new Set<AbortController>();

  const getSnapshot: Handler<operations['getSnapshot']> = async (call) => {
    const camera = await getShownCamera(cameras, call.principal, cameraNumber);
    return (await pictures.snapshot(call.principal, camera.id, { quality })).jpeg;
  };

  const getStream: Handler<operations['getStream']> = async (call) => {
    const camera = await getShownCamera(cameras, call.principal, cameraNumber);
    const session = signIn.session(call.request);
    const client = new AbortController();
    call.reply.raw.once('close', () => client.abort());
    const ends = [client.signal, closing, ...(session ? [session.signal] : [])];
    const { stream } = await pictures.mjpeg(call.principal, camera.id, { quality }, AbortSignal.any(ends));
    const frames = new Frames();
    clients.add(client);
    // However the source ends, the answer ends in order; and when the client is gone, nothing is asked for any more.
    stream.once('error', () => frames.end());
    stream.once('close', () => frames.end());
    frames.once('close', () => {
      clients.delete(client);
      client.abort();
      stream.destroy();
    });
    call.reply.type(framesType);
    return stream.pipe(frames);
  };

  const getStatus: Handler<operations['getStatus']> = async (call) => {
    const camera = await findShownCamera(cameras, call.principal, cameraNumber);
    const status = camera && streams.status(camera.id);
    return toStatus(toSettings(defaults, camera, status, ports.rtspPort), status, clients.size);
  };

  return { getSnapshot, getStream, getStatus };
}
