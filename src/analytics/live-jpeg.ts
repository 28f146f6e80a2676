/**
 * JPEGs of live streams: snapshots, and pictures in a row for MJPEG viewers. Many who ask for the same thing cost one
 * decoding, and nothing is decoded while nobody asks.
 */
import { VidetteError } from '#domain/errors.ts';
import type { StreamHub } from '#media/hub.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { type AnalyzerPool, jpegOutput, type Picture } from './analyzer/analyzer-pool.ts';
import { isWantedAsItIs, type JpegViewer, LiveJpegStream, type WantedPicture } from './live-jpeg-stream.ts';
import { nextKeyframe } from './next-keyframe.ts';

export type { Picture } from './analyzer/analyzer-pool.ts';
export type { JpegViewer, WantedPicture } from './live-jpeg-stream.ts';

export interface LiveSource {
  /** Names the stream, for example `<camera id>/<main or sub>`: what is shared is shared under this name. */
  readonly source: string;
  readonly hub: StreamHub;
}

export interface SnapshotRequest extends LiveSource, WantedPicture {
  /** How much older than the newest sample the picture may be, milliseconds; default 1000. */
  readonly maxAgeMs?: number;
}

export interface WatchRequest extends LiveSource, WantedPicture {
  /** Pictures per second at most, 0.1…30; default 5. */
  readonly fps?: number;
}

const defaultMaxAgeMs = 1000;
const defaultFps = 5;
/** A longer GOP is not decoded for one picture: 300 samples of 1080p are over a second of a core. The keyframe must do. */
const maxSamplesToDecode = 300;
const keyframeWaitMs = 5_000;
/** Finished pictures are forgotten after this long, so that cameras nobody looks at cost no memory. */
const keepMs = 5_000;

interface CachedSnapshot {
  readonly utcMs: number;
  readonly picture: Promise<Picture>;
}

export class LiveJpeg implements Disposable {
  readonly #pool: AnalyzerPool;
  readonly #snapshots = new Map<string, CachedSnapshot>();
  readonly #streams = new Map<string, LiveJpegStream>();

  constructor(pool: AnalyzerPool) {
    this.#pool = pool;
  }

  /**
   * A picture at most `maxAgeMs` older than the newest sample, where the GOP allows: the keyframe alone when it is young
   * enough, else all samples since it are decoded. Rejects with `unavailable` when the stream delivers no video.
   */
  async snapshot(request: SnapshotRequest): Promise<Picture> {
    const wanted = jpegOutput(request);
    const track = liveVideo(request.hub);
    const samples = await decodableSamples(request.hub, request.maxAgeMs ?? defaultMaxAgeMs);
    const newest = samples.at(-1);
    if (newest === undefined) throw noVideo();
    if (isWantedAsItIs(track, request)) return passThrough(newest, track);
    const key = `${request.source} ${wanted.width}x${wanted.height} ${wanted.quality}`;
    const cached = this.#snapshots.get(key);
    const ageMs = newest.utcMs - (cached?.utcMs ?? Number.NEGATIVE_INFINITY);
    if (cached !== undefined && ageMs >= 0 && ageMs <= (request.maxAgeMs ?? defaultMaxAgeMs)) {
      return cached.picture;
    }
    const picture = this.#pool.decodeJpeg({ source: request.source, track, samples, ...wanted });
    this.#remember(key, { utcMs: newest.utcMs, picture });
    return picture;
  }

  #remember(key: string, snapshot: CachedSnapshot): void {
    this.#snapshots.set(key, snapshot);
    const forget = () => {
      if (this.#snapshots.get(key) === snapshot) this.#snapshots.delete(key);
    };
    // Whoever asked gets the failure; here it only must not be kept.
    snapshot.picture.then(() => setTimeout(forget, keepMs).unref(), forget);
  }

  /** Joins the viewers of one kind of pictures of a stream; the last one to leave ends the decoding. */
  watch(request: WatchRequest, viewer: JpegViewer): () => void {
    const output = jpegOutput(request);
    const fps = request.fps ?? defaultFps;
    if (!(fps >= 0.1 && fps <= 30)) {
      throw new VidetteError('invalid', 'fps must be from 0.1 to 30', { field: ['fps'] });
    }
    const key = `${request.source} ${output.width}x${output.height} ${output.quality} ${fps}`;
    let stream = this.#streams.get(key);
    if (stream === undefined) {
      const ended = () => this.#streams.delete(key);
      const { source, hub, width, height, quality } = request;
      const wanted = {
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
        ...(quality === undefined ? {} : { quality }),
      };
      stream = new LiveJpegStream(this.#pool, { source, hub, wanted, fps, ended });
      this.#streams.set(key, stream);
    }
    return stream.join(viewer);
  }

  /** Streams that are being decoded or passed on now. */
  get watchedStreams(): number {
    return this.#streams.size;
  }

  [Symbol.dispose](): void {
    for (const stream of this.#streams.values()) stream.end();
    this.#snapshots.clear();
  }
}

function liveVideo(hub: StreamHub): VideoTrack {
  const track = hub.currentTracks?.video;
  if (track === undefined || track === null) throw noVideo();
  return track;
}

async function decodableSamples(hub: StreamHub, maxAgeMs: number): Promise<readonly Sample[]> {
  const gop = hub.buffered('gop').filter((sample) => sample.kind === 'video');
  const keyframe = gop[0];
  const newest = gop.at(-1);
  if (keyframe === undefined || newest === undefined) return [await nextKeyframe(hub, keyframeWaitMs)];
  const keyframeWillDo = newest.utcMs - keyframe.utcMs <= maxAgeMs || gop.length > maxSamplesToDecode;
  return keyframeWillDo ? [keyframe] : gop;
}

function passThrough(sample: Sample, { width, height }: VideoTrack): Picture {
  return { jpeg: sample.data, width, height, utcMs: sample.utcMs };
}

function noVideo(): VidetteError {
  return new VidetteError('unavailable', 'the camera delivers no video now', { reason: 'no_video' });
}
