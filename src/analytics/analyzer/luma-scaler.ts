/** Reduces the brightness of decoded frames to the size that the analytics look at. */
import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AVCOL_RANGE_JPEG,
  SWS_AREA,
} from 'node-av/constants';
import { FFmpegError, Frame, SoftwareScaleContext } from 'node-av/lib';
import type { LumaPicture } from '../picture.ts';
import { frameUtcMs } from './decoder.ts';
import { pictureSize, type Size } from './picture-size.ts';

/** Their first plane is 8-bit brightness: it is taken as it is, whatever range it has. */
const plainLuma: ReadonlySet<number> = new Set([
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ444P,
  AV_PIX_FMT_NV12,
  AV_PIX_FMT_GRAY8,
]);

export class LumaScaler implements Disposable {
  readonly #maxWidth: number;
  #source = '';
  #scaler: SoftwareScaleContext | null = null;
  #reduced: Buffer = Buffer.alloc(0);
  #converted: Frame | null = null;

  constructor(maxWidth: number) {
    this.#maxWidth = maxWidth;
  }

  /** The picture is valid until the next call. */
  scale(frame: Frame): LumaPicture {
    const utcMs = frameUtcMs(frame);
    const size = pictureSize(frame, { width: this.#maxWidth });
    const isPlain = plainLuma.has(frame.format);
    const isReduced = size.width < frame.width;
    return { ...(isPlain && isReduced ? this.#reduce(frame, size) : this.#convert(frame, size)), utcMs };
  }

  #reduce(frame: Frame, size: Size): Omit<LumaPicture, 'utcMs'> {
    const plane = frame.data?.[0] ?? Buffer.alloc(0);
    const stride = frame.linesize[0] ?? frame.width;
    const scaler = this.#scalerFor(frame, size);
    scaler.scaleSync([plane], [stride], 0, frame.height, [this.#reduced], [size.width]);
    return { ...size, stride: size.width, data: this.#reduced };
  }

  #scalerFor(frame: Frame, { width, height }: Size): SoftwareScaleContext {
    const source = `${frame.width}x${frame.height}`;
    if (this.#scaler === null || source !== this.#source) {
      this.#free();
      this.#source = source;
      this.#reduced = Buffer.alloc(width * height + 64); // swscale may write a vector beyond the last row
      this.#scaler = new SoftwareScaleContext();
      const gray = AV_PIX_FMT_GRAY8;
      this.#scaler.getContext(frame.width, frame.height, gray, width, height, gray, SWS_AREA);
    }
    return this.#scaler;
  }

  /**
   * More than 8 bits, RGB and the like; and pictures of the right size, which are copied: a frame that shows its own memory makes the
   * garbage collector count all of it, every time.
   */
  #convert(frame: Frame, { width, height }: Size): Omit<LumaPicture, 'utcMs'> {
    const source = `${frame.width}x${frame.height}/${frame.format}`;
    if (this.#converted === null || source !== this.#source) {
      this.#free();
      this.#source = source;
      this.#scaler = new SoftwareScaleContext();
      this.#scaler.allocContext();
      this.#converted = new Frame();
      this.#converted.alloc();
      this.#converted.width = width;
      this.#converted.height = height;
      this.#converted.format = AV_PIX_FMT_GRAY8;
      this.#converted.colorRange = AVCOL_RANGE_JPEG;
      FFmpegError.throwIfError(this.#converted.getBuffer(0), 'allocating a picture');
      this.#reduced = this.#converted.data?.[0] ?? Buffer.alloc(0);
    }
    const range = frame.colorRange;
    // Grey is full range to FFmpeg: brightness that says to be full range too is left alone.
    if (plainLuma.has(frame.format)) frame.colorRange = AVCOL_RANGE_JPEG;
    const scaled = this.#scaler?.scaleFrameSync(this.#converted, frame) ?? 0;
    frame.colorRange = range;
    FFmpegError.throwIfError(scaled, 'reducing a picture');
    return { width, height, stride: this.#converted.linesize[0] ?? width, data: this.#reduced };
  }

  #free(): void {
    this.#scaler?.freeContext();
    this.#scaler = null;
    this.#converted?.free();
    this.#converted = null;
  }

  [Symbol.dispose](): void {
    this.#free();
  }
}
