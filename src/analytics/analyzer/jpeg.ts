/** Makes JPEG files (JFIF: full range, BT.601, 4:2:0) from decoded frames: FFmpeg scales, libjpeg-turbo encodes. */
import jpegTurbo from '@julusian/jpeg-turbo';
import { AV_PIX_FMT_BGR0, AVCOL_SPC_BT709, AVCOL_SPC_UNSPECIFIED } from 'node-av/constants';
import { FFmpegError, Frame, SoftwareScaleContext } from 'node-av/lib';
import type { JpegOutput } from './operations.ts';
import { type Area, pictureSize, type Size } from './picture-size.ts';

export interface Jpeg extends Size {
  readonly jpeg: Buffer;
}

/** From this height on, players take a stream that does not name its colour space for BT.709. */
const hdHeight = 720;
const bytesPerPixel = 4;

/** Keeps its picture from one to the next; a new source size makes a new one. */
export class JpegEncoder implements Disposable {
  readonly #output: JpegOutput;
  #source = '';
  #picture: ColourPicture | null = null;

  constructor(output: JpegOutput) {
    this.#output = output;
  }

  encode(frame: Frame): Jpeg {
    const picture = this.#pictureFor(frame);
    picture.fill(frame);
    return { jpeg: picture.encode(this.#output.quality), width: picture.width, height: picture.height };
  }

  #pictureFor(frame: Frame): ColourPicture {
    const source = sourceOf(frame);
    if (this.#picture === null || source !== this.#source) {
      this.#picture?.[Symbol.dispose]();
      this.#picture = new ColourPicture(pictureSize(frame, this.#output));
      this.#source = source;
    }
    return this.#picture;
  }

  [Symbol.dispose](): void {
    this.#picture?.[Symbol.dispose]();
    this.#picture = null;
  }
}

/** The same for frames that one scaler takes. */
export function sourceOf({ width, height, format, colorSpace, colorRange }: Frame): string {
  return `${width}x${height}/${format}/${colorSpace}/${colorRange}`;
}

/**
 * A picture of one size in BGR, and the scaler that brings frames into it. With a fourth byte a pixel: scaling to three bytes takes up to
 * three times as long, to 4:2:0 in the range of JPEG up to ten times. The scaler rounds down, a level darker on average; its exact ways
 * take ten times as long.
 */
export class ColourPicture implements Disposable {
  readonly width: number;
  readonly height: number;
  readonly #scaler = new SoftwareScaleContext();
  readonly #frame = new Frame();
  /** The memory of `#frame`. Taken once: each time a frame shows it, the garbage collector counts all of it anew. */
  readonly #pixels: Buffer;
  /** Bytes from one row to the next. */
  readonly #stride: number;

  constructor({ width, height }: Size) {
    this.width = width;
    this.height = height;
    this.#scaler.allocContext();
    this.#frame.alloc();
    this.#frame.width = width;
    this.#frame.height = height;
    this.#frame.format = AV_PIX_FMT_BGR0;
    FFmpegError.throwIfError(this.#frame.getBuffer(0), 'allocating a picture');
    this.#pixels = this.#frame.data?.[0] ?? Buffer.alloc(0);
    this.#stride = this.#frame.linesize[0] ?? 0;
  }

  /** Of all it keeps. */
  get bytes(): number {
    return this.#pixels.length;
  }

  /** Brings a decoded frame into size and colours. */
  fill(frame: Frame): void {
    if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED && frame.height >= hdHeight) {
      frame.colorSpace = AVCOL_SPC_BT709;
    }
    FFmpegError.throwIfError(this.#scaler.scaleFrameSync(this.#frame, frame), 'scaling a picture');
  }

  /**
   * A JPEG of all of it or of an area; `quality` is libjpeg's, 1…100. The encoder reads whole rows: an area that begins right of the edge
   * must end above the last one.
   */
  encode(quality: number, area: Area = { x: 0, y: 0, width: this.width, height: this.height }): Buffer {
    const start = area.y * this.#stride + area.x * bytesPerPixel;
    const jpeg = jpegTurbo.compressSync(this.#pixels.subarray(start), roomFor(area), {
      format: jpegTurbo.FORMAT_BGRX,
      width: area.width,
      height: area.height,
      stride: this.#stride / bytesPerPixel,
      subsampling: jpegTurbo.SAMP_420,
      quality,
    });
    return Buffer.from(jpeg);
  }

  [Symbol.dispose](): void {
    this.#frame.free();
    this.#scaler.freeContext();
  }
}

/** Where JPEGs are made, one after the other. */
let room = Buffer.alloc(0);
/** Enough for 4K. */
const keptRoomBytes = 32 * 1024 * 1024;

/** For the largest JPEG of a size, which takes three bytes a pixel. */
function roomFor({ width, height }: Size): Buffer {
  const bytes = jpegTurbo.bufferSize({ width, height, subsampling: jpegTurbo.SAMP_420 });
  if (bytes > keptRoomBytes) return Buffer.allocUnsafeSlow(bytes);
  if (room.length < bytes) room = Buffer.allocUnsafeSlow(bytes);
  return room;
}
