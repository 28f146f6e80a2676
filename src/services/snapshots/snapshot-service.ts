/** The present picture of a camera. */
import type { Principal } from '#domain/principal.ts';
import type { CameraService } from '../cameras/camera-service.ts';

export interface PictureOptions {
  /** Largest width and height in pixels; the ratio of the sides stays. */
  readonly width?: number;
  readonly height?: number;
  /** JPEG quality 1..100. */
  readonly quality?: number;
}

export interface Picture {
  readonly jpeg: Buffer;
}

/** What takes pictures out of live streams. Throws `unavailable` when the camera does not deliver. */
export interface PictureSource {
  snapshot(cameraId: string, options: PictureOptions): Promise<Picture>;
}

export interface SnapshotServiceOptions {
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly pictures: PictureSource;
}

export class SnapshotService {
  readonly #options: SnapshotServiceOptions;

  constructor(options: SnapshotServiceOptions) {
    this.#options = options;
  }

  async take(principal: Principal, cameraId: string, options: PictureOptions = {}): Promise<Picture> {
    const { cameras, pictures } = this.#options;
    const camera = await cameras.getFor(principal, cameraId, 'live', 'camera_snapshot_read');
    return await pictures.snapshot(camera.id, options);
  }
}
