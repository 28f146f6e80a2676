/** Valid calls of the ONVIF operations, on a camera that is the simulated device. */

import type { TestApp } from '../../harness/app.ts';
import { type OnvifDevice, startOnvifDevice } from '../../peers/onvif-device/peer.ts';
import type { Example } from '../subject.ts';

/** The device runs until the test process ends, and does not keep it alive. */
export async function onvifExamples(core: TestApp): Promise<Record<string, Example>> {
  const device = await startOnvifDevice();
  device.unref();
  const params = { camera_id: await addCamera(core, device) };
  const camera = { params };
  const value = { params, body: { value: 40 } };
  const preset = (preset_name: string) => ({ params, body: { preset_name } });
  for (const name of ['first', 'second'])
    device.state.presets.push({ token: name, name, at: device.state.position });
  device.state.home = device.state.position;
  return {
    getOnvifCameraInfo: camera,
    getOnvifNetwork: camera,
    updateOnvifNetwork: { params, body: { rtsp: 8554 } },
    listOnvifUsers: camera,
    updateOnvifUserPassword: { params: { ...params, username: 'viewer' }, body: { password: 'look away' } },
    listOnvifStreams: camera,
    updateOnvifEncoder: {
      params,
      body: {
        stream_profile: 'SUB_STREAM_1',
        encoder: 'H264',
        resolution: '640x360',
        framerate: 10,
        bitrate: 500,
        gov_length: 20,
      },
    },
    getOnvifImage: camera,
    updateOnvifBrightness: value,
    updateOnvifContrast: value,
    updateOnvifSaturation: value,
    updateOnvifSharpness: value,
    updateOnvifBacklight: { params, body: { mode: 'ON' } },
    updateOnvifIrCutFilter: { params, body: { mode: 'AUTO' } },
    updateOnvifExposure: { params, body: { value: 10_000 } },
    updateOnvifDynamicRange: { params, body: { mode: 'ON', value: 60 } },
    updateOnvifWhiteBalance: { params, body: { mode: 'MANUAL', cr_gain: 20, cb_gain: 30 } },
    getPtz: camera,
    updatePtz: { params, body: { move: 'LEFT_UP', zoom: 'ZOOM_IN', step: 3 } },
    savePtzHome: camera,
    applyPtzHome: camera,
    listPtzPresets: camera,
    createPtzPreset: preset('third'),
    deletePtzPreset: preset('first'),
    applyPtzPreset: preset('second'),
  };
}

async function addCamera({ admin, cameras, siteId }: TestApp, device: OnvifDevice): Promise<string> {
  const [account] = device.state.accounts;
  const { id } = await cameras.create(admin, {
    name: 'Dome',
    siteId,
    settings: {
      source: { url: 'rtsp://127.0.0.1/stream/0' },
      onvif_host: '127.0.0.1',
      onvif_port: device.port,
      onvif_login: account!.name,
      onvif_password: account!.password,
    },
  });
  return id;
}
