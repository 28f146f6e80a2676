/** Makes JPEG files (JFIF: full range, BT.601) from decoded frames. */
import {
  AV_CODEC_FLAG_BITEXACT,
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_JPEG,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_UNSPECIFIED,
  FF_QP2LAMBDA,
} from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, SoftwareScaleContext } from 'node-av/lib';
import type { JpegOutput } from './operations.ts';
import { pictureSize, qualityToQscale, type Size } from './picture-size.ts';

export interface Jpeg extends Size {
  readonly jpeg: Buffer;
}

/** From this height on, players take a stream that does not name its colour space for BT.709. */
const hdHeight = 720;

/** Keeps scaler and encoder from picture to picture; a new source size makes new ones. */
export class JpegEncoder implements Disposable {
  readonly #output: JpegOutput;
  readonly #qscale: number;
  #source = '';
  #target: JpegTarget | null = null;

  constructor(output: JpegOutput) {
    this.#output = output;
    this.#qscale = qualityToQscale(output.quality);
  }

  encode(frame: Frame): Jpeg {
    const target = this.#targetFor(frame);
    target.fill(frame);
    return { jpeg: target.encode(), width: target.frame.width, height: target.frame.height };
  }

  #targetFor(frame: Frame): JpegTarget {
    const source = sourceOf(frame);
    if (this.#target === null || source !== this.#source) {
      this.#target?.[Symbol.dispose]();
      this.#target = new JpegTarget(pictureSize(frame, this.#output), this.#qscale);
      this.#source = source;
    }
    return this.#target;
  }

  [Symbol.dispose](): void {
    this.#target?.[Symbol.dispose]();
    this.#target = null;
  }
}

/** The same for frames that one scaler takes. */
export function sourceOf({ width, height, format, colorSpace, colorRange }: Frame): string {
  return `${width}x${height}/${format}/${colorSpace}/${colorRange}`;
}

export interface Plane {
  readonly data: Buffer;
  /** Bytes from one row to the next. */
  readonly stride: number;
}

/** Scaler, picture and encoder of one size. */
export class JpegTarget implements Disposable {
  readonly #scaler = new SoftwareScaleContext();
  readonly frame = new Frame();
  /** The memory of `frame`, 4:2:0. Taken once: each time a frame shows it, the garbage collector counts all of it anew. */
  readonly planes: readonly Plane[];
  readonly #encoder = new CodecContext();
  readonly #packet = new Packet();
  #count = 0n;

  constructor({ width, height }: Size, qscale: number) {
    this.#scaler.allocContext();
    this.frame.alloc();
    this.frame.width = width;
    this.frame.height = height;
    this.frame.format = AV_PIX_FMT_YUV420P;
    this.frame.colorRange = AVCOL_RANGE_JPEG;
    this.frame.colorSpace = AVCOL_SPC_BT470BG;
    FFmpegError.throwIfError(this.frame.getBuffer(0), 'allocating a picture');
    const { data, linesize } = this.frame;
    this.planes = [0, 1, 2].map((index) => ({
      data: data?.[index] ?? Buffer.alloc(0),
      stride: linesize[index] ?? 0,
    }));
    this.frame.quality = qscale * FF_QP2LAMBDA;
    this.#packet.alloc();
    openEncoder(this.#encoder, { width, height }, qscale);
  }

  /** Brings a decoded frame into size and colours of the output. */
  fill(frame: Frame): void {
    if (frame.colorSpace === AVCOL_SPC_UNSPECIFIED && frame.height >= hdHeight) {
      frame.colorSpace = AVCOL_SPC_BT709;
    }
    FFmpegError.throwIfError(this.#scaler.scaleFrameSync(this.frame, frame), 'scaling a picture');
  }

  /** A JPEG of what is in `frame`. */
  encode(): Buffer {
    this.frame.pts = this.#count;
    this.#count += 1n;
    FFmpegError.throwIfError(this.#encoder.sendFrameSync(this.frame), 'encoding a JPEG');
    FFmpegError.throwIfError(this.#encoder.receivePacketSync(this.#packet), 'encoding a JPEG');
    // The packet's memory goes back to FFmpeg.
    const jpeg = Buffer.from(this.#packet.data ?? Buffer.alloc(0));
    this.#packet.unref();
    return jpeg;
  }

  [Symbol.dispose](): void {
    this.#packet.free();
    this.#encoder.freeContext();
    this.frame.free();
    this.#scaler.freeContext();
  }
}

function openEncoder(context: CodecContext, { width, height }: Size, qscale: number): void {
  const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG);
  context.allocContext3(codec);
  context.width = width;
  context.height = height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.colorRange = AVCOL_RANGE_JPEG;
  context.timeBase = { num: 1, den: 25 } as CodecContext['timeBase'];
  context.threadCount = 1;
  context.qMin = 1;
  context.qMax = 31;
  // Bit-exact also means: no comment with FFmpeg's version in every picture.
  context.setFlags(AV_CODEC_FLAG_QSCALE, AV_CODEC_FLAG_BITEXACT);
  // Tables made for each picture save 2 % of its bytes and cost a quarter of the time.
  FFmpegError.throwIfError(context.setOption('huffman', 'default'), 'choosing the JPEG tables');
  context.globalQuality = qscale * FF_QP2LAMBDA;
  FFmpegError.throwIfError(context.open2Sync(codec, null), 'opening the JPEG encoder');
}
