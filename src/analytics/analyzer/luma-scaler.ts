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
import { Kept } from './kept.ts';
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

/** Sizes and formats of sources that are kept. */
const maxKept = 8;

/** One for all cameras of an analyzer, which have few sizes between them. */
export class LumaScaler implements Disposable {
  readonly #kept = new Kept<Reduction>(maxKept, () => 1);

  /** At most `maxWidth` wide. The picture is valid until the next call. */
  scale(frame: Frame, maxWidth: number): LumaPicture {
    const size = pictureSize(frame, { width: maxWidth });
    const key = `${frame.width}x${frame.height}/${frame.format}/${size.width}`;
    const reduction = this.#kept.get(key, () => newReduction(frame, size));
    return { ...reduction.reduce(frame), utcMs: frameUtcMs(frame) };
  }

  [Symbol.dispose](): void {
    this.#kept[Symbol.dispose]();
  }
}

/** From one size and format to one size. */
interface Reduction extends Disposable {
  reduce(frame: Frame): Omit<LumaPicture, 'utcMs'>;
}

function newReduction(frame: Frame, size: Size): Reduction {
  const isReduced = plainLuma.has(frame.format) && size.width < frame.width;
  return isReduced ? new PlaneReduction(frame, size) : new PictureReduction(size);
}

/** The first plane alone. */
class PlaneReduction implements Reduction {
  readonly #size: Size;
  readonly #reduced: Buffer;
  readonly #scaler = new SoftwareScaleContext();

  constructor(source: Size, size: Size) {
    const { width, height } = size;
    this.#size = size;
    this.#reduced = Buffer.alloc(width * height + 64); // swscale may write a vector beyond the last row
    const gray = AV_PIX_FMT_GRAY8;
    this.#scaler.getContext(source.width, source.height, gray, width, height, gray, SWS_AREA);
  }

  reduce(frame: Frame): Omit<LumaPicture, 'utcMs'> {
    const size = this.#size;
    const plane = frame.data?.[0] ?? Buffer.alloc(0);
    const stride = frame.linesize[0] ?? frame.width;
    this.#scaler.scaleSync([plane], [stride], 0, frame.height, [this.#reduced], [size.width]);
    return { ...size, stride: size.width, data: this.#reduced };
  }

  [Symbol.dispose](): void {
    this.#scaler.freeContext();
  }
}

/**
 * More than 8 bits, RGB and the like; and pictures of the right size, which are copied: a frame that shows its own memory makes the
 * garbage collector count all of it, every time.
 */
class PictureReduction implements Reduction {
  readonly #size: Size;
  readonly #scaler = new SoftwareScaleContext();
  readonly #reduced = new Frame();
  readonly #luma: Buffer;
  readonly #stride: number;

  constructor(size: Size) {
    this.#size = size;
    this.#scaler.allocContext();
    this.#reduced.alloc();
    this.#reduced.width = size.width;
    this.#reduced.height = size.height;
    this.#reduced.format = AV_PIX_FMT_GRAY8;
    this.#reduced.colorRange = AVCOL_RANGE_JPEG;
    FFmpegError.throwIfError(this.#reduced.getBuffer(0), 'allocating a picture');
    this.#luma = this.#reduced.data?.[0] ?? Buffer.alloc(0);
    this.#stride = this.#reduced.linesize[0] ?? size.width;
  }

  reduce(frame: Frame): Omit<LumaPicture, 'utcMs'> {
    const size = this.#size;
    const range = frame.colorRange;
    // Grey is full range to FFmpeg: brightness that says to be full range too is left alone.
    if (plainLuma.has(frame.format)) frame.colorRange = AVCOL_RANGE_JPEG;
    const scaled = this.#scaler.scaleFrameSync(this.#reduced, frame);
    frame.colorRange = range;
    FFmpegError.throwIfError(scaled, 'reducing a picture');
    return { ...size, stride: this.#stride, data: this.#luma };
  }

  [Symbol.dispose](): void {
    this.#scaler.freeContext();
    this.#reduced.free();
  }
}
