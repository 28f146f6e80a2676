/** What the MQTT bridge needs of the core. All rights are those of one user (`mqtt.user`). */
import type { CameraStatus } from '#cluster/protocol.ts';
import type { EventReport } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { CameraView } from '../cameras/camera-view.ts';

export interface FeedEntry {
  readonly change: number;
  readonly report: EventReport;
}

export interface LineCounter {
  readonly cameraId: string;
  readonly line: string;
  readonly in: number;
  readonly out: number;
}

export interface BridgeCore {
  principal(): Promise<Principal>;
  /** Those that the user may see live. */
  cameras(principal: Principal): Promise<readonly CameraView[]>;
  /** The UUIDs of those whose events the user may read. */
  eventCameras(principal: Principal): Promise<ReadonlySet<string>>;
  statusOf(cameraId: string): CameraStatus | null;
  counters(principal: Principal): Promise<readonly LineCounter[]>;
  readonly events: {
    /** The highest number so far. */
    readonly change: number;
    since(change: number, limit: number): Promise<readonly FeedEntry[]>;
    /** Told after something was stored. Gives back what ends it. */
    subscribe(listener: () => void): () => void;
  };
  snapshot(principal: Principal, cameraId: string): Promise<Buffer>;
  record(principal: Principal, cameraId: string, on: boolean, seconds?: number): Promise<void>;
  ptz(principal: Principal, cameraId: string, order: PtzOrder): Promise<void>;
  armed(principal: Principal): Promise<boolean>;
  setArmed(principal: Principal, armed: boolean): Promise<void>;
  /** What must survive a restart: small texts by name. */
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

export type PtzOrder = { readonly kind: 'home' } | { readonly kind: 'preset'; readonly preset: string };
