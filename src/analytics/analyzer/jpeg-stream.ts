/** Decodes one stream as it comes and makes JPEGs of it at a lower rate. */
import type { VideoTrack } from '#media/stream.ts';
import { frameUtcMs, VideoDecoder } from './decoder.ts';
import { type Jpeg, JpegEncoder } from './jpeg.ts';
import type { JpegOutput, PictureInfo } from './operations.ts';
import { PicturePace } from './picture-pace.ts';

export class JpegStream implements Disposable {
  readonly #decoder: VideoDecoder;
  readonly #encoder: JpegEncoder;
  readonly #pace: PicturePace;

  constructor(track: VideoTrack, output: JpegOutput, fps: number) {
    this.#decoder = new VideoDecoder(track);
    this.#encoder = new JpegEncoder(output);
    this.#pace = new PicturePace(fps);
  }

  /**
   * Every frame is decoded, as later ones refer to it; only those that are due are scaled and encoded. Of several samples
   * at once, which are a GOP to catch up with, only the last can be due.
   */
  push(samples: readonly Buffer[], utcMs: readonly number[]): (Jpeg & PictureInfo)[] {
    const pictures: (Jpeg & PictureInfo)[] = [];
    samples.forEach((sample, index) => {
      const isLast = index === samples.length - 1;
      this.#decoder.decode(sample, utcMs[index] ?? 0, (frame) => {
        const takenUtcMs = frameUtcMs(frame);
        if (!isLast || !this.#pace.isDue(takenUtcMs)) return;
        pictures.push({ ...this.#encoder.encode(frame), utcMs: takenUtcMs });
      });
    });
    return pictures;
  }

  [Symbol.dispose](): void {
    this.#decoder[Symbol.dispose]();
    this.#encoder[Symbol.dispose]();
  }
}
