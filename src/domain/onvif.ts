/** What can be asked of, and set on, a camera that speaks ONVIF. Ranges are the camera's own. */

export interface OnvifTarget {
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** HTTPS instead of HTTP. */
  readonly secure: boolean;
  readonly username: string;
  readonly password: string;
}

/** Finer reasons of errors from cameras, in `VidetteError.reason`. */
export const onvifReasons = [
  /** The camera refuses the login or password. */
  'onvif_unauthenticated',
  /** The camera record lacks address or login, or the login lacks rights on the camera. */
  'onvif_not_configured',
  'onvif_invalid_argument',
  /** The camera cannot do this. */
  'onvif_unsupported_action',
] as const;
export type OnvifReason = (typeof onvifReasons)[number];

export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface DeviceInformation {
  readonly manufacturer: string;
  readonly model: string;
  readonly firmwareVersion: string;
  readonly serialNumber: string;
  readonly hardwareId: string;
}

export const protocolNames = ['http', 'https', 'rtsp'] as const;
export type ProtocolName = (typeof protocolNames)[number];

export interface ProtocolPort {
  readonly port: number;
  readonly enabled: boolean;
}

export interface DeviceUser {
  readonly name: string;
  /** `Administrator`, `Operator`, `User`, `Anonymous`, `Extended`. */
  readonly level: string;
}

/** What a stream can be encoded with. Bit rates are kbit/s, `gov` is frames from keyframe to keyframe. */
export interface EncoderOptions {
  /** `H264`, `H265`, `JPEG`, `MPEG4`, or another word of the camera's. */
  readonly encoder: string;
  readonly sizes: readonly Size[];
  readonly framerate: Range;
  readonly bitrateKbps: Range;
  readonly gov?: Range;
}

export interface OnvifStream {
  readonly profileToken: string;
  /** Without credentials; its host is the one the camera is reached by. */
  readonly url: string;
  readonly encoder: string;
  readonly size: Size;
  readonly framerate: number;
  readonly bitrateKbps: number;
  readonly gov?: number;
  readonly options: readonly EncoderOptions[];
}

export interface EncoderOrder {
  /** 0 main, 1 and 2 the sub-streams. */
  readonly stream: number;
  readonly encoder: string;
  readonly size: Size;
  readonly framerate: number;
  readonly bitrateKbps: number;
  readonly gov?: number;
}

export const imageLevels = ['brightness', 'contrast', 'saturation', 'sharpness'] as const;
export type ImageLevel = (typeof imageLevels)[number];

export interface Level {
  readonly value: number;
  readonly range: Range;
}

export interface Mode<Word extends string> {
  readonly mode: Word;
  readonly modes: readonly Word[];
}

export type OnOff = 'ON' | 'OFF';
export type OnOffAuto = OnOff | 'AUTO';
export type WhiteBalanceMode = 'AUTO' | 'MANUAL';

/** Only what the camera has and tells completely. */
export interface ImageSettings extends Partial<Record<ImageLevel, Level>> {
  readonly backlight?: Mode<OnOff>;
  readonly irCutFilter?: Mode<OnOffAuto>;
  /** Exposure times in microseconds; a fixed one is a range of one value. */
  readonly exposure?: { readonly current: Range; readonly range: Range };
  readonly dynamicRange?: Mode<OnOff> & Level;
  readonly whiteBalance?: Mode<WhiteBalanceMode> & { readonly red: Level; readonly blue: Level };
}

export interface DynamicRangeOrder {
  readonly mode?: OnOff;
  readonly level?: number;
}

export interface WhiteBalanceOrder {
  readonly mode?: WhiteBalanceMode;
  readonly red?: number;
  readonly blue?: number;
}

export interface PtzAxes {
  readonly x?: Range;
  readonly y?: Range;
}

export interface PtzState {
  readonly position?: { readonly x: number; readonly y: number };
  readonly panTiltSpeed?: { readonly x: number; readonly y: number };
  readonly panTiltRange: PtzAxes;
  readonly zoomSpeed?: number;
  readonly zoomRange?: Range;
  readonly maxPresets: number;
  readonly homeSupported: boolean;
}

/** Which way, each -1, 0 or 1: right, up, in. */
export interface MoveOrder {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
  /** 1..10 */
  readonly steps: number;
}

/** One camera for the length of one operation, which is bounded in time. Errors are `VidetteError` with an `OnvifReason`. */
export interface OnvifCamera {
  information(): Promise<DeviceInformation>;
  protocols(): Promise<Partial<Record<ProtocolName, ProtocolPort>>>;
  setPorts(ports: Partial<Record<ProtocolName, number>>): Promise<void>;
  users(): Promise<readonly DeviceUser[]>;
  /** `not_found` when the camera has no such account. */
  setPassword(username: string, password: string): Promise<void>;
  /** Main first, then the sub-streams: profiles with an encoder of their own. */
  streams(): Promise<readonly OnvifStream[]>;
  setEncoder(order: EncoderOrder): Promise<void>;
  image(): Promise<ImageSettings>;
  setLevel(name: ImageLevel, value: number): Promise<void>;
  setBacklight(mode: OnOff): Promise<void>;
  setIrCutFilter(mode: OnOffAuto): Promise<void>;
  setExposure(microseconds: number): Promise<void>;
  setDynamicRange(order: DynamicRangeOrder): Promise<void>;
  setWhiteBalance(order: WhiteBalanceOrder): Promise<void>;
  ptz(): Promise<PtzState>;
  move(order: MoveOrder): Promise<void>;
  saveHome(): Promise<void>;
  goHome(): Promise<void>;
  presets(): Promise<readonly string[]>;
  createPreset(name: string): Promise<void>;
  deletePreset(name: string): Promise<void>;
  goToPreset(name: string): Promise<void>;
  /** Of a relay output, by its token. */
  setRelay(output: string, active: boolean): Promise<void>;
}

/** A camera's input, or something that it detects itself, is now on or off. */
export interface InputNotice {
  /** Kind and source, for example `input 1`, `motion VideoSource_1`. */
  readonly input: string;
  readonly active: boolean;
}
