import type { ImageLevel, OnvifCamera, ProtocolName } from '#domain/onvif.ts';
import type { Principal } from '#domain/principal.ts';
import type { OnvifAction } from '#services/onvif/onvif-service.ts';
import { fromEncoder, fromMove, fromWhiteBalance, toImage, toPtz, toStreams } from '../onvif-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

interface OfCamera {
  readonly principal: Principal;
  readonly params: { readonly camera_id: string };
}

export function onvifRoutes({
  onvif,
}: PlatformPorts): Routes<
  | 'getOnvifCameraInfo'
  | 'getOnvifNetwork'
  | 'updateOnvifNetwork'
  | 'listOnvifUsers'
  | 'updateOnvifUserPassword'
  | 'listOnvifStreams'
  | 'updateOnvifEncoder'
  | 'getOnvifImage'
  | 'updateOnvifBrightness'
  | 'updateOnvifContrast'
  | 'updateOnvifSaturation'
  | 'updateOnvifSharpness'
  | 'updateOnvifBacklight'
  | 'updateOnvifIrCutFilter'
  | 'updateOnvifExposure'
  | 'updateOnvifDynamicRange'
  | 'updateOnvifWhiteBalance'
  | 'getPtz'
  | 'updatePtz'
  | 'savePtzHome'
  | 'applyPtzHome'
  | 'listPtzPresets'
  | 'createPtzPreset'
  | 'deletePtzPreset'
  | 'applyPtzPreset'
> {
  const read = <T>({ principal, params }: OfCamera, ask: (camera: OnvifCamera) => Promise<T>) =>
    onvif.read(principal, params.camera_id, ask);
  const change = async (
    { principal, params }: OfCamera,
    action: OnvifAction,
    meta: Readonly<Record<string, unknown>>,
    act: (camera: OnvifCamera) => Promise<void>,
  ): Promise<Wire['Ok']> => {
    await onvif.change(principal, params.camera_id, action, meta, act);
    return ok;
  };
  const changeImage = (
    call: OfCamera,
    setting: string,
    body: object,
    act: (camera: OnvifCamera) => Promise<void>,
  ) => change(call, 'onvif_image_update', { setting, ...body }, act);
  const changeLevel = (name: ImageLevel) => (call: OfCamera & { body: Wire['OnvifValueUpdate'] }) => {
    const { value } = call.body;
    return changeImage(call, name, { value }, (camera) => camera.setLevel(name, value));
  };
  const withPreset =
    (action: OnvifAction, act: (camera: OnvifCamera, name: string) => Promise<void>) =>
    (call: OfCamera & { body: Wire['PtzPreset'] }) => {
      const { preset_name } = call.body;
      return change(call, action, { preset_name }, (camera) => act(camera, preset_name));
    };

  return {
    getOnvifCameraInfo: async (call) => {
      const told = await read(call, (camera) => camera.information());
      return {
        manufacturer: told.manufacturer,
        model: told.model,
        firmware_version: told.firmwareVersion,
        serial_number: told.serialNumber,
        hardware_id: told.hardwareId,
      };
    },
    getOnvifNetwork: async (call) => ({ ...(await read(call, (camera) => camera.protocols())) }),
    updateOnvifNetwork: async ({ principal, params, body }) => {
      await onvif.setPorts(principal, params.camera_id, portsOf(body));
      return ok;
    },
    listOnvifUsers: async (call) => {
      const users = await read(call, (camera) => camera.users());
      return { users: users.map(({ name, level }) => ({ user_name: name, user_level: level })) };
    },
    updateOnvifUserPassword: async ({ principal, params, body }) => {
      await onvif.setPassword(principal, params.camera_id, params.username, body.password);
      return ok;
    },
    listOnvifStreams: async (call) => ({
      streams: toStreams(await read(call, (camera) => camera.streams())),
    }),
    updateOnvifEncoder: (call) => {
      const order = fromEncoder(call.body);
      return change(call, 'onvif_stream_update', { ...call.body }, (camera) => camera.setEncoder(order));
    },

    getOnvifImage: async (call) => toImage(await read(call, (camera) => camera.image())),
    updateOnvifBrightness: changeLevel('brightness'),
    updateOnvifContrast: changeLevel('contrast'),
    updateOnvifSaturation: changeLevel('saturation'),
    updateOnvifSharpness: changeLevel('sharpness'),
    updateOnvifBacklight: (call) => {
      const { mode } = call.body;
      return changeImage(call, 'backlight', { mode }, (camera) => camera.setBacklight(mode));
    },
    updateOnvifIrCutFilter: (call) => {
      const { mode } = call.body;
      return changeImage(call, 'ir_cut_filter', { mode }, (camera) => camera.setIrCutFilter(mode));
    },
    updateOnvifExposure: (call) => {
      const { value } = call.body;
      return changeImage(call, 'exposure', { value }, (camera) => camera.setExposure(value));
    },
    updateOnvifDynamicRange: (call) => {
      const { mode, value } = call.body;
      const order = {
        ...(mode === undefined ? {} : { mode }),
        ...(value === undefined ? {} : { level: value }),
      };
      return changeImage(call, 'dynamic_range', order, (camera) => camera.setDynamicRange(order));
    },
    updateOnvifWhiteBalance: (call) => {
      const order = fromWhiteBalance(call.body);
      return changeImage(call, 'white_balance', order, (camera) => camera.setWhiteBalance(order));
    },

    getPtz: async (call) => toPtz(await read(call, (camera) => camera.ptz())),
    updatePtz: (call) => {
      const order = fromMove(call.body);
      return change(call, 'onvif_ptz_update', { ...call.body }, (camera) => camera.move(order));
    },
    savePtzHome: (call) => change(call, 'onvif_ptz_home_save', {}, (camera) => camera.saveHome()),
    applyPtzHome: (call) => change(call, 'onvif_ptz_home_apply', {}, (camera) => camera.goHome()),
    listPtzPresets: async (call) => ({ presets: [...(await read(call, (camera) => camera.presets()))] }),
    createPtzPreset: withPreset('onvif_ptz_preset_create', (camera, name) => camera.createPreset(name)),
    deletePtzPreset: withPreset('onvif_ptz_preset_delete', (camera, name) => camera.deletePreset(name)),
    applyPtzPreset: withPreset('onvif_ptz_preset_apply', (camera, name) => camera.goToPreset(name)),
  };
}

const ok: Wire['Ok'] = { status: 'ok' };

function portsOf(body: Wire['OnvifNetworkUpdate']): Partial<Record<ProtocolName, number>> {
  const { http, https, rtsp } = body;
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(rtsp === undefined ? {} : { rtsp }),
  };
}
