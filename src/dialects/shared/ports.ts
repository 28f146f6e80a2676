/** What the dialects of single devices and servers ask of the core. `main.ts` hands in the objects that answer. */
import type { Readable } from 'node:stream';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Principal } from '#domain/principal.ts';

/** A camera as a dialect shows it. Holds no secrets. */
export interface DirectoryCamera {
  /** UUID. */
  readonly id: string;
  /** The small integer that never changes, from 1. */
  readonly number: number;
  readonly name: string;
  readonly enabled: boolean;
  /** UUID of its site. */
  readonly siteId: string;
  /** Id of the streamserver that has it; null while none has. */
  readonly streamserverId: string | null;
}

export interface CameraDirectory {
  /** Those that the caller may see, by number. */
  list(principal: Principal): Promise<readonly DirectoryCamera[]>;
  /** Throws `not_found` for an unknown one and for one that the caller may not see. */
  get(principal: Principal, id: string): Promise<DirectoryCamera>;
}

export interface StreamFacts {
  /** What the streamserver last said of a camera; null while nothing is known. */
  status(cameraId: string): CameraStatus | null;
}

export interface Picture {
  readonly jpeg: Buffer;
}

export interface PictureOptions {
  /** Largest width and height, pixels; the ratio of the sides stays. */
  readonly width?: number;
  readonly height?: number;
  /** JPEG quality 1..100. */
  readonly quality?: number;
}

export interface Pictures {
  /** The present picture of a camera. Throws `unavailable` when there is none, `not_found` when there is no such camera. */
  snapshot(principal: Principal, cameraId: string, options: PictureOptions): Promise<Picture>;
}

export interface MotionPictures {
  /** An endless multipart/x-mixed-replace body. Ends when `signal` is aborted. Throws like `snapshot`. */
  mjpeg(
    principal: Principal,
    cameraId: string,
    options: PictureOptions,
    signal: AbortSignal,
  ): Promise<{ readonly contentType: string; readonly stream: Readable }>;
}

/** Version of the program and when it was built. */
export interface Release {
  readonly version: string;
  readonly builtAtMs: number;
}
