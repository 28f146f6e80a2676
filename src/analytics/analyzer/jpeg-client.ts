/** A running decoder of one stream that gives out JPEGs: the MJPEG of live viewers. */
import type { VidetteError } from '#domain/errors.ts';
import type { Sample, Tracks, VideoTrack } from '#media/stream.ts';
import type { AnalyzerChild } from './analyzer-child.ts';
import type { JpegOutput, PictureInfo } from './operations.ts';
import { videoTrackToWire } from './protocol.ts';
import { megapixelsOf, type StreamHost, StreamLink } from './stream-link.ts';

export interface JpegStreamOptions {
  /** Names the stream, so that one whose data crashes analyzers is told apart. */
  readonly source: string;
  readonly track: VideoTrack;
  readonly output: JpegOutput;
  /** Pictures per second at most. */
  readonly fps: number;
  /** The stream is refused or cannot be decoded; it is closed already. */
  readonly onFailed: (error: VidetteError) => void;
}

/** Over a second of a usual camera: a snapshot decoded between must not cost pictures. */
const maxSamples = 40;
const maxBytes = 8 * 1024 * 1024;

export class JpegStreamClient {
  /** Samples that were not decoded, as the analyzers are slower than the stream or pause after a crash. */
  droppedSamples = 0;
  readonly #stream: number;
  readonly #options: JpegStreamOptions;
  readonly #onPicture: (picture: PictureInfo & { readonly jpeg: Buffer }) => void;
  readonly #link: StreamLink;
  #track: VideoTrack;
  #awaitsKeyframe = true;

  constructor(
    host: StreamHost,
    stream: number,
    options: JpegStreamOptions,
    onPicture: (picture: PictureInfo & { readonly jpeg: Buffer }) => void,
  ) {
    this.#stream = stream;
    this.#options = options;
    this.#onPicture = onPicture;
    this.#track = options.track;
    const { source, onFailed } = options;
    const open = (child: AnalyzerChild) => this.#open(child);
    const megapixels = () => megapixelsOf(this.#track);
    this.#link = new StreamLink(host, {
      ...{ stream, source, megapixels, maxSamples, maxBytes, open },
      failed: onFailed,
    });
  }

  /** New tracks of the stream. Without video nothing comes until there is some again. */
  tracks(tracks: Pick<Tracks, 'video'>): void {
    if (tracks.video === null || this.#link.isClosed) return;
    this.#track = tracks.video;
    this.#awaitsKeyframe = true;
    this.#link.reopen();
  }

  /** Decodes the sample if there is room; otherwise all up to the next keyframe are dropped. */
  push(sample: Sample): void {
    this.catchUp([sample]);
  }

  /** Decodes samples that came before: only the last becomes a picture. With a GOP, a viewer need not wait for a keyframe. */
  catchUp(samples: readonly Sample[]): void {
    const video = samples.filter((sample) => sample.kind === 'video');
    if (video.length === 0 || this.#link.isClosed) return;
    if (!this.#link.isOpen) this.#awaitsKeyframe = true;
    const wanted = video[0]?.keyframe === true || !this.#awaitsKeyframe;
    const bytes = video.reduce((sum, sample) => sum + sample.data.length, 0);
    const child = wanted && this.#link.hasRoom(bytes) ? this.#link.acquire() : null;
    if (child === null) {
      this.#awaitsKeyframe = true;
      this.droppedSamples += video.length;
      return;
    }
    this.#awaitsKeyframe = false;
    const request = child.call(
      'pushJpegStream',
      { stream: this.#stream, utcMs: video.map((sample) => sample.utcMs) },
      video.map((sample) => sample.data),
    );
    this.#link.follow(
      request.then(({ result, parts }) => this.#received(result.pictures, parts)),
      bytes,
    );
  }

  #received(pictures: readonly PictureInfo[], parts: readonly Buffer[]): void {
    pictures.forEach((picture, index) => {
      const jpeg = parts[index];
      if (jpeg !== undefined && !this.#link.isClosed) this.#onPicture({ ...picture, jpeg });
    });
  }

  #open(child: AnalyzerChild): Promise<unknown> {
    const { output, fps } = this.#options;
    return child.call('openJpegStream', {
      stream: this.#stream,
      track: videoTrackToWire(this.#track),
      output,
      fps,
    });
  }

  close(): void {
    this.#link.close();
  }
}
