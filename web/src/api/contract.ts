/** The words of the contracts that the UI uses, from the types generated out of contracts/. */
import type { components, paths } from '#dialects/platform/generated/contract.ts';
import type {
  components as nativeComponents,
  paths as nativePaths,
} from '#dialects/vidette/generated/contract.ts';

export type PlatformPaths = paths;
export type NativePaths = nativePaths;
type Schemas = components['schemas'];
type NativeSchemas = nativeComponents['schemas'];

export type Camera = Schemas['Camera'];
export type CameraInput = Schemas['CameraInput'];
export type Place = Schemas['Place'];
export type VideoClip = Schemas['VideoClip'];

export type LoggedEvent = NativeSchemas['Event'];
export type EventCount = NativeSchemas['EventCount'];
export type LineCounter = NativeSchemas['Counter'];
export type HeatMap = NativeSchemas['HeatMap'];
export type Alarm = NativeSchemas['Alarm'];
export type AlarmState = NativeSchemas['AlarmState'];
export type Arming = NativeSchemas['Arming'];
export type QueuedAction = NativeSchemas['QueuedAction'];
export type Replay = NativeSchemas['Replay'];
export type ReplayOrder = NativeSchemas['ReplayOrder'];
export type ReplayChange = NativeSchemas['ReplayChange'];
export type Scenario = NativeSchemas['Scenario'];
export type ScenarioInput = NativeSchemas['ScenarioInput'];
export type ScenarioConditions = NativeSchemas['ScenarioConditions'];
export type ScenarioAction = NativeSchemas['ScenarioAction'];
export type Severity = NativeSchemas['Severity'];

/** What the contract leaves open in `Camera.source`; docs of the platform dialect fix it. */
export interface WireSource {
  url?: string;
  sub_url?: string;
  transport?: 'auto' | 'tcp' | 'udp';
  username?: string;
  password?: string;
  audio?: boolean;
}

export interface WireScheduleSpan {
  days: number[];
  from: string;
  to: string;
}

/** What the contract leaves open in `Camera.video_storage`. */
export interface WireStorage {
  mode?: 'continuous' | 'motion' | 'schedule' | 'manual' | 'off';
  schedule?: WireScheduleSpan[];
  /** IANA name; the schedule's times are in it. */
  time_zone?: string;
  min_days?: number;
  max_days?: number;
  max_bytes?: number;
  pre_seconds?: number;
  post_seconds?: number;
  audio?: boolean;
}
