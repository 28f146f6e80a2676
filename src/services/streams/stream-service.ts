/** Live streams of cameras: where they run, what they carry, when they did not. */
import type { ProbeResult, StreamserverStatus, VideoFacts } from '#cluster/protocol.ts';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { requirePermission } from '../access/rights.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { parseAddress } from '../cameras/source-address.ts';
import { availability, type Downtime, downtimesOf } from './availability.ts';
import type { StreamserverPort } from './ports.ts';

export interface StreamServiceOptions {
  readonly cameras: Pick<CameraService, 'getFor' | 'all'>;
  readonly streamservers: StreamserverPort;
  readonly clock: Clock;
  /** Host name of the machine that the streamservers run on. */
  readonly host: string;
}

export interface StreamPlace {
  readonly streamserverId: string;
  readonly host: string;
  readonly state: 'connecting' | 'streaming' | 'failed';
  /** Since when, UTC milliseconds. */
  readonly sinceMs: number;
}

export interface StreamUptime {
  readonly cameraId: string;
  readonly name: string;
  /** Since the camera was added. */
  readonly lifetimeMs: number;
  /** Percent, 0..100. */
  readonly availability: number;
}

const probeTimeoutMs = 10_000;
/** Questions to streamservers under way at a time. */
const atATime = 16;

export class StreamService {
  readonly #options: StreamServiceOptions;

  constructor(options: StreamServiceOptions) {
    this.#options = options;
  }

  async place(principal: Principal, cameraId: string): Promise<StreamPlace> {
    const camera = await this.#camera(principal, cameraId);
    const { streamservers, host } = this.#options;
    const streamserverId = streamservers.ownerOf(camera.id);
    this.#requireConnected(streamserverId);
    const main = mainStream(streamservers, camera.id);
    // A camera that was just added is not in the streamserver's report yet.
    return {
      streamserverId,
      host,
      state: main?.state ?? 'connecting',
      sinceMs: Math.trunc(main?.sinceMs ?? camera.updatedMs),
    };
  }

  /** What the main stream carries now. `conflict` when the camera does not deliver, `unavailable` before it is known. */
  async facts(principal: Principal, cameraId: string): Promise<VideoFacts> {
    const camera = await this.#camera(principal, cameraId);
    const { streamservers } = this.#options;
    this.#requireConnected(streamservers.ownerOf(camera.id));
    const main = mainStream(streamservers, camera.id);
    if (main?.state === 'failed')
      throw new VidetteError('conflict', `the camera does not deliver: ${main.message ?? main.failure}`, {
        ...(main.failure === undefined ? {} : { reason: main.failure }),
      });
    if (main?.state !== 'streaming' || main.video === undefined)
      throw new VidetteError('unavailable', 'the stream is not connected yet', { retryAfterMs: 2_000 });
    return main.video;
  }

  /** Connects to an address of a camera as a streamserver would. */
  async verify(principal: Principal, link: string): Promise<ProbeResult> {
    requirePermission(principal, 'stream_read');
    const address = parseAddress(link, ['rtsp_link']);
    if (!/^rtsps?:/i.test(address.url))
      throw new VidetteError('conflict', 'the link does not begin with rtsp: or rtsps:');
    const { url, username, password } = address;
    return await this.#options.streamservers.requestAny(
      'probe',
      {
        url,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
        timeoutMs: probeTimeoutMs,
      },
      { timeoutMs: probeTimeoutMs + 5_000 },
    );
  }

  /** `unavailable` when there shall be some and none is connected. */
  streamservers(principal: Principal): readonly StreamserverStatus[] {
    requirePermission(principal, 'streamserver_read');
    const { streamservers } = this.#options;
    const expected = streamservers.expected();
    if (expected.length > 0 && !expected.some(({ connected }) => connected))
      throw new VidetteError('unavailable', 'no streamserver is connected', { retryAfterMs: 2_000 });
    return streamservers.list();
  }

  async uptimes(principal: Principal): Promise<StreamUptime[]> {
    requirePermission(principal, 'streamstatus_read');
    const cameras = await this.#options.cameras.all(principal, 'live');
    return await mapSome(cameras, async (camera) => {
      const { downtimes, fromMs, nowMs } = await this.#downtimes(camera);
      return {
        cameraId: camera.id,
        name: camera.name,
        lifetimeMs: nowMs - fromMs,
        availability: availability(downtimes, fromMs, nowMs),
      };
    });
  }

  async downtimes(principal: Principal, cameraId: string): Promise<readonly Downtime[]> {
    const camera = await this.#options.cameras.getFor(principal, cameraId, 'live', 'streamstatus_read');
    return (await this.#downtimes(camera)).downtimes;
  }

  async #downtimes(camera: CameraView) {
    const nowMs = Math.trunc(this.#options.clock.utcMs());
    const fromMs = Math.min(camera.createdMs, nowMs);
    const range = { cameraId: camera.id, stream: 'main' as const, fromMs, toMs: nowMs };
    const gaps = await this.#options.streamservers.request(camera.id, 'archive.gaps', range);
    return { downtimes: downtimesOf(gaps, fromMs, nowMs), fromMs, nowMs };
  }

  async #camera(principal: Principal, cameraId: string): Promise<CameraView> {
    return await this.#options.cameras.getFor(principal, cameraId, 'live', 'stream_read');
  }

  #requireConnected(streamserverId: string): void {
    const one = this.#options.streamservers.expected().find(({ id }) => id === streamserverId);
    if (one?.connected !== true)
      throw new VidetteError('unavailable', 'the streamserver of this camera is not connected', {
        retryAfterMs: 2_000,
      });
  }
}

function mainStream(streamservers: StreamserverPort, cameraId: string) {
  return streamservers.statusOf(cameraId)?.streams.find((stream) => stream.name === 'main');
}

/** Like Promise.all over a map, with few calls under way at a time. */
async function mapSome<T, R>(items: readonly T[], call: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) results[index] = await call(item);
  };
  await Promise.all(Array.from({ length: Math.min(atATime, items.length) }, work));
  return results;
}
