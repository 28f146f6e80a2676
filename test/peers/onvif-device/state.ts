/** What the simulated device is and has; its operations change it, and tests look at it. */

export interface DeviceAccount {
  readonly name: string;
  password: string;
  readonly level: 'Administrator' | 'Operator' | 'User';
}

export interface Encoder {
  readonly token: string;
  encoding: string;
  width: number;
  height: number;
  framerate: number;
  bitrate: number;
  gov: number;
  codecProfile: string;
  quality: number;
}

export interface Preset {
  readonly token: string;
  readonly name: string;
  readonly at: Position;
}

export interface Position {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export type Services = 'media' | 'media2' | 'imaging' | 'ptz' | 'events';

export interface DeviceState {
  readonly accounts: DeviceAccount[];
  readonly ports: Record<'HTTP' | 'HTTPS' | 'RTSP', { enabled: boolean; port: number }>;
  readonly encoders: Encoder[];
  readonly image: {
    Brightness: number;
    Contrast: number;
    ColorSaturation: number;
    Sharpness: number;
    backlight: string;
    irCutFilter: string;
    exposure: { mode: string; min: number; max: number; fixed: number };
    wdr: { mode: string; level: number };
    whiteBalance: { mode: string; cr: number; cb: number };
  };
  position: Position;
  home: Position | null;
  /** What a continuous move still has to stop. */
  moving: Position | null;
  readonly presets: Preset[];
  nextPreset: number;
  /** By token: active or not. */
  readonly relays: Map<string, boolean>;
}

export function newState(): DeviceState {
  const encoder = (token: string, width: number, height: number, bitrate: number): Encoder => ({
    token,
    encoding: 'H264',
    width,
    height,
    framerate: 25,
    bitrate,
    gov: 50,
    codecProfile: 'Main',
    quality: 4,
  });
  return {
    accounts: [
      { name: 'admin', password: 'pa<ss>&"wörd', level: 'Administrator' },
      { name: 'operator', password: 'turn', level: 'Operator' },
      { name: 'viewer', password: 'look', level: 'User' },
    ],
    ports: {
      HTTP: { enabled: true, port: 80 },
      HTTPS: { enabled: false, port: 443 },
      RTSP: { enabled: true, port: 554 },
    },
    encoders: [encoder('ve0', 1920, 1080, 4096), encoder('ve1', 640, 360, 512)],
    image: {
      Brightness: 50,
      Contrast: 50,
      ColorSaturation: 50,
      Sharpness: 50,
      backlight: 'OFF',
      irCutFilter: 'AUTO',
      exposure: { mode: 'AUTO', min: 33, max: 33_333, fixed: 10_000 },
      wdr: { mode: 'OFF', level: 20 },
      whiteBalance: { mode: 'AUTO', cr: 10, cb: 12 },
    },
    position: { pan: 0, tilt: 0, zoom: 0 },
    home: null,
    moving: null,
    presets: [],
    relays: new Map([['gate', false]]),
    nextPreset: 1,
  };
}
