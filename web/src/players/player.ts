/** What all live players have in common: they put pictures of one stream into an element and tell how it goes. */
import type { StreamName } from '#domain/camera.ts';

export const liveWays = ['mse', 'webrtc', 'mjpeg'] as const;
export type LiveWay = (typeof liveWays)[number];

export interface LiveSource {
  readonly cameraId: string;
  readonly stream: StreamName;
  /** Wanted width of decoded pictures in pixels; only the server-decoded way uses it. */
  readonly widthPx: number;
}

export interface PictureSize {
  readonly codec: string;
  readonly width: number;
  readonly height: number;
}

/** Why a way does not work, so that the next one is tried; `detail` is what the server or browser said. */
export type WayFailure = 'no_api' | 'codec' | 'bad_link' | 'refused';

export interface PlayerEvents {
  /** Connecting or waiting for data again. */
  waiting(): void;
  /** Pictures move. */
  playing(size: PictureSize | null): void;
  /** This way is no good here; the player has stopped by itself. */
  giveUp(failure: WayFailure, detail: string): void;
  /** The browser wants a click first. */
  blocked(): void;
  /** The server refuses the session: log in again. */
  signedOut(): void;
}

export interface LivePlayer {
  start(): void;
  stop(): void;
  /** Try again now instead of after the pause. */
  retryNow(): void;
  /** Server UTC in milliseconds of the picture on the screen, when known. */
  pictureUtcMs(): number | null;
}

export function liveUrl(source: LiveSource, way: string, query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams({ stream: source.stream, ...query });
  return `/live/${encodeURIComponent(source.cameraId)}/${way}?${parameters}`;
}
