/** The words of the platform contract that the UI uses, from the types generated out of contracts/platform.openapi.json. */
import type { components, paths } from '#dialects/platform/generated/contract.ts';

export type PlatformPaths = paths;
type Schemas = components['schemas'];

export type Camera = Schemas['Camera'];
export type CameraInput = Schemas['CameraInput'];
export type Place = Schemas['Place'];
export type VideoClip = Schemas['VideoClip'];

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
