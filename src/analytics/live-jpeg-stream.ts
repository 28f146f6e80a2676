/** Pictures in a row of one stream, in one size and rate, for any number of viewers. */
import type { VidetteError } from '#domain/errors.ts';
import type { StreamHub } from '#media/hub.ts';
import type { Sample, Tracks, VideoTrack } from '#media/stream.ts';
import { type AnalyzerPool, jpegOutput, type Picture } from './analyzer/analyzer-pool.ts';
import type { JpegStreamClient } from './analyzer/jpeg-client.ts';
import { PicturePace } from './analyzer/picture-pace.ts';
import { pictureSize } from './analyzer/picture-size.ts';

export interface WantedPicture {
  readonly width?: number;
  readonly height?: number;
  /** 1 (smallest) … 100 (finest); without it a camera's own JPEGs stay as they are. */
  readonly quality?: number;
}

/** Called with each picture; one who is slow leaves pictures out by itself. */
export interface JpegViewer {
  picture(picture: Picture): void;
  /** No more pictures come. */
  failed(error: VidetteError): void;
}

export interface LiveJpegStreamOptions {
  readonly source: string;
  readonly hub: StreamHub;
  readonly wanted: WantedPicture;
  readonly fps: number;
  readonly ended: () => void;
}

/** Whether the JPEGs of an MJPEG camera can be handed on without decoding. */
export function isWantedAsItIs(track: VideoTrack, wanted: WantedPicture): boolean {
  if (track.codec !== 'mjpeg' || wanted.quality !== undefined) return false;
  if (track.width === 0) return wanted.width === undefined && wanted.height === undefined;
  const size = pictureSize(track, wanted);
  return size.width === track.width && size.height === track.height;
}

export class LiveJpegStream {
  readonly #pool: AnalyzerPool;
  readonly #options: LiveJpegStreamOptions;
  readonly #viewers = new Set<JpegViewer>();
  readonly #pace: PicturePace;
  #track: VideoTrack | null = null;
  #decoder: JpegStreamClient | null = null;
  #newest: Picture | null = null;
  #detach: (() => void) | null = null;
  /** The kept GOP while the hub replays it. */
  #replayed: Sample[] | null = null;

  constructor(pool: AnalyzerPool, options: LiveJpegStreamOptions) {
    this.#pool = pool;
    this.#options = options;
    this.#pace = new PicturePace(options.fps);
  }

  join(viewer: JpegViewer): () => void {
    this.#viewers.add(viewer);
    if (this.#newest !== null) viewer.picture(this.#newest);
    if (this.#detach === null) this.#begin();
    return () => {
      // A stream that failed has let its viewers go: what runs under its name by now is another one.
      if (this.#viewers.delete(viewer) && this.#viewers.size === 0) this.end();
    };
  }

  #begin(): void {
    this.#replayed = [];
    const reader = {
      tracks: (tracks: Tracks) => this.#tracks(tracks),
      sample: (sample: Sample) => this.#sample(sample),
    };
    this.#detach = this.#options.hub.attach(reader, 'gop');
    const replayed = this.#replayed;
    this.#replayed = null;
    if (this.#decoder !== null) this.#decoder.catchUp(replayed);
    else for (const sample of replayed.slice(-1)) this.#sample(sample);
  }

  #tracks({ video }: Tracks): void {
    this.#track = video;
    this.#replayed?.splice(0);
    if (video === null || isWantedAsItIs(video, this.#options.wanted)) {
      this.#decoder?.close();
      this.#decoder = null;
    } else if (this.#decoder === null) this.#decoder = this.#openDecoder(video);
    else this.#decoder.tracks({ video });
  }

  #openDecoder(track: VideoTrack): JpegStreamClient {
    const { source, wanted, fps } = this.#options;
    const onFailed = (error: VidetteError) => this.#failed(error);
    return this.#pool.openJpegStream(
      { source, track, output: jpegOutput(wanted), fps, onFailed },
      (picture) => this.#picture(picture),
    );
  }

  #sample(sample: Sample): void {
    if (sample.kind !== 'video') return;
    if (this.#replayed !== null) this.#replayed.push(sample);
    else if (this.#decoder !== null) this.#decoder.push(sample);
    else if (this.#track !== null && this.#pace.isDue(sample.utcMs)) {
      const { width, height } = this.#track;
      this.#picture({ jpeg: sample.data, width, height, utcMs: sample.utcMs });
    }
  }

  #picture(picture: Picture): void {
    this.#newest = picture;
    for (const viewer of this.#viewers) viewer.picture(picture);
  }

  #failed(error: VidetteError): void {
    const viewers = [...this.#viewers];
    this.end();
    for (const viewer of viewers) viewer.failed(error);
  }

  end(): void {
    this.#viewers.clear();
    this.#detach?.();
    this.#detach = null;
    this.#decoder?.close();
    this.#decoder = null;
    this.#newest = null;
    this.#options.ended();
  }
}
