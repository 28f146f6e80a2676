/** What is recorded of a camera, as addresses that carry the right to fetch it for a while. */

import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import type { SegmentInfo } from '#domain/recording.ts';
import type { AccessService } from '../access/access-service.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import { signUrl } from '../secrets/signed-url.ts';
import { invalid } from '../sites/checks.ts';
import type { StreamserverPort } from '../streams/ports.ts';

export interface ArchiveServiceOptions {
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly streamservers: Pick<StreamserverPort, 'request'>;
  readonly access: Pick<AccessService, 'createMediaToken'>;
  readonly clock: Clock;
  /** Signs media addresses. */
  readonly key: Buffer;
  /** How long a signed address is good; an hour when not given. */
  readonly signedForMs?: number;
}

export interface SignedSegment {
  readonly startMs: number;
  readonly endMs: number;
  /** Path and query under the media listener, complete. */
  readonly path: string;
  /** Stands in the path, too. */
  readonly signature: string;
}

const anHourMs = 3_600_000;
/** Segments in one answer; about a week of one camera. */
const maxSegments = 10_000;

export class ArchiveService {
  readonly #options: ArchiveServiceOptions;

  constructor(options: ArchiveServiceOptions) {
    this.#options = options;
  }

  /** Segments of the main stream that touch the period, oldest first. */
  async segments(
    principal: Principal,
    cameraId: string,
    period: { readonly fromMs: number; readonly toMs: number },
  ): Promise<SignedSegment[]> {
    const camera = await this.#camera(principal, cameraId);
    if (period.fromMs < 0) throw invalid(['ts_from'], 'is before 1970');
    if (period.toMs <= period.fromMs) throw invalid(['ts_to'], 'is not after ts_from');
    const found = await this.#options.streamservers.request(camera.id, 'archive.segments', {
      cameraId: camera.id,
      stream: 'main',
      ...period,
      limit: maxSegments + 1,
    });
    if (found.length > maxSegments)
      throw invalid(['ts_to'], `gives a period with more than ${maxSegments} segments; ask for less`);
    const expiresMs = this.#options.clock.utcMs() + (this.#options.signedForMs ?? anHourMs);
    return found.map((segment) => this.#sign(segment, expiresMs));
  }

  /**
   * The playlist of all that is recorded now. Its parts are fetched with the token that the address carries, which names the user
   * and this one camera.
   */
  async index(principal: Principal, cameraId: string): Promise<{ path: string; signature: string }> {
    const camera = await this.#camera(principal, cameraId);
    const toMs = Math.trunc(this.#options.clock.utcMs());
    const range = { cameraId: camera.id, stream: 'main' as const, fromMs: 0, toMs };
    const [first] = await this.#options.streamservers.request(camera.id, 'archive.spans', range);
    const { token } = await this.#options.access.createMediaToken(principal, camera.id);
    const fromMs = Math.trunc(first?.startMs ?? toMs);
    const query = new URLSearchParams({ from: String(fromMs), to: String(toMs), token });
    return { path: `/archive/${camera.id}/index.m3u8?${query}`, signature: token };
  }

  async #camera(principal: Principal, cameraId: string) {
    return await this.#options.cameras.getFor(principal, cameraId, 'archive', 'segment_read');
  }

  #sign(segment: SegmentInfo, expiresMs: number): SignedSegment {
    const path = signUrl(segment.path, expiresMs, this.#options.key);
    return {
      startMs: Math.trunc(segment.startMs),
      endMs: Math.trunc(segment.endMs),
      path,
      signature: path.slice(path.lastIndexOf('=') + 1),
    };
  }
}
