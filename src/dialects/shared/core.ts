/** The ports of ports.ts, answered by the services. */
import type { Readable } from 'node:stream';
import type { CameraStatus } from '#cluster/protocol.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { requirePermission, serverPrincipal } from '#services/access/rights.ts';
import type { CameraService } from '#services/cameras/camera-service.ts';
import type { CameraView } from '#services/cameras/camera-view.ts';
import type { SiteService } from '#services/sites/site-service.ts';
import type { SnapshotService } from '#services/snapshots/snapshot-service.ts';
import type { StreamserverPort } from '#services/streams/ports.ts';
import type {
  CameraDirectory,
  DirectoryCamera,
  MotionPictures,
  Picture,
  PictureOptions,
  Pictures,
  StreamFacts,
} from './ports.ts';

export interface CoreOptions {
  readonly cameras: Pick<CameraService, 'all' | 'getFor'>;
  readonly sites: Pick<SiteService, 'list'>;
  readonly snapshots: Pick<SnapshotService, 'take'>;
  readonly streamservers: Pick<StreamserverPort, 'ownerOf' | 'statusOf'>;
  readonly pictures: {
    mjpeg(
      cameraId: string,
      options: PictureOptions,
      signal: AbortSignal,
    ): Promise<{ readonly contentType: string; readonly stream: Readable }>;
  };
  /** APIs without organisations show the one of their settings; null shows what the caller sees. */
  readonly organizationId: number | null;
}

export class Core implements CameraDirectory, StreamFacts, Pictures, MotionPictures {
  readonly #options: CoreOptions;

  constructor(options: CoreOptions) {
    this.#options = options;
  }

  async list(principal: Principal): Promise<readonly DirectoryCamera[]> {
    requirePermission(principal, 'camera_read');
    const cameras = (await this.#options.cameras.all(principal)).filter((camera) => this.#isShown(camera));
    const sites = await this.#siteIds(cameras);
    return cameras.map((camera) => this.#toDirectory(camera, sites));
  }

  async get(principal: Principal, id: string): Promise<DirectoryCamera> {
    const camera = await this.#options.cameras.getFor(principal, id, 'any', 'camera_read');
    if (!this.#isShown(camera)) throw new VidetteError('not_found', 'no such camera');
    return this.#toDirectory(camera, await this.#siteIds([camera]));
  }

  status(cameraId: string): CameraStatus | null {
    return this.#options.streamservers.statusOf(cameraId);
  }

  async snapshot(principal: Principal, cameraId: string, options: PictureOptions): Promise<Picture> {
    return this.#options.snapshots.take(principal, cameraId, options);
  }

  async mjpeg(principal: Principal, cameraId: string, options: PictureOptions, signal: AbortSignal) {
    const camera = await this.#options.cameras.getFor(principal, cameraId, 'live', 'stream_read');
    return this.#options.pictures.mjpeg(camera.id, options, signal);
  }

  #isShown(camera: CameraView): boolean {
    const { organizationId } = this.#options;
    return organizationId === null || camera.organizationId === organizationId;
  }

  #toDirectory(camera: CameraView, sites: ReadonlyMap<number, string>): DirectoryCamera {
    const siteId = sites.get(camera.siteId);
    if (siteId === undefined) throw new VidetteError('bug', `camera ${camera.number} hangs on no site`);
    const streamserverId = this.#options.streamservers.ownerOf(camera.id);
    return { id: camera.id, number: camera.number, name: camera.name, enabled: true, siteId, streamserverId };
  }

  /** By number. Asked as the server: who sees a camera may know where it hangs, whatever the right to read sites. */
  async #siteIds(cameras: readonly CameraView[]): Promise<ReadonlyMap<number, string>> {
    if (cameras.length === 0) return new Map();
    const sites = await this.#options.sites.list(serverPrincipal(cameras[0]!.organizationId), {});
    return new Map(sites.map((site) => [site.id, site.uuid]));
  }
}
