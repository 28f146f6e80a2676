/**
 * The ports of ports.ts, answered by the services. Sites are asked for as the server: who sees a camera may know the id of the site
 * where it hangs, whatever the right to read sites.
 */
import type { Readable } from 'node:stream';
import type { CameraStatus } from '#cluster/protocol.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { admitted } from '#domain/viewer-header.ts';
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
  readonly sites: Pick<SiteService, 'list' | 'get'>;
  readonly snapshots: Pick<SnapshotService, 'take'>;
  readonly streamservers: Pick<StreamserverPort, 'ownerOf' | 'statusOf'>;
  readonly pictures: {
    mjpeg(
      viewer: AdmittedViewer,
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
    const sites = await this.#options.sites.list(serverPrincipal(principal.organizationId), {});
    const siteIds = new Map(sites.map((site) => [site.id, site.uuid]));
    // A site that was made after the list was read is asked for alone.
    return Promise.all(cameras.map((camera) => this.#toDirectory(camera, siteIds.get(camera.siteId))));
  }

  async get(principal: Principal, id: string): Promise<DirectoryCamera> {
    const camera = await this.#options.cameras.getFor(principal, id, 'any', 'camera_read');
    if (!this.#isShown(camera)) throw new VidetteError('not_found', 'no such camera');
    return this.#toDirectory(camera);
  }

  status(cameraId: string): CameraStatus | null {
    return this.#options.streamservers.statusOf(cameraId);
  }

  async snapshot(principal: Principal, cameraId: string, options: PictureOptions): Promise<Picture> {
    return this.#options.snapshots.take(principal, cameraId, options);
  }

  async mjpeg(principal: Principal, cameraId: string, options: PictureOptions, signal: AbortSignal) {
    const camera = await this.#options.cameras.getFor(principal, cameraId, 'live', 'stream_read');
    return this.#options.pictures.mjpeg(admitted(principal, camera.id), options, signal);
  }

  #isShown(camera: CameraView): boolean {
    const { organizationId } = this.#options;
    return organizationId === null || camera.organizationId === organizationId;
  }

  async #toDirectory(camera: CameraView, knownSiteId?: string): Promise<DirectoryCamera> {
    const { id, number, name, organizationId } = camera;
    const siteId =
      knownSiteId ?? (await this.#options.sites.get(serverPrincipal(organizationId), camera.siteId)).uuid;
    return {
      id,
      number,
      name,
      enabled: true,
      siteId,
      streamserverId: this.#options.streamservers.ownerOf(id),
    };
  }
}
