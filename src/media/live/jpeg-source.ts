/** Pictures as JPEG: the port through which live outputs ask for them. Decoding happens in an analyzer. */
import type { StreamName } from '#domain/camera.ts';

export interface JpegOrder {
  readonly cameraId: string;
  readonly stream: StreamName;
  /** Pixels; with one of both the other follows, with none the picture is as large as the camera sends it. */
  readonly width?: number;
  readonly height?: number;
  /** 1..100 */
  readonly quality?: number;
}

export interface JpegPicture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  /** When it was taken. */
  readonly utcMs: number;
}

export interface JpegSource {
  /** Pictures at up to `fps` until disposed. `onJpeg` must not block; `onEnd` tells that no more come and why. */
  openJpegStream(
    order: JpegOrder & { readonly fps?: number },
    onJpeg: (picture: JpegPicture) => void,
    onEnd?: (error: Error) => void,
  ): AsyncDisposable;
  /** The newest picture. Rejects with `unavailable` when there is none. */
  snapshot(order: JpegOrder): Promise<JpegPicture>;
}
