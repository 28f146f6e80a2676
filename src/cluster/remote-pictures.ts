/** Pictures of live streams, fetched from the streamserver that has the camera over its local socket. */
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { VidetteError } from '#domain/errors.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { askMedia } from './media-client.ts';

export interface PictureOptions {
  /** Largest width and height, pixels; the ratio of the sides stays. */
  readonly width?: number;
  readonly height?: number;
  /** JPEG quality 1..100. */
  readonly quality?: number;
}

export interface RemotePicture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly utcMs: number;
}

const snapshotTimeoutMs = 10_000;

export class RemotePictures {
  readonly #mediaSocketOf: (cameraId: string) => string;

  /** `mediaSocketOf` throws `unavailable` while the camera's streamserver is away. */
  constructor(mediaSocketOf: (cameraId: string) => string) {
    this.#mediaSocketOf = mediaSocketOf;
  }

  /** The present picture. Throws `unavailable` when the camera does not deliver. */
  async snapshot(cameraId: string, options: PictureOptions): Promise<RemotePicture> {
    const answer = await this.#get(cameraId, 'snapshot.jpg', options, AbortSignal.timeout(snapshotTimeoutMs));
    const jpeg = await buffer(answer);
    const size = parseJpegSize(jpeg);
    if (size === null) throw new VidetteError('unavailable', 'the camera gave no picture');
    return { jpeg, ...size, utcMs: Number(answer.headers['x-timestamp'] ?? 0) * 1000 };
  }

  /**
   * An endless multipart/x-mixed-replace body that ends when `signal` is aborted, or the viewer may not watch any more. Throws like
   * `snapshot`.
   */
  async mjpeg(
    viewer: AdmittedViewer,
    options: PictureOptions,
    signal: AbortSignal,
  ): Promise<{ contentType: string; stream: IncomingMessage }> {
    const stream = await this.#get(viewer.cameraId, 'mjpeg', options, signal, viewer);
    return { contentType: stream.headers['content-type'] ?? 'multipart/x-mixed-replace', stream };
  }

  async #get(
    cameraId: string,
    what: string,
    options: PictureOptions,
    signal: AbortSignal,
    viewer: AdmittedViewer | null = null,
  ): Promise<IncomingMessage> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(options)) {
      if (value !== undefined) query.set(name, String(value));
    }
    return askMedia(this.#mediaSocketOf(cameraId), `/live/${cameraId}/${what}?${query}`, signal, viewer);
  }
}
