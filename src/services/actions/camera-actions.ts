/** What cameras do: record by hand, switch a relay output, turn to a preset. */
import { VidetteError } from '#domain/errors.ts';
import type { OnvifCamera } from '#domain/onvif.ts';
import type { Principal } from '#domain/principal.ts';
import { serverPrincipal } from '../access/rights.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import type { ManualRecordings } from '../recordings/manual-recordings.ts';
import type { PtzPresetAction, RecordAction, RelayAction } from '../scenarios/scenario.ts';
import type { Executor, Order } from './executor.ts';

export interface CameraActionOptions {
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly recordings: Pick<ManualRecordings, 'extend' | 'end'>;
  readonly onvif: {
    read<T>(principal: Principal, id: string, ask: (camera: OnvifCamera) => Promise<T>): Promise<T>;
  };
}

export const defaultRecordSeconds = 60;

export function record({ cameras, recordings }: CameraActionOptions): Executor<RecordAction> {
  return async (order) => {
    const { on = true, seconds = defaultRecordSeconds } = order.settings;
    const camera = await cameraOf(cameras, order);
    if (on) await recordings.extend(camera, seconds);
    else await recordings.end(camera);
    return undefined;
  };
}

export function relay({ cameras, onvif }: CameraActionOptions): Executor<RelayAction> {
  return async (order) => {
    const { output, active = true } = order.settings;
    const { id } = await cameraOf(cameras, order);
    await onvif.read(asServer(order), id, (camera) => camera.setRelay(output, active));
    return undefined;
  };
}

export function ptzPreset({ cameras, onvif }: CameraActionOptions): Executor<PtzPresetAction> {
  return async (order) => {
    const { id } = await cameraOf(cameras, order);
    await onvif.read(asServer(order), id, (camera) => camera.goToPreset(order.settings.preset));
    return undefined;
  };
}

async function cameraOf(
  cameras: CameraActionOptions['cameras'],
  order: Order<RecordAction | RelayAction | PtzPresetAction>,
): Promise<CameraView> {
  const id = order.settings.camera_id ?? order.occasion.event.cameraId;
  if (id === null) throw new VidetteError('conflict', 'the event has no camera, and the action names none');
  const camera = await cameras.getFor(asServer(order), id, 'any', 'camera_read');
  // It may have gone to another organisation since the scenario was written.
  if (camera.organizationId !== order.organizationId) throw new VidetteError('not_found', 'no such camera');
  return camera;
}

function asServer({ organizationId }: Pick<Order, 'organizationId'>): Principal {
  return serverPrincipal(organizationId);
}
