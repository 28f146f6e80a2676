/** Back-testing: what a camera's analytics would have seen with other settings, over a range of its archive, against what they saw. */
import { randomUUID } from 'node:crypto';
import type { ReplayEvent, ReplayState, StreamserverRequests } from '#cluster/protocol.ts';
import { noAnalytics } from '#domain/analytics.ts';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import { toAnalytics, type VideoAnalytics } from '../cameras/analytics-settings.ts';
import type { CameraService } from '../cameras/camera-service.ts';
import { checkSettings } from '../cameras/settings-schema.ts';
import type { EventService } from '../events/event-service.ts';
import { invalid } from '../sites/checks.ts';
import { type Comparison, comparedTypes, compareEvents } from './compare.ts';

type ReplayRequest = 'replay.start' | 'replay.state' | 'replay.abort';

export interface ReplayServiceOptions {
  readonly cameras: Pick<CameraService, 'getFor'>;
  readonly events: Pick<EventService, 'all'>;
  readonly clock: Clock;
  readonly streamservers: {
    request<Name extends ReplayRequest>(
      cameraId: string,
      name: Name,
      payload: StreamserverRequests[Name][0],
    ): Promise<StreamserverRequests[Name][1]>;
  };
}

export interface ReplayWish {
  readonly fromMs: number;
  readonly toMs: number;
  /** As a camera's `video_analytics`; left out: the camera's own. */
  readonly videoAnalytics?: unknown;
}

export interface Replay extends Omit<ReplayState, 'events'> {
  readonly replayId: string;
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Null until it is done. */
  readonly comparison: Comparison<EventReport, ReplayEvent> | null;
}

interface Known {
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
}

const longestMs = 24 * 3600_000;
/** Older ones are forgotten, here and on the streamserver. */
const maxKnown = 1000;

export class ReplayService {
  readonly #options: ReplayServiceOptions;
  /** By id. After a restart of the server a replay is asked for anew. */
  readonly #known = new Map<string, Known>();

  constructor(options: ReplayServiceOptions) {
    this.#options = options;
  }

  async start(by: Principal, cameraId: string, wish: ReplayWish): Promise<Replay> {
    const { cameras, streamservers } = this.#options;
    const camera = await cameras.getFor(by, cameraId, 'archive', 'camera_update');
    this.#checkRange(wish);
    const { videoAnalytics = camera.settings.video_analytics } = wish;
    const { fromMs, toMs } = wish;
    const known = { cameraId: camera.id, fromMs, toMs };
    const replayId = randomUUID();
    const settings = readAnalytics(videoAnalytics);
    const state = await streamservers.request(camera.id, 'replay.start', { replayId, ...known, settings });
    this.#known.set(replayId, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > maxKnown && oldest !== undefined) this.#known.delete(oldest);
    return { replayId, ...known, ...withoutEvents(state), comparison: null };
  }

  async get(by: Principal, replayId: string): Promise<Replay> {
    const known = await this.#find(by, replayId);
    const state = await this.#options.streamservers.request(known.cameraId, 'replay.state', { replayId });
    if (state === null) throw noReplay();
    const comparison = state.state === 'done' ? await this.#compare(by, known, state.events) : null;
    return { replayId, ...known, ...withoutEvents(state), comparison };
  }

  async abort(by: Principal, replayId: string): Promise<void> {
    const { cameraId } = await this.#find(by, replayId);
    await this.#options.streamservers.request(cameraId, 'replay.abort', { replayId });
    this.#known.delete(replayId);
  }

  async #find(by: Principal, replayId: string): Promise<Known> {
    const known = this.#known.get(replayId.toLowerCase());
    if (known === undefined) throw noReplay();
    try {
      await this.#options.cameras.getFor(by, known.cameraId, 'archive', 'camera_update');
    } catch (error) {
      // Of a camera that the caller may not see it is as if there were none.
      throw toVidetteError(error).code === 'not_found' ? noReplay() : error;
    }
    return known;
  }

  async #compare(by: Principal, { cameraId, fromMs, toMs }: Known, would: readonly ReplayEvent[]) {
    const filter = { cameraIds: [cameraId], types: comparedTypes, fromMs, toMs: toMs - 1 };
    const were: EventReport[] = [];
    // Who may change what a camera looks for may see what comes of it.
    for await (const views of this.#options.events.all(by, filter, 'camera_update'))
      were.push(...views.map(({ report }) => report));
    return compareEvents(were, would);
  }

  #checkRange({ fromMs, toMs }: ReplayWish): void {
    if (toMs <= fromMs) throw invalid(['to'], 'must be after from');
    if (toMs - fromMs > longestMs) throw invalid(['to'], 'must be within 24 hours after from');
    if (fromMs > this.#options.clock.utcMs()) throw invalid(['from'], 'must be in the past');
  }
}

/** Checked as where cameras are changed. */
function readAnalytics(videoAnalytics: unknown) {
  const settings: unknown = { source: { url: 'rtsp://camera' }, video_analytics: videoAnalytics ?? {} };
  checkSettings(settings);
  return toAnalytics(settings.video_analytics as VideoAnalytics) ?? noAnalytics;
}

function withoutEvents({ events: _, ...state }: ReplayState): Omit<ReplayState, 'events'> {
  return state;
}

function noReplay(): VidetteError {
  return new VidetteError('not_found', 'there is no such replay');
}
