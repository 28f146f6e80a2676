/** What the server says about a camera, in the few states that the views show. */
import type { CameraStatus, StreamStatus } from '#cluster/protocol.ts';
import type { StreamName } from '#domain/camera.ts';
import type { StreamFailure } from '#media/stream.ts';
import type { SystemStatus } from '../api/queries.ts';

export type CameraState =
  /** No streamserver has told anything about it (yet). */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'connecting'; readonly sinceMs: number }
  | { readonly kind: 'online'; readonly sinceMs: number }
  | {
      readonly kind: 'failed';
      readonly failure: StreamFailure;
      readonly message: string;
      readonly sinceMs: number;
    };

export function statusesOf(system: SystemStatus | undefined): ReadonlyMap<string, CameraStatus> {
  const cameras = system?.streamservers.flatMap((streamserver) => streamserver.cameras) ?? [];
  return new Map(cameras.map((camera) => [camera.cameraId, camera]));
}

export function streamOf(status: CameraStatus | undefined, name: StreamName): StreamStatus | undefined {
  return status?.streams.find((stream) => stream.name === name);
}

/** The wanted stream, or main when the camera has no sub-stream or it does not work. */
export function usableStream(status: CameraStatus | undefined, wanted: StreamName): StreamName {
  if (wanted === 'main') return 'main';
  const sub = streamOf(status, 'sub');
  return sub !== undefined && sub.state !== 'failed' ? 'sub' : 'main';
}

export function stateOf(status: CameraStatus | undefined, name: StreamName = 'main'): CameraState {
  const stream = streamOf(status, name);
  if (stream === undefined) return { kind: 'unknown' };
  if (stream.state === 'streaming') return { kind: 'online', sinceMs: stream.sinceMs };
  if (stream.state === 'connecting' && stream.failure === undefined) {
    return { kind: 'connecting', sinceMs: stream.sinceMs };
  }
  return {
    kind: 'failed',
    failure: stream.failure ?? 'unreachable',
    message: stream.message ?? '',
    sinceMs: stream.sinceMs,
  };
}
