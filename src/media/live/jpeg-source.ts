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

/** Must not block. */
export interface JpegViewer {
  picture(picture: JpegPicture): void;
  /** No more pictures come. */
  failed(error: Error): void;
}

export interface JpegSource {
  /** Pictures at up to `fps` until the viewer leaves by the function that this gives back. Equal orders share one decoding. */
  watch(order: JpegOrder & { readonly fps?: number }, viewer: JpegViewer): () => void;
  /** The newest picture. Rejects with `unavailable` when there is none. */
  snapshot(order: JpegOrder): Promise<JpegPicture>;
}
